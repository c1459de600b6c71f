"""Completions of what is being typed: labels and synonyms by the beginning of any of their words.

A sorted list of word beginnings answers a keystroke with two binary searches. Only where nothing
begins like that, the typed word is compared with the beginnings of all words, cut to its length, by
the optimal string alignment distance, and the search is repeated with the nearest ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ontology.lexicon import fold
from service.use_cases.search.catalogue import Thing

_SHORTEST_CORRECTED = 4
_LETTERS_PER_SLIP = 4
_NEAREST = 3
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Entry:
    """A label or synonym in one language, folded for comparing."""

    folded: str
    text: str
    thing: Thing
    is_label: bool


class Completions:
    """Finds entries by what is typed of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        places = sorted(
            (entry.folded[start:], number)
            for number, entry in enumerate(self._entries)
            for start in _beginnings(entry.folded)
        )
        self._keys = [key for key, _ in places]
        self._numbers = [number for _, number in places]
        self._words = sorted({key.partition(" ")[0] for key in self._keys})

    def find(self, typed: str) -> list[Entry]:
        """Returns all entries one of whose words begins like `typed`, the best first; forgives slips."""
        wanted = fold(typed.strip())
        return self._beginning(wanted) or self._corrected(wanted)

    def _beginning(self, wanted: str) -> list[Entry]:
        first, last = bisect_left(self._keys, wanted), bisect_left(self._keys, wanted + _LAST)
        found = [self._entries[number] for number in sorted(set(self._numbers[first:last]))]
        found.sort(key=lambda e: (not e.folded.startswith(wanted), not e.is_label, len(e.folded), e.text))
        return found

    def _corrected(self, wanted: str) -> list[Entry]:
        head, _, last = wanted.rpartition(" ")
        if len(last) < _SHORTEST_CORRECTED:
            return []
        lengths = (len(last), len(last) + 1)  # a letter may have been left out
        beginnings = list(dict.fromkeys(word[:length] for length in lengths for word in self._words))
        slips = min(2, len(last) // _LETTERS_PER_SLIP)
        near = process.extract(last, beginnings, scorer=OSA.distance, score_cutoff=slips, limit=_NEAREST)
        return [entry for right, _, _ in near for entry in self._beginning(f"{head} {right}".strip())]


def _beginnings(text: str) -> list[int]:
    return [0, *(place + 1 for place, letter in enumerate(text) if letter in ' -–/(„“"')]
