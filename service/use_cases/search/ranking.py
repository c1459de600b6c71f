"""From likeness and fit to one score between 0 and 1.

The weights are set by hand for now, on the development questions of `tests/`, and say: an answer
that the graph links to what was asked comes before one that only sounds alike, and a main effect
before a side effect.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from service.schemas import Confidence
from service.use_cases.search.candidates import Similarity
from service.use_cases.search.catalogue import Catalogue, Statement
from service.use_cases.search.interpretation import Condition, Understood

ANSWERED_FROM = 0.34
_HIGH, _MEDIUM = 0.72, 0.5
_PARTIAL, _INTERPRETED = 0.62, 0.97
_UNMET = 0.3
_OTHER_ENDS = 0.3
_PURPOSES = frozenset({"addressesBarrier", "promotesBenefit"})
# A question most of whose words the graph has never seen is about something else, however much
# the rest ("cluster") sounds alike; a few unknown words are an adviser's own wording.
_FOREIGN, _BEARABLE = 3.6, 0.4


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients of a logistic score."""

    intercept: float
    fit: float
    words: float
    meaning: float


# Where the question names a relation, meeting it decides and likeness only orders what meets it alike.
STRUCTURED = Weights(intercept=-3.0, fit=5.0, words=0.8, meaning=1.2)
FREE = Weights(intercept=-3.0, fit=0.0, words=2.1, meaning=3.4)


def fit(catalogue: Catalogue, iri: str, conditions: tuple[Condition, ...]) -> float:
    """How well a thing meets the conditions, 0 to 1; without conditions 0."""
    if not conditions:
        return 0.0
    product = 1.0
    for condition in conditions:
        product *= _met(catalogue, iri, condition)
    return product


def _met(catalogue: Catalogue, iri: str, condition: Condition) -> float:
    """The strongest link that meets the condition, weakened where the thing mainly serves other ends."""
    if condition.shape != "forward":
        return 1.0
    links = [
        link
        for link in catalogue.outgoing[iri]
        if link.property in condition.properties and link.basis == "asserted"
    ]
    strengths = {link.object: strength(catalogue.backing[iri, link.property, link.object]) for link in links}
    meeting = [strength for value, strength in strengths.items() if value in condition.values]
    if not meeting:
        return _UNMET
    share = sum(meeting) / sum(strengths.values())
    return max(meeting) * (1.0 - _OTHER_ENDS * (1.0 - share) * _PURPOSES.issuperset(condition.properties))


def strength(backing: Sequence[Statement]) -> float:
    """1 for a main effect that the source states; less for a side effect or for our reading."""
    return max(
        (
            (_PARTIAL if s.degree == "partial" else 1.0) * (_INTERPRETED if s.basis == "interpreted" else 1.0)
            for s in backing
        ),
        default=1.0,
    )


def score(understood: Understood, fitted: float, similarity: Similarity) -> float:
    """The probability-like score of a candidate, 0 to 1."""
    weights = STRUCTURED if understood.effective else FREE
    z = weights.intercept + weights.fit * fitted
    z += weights.words * similarity.words + weights.meaning * similarity.meaning
    z -= _FOREIGN * max(0.0, understood.unknown - _BEARABLE)
    return 1.0 / (1.0 + math.exp(-z))


def confidence(value: float) -> Confidence:
    """The word for a score: high, medium or low."""
    return "high" if value >= _HIGH else "medium" if value >= _MEDIUM else "low"
