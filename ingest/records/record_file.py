"""One record file: UTF-8, YAML front matter between two lines `---`, then `## Deutsch` and `## English`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ingest.records.contact_data import report_contact_data
from ingest.records.model import LanguageText, Place
from ingest.records.problems import Problems

_FENCE = "---"
_HEADINGS = {"## Deutsch": "de", "## English": "en"}
_LANGUAGE_NAMES = {"de": "## Deutsch", "en": "## English"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The two parts of a file. `yaml_line` is the line on which the YAML starts, counted from 1.

    `description` is None both without a body (`has_body` is False) and where the body has a mistake.
    """

    place: Place
    yaml: str
    yaml_line: int
    has_body: bool
    description: LanguageText | None


def read_record_file(path: Path, file: str, problems: Problems) -> RecordFile | None:
    """Split the file into its parts; None after a mistake that leaves nothing to read."""
    text = _decode(path, file, problems)
    if text is None:
        return None
    lines = text.split("\n")
    if not _is_text(lines, file, problems):
        return None
    report_contact_data(lines, file, problems)
    if lines[0].rstrip() != _FENCE:
        problems.report(
            Place(file, 1),
            "",
            "the front matter is missing",
            f"Start the file with a line '{_FENCE}', the keys, and a second line '{_FENCE}'",
        )
        return None
    closing = next((n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), None)
    if closing is None:
        problems.report(
            Place(file, 1), "", "the front matter is not closed", f"Put a line '{_FENCE}' after the last key"
        )
        return None
    has_body = any(line.strip() for line in lines[closing + 1 :])
    description = _read_body(lines, closing + 1, file, problems) if has_body else None
    return RecordFile(Place(file, 1), "\n".join(lines[1:closing]), 2, has_body, description)


def tidy(text: str) -> str:
    """Line ends inside a paragraph become spaces; paragraphs stay apart by an empty line."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _decode(path: Path, file: str, problems: Problems) -> str | None:
    """The text in NFC with `\\n` line ends."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.report(Place(file, 1), "", f"the file cannot be read: {error.strerror}", "Check its rights")
        return None
    if not raw.strip():
        problems.report(
            Place(file, 1),
            "",
            "the file is empty",
            "Write a record (see corpus/README.md) or remove the file",
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"the file is not UTF-8 (byte 0x{raw[error.start]:02x})"
        problems.report(Place(file, line), "", problem, "Save the file with the encoding UTF-8")
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _is_text(lines: list[str], file: str, problems: Problems) -> bool:
    for number, line in enumerate(lines, start=1):
        found = _CONTROL.search(line)
        if found:
            problem = f"the control character U+{ord(found[0]):04X} stands in the text"
            problems.report(Place(file, number), "", problem, "A record is plain text: remove the character")
            return False
    return True


def _read_body(lines: list[str], start: int, file: str, problems: Problems) -> LanguageText | None:
    """The description; None after a mistake was reported."""
    sections = _body_sections(lines, start, file, problems)
    texts = {language: tidy("\n".join(content)) for language, (_, content) in sections.items()}
    for language, text in texts.items():
        if not text:
            place = Place(file, sections[language][0])
            heading = _LANGUAGE_NAMES[language]
            problems.report(place, heading, "the section is empty", "Write one to three plain sentences")
    missing = [heading for language, heading in _LANGUAGE_NAMES.items() if language not in texts]
    for heading in missing:
        problem = f"the section '{heading}' is missing"
        problems.report(Place(file, len(lines)), heading, problem, "Say the same in both languages")
    if missing or not all(texts.values()):
        return None
    return LanguageText(texts["de"], texts["en"])


def _body_sections(
    lines: list[str], start: int, file: str, problems: Problems
) -> dict[str, tuple[int, list[str]]]:
    """Language to (line of its heading, its lines)."""
    sections: dict[str, tuple[int, list[str]]] = {}
    content: list[str] | None = None
    for number, line in enumerate(lines[start:], start=start + 1):
        text = line.strip()
        if text.startswith("#"):
            content = []
            language = _HEADINGS.get(text)
            if language is None or language in sections:
                problem = f"the heading '{text}' " + ("is not known" if language is None else "stands twice")
                remedy = "The body has '## Deutsch' and '## English', once each"
                problems.report(Place(file, number), "", problem, remedy)
            else:
                sections[language] = (number, content)
        elif content is not None:
            content.append(line)
        elif text:
            content = []
            remedy = "Put it under '## Deutsch' or '## English'"
            problems.report(Place(file, number), "", "text stands before the first heading", remedy)
    return sections
