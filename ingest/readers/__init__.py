"""From a file to its text. A new format is one more `Reader` in the registry."""

from ingest.readers.reading import LARGEST_DOCUMENT, DecodedDocument, read_document, supported_suffixes

__all__ = ["LARGEST_DOCUMENT", "DecodedDocument", "read_document", "supported_suffixes"]
