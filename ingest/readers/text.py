"""Plain text and Markdown.

Both are characters in lines. What Markdown marks up (headings, emphasis, notes) is recognised by
`ingest.cleaning` from the text itself, because text files often hold Markdown too; the two readers differ
only in the endings they take and the media type they state.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.readers.encoding import decode


@dataclass(frozen=True, slots=True)
class TextContent:
    """The text of a file and the encoding it was in."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads a format whose files are characters in lines."""

    suffixes: tuple[str, ...]
    media_type: str

    def read(self, data: bytes, path: Path) -> TextContent:
        decoded = decode(data, path)
        return TextContent(decoded.text, decoded.encoding)


PLAIN_TEXT: Final = TextReader((".txt", ".text"), "text/plain")
MARKDOWN: Final = TextReader((".md", ".markdown"), "text/markdown")
