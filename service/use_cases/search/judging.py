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
from service.use_cases.search.ranking import LIKENESS, Weights
from service.use_cases.search.reading import Reading

_FIT_WORDED = FEATURES.index("fit_worded")


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
        self._terms, self.weights = terms, weights
        things = [catalogue.things[iri] for iri in table.things]
        self.classes = [answer_class(thing) for thing in things]
        names = sorted({name for thing in things for name in thing.types})
        self._is = {name: np.array([name in thing.types for thing in things]) for name in names}
        self._shown = {name: np.array([name == shown for shown in self.classes]) for name in self.classes}

    def judge(self, reading: Reading, understood: Understood, scene: Scene, told: Collection[str]) -> Judged:
        """Scores all things; `told`: the classes that the caller chose beside the question."""
        scores = self.weights.scores(scene.features) + self._class_scores(understood, told)
        order = np.argsort(-scores, kind="stable")[:11]
        best, eleventh = (float(scores[order[n]]) if len(order) > n else 0.0 for n in (0, 10))
        possible = scene.features[np.isfinite(scores)]
        return Judged(
            scores,
            {
                "best": best,
                "known": scene.known,
                "margin": best - eleventh if np.isfinite(eleventh) else 0.0,
                "met": float(possible[:, _FIT_WORDED].max(initial=0.0)),
                **_most_alike(possible),
                **self._question_signs(reading, understood),
            },
        )

    def likely_class(self, scene: Scene) -> str | None:
        """The class of the best candidate."""
        scores = self.weights.scores(scene.features) + self._priors()
        return self.classes[int(np.argmax(scores))] if len(scores) else None

    def _priors(self) -> Vectors:
        priors = np.zeros(len(self.classes), dtype=np.float32)
        for name, members in self._shown.items():
            priors[members] = self.weights.classes.get(name, 0.0)
        return priors

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
        scores += self._priors()
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
        }


def _most_alike(possible: Vectors) -> dict[str, float]:
    """The highest values of some features among the possible candidates, shape (candidates, features).

    The mean of the five most alike tells a subject that the graph holds from one lucky phrase.
    """
    found = {}
    for name in LIKENESS:
        values = np.sort(possible[:, FEATURES.index(name)])[::-1]
        found[f"most_{name}"] = float(values.max(initial=0.0))
        found[f"five_{name}"] = float(values[:5].mean()) if len(values) else 0.0
    return found
