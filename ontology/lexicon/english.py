"""The English analyser: dictionary form, British spelling, members of hyphenated words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ontology.lexicon import dictionary
from ontology.lexicon.analysis import Analyser, Language, Token, hyphen_pieces, terms_of, words
from ontology.lexicon.folding import fold
from ontology.lexicon.stopwords import ENGLISH

_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ACRONYM: Final = re.compile(r"([A-Z]{2,5})s?$")
_INVISIBLE: Final = re.compile("\u00ad")
_AMERICAN_ENDING: Final = (
    (re.compile(r"(?<=\w{3})iz(e|er|ing|ed|ation|ational)$"), r"is\1"),
    (re.compile(r"(?<=\w{2})yz(e|er|ing|ed)$"), r"ys\1"),
)
_BRITISH: Final = {
    "behavior": "behaviour",
    "center": "centre",
    "color": "colour",
    "defense": "defence",
    "endeavor": "endeavour",
    "favor": "favour",
    "fulfill": "fulfil",
    "harbor": "harbour",
    "labor": "labour",
    "license": "licence",
    "neighbor": "neighbour",
    "program": "programme",
    "skillful": "skilful",
}


@dataclass(frozen=True, slots=True)
class _Word:
    lemma: str
    parts: tuple[str, ...] = ()


class _English:
    language: Language = "en"

    def tokens(self, text: str) -> list[Token]:
        return [_token(word, start, end) for word, start, end in words(text)]

    def terms(self, text: str) -> list[str]:
        return terms_of(self.tokens(text))


@cache
def english() -> Analyser:
    """The English analyser. Its word list loads at the first word, in about a fifth of a second."""
    return _English()


def _token(text: str, start: int, end: int) -> Token:
    word = _analyse(text)
    is_stop = fold(text) in ENGLISH and not _ACRONYM.match(text)
    return Token(text, start, end, word.lemma, word.parts, is_stop)


@lru_cache(maxsize=131_072)
def _analyse(text: str) -> _Word:
    base = _POSSESSIVE.sub("", _INVISIBLE.sub("", text)) or text
    pieces = [piece for piece in hyphen_pieces(base) if piece]
    if len(pieces) < 2:
        return _Word(english_lemma(base))
    lemmas = tuple(english_lemma(piece) for piece in pieces)
    return _Word("".join(fold(piece) for piece in pieces[:-1]) + lemmas[-1], lemmas)


def english_lemma(text: str) -> str:
    """The folded dictionary form of one English word without hyphens, in British spelling."""
    if acronym := _ACRONYM.match(text):
        return fold(acronym.group(1))
    word = text.lower()
    lemma = dictionary.lemma_of(word, "en") or dictionary.lemma_of(text, "en") or _without_plural(word)
    return british(fold(lemma))


def _without_plural(word: str) -> str:
    """The singular of a word that the list does not have, by the regular rule."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def british(word: str) -> str:
    """The British spelling of a folded word, so that "organization" and "organisation" are one."""
    for ending, replacement in _AMERICAN_ENDING:
        word = ending.sub(replacement, word)
    return _BRITISH.get(word, word)
