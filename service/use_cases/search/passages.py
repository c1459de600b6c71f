"""Passages of the ingested documents for a question."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal

from ontology.schema import local_name
from service.schemas import PassageHit
from service.use_cases.search.candidates import Meanings, Similarity, Words, similar
from service.use_cases.search.catalogue import Store, language_of, shipped_query
from service.use_cases.search.indexing import Passage
from service.use_cases.search.reading import Reading

_WORDS, _MEANING = 0.6, 0.4
_LOWEST = 0.2


class PassageSearch:
    """Ranks passages by words and meaning and reads those that are shown from the store."""

    def __init__(self, store: Store, words: Words, meanings: Meanings) -> None:
        self._store, self._words, self._meanings = store, words, meanings

    def similar(self, reading: Reading, limit: int) -> list[PassageHit]:
        """Returns at most `limit` passages, best first."""
        likeness = similar(reading, self._words, self._meanings)
        scores = {iri: _score(alike) for iri, alike in likeness.items()}
        best = sorted((iri for iri in scores if scores[iri] >= _LOWEST), key=lambda i: (-scores[i], i))[
            :limit
        ]
        if not best:
            return []
        listed = " ".join(f"<{iri}>" for iri in best)
        rows = self._store.select(f"{shipped_query('passages')}VALUES ?passage {{ {listed} }}")
        found = {str(row["passage"]): row for row in rows}
        return [
            PassageHit(
                iri=iri,
                source=local_name(row["source"]),
                section=str(row["section"]) if "section" in row else None,
                page=int(str(row["page"])) if "page" in row else None,
                start=int(str(row["start"])),
                end=int(str(row["end"])),
                text=str(row["text"]),
                score=round(scores[iri], 4),
            )
            for iri in best
            if (row := found.get(iri))
        ]


def all_passages(store: Store) -> Iterator[Passage]:
    """Yields every passage of the documents, for indexing."""
    for row in store.select(shipped_query("passages")):
        if isinstance(row["text"], Literal):
            yield Passage(str(row["passage"]), str(row["text"]), language_of(row["text"]))


def _score(alike: Similarity) -> float:
    return _WORDS * alike.words + _MEANING * alike.meaning
