"""Orders all candidates for a question, and judges whether the question has an answer at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.use_cases.search.asked_attribute import asked_attribute
from service.use_cases.search.catalogue import Catalogue
from service.use_cases.search.features import FEATURES, FeatureTable, Scene
from service.use_cases.search.indexing import BACKGROUND_CLASSES, answer_class
from service.use_cases.search.interpretation import Understood
from service.use_cases.search.lexical import TermTable
from service.use_cases.search.nearness import Vectors
from service.use_cases.search.other_senses import foreign_words, unknown_names
from service.use_cases.search.ranking import LIKENESS, NEAR, Weights
from service.use_cases.search.reading import Reading

_FIT_WORDED = FEATURES.index("fit_worded")
_NEAR = [FEATURES.index(name) for name in NEAR]
_LIKENESS = [FEATURES.index(name) for name in LIKENESS]


@dataclass(frozen=True, slots=True)
class Judged:
    """All candidates: linear `scores` (things,), minus infinity where the class is out of the question.

    `signs`: what speaks for or against an answer, by `QUESTION_SIGNS`.
    """

    scores: Vectors
    signs: Mapping[str, float]


class Judge:
    """Applies the weights to the features."""

    def __init__(self, catalogue: Catalogue, table: FeatureTable, terms: TermTable, weights: Weights) -> None:
        self._terms = terms
        things = [catalogue.things[iri] for iri in table.things]
        self.classes = [answer_class(thing) for thing in things]
        names = sorted({name for thing in things for name in thing.types})
        self._is = {name: np.array([name in thing.types for thing in things]) for name in names}
        self._shown = {name: np.array([name == shown for shown in self.classes]) for name in self.classes}
        self.weights = weights

    @property
    def weights(self) -> Weights:
        """The weights in force; learning sets others."""
        return self._weights

    @weights.setter
    def weights(self, weights: Weights) -> None:
        self._weights = weights
        self._priors = np.array([weights.classes.get(name, 0.0) for name in self.classes], dtype=np.float32)

    def judge(self, reading: Reading, understood: Understood, scene: Scene, told: Collection[str]) -> Judged:
        """Scores all things; `told`: the classes that the caller chose beside the question."""
        scores = self.weights.scores(scene.features) + self._class_scores(understood, told)
        possible = np.isfinite(scores)
        signs = {
            "known": scene.known,
            **_signs_of_scores(scores[possible], scene.features[possible]),
            **_most_alike(scene.features[possible]),
            **self._question_signs(reading, understood),
        }
        return Judged(scores, signs)

    def likely_class(self, scene: Scene) -> str | None:
        """The class of the best candidate."""
        scores = self.weights.scores(scene.features) + self._priors
        return self.classes[int(np.argmax(scores))] if len(scores) else None

    def _of(self, names: Iterable[str | None]) -> npt.NDArray[np.bool_]:
        """Which things are of one of the classes."""
        found = np.zeros(len(self.classes), dtype=np.bool_)
        for name in names:
            found |= self._is.get(name or "", False)
        return found

    def _class_scores(self, understood: Understood, told: Collection[str]) -> Vectors:
        scores = np.zeros(len(self.classes), dtype=np.float32)
        asked = understood.asked
        if told:
            if understood.worded:  # it may be narrower than what was chosen: "strategic measures"
                scores[self._of([asked])] += self.weights.cue
            scores[~self._of(told)] = -np.inf
            return scores
        if asked and understood.certain:
            scores[~self._of([asked])] = -np.inf
            return scores
        scores += self._priors
        for name in (BACKGROUND_CLASSES & self._shown.keys()) - {asked}:
            scores[self._shown[name]] = -np.inf
        if asked and not understood.guessed:
            scores[self._of([asked])] += self.weights.cue
        return scores

    def _question_signs(self, reading: Reading, understood: Understood) -> dict[str, float]:
        unmet = [c for c in understood.conditions if c.dropped and not understood.guessed]
        return {
            "foreign": float(bool(foreign_words(reading, self._terms))),
            "detail": float(asked_attribute(reading.text) is not None),
            "unmet": float(bool(unmet)),
            "names": min(2.0, float(len(unknown_names(reading, self._terms)))),
            "words": float(len(reading.words)),
            "concepts": float(len(understood.concepts)),
            "guessed": float(understood.guessed),
            "worded": float(understood.worded),
            "stated": float(understood.stated),
            "conditions": float(len(understood.conditions)),
            "length": float(len(reading.text)),
        }


def _signs_of_scores(scores: Vectors, features: Vectors) -> dict[str, float]:
    """How far the best candidates are ahead, and what they are like; for possible candidates only."""
    if not len(scores):
        scores, features = np.zeros(1, dtype=np.float32), np.zeros((1, len(FEATURES)), dtype=np.float32)
    best = np.argsort(-scores, kind="stable")[:11]
    last = scores[best[-1]]
    near = features[:, _NEAR].max(axis=1)
    falling = np.sort(near)[::-1]
    at = [float(falling[min(place, len(falling) - 1)]) for place in (0, 10, 50)]
    first, mean = features[best[0]].tolist(), features[best[:5]].mean(axis=0).tolist()
    return {
        "best": float(scores[best[0]]),
        "margin": float(scores[best[0]] - last),
        "met": float(features[:, _FIT_WORDED].max()),
        "nearest": at[0],
        "nearest_11": at[1],
        "nearest_51": at[2],
        "fall": at[0] - at[1],
        "evenness": float(scores[best[:10]].std()),
        **{f"first_{name}": value for name, value in zip(FEATURES, first, strict=True)},
        **{f"mean_{name}": value for name, value in zip(FEATURES, mean, strict=True)},
    }


def _most_alike(possible: Vectors) -> dict[str, float]:
    """The highest values of some features among the possible candidates, shape (candidates, features).

    The mean of the five most alike tells a subject that the graph holds from one lucky phrase.
    """
    values = possible[:, _LIKENESS]
    if len(values) > 5:
        values = np.partition(values, -5, axis=0)[-5:]
    most = values.max(axis=0, initial=0.0).tolist()
    five = values.mean(axis=0).tolist() if len(values) else most
    return {
        f"{prefix}_{name}": value
        for prefix, column in (("most", most), ("five", five))
        for name, value in zip(LIKENESS, column, strict=True)
    }
