"""The quad store behind one small Protocol; pyoxigraph is imported in this package and nowhere else."""

from service.triple_store.oxigraph import OxigraphStore, serialise_quads
from service.triple_store.protocol import (
    DEFAULT,
    DEFAULT_GRAPHS,
    EVERYTHING,
    Bindings,
    Caps,
    Graphs,
    QueryResult,
    ResultTypes,
    Rows,
    TripleStore,
)

__all__ = [
    "DEFAULT",
    "DEFAULT_GRAPHS",
    "EVERYTHING",
    "Bindings",
    "Caps",
    "Graphs",
    "OxigraphStore",
    "QueryResult",
    "ResultTypes",
    "Rows",
    "TripleStore",
    "serialise_quads",
]
