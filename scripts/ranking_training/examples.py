"""Judged questions set before all things of a build, in both ways of asking: class told, or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ranking_training.left_out import LeftOut
from service.schemas import Question
from service.use_cases.evaluation.questions import Judged
from service.use_cases.search.answering import Perceived, Search
from service.use_cases.search.judging import Judge


@dataclass(frozen=True)
class Example:
    """A question before all things; arrays of shape (things, ...).

    `told`: whether its class was given beside it; `allowed`: the things that are not out of the question;
    `cued`: those of the class that its words tell.
    """

    judged: Judged
    told: bool
    perceived: Perceived
    types: tuple[str, ...]
    grades: np.ndarray
    allowed: np.ndarray
    cued: np.ndarray

    @property
    def features(self) -> np.ndarray:
        """Shape (things, features)."""
        return self.perceived.scene.features


def examples_of(search: Search, left_out: LeftOut, questions: Iterable[Judged]) -> list[Example]:
    """Every question without its class, and once more with it where it has one; each as if it were new."""
    found = []
    search.table.precedents = left_out
    for judged in questions:
        left_out.asked = judged.q
        for told in (False, True) if judged.type else (False,):
            types = (judged.type,) if told and judged.type else ()
            question = Question(q=judged.q, lang="de" if judged.lang == "de" else "en", types=types)
            found.append(_example(search, judged, question, told))
    return found


def _example(search: Search, judged: Judged, question: Question, told: bool) -> Example:
    perceived = search.perceive(question)
    understood, things = perceived.understood, search.table.things
    grades = np.array([judged.grades.get(iri.partition("/id/")[2], 0) for iri in things])
    cued = [understood.worded and understood.asked in search.catalogue.things[iri].types for iri in things]
    allowed = np.isfinite(scores(search.judge, perceived, question.types))
    return Example(judged, told, perceived, question.types, grades, allowed, np.array(cued))


def scores(judge: Judge, perceived: Perceived, types: tuple[str, ...]) -> np.ndarray:
    """The scores of all things under the judge's present weights."""
    scene = perceived.scene
    chances = judge.class_chances(perceived.reading, perceived.cues, scene)
    return judge.finer(judge.scores(perceived.understood, scene, chances, types), scene.features)


def question_signs(judge: Judge, perceived: Perceived) -> dict[str, float]:
    """What speaks for or against an answer, under the judge's present weights."""
    reading, understood, scene = perceived.reading, perceived.understood, perceived.scene
    chances = judge.class_chances(reading, perceived.cues, scene)
    return judge.signs(reading, understood, scene, chances, judge.scores(understood, scene, chances, ()))
