"""Counts of a build for its manifest, VoID and DCAT."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from ontology.vocabulary import CW
from service.triple_store import EVERYTHING, TripleStore

_QUERIES = files("service") / "queries"


class Counted(BaseModel):
    """Triples in all (default graph), by named graph; instances by class; triples by property (IRIs)."""

    model_config = ConfigDict(frozen=True)
    triples: int
    counts: dict[str, int]
    graphs: dict[str, int]
    classes: dict[str, int]
    properties: dict[str, int]


def count(store: TripleStore, extra: Mapping[str, int]) -> Counted:
    """Counts a store; `extra` are the counts of the indexes, added to those of passages and documents."""
    by_class = _table(store, "count_classes.rq", everything=True)
    counts = {
        "passages": by_class.get(str(CW.Passage), 0),
        "documents": sum(1 for name in store.graph_names() if "/graph/documents/" in name),
        **extra,
    }
    return Counted(
        triples=len(store),
        counts=counts,
        graphs=_table(store, "count_graphs.rq"),
        classes=_table(store, "count_classes.rq"),
        properties=_table(store, "count_properties.rq"),
    )


def _table(store: TripleStore, name: str, *, everything: bool = False) -> dict[str, int]:
    query = (_QUERIES / name).read_text(encoding="utf-8")
    rows = store.select(query, graphs=EVERYTHING) if everything else store.select(query)
    return {str(row["key"]): int(str(row["number"])) for row in rows}
