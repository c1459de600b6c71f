"""The search use case: from a question to ranked answers with reasons, evidence and passages."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from service.schemas import FILTERS, PassageHit, Question, SearchAnswer, Suggestion
from service.use_cases.search.asked_class import AskedClass, class_cues
from service.use_cases.search.catalogue import Catalogue, Thing
from service.use_cases.search.explaining import Explainer
from service.use_cases.search.features import FeatureTable, Scene
from service.use_cases.search.indexing import answer_class
from service.use_cases.search.interpretation import Understood
from service.use_cases.search.judging import Judge
from service.use_cases.search.nearness import Vectors
from service.use_cases.search.notes import corrected_question, notes
from service.use_cases.search.presenting import Ranked, answer_of, interpretation_of
from service.use_cases.search.ranking import STRANGE
from service.use_cases.search.reading import Reading
from service.use_cases.search.understanding import Understanding

_PASSAGES = 5
# The first page may hold less likely answers too; what follows must be worth turning the page, or be what
# the query of a stated question finds.
_SHOWN_FROM, _LOWEST, _FIRST_PAGE = 0.03, 0.0005, 10
_NEAREST_QUESTIONS = 5


class Passages(Protocol):
    """Finds passages of the ingested documents."""

    def similar(self, reading: Reading, limit: int) -> list[PassageHit]: ...


class Suggestions(Protocol):
    """Names the nearest questions that the corpus answers."""

    def nearest_questions(self, question: str, language: str, limit: int) -> list[Suggestion]: ...


@dataclass(frozen=True, slots=True)
class Perceived:
    """A question understood and set before all candidates.

    `cues`: the classes that its words tell; `class_chances`: the log chance of each class, in the judge's
    order; `matching`: the IRIs that meet its conditions; `filtered`: no others are allowed.
    """

    reading: Reading
    understood: Understood
    scene: Scene
    cues: tuple[AskedClass, ...]
    class_chances: Vectors
    matching: frozenset[str]
    filtered: bool


@dataclass(frozen=True, slots=True)
class Considered:
    """A question worked through; `answered` tells the verdict, `matching` what meets its conditions."""

    reading: Reading
    understood: Understood
    matching: frozenset[str]
    ranked: Sequence[Ranked]
    answered: bool


class Search:
    """Answers questions from one build."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        understanding: Understanding,
        table: FeatureTable,
        judge: Judge,
        passages: Passages,
        suggestions: Suggestions,
        build: str,
    ) -> None:
        self.catalogue, self.table, self.judge = catalogue, table, judge
        self._understanding = understanding
        self._passages, self._suggestions, self._build = passages, suggestions, build
        self._explainer = Explainer(catalogue)
        self._facets_of = {iri: _facets_of(catalogue, catalogue.things[iri]) for iri in table.things}

    def search(self, question: Question) -> SearchAnswer:
        """Answers a question; says so plainly when the corpus cannot."""
        started = time.perf_counter()
        considered = self.consider(question)
        understood, answered = considered.understood, considered.answered
        language = understood.language
        shown = considered.ranked if answered else []
        page = shown[question.offset : question.offset + question.limit]
        return SearchAnswer(
            query=question.q,
            language="de" if language == "de" else "en",
            interpretation=interpretation_of(self.catalogue, understood, notes(considered.reading)),
            answered=answered,
            answers=[
                answer_of(self._explainer, rank, one, understood, considered.matching)
                for rank, one in enumerate(page, start=question.offset + 1)
            ],
            passages=self._passages.similar(considered.reading, _PASSAGES) if answered else [],
            facets=self._facets(shown),
            suggestions=self._suggested(considered),
            total=len(shown),
            limit=question.limit,
            offset=question.offset,
            took_ms=round(1000 * (time.perf_counter() - started), 1),
            build=self._build,
        )

    def perceive(self, question: Question) -> Perceived:
        """Understands a question and computes the features of all candidates."""
        reading, concepts = self._understanding.read(question)
        scene = self.table.scene(reading, concepts)
        cues = class_cues(reading.spelt)
        chances = self.judge.class_chances(reading, cues, scene)
        likely = self.judge.likely_class(chances)
        understood, matching = self._understanding.interpret(question, reading, concepts, cues, likely)
        if understood.conditions:
            scene = self.table.fitted(scene, understood)
        filtered = bool(question.filters and understood.effective)
        return Perceived(reading, understood, scene, cues, chances, frozenset(matching), filtered)

    def consider(self, question: Question) -> Considered:
        """Understands, ranks and judges, without writing an answer."""
        perceived = self.perceive(question)
        reading, understood = perceived.reading, perceived.understood
        scene, chances = perceived.scene, perceived.class_chances
        judge, told = self.judge, question.types
        # Whether there is an answer is judged alike with and without a chosen class: it was learned without.
        scores = judge.scores(understood, scene, chances, ())
        signs = judge.signs(reading, understood, scene, chances, scores)
        if told:
            scores = judge.scores(understood, scene, chances, told)
        ranked = self._ranked(judge.finer(scores, scene.features), perceived)
        weights = judge.weights
        enough = weights.answerable_chance(signs) >= weights.threshold or (
            understood.stated and bool(perceived.matching) and not any(signs[name] for name in STRANGE)
        )
        answered = bool(reading.words and ranked) and enough
        return Considered(reading, understood, perceived.matching, ranked, answered)

    def _ranked(self, scores: Vectors, perceived: Perceived) -> list[Ranked]:
        chances = self.judge.weights.chance(scores, perceived.scene.features)
        stated = perceived.understood.stated
        possible = chances >= _LOWEST
        if stated:
            possible[[self.table.place[iri] for iri in perceived.matching & self.table.place.keys()]] = True
        places = np.flatnonzero(possible)
        places = places[np.argsort(-chances[places], kind="stable")]
        found: list[Ranked] = []
        for place, chance in zip(places.tolist(), chances[places].tolist(), strict=True):
            iri = self.table.things[place]
            matches = iri in perceived.matching
            likely = chance >= (_SHOWN_FROM if len(found) >= _FIRST_PAGE else _LOWEST)
            if (likely and (matches or not perceived.filtered)) or (matches and stated):
                found.append(Ranked(self.catalogue.things[iri], chance))
        return found

    def _suggested(self, considered: Considered) -> list[Suggestion]:
        found = corrected_question(considered.reading)
        if not considered.answered:
            reading = considered.reading
            found += self._suggestions.nearest_questions(reading.spelt, reading.language, _NEAREST_QUESTIONS)
        return found

    def _facets(self, ranked: Sequence[Ranked]) -> dict[str, dict[str, int]]:
        counts: dict[str, Counter[str]] = {}
        for one in ranked:
            for name, value in self._facets_of[one.thing.iri]:
                counts.setdefault(name, Counter())[value] += 1
        return {name: dict(counter.most_common()) for name, counter in counts.items()}


def _facets_of(catalogue: Catalogue, thing: Thing) -> list[tuple[str, str]]:
    """What a thing counts for: its class, and the slugs that it can be filtered by."""
    linked = [k for k in catalogue.outgoing[thing.iri] if k.property in FILTERS and k.basis == "asserted"]
    slugs = [(link.property, catalogue.things[link.object].slug) for link in linked]
    return [("type", answer_class(thing)), *slugs]
