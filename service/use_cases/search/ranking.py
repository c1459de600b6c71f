"""From features to an order, to a probability for each answer, and to whether there is an answer at all.

Models which `scripts/train-ranking` learns from the development and learning questions and writes to
`ranking_weights.json`: the order (linear, pairwise logistic, no weight below zero), the finer order of the
first (boosted trees, monotone), the class asked for (see `class_chances`), the chance of an answer to be
right given its score (linear), and the chance of the question to be answerable (boosted trees).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from service.schemas import Confidence
from service.use_cases.search.features import FEATURES
from service.use_cases.search.forest import Forest
from service.use_cases.search.nearness import Vectors

_HIGH, _MEDIUM = 0.6, 0.3
_FINER_SHARE = np.float32(8.0)
# So many of the first are put into the finer order.
LOOKED_AT_FINER = 60
NEAR = ("near_label", "near_phrase", "near_text", "near_link")
LIKENESS = (*NEAR, "coverage", "words_phrase", "words_text")
# Signs that a question asks for something that its query does not cover.
STRANGE = ("foreign", "detail", "unmet", "names")
# A feature of a thing, and how far it is behind the best of its class.
FINER = (*FEATURES, *(f"behind_{name}" for name in FEATURES))
QUESTION_SIGNS = (
    *("best", "known", "precedent", "margin", "met"),
    *(f"{prefix}_{name}" for name in LIKENESS for prefix in ("most", "five")),
    *STRANGE,
    *("words", "concepts", "guessed", "worded", "stated", "conditions", "length", "class_chance"),
    *(f"{prefix}_{name}" for name in FEATURES for prefix in ("first", "mean")),
    *("nearest", "nearest_11", "nearest_51", "fall", "evenness"),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt. `class_signs` and `class_priors`: see `class_chances`.

    `cue`: what the words that tell a narrower class add; `finer`: trees over `FINER`; `right`: the chance
    to be right as weights of the score, of its distance from the best score, of the best fit of any thing,
    and "intercept";
    `answerable`: trees over `QUESTION_SIGNS`; `threshold`: the chance from which the service answers.
    """

    order: Mapping[str, float]
    finer: Forest
    class_signs: Mapping[str, float]
    class_priors: Mapping[str, float]
    cue: float
    right: Mapping[str, float]
    answerable: Forest
    threshold: float

    def to_json(self) -> str:
        """The weights as JSON text."""
        return one_line_each(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Weights:
        """Reads what `to_json` wrote."""
        read = json.loads(text)
        return cls(**{**read, **{name: Forest(**read[name]) for name in ("finer", "answerable")}})

    def scores(self, features: Vectors) -> Vectors:
        """The linear score of each row of `features`, shape (things,)."""
        scores: Vectors = features @ np.array([self.order[name] for name in FEATURES], dtype=np.float32)
        return scores

    def chance(self, scores: Vectors, features: Vectors) -> Vectors:
        """The chance of each answer to be right, 0 to 1, in the order of the scores."""
        best = float(scores.max(initial=-np.inf))
        if not np.isfinite(best):
            return np.zeros(len(scores), dtype=np.float32)
        possible = np.isfinite(scores)
        known = np.where(possible, scores, best)
        z = self.right["score"] * known + self.right["distance"] * (known - best) + self.right["intercept"]
        z += self.right["best_fit"] * float(features[:, FEATURES.index("fit_all")].max())
        chances = 1.0 / (1.0 + np.exp(-np.clip(z, -50.0, 50.0)))
        return np.where(possible, chances, 0.0).astype(np.float32)

    def answerable_chance(self, signs: Mapping[str, float]) -> float:
        """The chance that the question has an answer, 0 to 1; `signs` by `QUESTION_SIGNS`."""
        row = np.array([[signs[name] for name in self.answerable.inputs]], dtype=np.float32)
        return float(1.0 / (1.0 + np.exp(-self.answerable.values(row)[0])))

    def finer_scores(self, features: Vectors, behind: Vectors) -> Vectors:
        """What the finer order adds, shape (things,); `behind` the best of its class is each so far."""
        rows = np.hstack([features, behind])[:, _columns(tuple(self.finer.inputs))]
        added: Vectors = _FINER_SHARE * self.finer.values(rows)
        return added


@cache
def _columns(inputs: tuple[str, ...]) -> list[int]:
    return [FINER.index(name) for name in inputs]


def one_line_each(content: Mapping[str, Any]) -> str:
    """A JSON object with a line for each of its keys, so that trees do not fill thousands of lines."""
    lines = (f"{json.dumps(name)}: {json.dumps(value)}" for name, value in content.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def shipped_weights() -> Weights:
    """The weights that were learnt and committed."""
    file = files("service.use_cases.search") / "ranking_weights.json"
    return Weights.from_json(file.read_text(encoding="utf-8"))


def confidence(chance: float) -> Confidence:
    """The word for a chance: high, medium or low."""
    return "high" if chance >= _HIGH else "medium" if chance >= _MEDIUM else "low"
