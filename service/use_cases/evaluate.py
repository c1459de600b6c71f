"""How good the answers are, measured with judged questions.

A question file is JSONL: `id`, `lang`, `q`, `type` (class name, or null where the service must not
answer), `good` and `fair` (slugs or labels; gain 2 and 1). Figures: success@k (a good answer among the
first k), nDCG@10 (Järvelin and Kekäläinen 2002, gain / log2(rank + 1)), abstention as F1 of refusing.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.lexicon import fold
from service.errors import BadRequest
from service.schemas import Answer, Question, SearchAnswer

_DEPTH = 10
_GOOD, _FAIR = 2.0, 1.0


@dataclass(frozen=True)
class Judged:
    """A question with its judged answers; `type` None: the service must abstain."""

    id: str
    lang: str
    q: str
    type: str | None
    good: tuple[str, ...]
    fair: tuple[str, ...]

    @property
    def is_ranked(self) -> bool:
        """Whether there are answers to find."""
        return self.type is not None and bool(self.good)


@dataclass(frozen=True)
class Outcome:
    """What came back for one question: gains by rank, and whether it was answered at all."""

    judged: Judged
    gains: tuple[float, ...]
    answered: bool
    ndcg: float

    def success(self, k: int) -> bool:
        """Whether a good answer is among the first `k`."""
        return any(gain >= _GOOD for gain in self.gains[:k])


@dataclass(frozen=True)
class Figures:
    """Means over the questions with answers (0 to 1), and precision, recall and F1 of abstaining."""

    questions: int
    ranked: int
    success_at_1: float
    success_at_3: float
    success_at_10: float
    ndcg_at_10: float
    abstention_precision: float
    abstention_recall: float
    abstention_f1: float


def read_questions(file: Path) -> list[Judged]:
    """Reads a question file; raises BadRequest with the line that cannot be read."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row: dict[str, Any] = json.loads(line)
            judged = Judged(
                id=str(row["id"]),
                lang=str(row["lang"]),
                q=str(row["q"]),
                type=row["type"],
                good=tuple(row["good"]),
                fair=tuple(row["fair"]),
            )
        except (ValueError, KeyError, TypeError) as problem:
            raise BadRequest(
                f"{file.name}, line {number}: {problem!r}. A line is a JSON object with "
                "id, lang, q, type, good and fair."
            ) from problem
        found.append(judged)
    return found


def evaluate(questions: Iterable[Judged], search: Callable[[Question], SearchAnswer]) -> list[Outcome]:
    """Asks every question and compares the answers with the judgements."""
    return [_outcome(judged, search) for judged in questions]


def _outcome(judged: Judged, search: Callable[[Question], SearchAnswer]) -> Outcome:
    answer = search(Question(q=judged.q, lang="en" if judged.lang == "en" else "de", limit=_DEPTH))
    gains = _gains(judged, answer.answers)
    ideal = [_GOOD] * len(judged.good) + [_FAIR] * len(judged.fair)
    best = _discounted(ideal[:_DEPTH])
    return Outcome(judged, gains, answer.answered, _discounted(gains) / best if best else 0.0)


def _gains(judged: Judged, answers: list[Answer]) -> tuple[float, ...]:
    """Gain by rank; a judgement counts once, for the first answer it fits."""
    open_good, open_fair = list(judged.good), list(judged.fair)
    gains = []
    for answer in answers[:_DEPTH]:
        gain = 0.0
        for open_ones, value in ((open_good, _GOOD), (open_fair, _FAIR)):
            match = next((name for name in open_ones if _is(name, answer)), None)
            if match is not None:
                open_ones.remove(match)
                gain = value
                break
        gains.append(gain)
    return tuple(gains)


def _is(name: str, answer: Answer) -> bool:
    """A judgement names an answer by its slug, or by its label with or without articles and case."""
    texts = {answer.id, answer.id.replace("-", " "), answer.label.de or "", answer.label.en or ""}
    return _plain(name) in {_plain(text) for text in texts}


def _plain(text: str) -> str:
    words = re.findall(r"\w+", fold(text))
    return " ".join(word for word in words if word not in {"the", "a", "an", "der", "die", "das"})


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def figures(outcomes: list[Outcome]) -> Figures:
    """The figures over all outcomes."""
    ranked = [outcome for outcome in outcomes if outcome.judged.is_ranked]
    refused = [outcome for outcome in outcomes if not outcome.answered]
    to_refuse = [outcome for outcome in outcomes if outcome.judged.type is None]
    right = sum(1 for outcome in refused if outcome.judged.type is None)
    precision = right / len(refused) if refused else 0.0
    recall = right / len(to_refuse) if to_refuse else 0.0

    def mean(values: list[float]) -> float:
        return sum(values) / len(values) if values else 0.0

    return Figures(
        questions=len(outcomes),
        ranked=len(ranked),
        success_at_1=mean([float(outcome.success(1)) for outcome in ranked]),
        success_at_3=mean([float(outcome.success(3)) for outcome in ranked]),
        success_at_10=mean([float(outcome.success(10)) for outcome in ranked]),
        ndcg_at_10=mean([outcome.ndcg for outcome in ranked]),
        abstention_precision=precision,
        abstention_recall=recall,
        abstention_f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    )
