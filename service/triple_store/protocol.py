"""What the rest of the service knows of the quad store."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from rdflib import Graph, URIRef
from rdflib.term import Node

from ontology.vocabulary import GRAPH_CORPUS, GRAPH_INFERRED, GRAPH_ONTOLOGY
from service.errors import QueryTimedOut

DEFAULT_GRAPHS = (GRAPH_ONTOLOGY, GRAPH_CORPUS, GRAPH_INFERRED)
Rows = list[dict[str, Node]]
Bindings = Mapping[str, Node]
Form = Literal["solutions", "boolean", "graph"]


@dataclass(frozen=True)
class Graphs:
    """Which graphs a query sees. `everything`: all of them as one; else the dataset, else the default.

    `default` and `named` are the dataset of the SPARQL protocol (IRIs); None where not given.
    """

    everything: bool = False
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


DEFAULT = Graphs()
EVERYTHING = Graphs(everything=True)


@dataclass(frozen=True)
class Caps:
    """Limits of one result: rows (or triples) and bytes; `deadline` is a time.monotonic() in seconds."""

    rows: int
    bytes: int
    deadline: float


def check_deadline(deadline: float) -> None:
    """Raises QueryTimedOut once `deadline` (a time.monotonic()) has passed."""
    if time.monotonic() > deadline:
        raise QueryTimedOut(
            "The query did not end in time and was given up; nothing of it is shown, because a part would "
            "look like the whole. Ask for less: add a LIMIT, a more selective pattern, or start from a thing."
        )


@dataclass(frozen=True)
class ResultTypes:
    """The media types a client takes for solutions and for graphs; None where it takes none of ours."""

    solutions: str | None
    graph: str | None


@dataclass(frozen=True)
class QueryResult:
    """A serialised result. `truncated`: there were more than the allowed rows, the first are here."""

    body: bytes
    media_type: str
    form: Form
    truncated: bool = False


@dataclass(frozen=True)
class FunctionTable:
    """A SPARQL function of (IRI, text), its values worked out before the query runs.

    `scores`: by text and its language tag (in small letters, empty without one), then by IRI; `otherwise`:
    of an IRI that is not there, None: no value, an error in the sense of SPARQL.
    """

    scores: Mapping[tuple[str, str], Mapping[str, float]]
    otherwise: float | None = None


Tables = Mapping[str, FunctionTable]
"""Such functions, by their IRIs."""
NO_TABLES: Tables = {}


class TripleStore(Protocol):
    """Answers SPARQL from one build; read-only. Queries that cannot be parsed raise BadQuery."""

    def select(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> Rows:
        """Rows of a SELECT query, as rdflib terms by variable name; unbound variables are left out."""
        ...

    def ask(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> bool:
        """The answer of an ASK query."""
        ...

    def construct(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> Graph:
        """The graph of a CONSTRUCT or DESCRIBE query."""
        ...

    def description(
        self, query: str, *, media_type: str, bindings: Bindings, graphs: Graphs = DEFAULT
    ) -> bytes:
        """The graph of a CONSTRUCT or DESCRIBE query of ours, serialised without detours and sorted."""
        ...

    def answer(
        self,
        query: str,
        *,
        graphs: Graphs,
        types: ResultTypes,
        caps: Caps,
        tables: Tables = NO_TABLES,
    ) -> QueryResult:
        """Any query, serialised within `caps`, with the functions of `tables`.

        Raises BadQuery (also for a text that a function has no scores for), NotAcceptable (the form of the
        result has no acceptable type), TooLarge (more bytes than allowed), QueryTimedOut (noticed whenever a
        part of the result is written).
        """
        ...

    def graph_names(self) -> list[URIRef]:
        """The named graphs, sorted."""
        ...

    def graph_bytes(self, name: URIRef | None, media_type: str) -> bytes:
        """One graph serialised; None is the default graph."""
        ...

    def __len__(self) -> int:
        """Number of triples in the default graph."""
        ...
