"""From bytes to characters: which encoding a text file is in, and whether it is one.

The order is fixed: a byte order mark decides; then strict UTF-8; then UTF-16 without a mark (every other
byte is zero in European text); then Windows-1252, of which Latin-1 text is a part. Windows-1252 gives a
character for nearly every byte, so its result is believed only if it looks like a European text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.errors import BinaryDocument, UndecodableDocument

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (Word, Excel, EPUB and others are such archives)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ODD_IN_EUROPEAN_TEXT: Final = re.compile("[¤¦¨¬¯¸×÷ØÐÞÝýþðÂÃ¶¹³²µ¾¼ŠšŽžƒˆ˜†‡‰]")
_DAMAGED_UTF8: Final = re.compile("[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_MOST_CONTROL: Final = 0.001
_MOST_ODD: Final = 0.2
_SAMPLE: Final = 65_536
_KNOWN: Final = "Save it as UTF-8; UTF-16, Windows-1252 and Latin-1 are recognised too"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file and the encoding they were written in (a Python codec name)."""

    text: str
    encoding: str


def decode(data: bytes, path: Path) -> Decoded:
    """Decode `data`; `path` is only named in messages.

    Raises BinaryDocument for data that is no text, UndecodableDocument for text in no known encoding.
    """
    _refuse_known_formats(data, path)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], marked, path), marked, path)
    try:
        return _checked(data.decode("utf-8"), "utf-8", path)
    except UnicodeDecodeError as error:
        not_utf8 = error
    if encoding := _utf16_without_mark(data):
        return _checked(_strict(data, encoding, path), encoding, path)
    return _windows_1252(data, not_utf8, path)


def _refuse_known_formats(data: bytes, path: Path) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryDocument(
                path, f"this is {name}, not plain text", "Save the document as text or Markdown"
            )


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"the file begins like {encoding.upper()}, but byte {error.start} does not fit"
        raise UndecodableDocument(path, problem, _KNOWN) from error


def _checked(text: str, encoding: str, path: Path) -> Decoded:
    """Refuse a text full of control characters. UTF-16 without a mark may be valid UTF-8 with zero bytes."""
    if encoding == "utf-8" and "\x00" in text[:_SAMPLE]:
        data = text.encode("utf-8")
        if found := _utf16_without_mark(data):
            return _checked(_strict(data, found, path), found, path)
    controls = len(_CONTROL.findall(text))
    if controls > len(text) * _MOST_CONTROL or "\x00" in text:
        problem = f"{controls} of {len(text)} characters are control characters, so this is no text"
        raise BinaryDocument(path, problem, "Give a text or Markdown file")
    return Decoded(text, encoding)


def _utf16_without_mark(data: bytes) -> str | None:
    """European text in UTF-16 has a zero in nearly every second byte, and in no other."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if len(data) % 2 or pairs < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.05:
        return "utf-16-be"
    return None


def _windows_1252(data: bytes, not_utf8: UnicodeDecodeError, path: Path) -> Decoded:
    _checked(data.decode("latin-1"), "latin-1", path)  # every byte is a character: is this text at all?
    try:
        decoded = Decoded(data.decode("windows-1252"), "windows-1252")
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} (0x{data[error.start]:02x}) fits neither UTF-8 nor Windows-1252"
        raise UndecodableDocument(path, problem, _KNOWN) from error
    sample = decoded.text
    if len(_DAMAGED_UTF8.findall(sample)) >= 2:
        line = data.count(b"\n", 0, not_utf8.start) + 1
        problem = f"the file is UTF-8 except for byte {not_utf8.start} (line {line})"
        raise UndecodableDocument(path, problem, "Repair that place, or " + _KNOWN[0].lower() + _KNOWN[1:])
    foreign = sum(character > "\x7f" for character in sample)
    if foreign > len(sample) * 0.3 or len(_ODD_IN_EUROPEAN_TEXT.findall(sample)) > max(
        foreign * _MOST_ODD, 2
    ):
        problem = "the file is not UTF-8, and read as Windows-1252 it makes no German or English text"
        raise UndecodableDocument(path, problem, _KNOWN)
    return decoded
