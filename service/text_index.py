"""Full text by BM25, with Tantivy. The one place that knows Tantivy.

The index stores terms, not text: what a term is, is decided by `ontology.lexicon`, the same for
what is indexed and what is asked (folded lemma and compound parts).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import tantivy

from service.errors import IndexMismatch

FIELDS = ("label_de", "label_en", "phrase_de", "phrase_en", "text_de", "text_en", "context_de", "context_en")
WeightedTerm = tuple[str, str, float]
Terms = Mapping[str, Sequence[str]]
_HEAP_BYTES = 64_000_000


@dataclass(frozen=True)
class Hit:
    """A key and its BM25 score, above 0, unbounded."""

    key: str
    score: float


class TextIndex(Protocol):
    """Ranks keys by the terms of a question."""

    def search(self, terms: Sequence[WeightedTerm], limit: int) -> list[Hit]:
        """Returns at most `limit` hits, best first, for (field, term, weight) triples; no terms, no hits.

        The weight is positive and multiplies the BM25 score of the term.
        """
        ...


class TantivyIndex:
    """A Tantivy index in a folder of a build, read-only once written."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._searcher = index.searcher()

    @staticmethod
    def _schema() -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
        for field in FIELDS:
            builder.add_text_field(field, stored=False, tokenizer_name="whitespace", index_option="freq")
        return builder.build()

    @classmethod
    def build(cls, folder: Path, texts: Iterable[tuple[str, Terms]]) -> None:
        """Writes a new index into `folder`, which is created, of (key, terms by field of `FIELDS`)."""
        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(cls._schema(), path=str(folder))
        writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for key, terms_by_field in texts:
            document = tantivy.Document()
            document.add_text("key", key)
            for field, terms in terms_by_field.items():
                document.add_text(field, " ".join(terms))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    @classmethod
    def open(cls, folder: Path) -> TantivyIndex:
        """Opens the index in `folder`; raises IndexMismatch when there is none that can be read."""
        try:
            return cls(tantivy.Index.open(str(folder)))
        except (ValueError, OSError) as problem:
            raise IndexMismatch(
                f"The text index in {folder.name} cannot be read ({problem}). Run `clusterwissen build`."
            ) from problem

    def search(self, terms: Sequence[WeightedTerm], limit: int) -> list[Hit]:
        schema = self._index.schema
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(schema, field, term, index_option="freq"), weight
                ),
            )
            for field, term, weight in terms
        ]
        if not clauses or limit < 1:
            return []
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False)
        return [
            Hit(str(self._searcher.doc(address).get_first("key")), float(score))
            for score, address in found.hits
        ]
