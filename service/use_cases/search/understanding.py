"""From the words of a question to its interpretation: language, class, concepts, conditions, query."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from ontology.lexicon import detect_language
from ontology.schema import schema
from service.schemas import Question
from service.use_cases.search.asked_class import AskedClass
from service.use_cases.search.catalogue import Catalogue, Store
from service.use_cases.search.composing import compose
from service.use_cases.search.concepts import ConceptRecogniser, Recognised
from service.use_cases.search.conditions import ConditionFinder
from service.use_cases.search.indexing import ANSWER_CLASSES
from service.use_cases.search.interpretation import Condition, Understood
from service.use_cases.search.reading import Reading, read
from service.use_cases.search.spelling import Speller

_REMEMBERED = 256
_TAG = re.compile(r"<[^<>]{0,200}>")


class Understanding:
    """Interprets questions with the labels and links of one build."""

    def __init__(
        self, store: Store, catalogue: Catalogue, recogniser: ConceptRecogniser, speller: Speller
    ) -> None:
        self._store, self._recogniser, self._speller = store, recogniser, speller
        self._finder = ConditionFinder(catalogue)
        self._supports = catalogue.iri("stance", "supports") or ""
        # Different questions set the same conditions.
        self._found = lru_cache(maxsize=_REMEMBERED)(self._select)

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
        cues: Sequence[AskedClass],
        likely: str | None,
    ) -> tuple[Understood, list[str]]:
        """Returns the interpretation and the IRIs that its query found.

        `cues` are the classes that the question's words tell; `likely` is the likeliest class in all.
        """
        asked = _chosen(question, cues, likely)
        worded = bool(cues) and cues[0].name == asked
        understood = Understood(
            question.q,
            reading.language,
            asked,
            concepts,
            self._conditions(question, reading, concepts, asked) if asked else (),
            certain=bool(cues and cues[0].certain),
            worded=worded,
            guessed=asked is not None and not worded and not question.types,
        )
        return self._run(understood)

    def _conditions(
        self, question: Question, reading: Reading, concepts: tuple[Recognised, ...], asked: str
    ) -> tuple[Condition, ...]:
        found = self._finder.conditions(asked, concepts, reading.text)
        chosen = [(name, slug) for name, slugs in question.filters.items() for slug in slugs]
        return (*found, *(c for c in self._finder.filters(asked, chosen) if c not in found))

    def _select(self, sparql: str) -> tuple[str, ...]:
        return tuple(str(row["answer"]) for row in self._store.select(sparql))

    def _run(self, understood: Understood) -> tuple[Understood, list[str]]:
        """Runs the query of the conditions; the last one is dropped as long as nothing is found."""
        while understood.asked and understood.effective:
            sparql = compose(understood.asked, understood.effective, self._supports)
            found = self._found(sparql)
            if found:
                return replace(understood, sparql=sparql), list(found)
            understood = understood.without_last()
        return understood, []


def _chosen(question: Question, cues: Sequence[AskedClass], likely: str | None) -> str | None:
    """The class of the filter, or that of the other filters; else the likely one, or a sure word's.

    A narrower one that the words tell comes before each.
    """
    if question.types:
        likely = question.types[0]
    elif cues and cues[0].certain:
        return cues[0].name
    elif question.filters and not cues:
        domains = schema().properties[next(iter(question.filters))].domains
        likely = next((c for c in ANSWER_CLASSES if c in domains), likely)
    narrower = (cue.name for cue in cues if likely and schema().is_a(cue.name, likely))
    return next(narrower, likely)
