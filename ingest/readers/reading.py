"""Chooses the reader for a file and holds the limits that apply to every format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from ingest.errors import DocumentNotFound, DocumentTooLarge, EmptyDocument, UnsupportedFormat
from ingest.readers.text import MARKDOWN, PLAIN_TEXT, TextContent

LARGEST_DOCUMENT: Final = 5 * 1024 * 1024
"""Most bytes of one document: about four volumes of 500 pages. The size is checked before a byte is read.

Memory grows with the text: measured at 5 MB, about 30 MB for each MB of it, and 130 MB for each MB's graph.
"""


@dataclass(frozen=True, slots=True)
class DecodedDocument:
    """A file as it was read: its bytes, its text, and how the one became the other."""

    path: Path
    data: bytes
    text: str
    media_type: str
    encoding: str


class Reader(Protocol):
    """Reads one format. `suffixes` are the endings of its files, in lower case, with the dot."""

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    @property
    def media_type(self) -> str: ...

    def read(self, data: bytes, path: Path) -> TextContent:
        """The text of a file; raises a DocumentError (`ingest.errors`) where there is none."""


READERS: Final[tuple[Reader, ...]] = (PLAIN_TEXT, MARKDOWN)


def supported_suffixes() -> tuple[str, ...]:
    """The endings of all files that can be read, in alphabetical order."""
    return tuple(sorted(suffix for reader in READERS for suffix in reader.suffixes))


def read_document(path: Path, *, limit: int = LARGEST_DOCUMENT) -> DecodedDocument:
    """Read the file at `path`, which may have at most `limit` bytes.

    Raises a DocumentError that names the file: DocumentNotFound, UnsupportedFormat, DocumentTooLarge,
    EmptyDocument, BinaryDocument or UndecodableDocument.
    """
    reader = _reader_for(path)
    data = _bytes_of(path, limit)
    content = reader.read(data, path)
    if not content.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise EmptyDocument(path, "there is no text in this file", "Give a file with at least one sentence")
    return DecodedDocument(path, data, content.text, reader.media_type, content.encoding)


def _reader_for(path: Path) -> Reader:
    suffix = path.suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    problem = f"files ending in '{suffix}' cannot be read" if suffix else "the file name has no ending"
    raise UnsupportedFormat(path, problem, f"Give a file ending in {', '.join(supported_suffixes())}")


def _bytes_of(path: Path, limit: int) -> bytes:
    try:
        size = path.stat().st_size
        if size <= limit and path.is_file():
            with path.open("rb") as file:
                data = file.read(limit + 1)
                size = len(data)  # a file that grew since it was measured
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise DocumentNotFound(path, reason, "Name a text file that you may read") from error
    if not path.is_file():
        raise DocumentNotFound(path, "this is no file", "Name a text file; a folder is not read")
    if size > limit:
        problem = f"the file has {size:,} bytes, the limit is {limit:,}"
        raise DocumentTooLarge(path, problem, "Split it, for instance at its chapters")
    return data
