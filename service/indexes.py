"""The search indexes of a build: written from its store, and opened for search.

Layout inside a build: `search.json`, `classes.npz`, `text/passages`, `vectors/passages`,
`vectors/precedents.npz`, and `vectors/{kind}` for each kind of row that things have.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from service.encoder import Encoder, Vectors
from service.passage_index import FaissIndex
from service.text_index import TantivyIndex
from service.triple_store import TripleStore
from service.use_cases.reconciling.meaning import NameMeaning
from service.use_cases.reconciling.reconciler import Reconciler
from service.use_cases.search.answering import Search
from service.use_cases.search.catalogue import Catalogue
from service.use_cases.search.class_words import ClassWords
from service.use_cases.search.concepts import ConceptRecogniser
from service.use_cases.search.features import FeatureTable
from service.use_cases.search.indexing import class_texts, passage_rows, passage_texts, thing_rows
from service.use_cases.search.judging import Judge
from service.use_cases.search.lexical import TermTable
from service.use_cases.search.meaning import Meaning
from service.use_cases.search.nearness import ROW_KINDS, Nearness
from service.use_cases.search.passages import PassageSearch, all_passages
from service.use_cases.search.precedents import Precedents, shipped_precedents
from service.use_cases.search.preparation import Prepared
from service.use_cases.search.ranking import Weights, shipped_weights
from service.use_cases.search.spelling import Speller
from service.use_cases.search.text_scores import TextScores
from service.use_cases.search.understanding import Understanding
from service.use_cases.suggest import Suggester

_PREPARED, _CLASS_WORDS, _PRECEDENTS = "search.json", "classes.npz", Path("vectors", "precedents.npz")
_BATCH = 4096


def write_indexes(
    store: TripleStore, folder: Path, encoder: Encoder, *, decompound: bool = True
) -> dict[str, int]:
    """Writes all indexes of the build in `folder`; returns how many rows each one has.

    `decompound`: whether members of compounds are indexed; only an evaluation wishes otherwise.
    """
    catalogue = Catalogue.load(store)
    passages = list(all_passages(store))
    prepared = Prepared.of(catalogue, decompound=decompound)
    prepared.save(folder / _PREPARED)
    TantivyIndex.build(folder / "text" / "passages", passage_texts(passages))
    ClassWords.of(class_texts(catalogue)).save(folder / _CLASS_WORDS)
    rows = {**thing_rows(catalogue), "passages": passage_rows(passages)}
    for name, (keys, lines) in rows.items():
        index = FaissIndex.build(_encoded(encoder, lines), keys, encoder.fingerprint)
        index.save(folder / "vectors" / name)
    judged = shipped_precedents()
    vectors = _encoded(encoder, [one.text for one in judged])
    Precedents.of(vectors, judged, list(prepared.terms)).save(folder / _PRECEDENTS)
    return {f"vectors/{name}": len(keys) for name, (keys, _) in rows.items()}


class OpenedSearch(NamedTuple):
    """What answers from the indexes of a build."""

    search: Search
    suggester: Suggester
    scores: TextScores
    reconciler: Reconciler


def open_search(
    store: TripleStore, folder: Path, encoder: Encoder, build: str, weights: Weights | None = None
) -> OpenedSearch:
    """Opens the search on the build in `folder`; `weights`: others than those shipped.

    Raises IndexMismatch when an index is missing or was filled by another encoder.
    """
    prepared = Prepared.open(folder / _PREPARED)
    catalogue, things = prepared.catalogue, list(prepared.terms)
    terms = TermTable(list(prepared.terms.values()))
    words_of_classes = ClassWords.open(folder / _CLASS_WORDS)
    nearness = _nearness(folder, encoder, prepared)
    table = FeatureTable(catalogue, things, terms, nearness, Precedents.open(folder / _PRECEDENTS))
    speller = Speller(prepared.spellings, prepared.vocabulary)
    understanding = Understanding(store, catalogue, ConceptRecogniser(prepared.labels), speller)
    meanings = Meaning(encoder, FaissIndex.open(folder / "vectors" / "passages", encoder.fingerprint))
    words = TantivyIndex.open(folder / "text" / "passages")
    suggester = Suggester(
        catalogue, lambda text, limit: [things[place] for place in nearness.nearest(text, limit)]
    )
    search = Search(
        catalogue=catalogue,
        understanding=understanding,
        table=table,
        judge=Judge(catalogue, table, terms, words_of_classes, weights or shipped_weights()),
        passages=PassageSearch(store, words, meanings),
        suggestions=suggester,
        build=build,
    )
    scores = TextScores(
        catalogue=catalogue,
        things=things,
        terms=terms,
        nearness=nearness,
        corrected=speller.corrected,
        words=words,
        meanings=meanings,
    )
    reconciler = Reconciler(catalogue, store, NameMeaning(things, nearness))
    return OpenedSearch(search, suggester, scores, reconciler)


def _nearness(folder: Path, encoder: Encoder, prepared: Prepared) -> Nearness:
    rows = {kind: FaissIndex.open(folder / "vectors" / kind, encoder.fingerprint) for kind in ROW_KINDS}
    place = {iri: number for number, iri in enumerate(prepared.terms)}
    owners = {
        kind: np.array([place[iri] for iri in index.keys], dtype=np.int64) for kind, index in rows.items()
    }
    return Nearness(encoder, rows, owners, len(place))


def _encoded(encoder: Encoder, texts: list[str]) -> Vectors:
    batches = [encoder.encode(texts[n : n + _BATCH]) for n in range(0, len(texts), _BATCH)]
    return np.vstack(batches) if batches else np.zeros((0, encoder.dimensions), dtype=np.float32)
