"""Orders all candidates for a question, and judges whether the question has an answer at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from service.use_cases.search.asked_attribute import asked_attribute
from service.use_cases.search.asked_class import AskedClass
from service.use_cases.search.catalogue import Catalogue
from service.use_cases.search.class_chances import ClassChances
from service.use_cases.search.class_words import ClassWords
from service.use_cases.search.features import FEATURES, FeatureTable, Scene
from service.use_cases.search.indexing import answer_class
from service.use_cases.search.interpretation import Understood
from service.use_cases.search.lexical import TermTable
from service.use_cases.search.nearness import Vectors
from service.use_cases.search.other_senses import foreign_words, unknown_names
from service.use_cases.search.ranking import LIKENESS, LOOKED_AT_FINER, NEAR, Weights
from service.use_cases.search.reading import Reading

# Of 1, 1.5, 2, 3 and 4 the best in cross-validation: the finer order spreads the scores.
_CLASS_SHARE = np.float32(3.0)
_FIT_WORDED = FEATURES.index("fit_worded")
_NEAR = [FEATURES.index(name) for name in NEAR]
_LIKENESS = [FEATURES.index(name) for name in LIKENESS]


class Judge:
    """Applies the weights to the features."""

    def __init__(
        self,
        catalogue: Catalogue,
        table: FeatureTable,
        terms: TermTable,
        words: ClassWords,
        weights: Weights,
    ) -> None:
        self._terms, self.weights = terms, weights
        things = [catalogue.things[iri] for iri in table.things]
        self.classes = [answer_class(thing) for thing in things]
        names = sorted({name for thing in things for name in thing.types})
        self._is = {name: np.array([name in thing.types for thing in things]) for name in names}
        self.kinds = ClassChances(self.classes, words)

    def scores(
        self, understood: Understood, scene: Scene, class_chances: Vectors, told: Collection[str]
    ) -> Vectors:
        """Scores of all things, minus infinity where the class is out of the question.

        `told`: the classes that the caller chose beside the question.
        """
        return self.weights.scores(scene.features) + self._class_scores(understood, class_chances, told)

    def signs(
        self,
        reading: Reading,
        understood: Understood,
        scene: Scene,
        class_chances: Vectors,
        scores: Vectors,
    ) -> dict[str, float]:
        """What speaks for or against an answer, by `QUESTION_SIGNS`; `scores` as without a chosen class."""
        possible = np.isfinite(scores)
        return {
            "known": scene.known,
            "precedent": scene.precedent,
            **_signs_of_scores(scores[possible], scene.features[possible]),
            **_most_alike(scene.features[possible]),
            **self._question_signs(reading, understood),
            "class_chance": float(np.exp(class_chances.max(initial=-np.inf))),
        }

    def finer(self, scores: Vectors, features: Vectors) -> Vectors:
        """The scores with what the finer order adds to the first of them."""
        first = np.argsort(-scores, kind="stable")[:LOOKED_AT_FINER]
        first = first[np.isfinite(scores[first])]
        found = scores.copy()
        found[first] += self.weights.finer_scores(features[first], self.kinds.behind(features)[first])
        return found

    def class_chances(self, reading: Reading, cues: Sequence[AskedClass], scene: Scene) -> Vectors:
        """The log chance that each class is asked for, shape (classes,), in the order of `kinds.names`."""
        signs = self.kinds.signs(reading.spelt, cues, scene.features, self.weights.order)
        return self.kinds.log_chances(signs, self.weights.class_signs, self.weights.class_priors)

    def likely_class(self, class_chances: Vectors) -> str | None:
        """The likeliest class; None where there is nothing to ask for."""
        return self.kinds.names[int(np.argmax(class_chances))] if len(class_chances) else None

    def _of(self, names: Iterable[str | None]) -> npt.NDArray[np.bool_]:
        """Which things are of one of the classes."""
        found = np.zeros(len(self.classes), dtype=np.bool_)
        for name in names:
            found |= self._is.get(name or "", False)
        return found

    def _class_scores(self, understood: Understood, class_chances: Vectors, told: Collection[str]) -> Vectors:
        scores = np.zeros(len(self.classes), dtype=np.float32)
        asked = understood.asked
        if understood.worded and asked not in self.kinds.names:  # narrower: "strategic measures"
            scores[self._of([asked])] += self.weights.cue
        if told:
            scores[~self._of(told)] = -np.inf
        elif asked and understood.certain:
            scores[~self._of([asked])] = -np.inf
        else:
            scores += _CLASS_SHARE * class_chances[self.kinds.number]
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
