"""A text as a stream of units, in which labels are looked up.

There are three streams. In the first a unit is the dictionary form of a word; in the second it is one member
of a compound, so that "Informationsdefizit" is found inside "Kooperationsinformationsdefizit"; in the third
it is the word as printed. Function words are left out. A barrier stands where no phrase goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.extraction.words import Word

BARRIER: Final = "¶"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit and the word it comes from (position among the words; -1 for a barrier)."""

    text: str
    word: int
    first: bool = True
    last: bool = True


def lemma_stream(words: Sequence[Word]) -> list[Unit]:
    """One unit for each word that is no function word."""
    return list(_with_barriers(words, lambda word: (word.lemma,)))


def member_stream(words: Sequence[Word]) -> list[Unit]:
    """One unit for each member of each word; left-out parts are filled in."""
    return list(_with_barriers(words, lambda word: (*word.units, *word.left_out)))


def printed_stream(words: Sequence[Word]) -> list[Unit]:
    """One unit for each word that is no function word, as it is printed."""
    return list(_with_barriers(words, lambda word: (word.printed,)))


def label_units(words: Iterable[Word]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units of a label in the first and in the second stream."""
    content = [word for word in words if not word.is_function]
    lemmas = tuple(word.lemma for word in content)
    return lemmas, tuple(unit for word in content for unit in (*word.units, *word.left_out))


def _with_barriers(words: Sequence[Word], units_of: Callable[[Word], tuple[str, ...]]) -> Iterator[Unit]:
    for position, word in enumerate(words):
        if not word.is_function:
            units = units_of(word)
            for index, text in enumerate(units):
                yield Unit(text, position, index == 0, index == len(units) - 1)
        if word.ends_phrase:
            yield Unit(BARRIER, -1)
