"""From the words of a question to its interpretation: language, class, concepts, conditions, query."""

from __future__ import annotations

import re
from dataclasses import replace

from ontology.lexicon import detect_language
from ontology.schema import schema
from service.schemas import Question
from service.use_cases.search.asked_class import AskedClass, asked_class
from service.use_cases.search.catalogue import Catalogue, Store
from service.use_cases.search.composing import compose
from service.use_cases.search.concepts import ConceptRecogniser, Recognised
from service.use_cases.search.conditions import ConditionFinder
from service.use_cases.search.indexing import ANSWER_CLASSES
from service.use_cases.search.interpretation import Condition, Understood
from service.use_cases.search.reading import Reading, read
from service.use_cases.search.spelling import Speller

_TAG = re.compile(r"<[^<>]{0,200}>")


class Understanding:
    """Interprets questions with the labels and links of one build."""

    def __init__(
        self, store: Store, catalogue: Catalogue, recogniser: ConceptRecogniser, speller: Speller
    ) -> None:
        self._store, self._recogniser, self._speller = store, recogniser, speller
        self._finder = ConditionFinder(catalogue)
        self._supports = catalogue.iri("stance", "supports") or ""

    def read(self, question: Question) -> tuple[Reading, tuple[Recognised, ...]]:
        """The words of a question, tags blanked out, and what they name."""
        text = _TAG.sub(lambda tag: " " * len(tag.group()), question.q)
        reading = read(text, question.lang or detect_language(text), self._speller.corrected)
        return reading, tuple(self._recogniser.recognise(reading))

    def interpret(
        self,
        question: Question,
        reading: Reading,
        concepts: tuple[Recognised, ...],
        guess: str | None,
    ) -> tuple[Understood, list[str]]:
        """Returns the interpretation and the IRIs that its query found.

        `guess` is the class to assume where neither the question nor its filters tell one.
        """
        told = asked_class(reading.spelt)
        asked = _chosen(question, told) or guess
        understood = Understood(
            question.q,
            reading.language,
            asked,
            concepts,
            self._conditions(question, reading, concepts, asked) if asked else (),
            certain=bool(told and told.certain),
            worded=bool(told and told.name == asked),
            guessed=asked is not None and told is None and not question.types,
        )
        return self._run(understood)

    def _conditions(
        self, question: Question, reading: Reading, concepts: tuple[Recognised, ...], asked: str
    ) -> tuple[Condition, ...]:
        found = self._finder.conditions(asked, concepts, reading.text)
        chosen = [(name, slug) for name, slugs in question.filters.items() for slug in slugs]
        return (*found, *(c for c in self._finder.filters(asked, chosen) if c not in found))

    def _run(self, understood: Understood) -> tuple[Understood, list[str]]:
        """Runs the query of the conditions; the last one is dropped as long as nothing is found."""
        while understood.asked and understood.effective:
            sparql = compose(understood.asked, understood.effective, self._supports)
            found = [str(row["answer"]) for row in self._store.select(sparql)]
            if found:
                return replace(understood, sparql=sparql), found
            understood = understood.without_last()
        return understood, []


def _chosen(question: Question, told: AskedClass | None) -> str | None:
    """The class of the filter, or the narrower one that the words tell; else that of the other filters."""
    if question.types:
        first = question.types[0]
        return told.name if told and schema().is_a(told.name, first) else first
    if told:
        return told.name
    for name in question.filters:
        domains = schema().properties[name].domains
        return next((c for c in ANSWER_CLASSES if c in domains), None)
    return None
