"""What an analyser is: tokens with character offsets, and the terms under which an index files them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

Language = Literal["de", "en"]

_LETTER: Final = "[^\\W_]"
_INSIDE: Final = "[\u00ad\u0300-\u036f]*"
_GENDER_ENDING: Final = r"(?:[/*:_]-?[iI]n(?:nen)?|\((?:-?[iI]n(?:nen)?)\))(?![^\W_])"
_RUN: Final = f"(?:{_LETTER}{_INSIDE})+"
_PIECE: Final = f"{_RUN}(?:[&'’]{_RUN})*(?:{_GENDER_ENDING})?"
_WORD: Final = re.compile(f"{_PIECE}(?:[-\u2010\u2011]{_PIECE})*")
_HYPHEN: Final = re.compile("[-\u2010\u2011]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    ``text`` is ``source[start:end]`` exactly as printed; ``start`` and ``end`` count characters (code
    points). ``lemma`` is the folded dictionary form. ``parts`` are the folded dictionary forms of the
    members of a compound in reading order, the head last; a word that is no compound has none. ``readings``
    are further dictionary forms the same letters may stand for ("messen": to measure, or the trade fairs).
    """

    text: str
    start: int
    end: int
    lemma: str
    parts: tuple[str, ...] = ()
    is_stop: bool = False
    readings: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """All forms under which this word is found, each once: lemma, other readings, parts."""
        return tuple(dict.fromkeys((self.lemma, *self.readings, *self.parts)))


class Analyser(Protocol):
    """Turns a text of one language into tokens and index terms. Safe to share between threads."""

    language: Language

    def tokens(self, text: str) -> list[Token]:
        """All words of ``text`` in order, stop words included (``is_stop``); punctuation is left out."""

    def terms(self, text: str) -> list[str]:
        """The folded terms of all words that are no stop words, in order; repeated words repeat."""


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word of ``text`` with its offsets.

    Hyphenated words, "F&E-Einrichtungen" and gendered forms ("Manager/innen", "Manager*innen") are one
    word; a hyphen at the end of a word ("Handwerks- und Kleinbetriebe") is not part of it.
    """
    for match in _WORD.finditer(text):
        yield match.group(), match.start(), match.end()


def hyphen_pieces(word: str) -> list[str]:
    """The members of a hyphenated word; a word without a hyphen is its own only member."""
    return _HYPHEN.split(word)


def terms_of(tokens: list[Token]) -> list[str]:
    """The index terms of ``tokens``, stop words left out."""
    return [term for token in tokens if not token.is_stop for term in token.terms]
