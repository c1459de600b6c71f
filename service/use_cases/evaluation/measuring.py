"""Asking judged questions, and the figures of what came back.

nDCG@10 with the grade as gain and a discount of log2(rank + 1), as trec_eval computes it (Järvelin and
Kekäläinen 2002); a test compares it with ir_measures. Success@k: an answer of grade 2 or 3 among the
first k. Abstention: precision, recall and F1 of refusing. Intervals: percentile bootstrap over
questions (Efron 1979), 95 %, seeded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ontology.lexicon import fold
from service.schemas import Answer, Question, SearchAnswer
from service.use_cases.evaluation.questions import GOOD_FROM, Judged

DEPTH = 10
_RESAMPLES, _SEED = 2000, 20261121


@dataclass(frozen=True)
class Outcome:
    """What came back for one question: grades by rank, whether it was answered, and in which time (ms)."""

    judged: Judged
    gains: tuple[int, ...]
    answered: bool
    took_ms: float

    @property
    def ndcg(self) -> float:
        """nDCG@10, 0 to 1; 0 for a refused question."""
        best = discounted(sorted(self.judged.grades.values(), reverse=True)[:DEPTH])
        return discounted(self.gains) / best if best else 0.0

    def success(self, k: int) -> float:
        """1 if a good answer is among the first `k`, else 0."""
        return float(any(gain >= GOOD_FROM for gain in self.gains[:k]))


@dataclass(frozen=True)
class Mean:
    """A mean with its 95 % bootstrap interval; `n` questions. Without questions all are 0."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Abstention:
    """How well the service refuses what it cannot answer, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def evaluate(
    questions: Iterable[Judged], search: Callable[[Question], SearchAnswer], *, typed: bool = False
) -> list[Outcome]:
    """Asks every question; `typed`: with the class asked for as a filter, where one is meant."""
    return [_outcome(judged, search, typed) for judged in questions]


def _outcome(judged: Judged, search: Callable[[Question], SearchAnswer], typed: bool) -> Outcome:
    types = (judged.type,) if typed and judged.type else ()
    question = Question(q=judged.q, lang="en" if judged.lang == "en" else "de", types=types, limit=DEPTH)
    answer = search(question)
    return Outcome(judged, gains_of(judged, answer.answers), answer.answered, answer.took_ms)


def gains_of(judged: Judged, answers: Sequence[Answer]) -> tuple[int, ...]:
    """Grade by rank; a judgement counts once, for the first answer it names."""
    open_grades = dict(judged.grades)
    gains = []
    for answer in answers[:DEPTH]:
        name = next((name for name in open_grades if _is(name, answer)), None)
        gains.append(open_grades.pop(name) if name is not None else 0)
    return tuple(gains)


def _is(name: str, answer: Answer) -> bool:
    """A judgement names an answer by `kind/slug`, by slug, or by label with or without articles and case."""
    if "/" in name:
        return answer.iri.endswith(f"/id/{name}")
    texts = {answer.id, answer.id.replace("-", " "), answer.label.de or "", answer.label.en or ""}
    return _plain(name) in {_plain(text) for text in texts}


def _plain(text: str) -> str:
    words = re.findall(r"\w+", fold(text))
    return " ".join(word for word in words if word not in {"the", "a", "an", "der", "die", "das"})


def discounted(gains: Iterable[float]) -> float:
    """Discounted cumulative gain of gains by rank."""
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def mean(values: Sequence[float]) -> Mean:
    """The mean of figures of single questions."""
    if not values:
        return Mean(0.0, 0.0, 0.0, 0)
    array = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(array), size=(_RESAMPLES, len(array)))
    low, high = np.percentile(array[drawn].mean(axis=1), [2.5, 97.5])
    return Mean(float(array.mean()), float(low), float(high), len(array))


def abstention(outcomes: Sequence[Outcome]) -> Abstention:
    """Precision, recall and F1 of refusing; 0 where nothing was refused or nothing was to be."""
    refused = [outcome for outcome in outcomes if not outcome.answered]
    right = sum(not outcome.judged.answerable for outcome in refused)
    to_refuse = sum(not outcome.judged.answerable for outcome in outcomes)
    precision = right / len(refused) if refused else 0.0
    recall = right / to_refuse if to_refuse else 0.0
    total = precision + recall
    return Abstention(precision, recall, 2 * precision * recall / total if total else 0.0)
