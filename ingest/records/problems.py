"""Collects the mistakes found in records, so that an author sees all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rapidfuzz import fuzz, process

from ingest.errors import RecordError, RecordErrors
from ingest.records.model import Place

_LISTED = 12  # so many choices still read well in one line


class Located(Protocol):
    """Whatever knows where it stands in a record."""

    @property
    def place(self) -> Place: ...

    @property
    def field(self) -> str: ...


class Problems:
    """The mistakes found so far."""

    def __init__(self) -> None:
        self._errors: list[RecordError] = []

    def report(self, place: Place, field: str, problem: str, remedy: str) -> None:
        """Note one mistake; `problem` says what is wrong, `remedy` what would be right."""
        self._errors.append(RecordError(place.file, place.line, field, problem, remedy))

    def at(self, where: Located, problem: str, remedy: str) -> None:
        """Note a mistake in the value that stands at `where`."""
        self.report(where.place, where.field, problem, remedy)

    def raise_if_any(self) -> None:
        """Raise `RecordErrors` with everything reported; return quietly when there is nothing."""
        if self._errors:
            raise RecordErrors(self._errors)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` most likely stands for, or None when nothing is close."""
    best = process.extractOne(word, sorted(choices), scorer=fuzz.WRatio, score_cutoff=70)
    return best[0] if best else None


def did_you_mean(word: str, choices: Iterable[str], what: str) -> str:
    """A remedy that names the nearest choice, or the choices themselves where they are few."""
    known = sorted(choices)
    match = nearest(word, known)
    if match:
        return f"Did you mean '{match}'?"
    if 0 < len(known) <= _LISTED:
        return f"Known {what}: {', '.join(known)}"
    return f"Use one of the {len(known)} known {what}" if known else f"There are no {what} yet"
