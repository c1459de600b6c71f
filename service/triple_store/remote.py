"""The Protocol on any SPARQL 1.1 endpoint, for those who outgrow one machine.

The endpoint holds one publication of a build (see `remote_publishing`). After each query it is asked whether
that is still served; if not, the answer is thrown away, because it may mix two builds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox
from rdflib import Graph, URIRef

from service.errors import BadQuery
from service.triple_store.protocol import (
    DEFAULT,
    NO_TABLES,
    Bindings,
    Caps,
    Graphs,
    QueryResult,
    ResultTypes,
    Rows,
    Tables,
)
from service.triple_store.remote_connection import Connection
from service.triple_store.remote_publication import Publication, check_live, publication_of
from service.triple_store.remote_query import QueryForm, engine_query
from service.triple_store.remote_reading import ACCEPT, read_result, wrong_answer
from service.triple_store.results import EngineResult, capped_result, let_go
from service.triple_store.terms import rdf_rows, rdf_term, serialise

_SECONDS = 60.0
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
Result = Callable[[], EngineResult]


class RemoteStore:
    """A build published at an endpoint. All methods raise StoreUnreachable, StoreRefused, StoreMismatch."""

    def __init__(self, connection: Connection, publication: Publication) -> None:
        self._connection, self._publication = connection, publication

    @classmethod
    def open(cls, connection: Connection, build: str) -> RemoteStore:
        """The store of a build; raises StoreMismatch where the endpoint serves another one."""
        return cls(connection, publication_of(connection, build))

    @contextmanager
    def _run(
        self,
        query: str,
        bindings: Bindings | None,
        graphs: Graphs,
        forms: tuple[QueryForm, ...] = (),
        deadline: float | None = None,
    ) -> Iterator[Result]:
        """Sends a query; what it yields begins to read the answer, and may be called again.

        Raises BadQuery, also where the query has none of the `forms`.
        """
        asked = engine_query(query, bindings, graphs, self._publication)
        if forms and asked.form not in forms:
            raise BadQuery(f"A {' or '.join(forms).upper().replace(' OR ', ' or ')} query was expected here.")
        with self._connection.query(
            asked.text,
            default=asked.default,
            named=asked.named,
            accept=ACCEPT[asked.form],
            deadline=time.monotonic() + _SECONDS if deadline is None else deadline,
        ) as body:
            try:
                yield lambda: read_result(asked.form, body, virtuoso=self._connection.virtuoso)
            except SyntaxError as problem:  # met while the rows are read
                let_go(problem)
                raise wrong_answer(problem) from problem
            except BaseException as error:
                let_go(error)
                raise
        check_live(self._connection, self._publication)

    def select(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> Rows:
        with self._run(query, bindings, graphs, ("select",)) as result:
            return _rows(result())

    def ask(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> bool:
        with self._run(query, bindings, graphs, ("ask",)) as result:
            return bool(result())

    def construct(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> Graph:
        graph = Graph()
        for triple in self._triples(query, bindings, graphs):
            graph.add((rdf_term(triple.subject), rdf_term(triple.predicate), rdf_term(triple.object)))
        return graph

    def _triples(self, query: str, bindings: Bindings | None, graphs: Graphs) -> set[ox.Triple]:
        with self._run(query, bindings, graphs, ("construct", "describe")) as result:
            return _distinct(result())

    def description(
        self, query: str, *, media_type: str, bindings: Bindings, graphs: Graphs = DEFAULT
    ) -> bytes:
        return serialise(sorted(self._triples(query, bindings, graphs), key=str), media_type)

    def answer(
        self,
        query: str,
        *,
        graphs: Graphs,
        types: ResultTypes,
        caps: Caps,
        tables: Tables = NO_TABLES,
    ) -> QueryResult:
        if tables:
            raise BadQuery(
                "The functions of search work on the service's own store only; this one is kept by another "
                "engine. The properties cwf:nearest and cwf:matching work here too."
            )
        with self._run(query, None, graphs, deadline=caps.deadline) as result:
            return capped_result(result, types, caps)

    def graph_names(self) -> list[URIRef]:
        return [URIRef(name) for name in self._publication.graphs]

    def graph_bytes(self, name: URIRef | None, media_type: str) -> bytes:
        graphs = DEFAULT if name is None else Graphs(default=(str(name),))
        return serialise(sorted(self._triples(_ALL, None, graphs), key=str), media_type)

    def __len__(self) -> int:
        [row] = self.select(_COUNT)
        return int(str(row["n"]))


def _rows(result: EngineResult) -> Rows:
    if not isinstance(result, ox.QuerySolutions):
        raise wrong_answer("something else than rows")
    return rdf_rows(result)


def _distinct(result: EngineResult) -> set[ox.Triple]:
    if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
        raise wrong_answer("something else than triples")
    return set(result)
