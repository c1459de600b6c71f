"""The quad store behind one small Protocol.

pyoxigraph is imported in this package and nowhere else; who needs only the Protocol does not load it
(the adapter is `service.triple_store.oxigraph`).
"""

from service.triple_store.protocol import (
    DEFAULT,
    DEFAULT_GRAPHS,
    EVERYTHING,
    NO_TABLES,
    Bindings,
    Caps,
    FunctionTable,
    Graphs,
    QueryResult,
    ResultTypes,
    Rows,
    Tables,
    TripleStore,
)

__all__ = [
    "DEFAULT",
    "DEFAULT_GRAPHS",
    "EVERYTHING",
    "NO_TABLES",
    "Bindings",
    "Caps",
    "FunctionTable",
    "Graphs",
    "QueryResult",
    "ResultTypes",
    "Rows",
    "Tables",
    "TripleStore",
]
