"""Which language a question is in, from two words on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ontology.errors import UnknownLanguage
from ontology.lexicon import compounds, dictionary
from ontology.lexicon.analysis import Analyser, Language, words
from ontology.lexicon.english import english
from ontology.lexicon.folding import fold
from ontology.lexicon.german import german
from ontology.lexicon.stopwords import ENGLISH, FRENCH, GERMAN

_STOPWORD: Final = 2.0
_KNOWN: Final = 1.0
_SHARED: Final = 0.3
_LONGEST_SAMPLE: Final = 2_000
_GERMAN_LETTERS: Final = re.compile("[äöüß]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LanguageScores:
    """Mean evidence per word, each from 0 (none) to 2 (grammar words only)."""

    german: float
    english: float
    foreign: float

    @property
    def best(self) -> Language:
        """The likelier of the two languages of the service; German where nothing speaks for either."""
        return "en" if self.english > self.german else "de"

    @property
    def is_understood(self) -> bool:
        """Whether German or English explains the words at least as well as a third language does."""
        return max(self.german, self.english) >= max(self.foreign, 0.2)


def detect_language(text: str) -> Language:
    """The language of a text, "de" or "en"; German where nothing speaks for either."""
    return language_scores(text).best


def language_scores(text: str) -> LanguageScores:
    """How much speaks for each language, over the first 2,000 characters of ``text``.

    Grammar words of one language alone count most, then words that one word list alone has; a word of both
    ("Cluster") counts little: more for German where it is capitalised inside the text, as German nouns are,
    and a shade more for English where it is in small letters.
    """
    found = [
        _evidence(word, position > 0) for position, (word, _, _) in enumerate(words(text[:_LONGEST_SAMPLE]))
    ]
    if not found:
        return LanguageScores(0.0, 0.0, 0.0)
    sums = [sum(column) / len(found) for column in zip(*found, strict=True)]
    return LanguageScores(*sums)


@lru_cache(maxsize=65_536)
def _evidence(word: str, inside: bool) -> tuple[float, float, float]:
    if not any(char.isalpha() for char in word):
        return (0.0, 0.0, 0.0)
    folded = fold(word)
    grammar = tuple(folded in stopwords for stopwords in (GERMAN, ENGLISH, FRENCH))
    if any(grammar):
        weight = _STOPWORD if sum(grammar) == 1 else _SHARED
        return (weight * grammar[0], weight * grammar[1], weight * grammar[2])
    in_english = dictionary.knows(word, "en")
    in_german = _is_german(word) if not in_english else dictionary.knows(word, "de")
    if in_english and in_german:
        noun_like = inside and word[:1].isupper() and not word.isupper()
        small = word[:1].islower() and dictionary.lemma_of(word, "de") is None
        return (_SHARED * 2 if noun_like else _SHARED, _SHARED * 1.1 if small else _SHARED, 0.0)
    return (_KNOWN * in_german, _KNOWN * in_english, 0.0)


def _is_german(word: str) -> bool:
    if _GERMAN_LETTERS.search(word) or dictionary.knows(word, "de"):
        return True
    members = compounds.structure(word).members if word.isalpha() else ()
    return len(members) > 1 and dictionary.is_noun_lemma(members[-1].stem)


def analyser_for(language: str) -> Analyser:
    """The analyser of ``language`` ("de" or "en"; a region as in "de-AT" is ignored).

    :raises UnknownLanguage: for every other language.
    """
    primary = language.lower().partition("-")[0]
    if primary == "de":
        return german()
    if primary == "en":
        return english()
    raise UnknownLanguage(language)
