"""Whether a label may be meant where its units stand, and how it is printed there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.extraction.prepared_labels import PreparedLabel
from ingest.extraction.streams import Unit
from ingest.extraction.words import Word

_SHORTEST_INSIDE_COMPOUND: Final = 6
"""A shorter word is too often another word's end ("Bank" in "Datenbank")."""
_MOST_FUNCTION_WORDS: Final = 3
_MOST_INITIALS: Final = 8
"""Between the names of the authors of a work stand their initials."""
_PERSON_BEFORE: Final = re.compile(r"(?:\b(?:Herrn?|Frau|Dr\.|Prof\.|Mr|Mrs|Ms)|[A-ZÄÖÜ][a-zäöüß]+)\s$")
_INITIAL_BEHIND: Final = re.compile(r",\s[A-ZÄÖÜ]\.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a label may be meant: words first to last (positions), and how it matched."""

    label: PreparedLabel
    first: int
    last: int
    how: str
    """A key of `ingest.extraction.scoring.SCORES`."""
    starts_inside: bool = False


class Placement:
    """The rules, applied to one text."""

    def __init__(self, words: Sequence[Word], text: str, language: str) -> None:
        self._words = words
        self._text = text
        self._language = language

    def candidate(self, label: PreparedLabel, units: Sequence[Unit]) -> Candidate | None:
        """The candidate of a label whose units stand here one after the other, or None."""
        first, last = units[0], units[-1]
        fits = self._fits_words(label, units) and self._fits_case(label, first)
        if not fits or (label.is_name and not self._fits_name(label, units)) or self._is_person(label, first):
            return None
        return Candidate(label, first.word, last.word, self._how(label, units), not first.first)

    def _fits_words(self, label: PreparedLabel, units: Sequence[Unit]) -> bool:
        """A match ends with a word; it begins inside one only as the head of a compound."""
        first, last = units[0], units[-1]
        most_between = _MOST_INITIALS if label.kind == "work" else _MOST_FUNCTION_WORDS
        if not last.last or any(b.word - a.word > most_between + 1 for a, b in pairwise(units)):
            return False
        one_word = first.word == last.word
        if not first.first:
            return one_word and label.is_single and self._may_be_head(label)
        if one_word:
            return label.is_single or not label.function_words
        return not label.is_single or self._is_written_apart(first.word, last.word)

    def _is_written_apart(self, first: int, last: int) -> bool:
        between = self._text[self._words[first].end : self._words[last].start]
        return last == first + 1 and between in (" ", "\n", "-", "- ")

    def _may_be_head(self, label: PreparedLabel) -> bool:
        """Whether "X" may be recognised in "YX": a kind of thing, named by a word of some length."""
        long_enough = len(label.lemmas[0]) >= _SHORTEST_INSIDE_COMPOUND
        return long_enough and not label.is_name and not label.needs_support

    def _fits_case(self, label: PreparedLabel, first: Unit) -> bool:
        word = self._words[first.word]
        if label.exact_case:
            return word.text == label.words[0]
        noun = self._language == "de" and label.is_single and label.words[0][0].isupper()
        return not noun or word.text[0].isupper() or not first.first

    def _fits_name(self, label: PreparedLabel, units: Sequence[Unit]) -> bool:
        """A name is not put together, taken apart or freed of its "und"."""
        first, last = units[0].word, units[-1].word
        if label.is_single:
            same_hyphens = self._words[first].text.count("-") == label.words[0].count("-")
            return first == last and same_hyphens  # "Automobil" is not the initiative "Auto-mobil"
        function_words = sum(word.is_function and not word.is_initial for word in self._words[first:last])
        return first != last and function_words == label.function_words

    def _is_person(self, label: PreparedLabel, first: Unit) -> bool:
        """Whether a trade's name is somebody's: "Dr. Anna Müller", "Müller, K." """
        if label.kind != "trade" or not label.is_single:
            return False
        word = self._words[first.word]
        before, behind = self._text[max(0, word.start - 20) : word.start], self._text[word.end : word.end + 4]
        return bool(_PERSON_BEFORE.search(before) or _INITIAL_BEHIND.match(behind))

    def _how(self, label: PreparedLabel, units: Sequence[Unit]) -> str:
        first, last = units[0], units[-1]
        if not first.first:
            return "inside"
        if self._text[self._words[first.word].start : self._words[last.word].end] == label.text:
            return "exact"
        if any(self._words[unit.word].left_out for unit in units):
            return "left-out"
        return "joined" if (first.word == last.word) != label.is_single else "inflected"
