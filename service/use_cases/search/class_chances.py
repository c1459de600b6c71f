"""How likely a question asks for each class: for a barrier, a measure, a person's skill.

Words such as "which measures" tell it, or the things that the question finds, or the way it is put: a
complaint is about a barrier. A conditional logit model (McFadden 1974) over the classes weighs all three;
`scripts/train-ranking` learns it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ontology.schema import schema
from service.use_cases.search.asked_class import AskedClass
from service.use_cases.search.class_words import ClassWords
from service.use_cases.search.features import FEATURES
from service.use_cases.search.indexing import SELDOM_ASKED
from service.use_cases.search.nearness import Vectors

_FOUND = ("near_phrase", "near_text", "near_questions", "words_phrase")
# Best score and features of its things; its words; whether the first cue tells it, or any, or a sure one, or
# one with which the question begins.
CLASS_SIGNS = ("score", *_FOUND, "words", "cue", "mentioned", "certain", "plain")
_MENTIONED, _PLAIN = CLASS_SIGNS.index("mentioned"), CLASS_SIGNS.index("plain")
# Set, not learned: people ask plainly, those who wrote the judged questions were to avoid it.
_SELDOM, _PLAINLY = np.float32(-3.0), np.float32(2.5)
_COLUMNS = [FEATURES.index(name) for name in _FOUND]
_FITS = [place for place, name in enumerate(FEATURES) if name.startswith("fit_")]


class ClassChances:
    """Tells how likely a question asks for each class of `names`."""

    def __init__(self, classes: Sequence[str], words: ClassWords) -> None:
        """`classes`: the class of each thing, in the order of the feature table."""
        self.names = tuple(sorted(set(classes)))
        number = {name: place for place, name in enumerate(self.names)}
        self.number = np.array([number[name] for name in classes], dtype=np.int64)
        self._by_class = np.argsort(self.number, kind="stable")
        self._first = np.searchsorted(self.number[self._by_class], np.arange(len(self.names)))
        self._seldom = np.array([name in SELDOM_ASKED for name in self.names], dtype=np.float32)
        self._words = words
        columns = [words.names.index(name) if name in words.names else -1 for name in self.names]
        self._columns = np.array(columns, dtype=np.int64)

    def signs(
        self, text: str, cues: Sequence[AskedClass], features: Vectors, order: Mapping[str, float]
    ) -> Vectors:
        """What speaks for each class, shape (classes, len(CLASS_SIGNS)).

        `text` and `cues` are of the question, `features` has shape (things, features); how well things
        fit the conditions does not count, as conditions are read for a class.
        """
        weights = np.array([order[name] for name in FEATURES], dtype=np.float32)
        weights[_FITS] = 0.0
        found = np.column_stack([features @ weights, features[:, _COLUMNS]])[self._by_class]
        told = [self.class_of(cue.name) for cue in cues]
        words = self._words.log_chances(text)
        first = (True, cues[0].certain, cues[0].plain) if cues else (False, False, False)
        said = [_said(name, told, first) for name in self.names]
        return np.column_stack(
            [
                np.maximum.reduceat(found, self._first),
                np.where(self._columns >= 0, words[self._columns], words.min(initial=0.0)),
                np.array(said, dtype=np.float32).reshape(-1, 4),
            ]
        )

    def behind(self, features: Vectors) -> Vectors:
        """How far each thing is behind the best of its class, by feature, shape (things, features)."""
        best = np.maximum.reduceat(features[self._by_class], self._first)
        behind: Vectors = features - best[self.number]
        return behind

    def log_chances(
        self, signs: Vectors, weights: Mapping[str, float], priors: Mapping[str, float]
    ) -> Vectors:
        """The log chance of each class, shape (classes,), from what `signs` returned."""
        by_sign = np.array([weights[name] for name in CLASS_SIGNS], dtype=np.float32)
        by_class = np.array([priors.get(name, 0.0) for name in self.names], dtype=np.float32)
        joint = self.joint(signs, by_sign, by_class)
        chances: Vectors = (joint - np.logaddexp.reduce(joint)).astype(np.float32)
        return chances

    def joint(self, signs: Vectors, by_sign: Vectors, by_class: Vectors) -> Vectors:
        """What speaks for each class in all, shape (..., classes), for signs (..., classes, signs)."""
        unsaid: Vectors = self._seldom * (1 - signs[..., _MENTIONED])
        joint: Vectors = signs @ by_sign + by_class + _SELDOM * unsaid + _PLAINLY * signs[..., _PLAIN]
        return joint

    def class_of(self, name: str) -> str | None:
        """The class under which things of a narrower one are shown; None when there are none."""
        return next((shown for shown in self.names if schema().is_a(name, shown)), None)


def _said(name: str, told: Sequence[str | None], first: tuple[bool, bool, bool]) -> list[bool]:
    """The signs of the words that tell classes; `first`: what holds of the first of them."""
    leads, certain, plain = first if told and name == told[0] else (False, False, False)
    return [leads, name in told, certain, plain]
