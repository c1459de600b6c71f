"""Candidates by words and by meaning, from the text index and the vector index."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from service.use_cases.search.reading import LANGUAGES, Reading

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
    """What is needed of a vector index and its encoder: cosines of the nearest keys."""

    def nearest(self, text: str, limit: int) -> Mapping[str, float]: ...


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike a candidate is to the question: `words` 0 to 1 (saturated BM25), `meaning` a cosine."""

    words: float = 0.0
    meaning: float = 0.0


def query_terms(reading: Reading) -> list[tuple[str, str, float]]:
    """The terms of a question as (field, term, weight), in both languages, the asked one first."""
    weights: dict[tuple[str, str], float] = {}
    for tongue in LANGUAGES:
        share = 1.0 if tongue == reading.language else _OTHER_LANGUAGE
        for token in reading.tokens[tongue]:
            if token.is_stop:
                continue
            for term in token.terms:
                weight = share * (_PART_WEIGHT if term in token.parts and term != token.lemma else 1.0)
                key = (f"text_{tongue}", term)
                weights[key] = max(weights.get(key, 0.0), weight)
    return [(field, term, weight) for (field, term), weight in weights.items()]


def content_terms(terms: Sequence[tuple[str, str, float]], reading: Reading) -> int:
    """How many of the terms are of the language that the text is in."""
    return len({term for field, term, _ in terms if field == f"text_{reading.language}"})


def similar(reading: Reading, words: Words, meanings: Meanings) -> Mapping[str, Similarity]:
    """Returns the most similar keys of both indexes, by key."""
    terms = query_terms(reading)
    by_words = {hit.key: hit.score for hit in words.search(terms, BY_WORDS)}
    by_meaning = meanings.nearest(reading.spelt, BY_MEANING)
    content = content_terms(terms, reading)
    return {
        key: Similarity(saturated(by_words.get(key, 0.0), content), max(0.0, by_meaning.get(key, 0.0)))
        for key in by_words.keys() | by_meaning.keys()
    }


def saturated(score: float, content: int) -> float:
    """BM25 made comparable between questions: it grows with the number of terms that could match."""
    return 1.0 - math.exp(-score / (6.0 * max(1.0, content) ** 0.7))
