"""The search indexes of a build: written from its store, and opened for search.

Layout inside a build: `search.json`, `text/things`, `text/passages`, `vectors/things`, `vectors/passages`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from service.encoder import Encoder, Vectors
from service.passage_index import FaissIndex
from service.text_index import TantivyIndex
from service.triple_store import TripleStore
from service.use_cases.search.answering import Search
from service.use_cases.search.catalogue import Catalogue
from service.use_cases.search.indexing import passage_rows, passage_texts, thing_rows, thing_texts
from service.use_cases.search.meaning import Meaning
from service.use_cases.search.passages import PassageSearch, all_passages
from service.use_cases.search.preparation import Prepared
from service.use_cases.suggest import Suggester

_PREPARED = "search.json"
_BATCH = 4096


def write_indexes(store: TripleStore, folder: Path, encoder: Encoder) -> dict[str, int]:
    """Writes all indexes of the build in `folder`; returns how many rows each one has."""
    catalogue = Catalogue.load(store)
    passages = list(all_passages(store))
    texts = list(thing_texts(catalogue))
    TantivyIndex.build(folder / "text" / "things", texts)
    TantivyIndex.build(folder / "text" / "passages", passage_texts(passages))
    words = (term for _, fields in texts for terms in fields.values() for term in terms)
    Prepared.of(catalogue, words).save(folder / _PREPARED)
    rows = {"things": thing_rows(catalogue), "passages": passage_rows(passages)}
    for name, (keys, lines) in rows.items():
        index = FaissIndex.build(_encoded(encoder, lines), keys, encoder.fingerprint)
        index.save(folder / "vectors" / name)
    return {f"vectors/{name}": len(keys) for name, (keys, _) in rows.items()}


def open_search(store: TripleStore, folder: Path, encoder: Encoder, build: str) -> tuple[Search, Suggester]:
    """Opens search and suggestions on the build in `folder`.

    Raises IndexMismatch when an index is missing or was filled by another encoder.
    """
    words = {name: TantivyIndex.open(folder / "text" / name) for name in ("things", "passages")}
    meanings = {
        name: Meaning(encoder, FaissIndex.open(folder / "vectors" / name, encoder.fingerprint))
        for name in ("things", "passages")
    }
    prepared = Prepared.open(folder / _PREPARED)
    suggester = Suggester(prepared.catalogue, meanings["things"].nearest)
    search = Search(
        store=store,
        prepared=prepared,
        words=words["things"],
        meanings=meanings["things"],
        passages=PassageSearch(store, words["passages"], meanings["passages"]),
        suggestions=suggester,
        build=build,
    )
    return search, suggester


def _encoded(encoder: Encoder, texts: list[str]) -> Vectors:
    batches = [encoder.encode(texts[n : n + _BATCH]) for n in range(0, len(texts), _BATCH)]
    return np.vstack(batches) if batches else np.zeros((0, encoder.dimensions), dtype=np.float32)
