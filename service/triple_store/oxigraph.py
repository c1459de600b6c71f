"""The Protocol on pyoxigraph, in memory or read-only on disk.

The default graph of every query is the union of the graphs `ontology`, `corpus` and `inferred`. It is
kept as a graph of its own in the store (written once, at build time): a union computed per query
costs several look-ups per triple pattern, and would have to be told apart from a FROM clause.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, URIRef

from service.errors import BadQuery, BuildDamaged
from service.triple_store.protocol import (
    DEFAULT,
    DEFAULT_GRAPHS,
    NO_TABLES,
    Bindings,
    Caps,
    Graphs,
    QueryResult,
    ResultTypes,
    Rows,
    Tables,
)
from service.triple_store.results import capped_result, let_go
from service.triple_store.table_functions import TableFunctions
from service.triple_store.terms import engine_term, graph_name, rdf_rows, rdf_term, serialise


class OxigraphStore:
    """A pyoxigraph store, in memory or read-only on disk."""

    def __init__(self, engine: ox.Store) -> None:
        self._engine = engine

    @classmethod
    def in_memory(cls, n_quads: bytes) -> OxigraphStore:
        """Loads N-Quads, as `write` takes them, into memory; for tests and small graphs."""
        engine = ox.Store()
        engine.load(n_quads, format=ox.RdfFormat.N_QUADS)
        engine.load(default_triples(n_quads), format=ox.RdfFormat.N_TRIPLES)
        return cls(engine)

    @classmethod
    def of_triples(cls, file: Path) -> OxigraphStore:
        """Loads N-Triples of ours into memory as the default graph, without a named one."""
        engine = ox.Store()
        engine.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        return cls(engine)

    @staticmethod
    def write(n_quads: bytes, folder: Path) -> None:
        """Writes a store of these quads, a line each, into `folder`, which must not exist yet."""
        engine = ox.Store(str(folder))
        engine.bulk_load(n_quads, format=ox.RdfFormat.N_QUADS)
        engine.bulk_load(default_triples(n_quads), format=ox.RdfFormat.N_TRIPLES)
        engine.flush()
        engine.optimize()

    @classmethod
    def open(cls, folder: Path) -> OxigraphStore:
        """Opens a written store read-only, so that any number of processes may; raises BuildDamaged."""
        try:
            return cls(ox.Store.read_only(str(folder)))
        except OSError as problem:
            raise BuildDamaged(
                f"The quad store in {folder.parent.name} cannot be opened ({problem}). "
                "Run `clusterwissen build`."
            ) from problem

    def _run(
        self,
        query: str,
        bindings: Bindings | None,
        graphs: Graphs,
        functions: TableFunctions | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Starts a query; its results are computed while they are read. Raises BadQuery."""
        options: dict[str, Any] = {}
        if graphs.everything:
            options["default_graph"] = self._all_graphs
        elif graphs.default is not None or graphs.named is not None:
            options["default_graph"] = [graph_name(name) for name in graphs.default or ()]
            options["named_graphs"] = [graph_name(name) for name in graphs.named or ()]
        if bindings:
            options["substitutions"] = {ox.Variable(name): engine_term(t) for name, t in bindings.items()}
        if functions is not None:
            options["custom_functions"] = functions.by_name
        try:
            return self._engine.query(query, **options)
        except (SyntaxError, ValueError) as problem:
            raise BadQuery(f"The query cannot be read as SPARQL 1.1: {problem}") from problem
        except RuntimeError as problem:
            if "custom function" not in str(problem):
                raise
            raise BadQuery(
                f"{problem}. The service description names those that are; they take a text that is written "
                "out, and a `<` before them wants a space behind it."
            ) from problem

    def select(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> Rows:
        solutions = self._run(query, bindings, graphs)
        if not isinstance(solutions, ox.QuerySolutions):
            raise BadQuery("A SELECT query was expected here.")
        return rdf_rows(solutions)

    def ask(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> bool:
        answer = self._run(query, bindings, graphs)
        if not isinstance(answer, ox.QueryBoolean):
            raise BadQuery("An ASK query was expected here.")
        return bool(answer)

    def construct(self, query: str, *, bindings: Bindings | None = None, graphs: Graphs = DEFAULT) -> Graph:
        triples = self._run(query, bindings, graphs)
        if not isinstance(triples, ox.QueryTriples):
            raise BadQuery("A CONSTRUCT or DESCRIBE query was expected here.")
        graph = Graph()
        for triple in triples:
            graph.add((rdf_term(triple.subject), rdf_term(triple.predicate), rdf_term(triple.object)))
        return graph

    def description(
        self, query: str, *, media_type: str, bindings: Bindings, graphs: Graphs = DEFAULT
    ) -> bytes:
        triples = self._run(query, bindings, graphs)
        if not isinstance(triples, ox.QueryTriples):
            raise BadQuery("A CONSTRUCT or DESCRIBE query was expected here.")
        return serialise(sorted(set(triples), key=str), media_type)

    def answer(
        self,
        query: str,
        *,
        graphs: Graphs,
        types: ResultTypes,
        caps: Caps,
        tables: Tables = NO_TABLES,
    ) -> QueryResult:
        functions = TableFunctions(tables) if tables else None
        try:
            result = capped_result(lambda: self._run(query, None, graphs, functions), types, caps)
            if functions is not None:
                functions.check()
            return result
        except Exception as error:
            let_go(error)
            raise

    @cached_property
    def _all_graphs(self) -> list[ox.NamedNode | ox.DefaultGraph]:
        """The default graph and those of documents. The engine's own union would repeat each triple."""
        inside = {str(name) for name in DEFAULT_GRAPHS}
        others = [ox.NamedNode(str(name)) for name in self.graph_names() if str(name) not in inside]
        return [ox.DefaultGraph(), *others]

    def graph_names(self) -> list[URIRef]:
        return sorted(URIRef(name.value) for name in self._engine.named_graphs())

    def graph_bytes(self, name: URIRef | None, media_type: str) -> bytes:
        graph = ox.DefaultGraph() if name is None else ox.NamedNode(str(name))
        return serialise(
            (quad.triple for quad in self._engine.quads_for_pattern(None, None, None, graph)), media_type
        )

    def __len__(self) -> int:
        return sum(1 for _ in self._engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def default_triples(n_quads: bytes) -> bytes:
    """The default graph of N-Quads as `ingest` writes them, as sorted N-Triples.

    Cut out of the lines: making a term of each part of a quad takes ten times as long.
    """
    ends = tuple(f" <{name}> .\n".encode() for name in DEFAULT_GRAPHS)
    found = {
        line[: line.rindex(b" <")] + b" .\n"
        for line in n_quads.splitlines(keepends=True)
        if line.endswith(ends)
    }
    return b"".join(sorted(found))


def serialise_triples(n_triples: bytes, media_type: str) -> bytes:
    """Converts sorted N-Triples into another format, byte for byte the same for the same input."""
    return serialise(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES), media_type)


def serialise_quads(n_quads: bytes, media_type: str) -> bytes:
    """Converts sorted N-Quads into another format, byte for byte the same for the same input."""
    return serialise(ox.parse(n_quads, format=ox.RdfFormat.N_QUADS), media_type)
