"""From likeness and fit to one score between 0 and 1.

The weights are set by hand for now, on the development questions of `tests/`, and say: an answer
that the graph links to what was asked comes before one that only sounds alike, and a main effect
before a side effect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from service.schemas import Confidence
from service.use_cases.search.candidates import Similarity
from service.use_cases.search.catalogue import Catalogue, Statement
from service.use_cases.search.interpretation import Condition, Understood

ANSWERED_FROM = 0.34
_HIGH, _MEDIUM = 0.72, 0.5
_PARTIAL, _INTERPRETED = 0.62, 0.97
_UNMET = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients of the logistic score; a structured question has another intercept than a free one."""

    structured: float = -2.9
    free: float = -3.0
    fit: float = 3.6
    words: float = 2.1
    meaning: float = 3.4


def fit(catalogue: Catalogue, iri: str, conditions: tuple[Condition, ...]) -> float:
    """How well a thing meets the conditions, 0 to 1; without conditions 0."""
    if not conditions:
        return 0.0
    product = 1.0
    for condition in conditions:
        product *= _met(catalogue, iri, condition)
    return product


def _met(catalogue: Catalogue, iri: str, condition: Condition) -> float:
    if condition.shape != "forward":
        return 1.0
    best = _UNMET
    for link in catalogue.outgoing[iri]:
        if link.property == condition.property and link.object in condition.values:
            backing = catalogue.backing[iri, link.property, link.object]
            if backing or link.basis == "asserted":
                best = max(best, max((_strength(s) for s in backing), default=1.0))
    return best


def _strength(statement: Statement) -> float:
    strength = _PARTIAL if statement.degree == "partial" else 1.0
    return strength * (_INTERPRETED if statement.basis == "interpreted" else 1.0)


def score(understood: Understood, fitted: float, similarity: Similarity, weights: Weights) -> float:
    """The probability-like score of a candidate, 0 to 1."""
    intercept = weights.structured if understood.effective else weights.free
    z = (
        intercept
        + weights.fit * fitted
        + weights.words * similarity.words
        + weights.meaning * similarity.meaning
    )
    return 1.0 / (1.0 + math.exp(-z))


def confidence(value: float) -> Confidence:
    """The word for a score: high, medium or low."""
    return "high" if value >= _HIGH else "medium" if value >= _MEDIUM else "low"
