"""Refuses e-mail addresses and telephone numbers: contact data of persons goes into no record."""

from __future__ import annotations

import re

from ingest.records.model import Place
from ingest.records.problems import Problems

_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w./-])(?:"
    r"(?:\+|00)[1-9]\d{0,2}[\s/().-]{0,3}\d[\d\s/().-]{5,}\d"  # +49 711 …, 0049 (0) 711 …
    r"|\(?0\d{2,5}\)?\s?[/ –-]\s?\d[\d –-]{2,}\d"  # 0711/…, (07 11) …
    r"|0[1-9]\d{6,}(?!\d)"  # without any gap
    r")"
)
_LABELLED = re.compile(
    r"\b(?:Tel(?:efon)?|Fon|Fax|Phone|Mobil)\b\.?\s*:?\s*[+(]?\d[\d\s/().-]{3,}\d", re.IGNORECASE
)
_ISSN = re.compile(r"\d{4}-\d{3}[\dX](?!\d)")  # 0163-4453 is a journal, no telephone


def contact_data_in(line: str) -> str | None:
    """`e-mail address` or `telephone number` where the line holds one, else None."""
    if _EMAIL.search(line):
        return "e-mail address"
    if _LABELLED.search(line) or any(not _ISSN.fullmatch(found[0]) for found in _PHONE.finditer(line)):
        return "telephone number"
    return None


def report_contact_data(lines: list[str], file: str, problems: Problems) -> None:
    """Report each line (comments included) that holds contact data; the data itself is not repeated."""
    for number, line in enumerate(lines, start=1):
        found = contact_data_in(line)
        if found:
            article = "an" if found[0] == "e" else "a"
            problems.report(
                Place(file, number),
                "",
                f"the line holds {article} {found}",
                "Remove it: records hold no contact data of persons",
            )
