"""From bytes to text: encodings, formats, limits, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import (
    BinaryDocument,
    DocumentError,
    DocumentNotFound,
    DocumentTooLarge,
    EmptyDocument,
    UndecodableDocument,
    UnsupportedFormat,
)
from ingest.readers import LARGEST_DOCUMENT, read_document, supported_suffixes

Write = Callable[[str, str | bytes], Path]

GERMAN = "Größere Betriebe übernehmen Aufträge für Möbel – „gern“, sagen sie, für 300 € und mehr.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (GERMAN.encode("utf-8"), "utf-8"),
        (GERMAN.encode("utf-8-sig"), "utf-8"),
        (GERMAN.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), "utf-16-be"),
        (GERMAN.encode("utf-16-le"), "utf-16-le"),
        (GERMAN.encode("utf-16-be"), "utf-16-be"),
        (GERMAN.encode("windows-1252"), "windows-1252"),
    ],
)
def test_encodings_are_recognised(write: Write, data: bytes, encoding: str) -> None:
    decoded = read_document(write("text.txt", data))
    assert (decoded.text, decoded.encoding) == (GERMAN, encoding)
    assert decoded.data == data


def test_latin_1_is_read_as_the_part_of_windows_1252_it_is(write: Write) -> None:
    text = "Über die Höhe der Beiträge müssen größere und kleine Betriebe reden."
    assert read_document(write("latin.txt", text.encode("latin-1"))).text == text


def test_line_ends_stay_as_they_are(write: Write) -> None:
    assert read_document(write("windows.txt", b"eins\r\nzwei\rdrei\n")).text == "eins\r\nzwei\rdrei\n"


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n \x0c", b"\xef\xbb\xbf\n"])
def test_a_file_without_text_is_refused(write: Write, content: bytes) -> None:
    with pytest.raises(EmptyDocument, match="no text"):
        read_document(write("empty.txt", content))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (bytes(range(256)) * 4, "control characters"),
        (b"text \x00 and more text", "control characters"),
        (b"\x7fELF\x02\x01", "a program"),
    ],
)
def test_what_is_no_text_is_refused(write: Write, content: bytes, problem: str) -> None:
    with pytest.raises(BinaryDocument, match=problem):
        read_document(write("picture.txt", content))


def test_utf_8_with_a_damaged_place_is_refused_with_its_line(write: Write) -> None:
    data = (GERMAN * 3).encode()
    damaged = data[:-5] + b"\xff" + data[-5:]
    with pytest.raises(UndecodableDocument, match=r"except for byte \d+ \(line 3\)"):
        read_document(write("damaged.txt", damaged))


def test_bytes_that_windows_1252_does_not_have_are_refused(write: Write) -> None:
    with pytest.raises(UndecodableDocument, match="0x81"):
        read_document(write("odd.txt", b"Preise \x81\x8d und mehr"))


def test_another_script_is_not_taken_for_german(write: Write) -> None:
    russian = "Малые предприятия редко участвуют в кластерах, потому что не знают о них. " * 3
    with pytest.raises(UndecodableDocument, match="makes no German or English"):
        read_document(write("russian.txt", russian.encode("koi8-r")))


def test_a_broken_utf_16_file_is_refused(write: Write) -> None:
    with pytest.raises(UndecodableDocument, match="UTF-16-LE"):
        read_document(write("broken.txt", b"\xff\xfe" + "Text".encode("utf-16-le") + b"\x00\xd8"))


def test_the_limit_is_checked_before_reading(write: Write) -> None:
    path = write("long.txt", b"a" * 2_001)
    assert read_document(write("fits.txt", b"a" * 2_000), limit=2_000).text == "a" * 2_000
    with pytest.raises(DocumentTooLarge, match=r"2,001 bytes, the limit is 2,000"):
        read_document(path, limit=2_000)


def test_fifty_megabytes_are_refused_by_default(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:  # a sparse file: it takes no space, and reading it would show
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(DocumentTooLarge, match=f"the limit is {LARGEST_DOCUMENT:,}"):
        read_document(path)


def test_an_unknown_ending_is_refused_and_the_known_ones_named(write: Write) -> None:
    for name in ("report.pdf", "README"):
        with pytest.raises(UnsupportedFormat) as caught:
            read_document(write(name, GERMAN))
        assert all(suffix in str(caught.value) for suffix in supported_suffixes())


def test_a_missing_file_and_a_folder_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("missing.txt", "folder.txt"):
        with pytest.raises(DocumentNotFound):
            read_document(tmp_path / name)


def test_every_refusal_names_the_file_and_a_remedy(write: Write) -> None:
    path = write("empty.md", b"")
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.path == path
    assert str(caught.value) == f"{path}: {caught.value.problem}. {caught.value.remedy}."
