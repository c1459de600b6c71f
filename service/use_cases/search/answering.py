"""The search use case: from a question to ranked answers with reasons, evidence and passages."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from ontology.lexicon import detect_language
from service.schemas import (
    FILTERS,
    Answer,
    Concept,
    Constraint,
    Interpretation,
    PassageHit,
    Question,
    SearchAnswer,
    Suggestion,
    Text,
)
from service.use_cases.search.asked_class import asked_class
from service.use_cases.search.candidates import Meanings, Similarity, Words, similar, unknown_share
from service.use_cases.search.catalogue import Store, Thing
from service.use_cases.search.composing import compose
from service.use_cases.search.concepts import ConceptRecogniser
from service.use_cases.search.conditions import ConditionFinder
from service.use_cases.search.explaining import Explainer
from service.use_cases.search.indexing import ANSWER_CLASSES, BACKGROUND_CLASSES
from service.use_cases.search.interpretation import Condition, Understood
from service.use_cases.search.preparation import Prepared
from service.use_cases.search.ranking import ANSWERED_FROM, confidence, fit, score
from service.use_cases.search.verbalising import sentence

_PASSAGES = 5


class Passages(Protocol):
    """Finds passages of the ingested documents."""

    def similar(self, question: str, language: str, limit: int) -> list[PassageHit]: ...


class Suggestions(Protocol):
    """Names the nearest questions that the corpus answers."""

    def nearest_questions(self, question: str, language: str, limit: int) -> list[Suggestion]: ...


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score."""

    thing: Thing
    score: float


class Search:
    """Answers questions from one build."""

    def __init__(
        self,
        *,
        store: Store,
        prepared: Prepared,
        words: Words,
        meanings: Meanings,
        passages: Passages,
        suggestions: Suggestions,
        build: str,
    ) -> None:
        self._store, self._words, self._meanings = store, words, meanings
        self._passages, self._suggestions = passages, suggestions
        self._build = build
        self.catalogue = prepared.catalogue
        self._vocabulary = prepared.vocabulary
        self._recogniser = ConceptRecogniser(prepared.labels, prepared.vocabulary)
        self._finder = ConditionFinder(self.catalogue)
        self._explainer = Explainer(self.catalogue)
        supports = self.catalogue.iri("stance", "supports")
        self._supports = supports or ""

    def search(self, question: Question) -> SearchAnswer:
        """Answers a question; says so plainly when the corpus cannot."""
        started = time.perf_counter()
        understood, matching = self._run(self._understand(question))
        ranked = self._rank(understood, matching, question)
        answered = bool(ranked) and ranked[0].score >= ANSWERED_FROM
        shown = ranked if answered else []
        page = shown[question.offset : question.offset + question.limit]
        return SearchAnswer(
            query=question.q,
            language="de" if understood.language == "de" else "en",
            interpretation=self._interpretation(understood),
            answered=answered,
            answers=[self._answer(question.offset + n, r, understood) for n, r in enumerate(page, start=1)],
            passages=self._passages.similar(question.q, understood.language, _PASSAGES) if answered else [],
            facets=self._facets(shown),
            suggestions=[]
            if answered
            else self._suggestions.nearest_questions(question.q, understood.language, 5),
            total=len(shown),
            limit=question.limit,
            offset=question.offset,
            took_ms=round(1000 * (time.perf_counter() - started), 1),
            build=self._build,
        )

    def _understand(self, question: Question) -> Understood:
        language = question.lang or detect_language(question.q)
        concepts = tuple(self._recogniser.recognise(question.q, language))
        told = asked_class(question.q)
        asked = question.types[0] if question.types else told.name if told else None
        conditions: list[Condition] = []
        if asked:
            conditions += self._finder.conditions(asked, concepts, question.q)
            chosen = [(name, slug) for name, slugs in question.filters.items() for slug in slugs]
            conditions += [c for c in self._finder.filters(asked, chosen) if c not in conditions]
        unknown = unknown_share(question.q, language, self._vocabulary)
        return Understood(question.q, language, asked, concepts, tuple(conditions), unknown)

    def _run(self, understood: Understood) -> tuple[Understood, list[str]]:
        """Runs the query of the conditions; the last one is dropped as long as nothing is found."""
        while understood.asked and understood.effective:
            sparql = compose(understood.asked, understood.effective, self._supports)
            found = [str(row["answer"]) for row in self._store.select(sparql)]
            if found:
                return replace(understood, sparql=sparql), found
            understood = understood.without_last()
        return understood, []

    def _rank(self, understood: Understood, matching: Sequence[str], question: Question) -> list[Ranked]:
        likeness = similar(understood.text, understood.language, self._words, self._meanings, matching)
        unasked = set(ANSWER_CLASSES) - BACKGROUND_CLASSES
        wanted = set(question.types) or ({understood.asked} if understood.asked else unasked)
        hard = bool(question.filters) and bool(understood.effective)
        pool = set(matching) if hard else set(matching) | likeness.keys()
        ranked = []
        for iri in pool:
            thing = self.catalogue.things.get(iri)
            if thing is None or not thing.types & wanted:
                continue
            fitted = fit(self.catalogue, iri, understood.effective) if iri in matching else 0.0
            value = score(understood, fitted, likeness.get(iri, Similarity()))
            ranked.append(Ranked(thing, value))
        ranked.sort(key=lambda r: (-r.score, r.thing.iri))
        return [r for r in ranked if r.score >= ANSWERED_FROM / 2]

    def _answer(self, rank: int, ranked: Ranked, understood: Understood) -> Answer:
        thing = ranked.thing
        return Answer(
            rank=rank,
            iri=thing.iri,
            id=thing.slug,
            type=answer_class(thing),
            label=_text(thing.label),
            score=round(ranked.score, 4),
            confidence=confidence(ranked.score),
            because=self._explainer.because(thing.iri, understood),
            evidence=self._explainer.evidence(thing.iri, understood),
        )

    def _interpretation(self, understood: Understood) -> Interpretation:
        things = self.catalogue.things
        return Interpretation(
            type=understood.asked,
            concepts=[
                Concept(
                    iri=c.iri,
                    id=things[c.iri].slug,
                    type=answer_class(things[c.iri]),
                    label=_text(things[c.iri].label),
                    span=(c.start, c.end),
                    confidence=c.confidence,
                )
                for c in understood.concepts
            ],
            constraints=[
                Constraint(property=c.properties[0], value=things[c.named].slug, dropped=c.dropped)
                for c in understood.conditions
            ],
            sentence=sentence(self.catalogue, understood),
            sparql=understood.sparql,
        )

    def _facets(self, ranked: Sequence[Ranked]) -> dict[str, dict[str, int]]:
        counts: dict[str, Counter[str]] = {"type": Counter(answer_class(r.thing) for r in ranked)}
        for one in ranked:
            for link in self.catalogue.outgoing[one.thing.iri]:
                if link.property in FILTERS and link.basis == "asserted":
                    slug = self.catalogue.things[link.object].slug
                    counts.setdefault(link.property, Counter())[slug] += 1
        return {name: dict(counter.most_common()) for name, counter in counts.items() if counter}


def answer_class(thing: Thing) -> str:
    """The class a thing is shown under: OperativeMeasure and StrategicMeasure are both a Measure."""
    return next((name for name in ANSWER_CLASSES if name in thing.types), min(thing.types, default="Concept"))


def _text(texts: Mapping[str, str]) -> Text:
    return Text(de=texts.get("de"), en=texts.get("en"))
