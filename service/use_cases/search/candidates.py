"""Candidates by words and by meaning, from the text index and the vector index."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ontology.lexicon import analyser_for
from service.use_cases.search.reading import LANGUAGES

# A label tells more about a thing than what is said of it, and that more than what it is linked to.
_FIELD_WEIGHTS = {"label": 2.4, "text": 1.0, "context": 0.7}
_PART_WEIGHT = 0.45  # of a compound's part beside the whole word
_OTHER_LANGUAGE = 0.6  # names and loan words stand in texts of both languages
BY_WORDS, BY_MEANING = 300, 60


class Hit(Protocol):
    """A key with its score."""

    @property
    def key(self) -> str: ...

    @property
    def score(self) -> float: ...


class Words(Protocol):
    """What is needed of a text index: ranked keys for weighted (field, term, weight) triples."""

    def search(self, terms: Sequence[tuple[str, str, float]], limit: int) -> Sequence[Hit]: ...


class Meanings(Protocol):
    """What is needed of a vector index and its encoder: cosines of the nearest keys and of `also`."""

    def nearest(self, text: str, limit: int, also: Iterable[str] = ()) -> Mapping[str, float]: ...


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike a candidate is to the question: `words` 0 to 1 (saturated BM25), `meaning` a cosine."""

    words: float = 0.0
    meaning: float = 0.0


def query_terms(question: str, language: str) -> list[tuple[str, str, float]]:
    """The terms of a question as (field, term, weight), in both languages, the asked one first."""
    weights: dict[tuple[str, str], float] = {}
    for tongue in LANGUAGES:
        share = 1.0 if tongue == language else _OTHER_LANGUAGE
        for token in analyser_for(tongue).tokens(question):
            if token.is_stop:
                continue
            for term in token.terms:
                weight = share * (_PART_WEIGHT if term in token.parts and term != token.lemma else 1.0)
                for field, factor in _FIELD_WEIGHTS.items():
                    key = (f"{field}_{tongue}", term)
                    weights[key] = max(weights.get(key, 0.0), weight * factor)
    return [(field, term, weight) for (field, term), weight in weights.items()]


def similar(
    question: str, language: str, words: Words, meanings: Meanings, also: Iterable[str] = ()
) -> Mapping[str, Similarity]:
    """Returns the most similar keys of both indexes and those of `also`, by key."""
    terms = query_terms(question, language)
    by_words = {hit.key: hit.score for hit in words.search(terms, BY_WORDS)}
    by_meaning = meanings.nearest(question, BY_MEANING, also)
    content = len({term for field, term, _ in terms if field == f"label_{language}"})
    return {
        key: Similarity(_saturated(by_words.get(key, 0.0), content), max(0.0, by_meaning.get(key, 0.0)))
        for key in by_words.keys() | by_meaning.keys()
    }


def _saturated(score: float, content: int) -> float:
    """BM25 made comparable between questions: it grows with the number of terms that could match."""
    return 1.0 - math.exp(-score / (6.0 * max(1.0, content) ** 0.7))
