"""From a file to its text. One module for each format; adding a format means adding one `Reader` to the registry."""

from ingest.readers.reading import LARGEST_DOCUMENT, DecodedDocument, read_document, supported_suffixes

__all__ = ["LARGEST_DOCUMENT", "DecodedDocument", "read_document", "supported_suffixes"]
