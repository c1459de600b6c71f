"""A search over the drawn catalogue: real tables, an encoder that knows words only, weights that are set."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np
from rdflib import URIRef
from rdflib.term import Node

from service.passage_index import FaissIndex
from service.schemas import PassageHit, Suggestion
from service.use_cases.search.answering import Search
from service.use_cases.search.class_chances import CLASS_SIGNS
from service.use_cases.search.class_words import ClassWords
from service.use_cases.search.concepts import ConceptRecogniser
from service.use_cases.search.features import FEATURES, FeatureTable
from service.use_cases.search.forest import Forest
from service.use_cases.search.indexing import class_texts, thing_rows
from service.use_cases.search.judging import Judge
from service.use_cases.search.lexical import TermTable
from service.use_cases.search.nearness import Nearness, Vectors
from service.use_cases.search.precedents import Precedents
from service.use_cases.search.preparation import Prepared
from service.use_cases.search.ranking import FINER, Weights
from service.use_cases.search.reading import Reading
from service.use_cases.search.spelling import Speller
from service.use_cases.search.understanding import Understanding
from tests.service.search.drawn_catalogue import catalogue, iri

WEIGHTS = Weights(
    order=dict.fromkeys(FEATURES, 1.0) | {"fit_purpose": 4.0, "fit_all": 4.0},
    finer=Forest(FINER[:1], 0.0, [[0]], [[0.0]], [[0.0, 0.0]]),
    class_signs=dict.fromkeys(CLASS_SIGNS, 1.0) | {"words": 0.0},
    class_priors={},
    cue=2.0,
    right={"score": 1.0, "distance": 0.0, "best_fit": 0.0, "intercept": -3.0},
    answerable=Forest(("known", "foreign"), 0.0, [[0], [1]], [[0.34], [0.5]], [[-6.0, 2.0], [0.0, -6.0]]),
    threshold=0.5,
)


class WordEncoder:
    """One direction per word, so that texts are near in so far as they share words."""

    dimensions = 64
    fingerprint = "words"

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row, zlib.crc32(word.encode()) % self.dimensions] += 1.0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)


class FakeStore:
    """Answers each query with the rows of the first key that stands in it; remembers the queries."""

    def __init__(self, rows: Mapping[str, Sequence[str]]) -> None:
        self.rows = rows
        self.asked: list[str] = []

    def select(
        self, query: str, *, bindings: Mapping[str, Node] | None = None
    ) -> Sequence[Mapping[str, Node]]:
        self.asked.append(query)
        for key, answers in self.rows.items():
            if key in query:
                return [{"answer": URIRef(iri(answer))} for answer in answers]
        return []


class NoPassages:
    def similar(self, reading: Reading, limit: int) -> list[PassageHit]:
        return []


class OneSuggestion:
    def nearest_questions(self, question: str, language: str, limit: int) -> list[Suggestion]:
        return [Suggestion(text="Welche Maßnahmen helfen gegen „Wissensabfluss“?", kind="question")]


def drawn_search(store: FakeStore) -> Search:
    """A search over the drawn catalogue."""
    prepared = Prepared.of(catalogue())
    terms = TermTable(list(prepared.terms.values()))
    encoder = WordEncoder()
    rows = thing_rows(prepared.catalogue).items()
    place = {name: number for number, name in enumerate(prepared.terms)}
    nearness = Nearness(
        encoder,
        {kind: FaissIndex.build(encoder.encode(texts), iris, "words") for kind, (iris, texts) in rows},
        {kind: np.array([place[iri] for iri in iris], dtype=np.int64) for kind, (iris, _) in rows},
        len(place),
    )
    things = list(prepared.terms)
    precedents = Precedents.of(encoder.encode([]), [], things)
    table = FeatureTable(prepared.catalogue, things, terms, nearness, precedents)
    words = ClassWords.of(class_texts(prepared.catalogue))
    understanding = Understanding(
        store,
        prepared.catalogue,
        ConceptRecogniser(prepared.labels),
        Speller(prepared.spellings, prepared.vocabulary),
    )
    return Search(
        catalogue=prepared.catalogue,
        understanding=understanding,
        table=table,
        judge=Judge(prepared.catalogue, table, terms, words, WEIGHTS),
        passages=NoPassages(),
        suggestions=OneSuggestion(),
        build="b1",
    )
