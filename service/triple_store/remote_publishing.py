"""Publishing a build to an endpoint: written beside what is served, counted, then switched to.

The graphs are first written under names of their own. One update then takes away the pointer to what was
served, moves every graph to its final name and sets the pointer anew. Engines that run an update as one
transaction show the old build or the new one; with the others, whoever reads meanwhile notices by the
pointer and throws the answer away. A publication that ends early leaves graphs that nobody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.namespace import DCTERMS

from service.errors import StoreFailed, StoreRefused
from service.triple_store.protocol import DEFAULT_GRAPHS
from service.triple_store.remote_connection import Connection
from service.triple_store.remote_publication import (
    LIVE,
    NOTHING,
    WRITTEN,
    Publication,
    live_publication,
    values,
)

_BATCH = 20_000
_COUNT = "SELECT ?graph (COUNT(*) AS ?number) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


@dataclass(frozen=True)
class Contents:
    """What is published: sorted N-Quads, the build's id, the triples of each graph and of the default."""

    n_quads: bytes
    build: str
    graphs: Mapping[str, int]
    default: int


def check_writable(connection: Connection) -> None:
    """Tries the endpoint and its rights, before anything is built. Raises StoreRefused, StoreUnreachable."""
    connection.endpoint.for_graphs()
    live_publication(connection)
    connection.update(f"DROP SILENT GRAPH <{NOTHING}>")


def publish(connection: Connection, contents: Contents, progress: Callable[[str], None]) -> Publication:
    """Publishes a build and switches readers to it. Raises StoreRefused, StoreUnreachable.

    Whatever is raised before the switch leaves the store serving what it served.
    """
    publication = Publication.new(contents.build, contents.graphs)
    staged = {name: publication.stage(number) for number, name in enumerate(publication.graphs)}
    before = live_publication(connection)
    _remove_unused(connection, before)
    try:
        progress("Publishing the graphs to the store")
        _write(connection, contents, publication, staged)
        progress("Switching the store to the new build")
        connection.update(_switch(before, publication, staged))
    except BaseException:
        with suppress(StoreFailed):
            _remove_unused(connection, live_publication(connection))
        raise
    _check_switched(connection, publication, contents)
    _remove_unused(connection, publication)
    return publication


def _write(
    connection: Connection, contents: Contents, publication: Publication, staged: Mapping[str, str]
) -> None:
    """Writes all graphs under names that nobody reads, and counts them."""
    written = {**staged, "": publication.reviewed}
    parts = ", ".join(f"<{graph}>" for graph in written.values())
    connection.update(f"INSERT DATA {{ GRAPH <{WRITTEN}> {{ <{WRITTEN}> <{DCTERMS.hasPart}> {parts} }} }}")
    for name, triples in _batches(contents.n_quads):
        connection.add(written[name], triples)
    sizes = {staged[name]: size for name, size in contents.graphs.items()}
    _check_sizes(connection, {**sizes, publication.reviewed: contents.default})


def _batches(n_quads: bytes) -> Iterator[tuple[str, bytes]]:
    """The triples of each graph, and of the default one (named ""), in N-Triples of bearable size."""
    inside = {str(name) for name in DEFAULT_GRAPHS}
    waiting: dict[str, list[str]] = {}
    last = ""
    for quad in ox.parse(n_quads, format=ox.RdfFormat.N_QUADS):
        line, name = f"{quad.triple} .\n", quad.graph_name.value
        targets = [name]
        if name in inside and line != last:  # sorted: a triple that stands in two graphs comes twice in a row
            targets.append("")
            last = line
        for target in targets:
            lines = waiting.setdefault(target, [])
            lines.append(line)
            if len(lines) == _BATCH:
                yield target, "".join(lines).encode()
                lines.clear()
    for target, lines in waiting.items():
        if lines:
            yield target, "".join(lines).encode()


def _switch(before: Publication | None, publication: Publication, staged: Mapping[str, str]) -> str:
    """One update, in this order: no pointer, the graphs moved, what is gone dropped, the new pointer."""
    gone = sorted(set(before.graphs if before else ()) - set(staged))
    return " ;\n".join(
        [
            f"DROP SILENT GRAPH <{LIVE}>",
            *(f"MOVE GRAPH <{stage}> TO GRAPH <{name}>" for name, stage in staged.items()),
            *(f"DROP SILENT GRAPH <{name}>" for name in gone),
            f"INSERT DATA {{ GRAPH <{LIVE}> {{ {publication.statements()} }} }}",
        ]
    )


def _check_sizes(connection: Connection, sizes: Mapping[str, int]) -> None:
    rows = values(connection, _COUNT, default=[NOTHING], named=list(sizes))
    found = {row["graph"]: int(row["number"]) for row in rows}
    for name, size in sizes.items():
        if found.get(name, 0) != size:
            raise StoreRefused(
                f"The store was sent {size} triples for a graph and holds {found.get(name, 0)}; the build is "
                "not published, because it would be half of one."
            )


def _check_switched(connection: Connection, publication: Publication, contents: Contents) -> None:
    """Counts once more under the final names; what is not whole must not be pointed at."""
    try:
        _check_sizes(connection, contents.graphs)
        if live_publication(connection) != publication:
            raise StoreRefused("Another build was published to the store at the same time; build again.")
    except StoreRefused:
        connection.update(f"DROP SILENT GRAPH <{LIVE}>")
        raise


def _remove_unused(connection: Connection, live: Publication | None) -> None:
    """Drops what publications have written for themselves: those that ended early, and the one before."""
    query = f"SELECT ?graph WHERE {{ <{WRITTEN}> <{DCTERMS.hasPart}> ?graph }}"
    rows = values(connection, query, default=[WRITTEN], named=[NOTHING])
    kept = {live.reviewed} if live else set()
    unused = sorted({row["graph"] for row in rows} - kept)
    if unused:
        entries = " ".join(f"<{WRITTEN}> <{DCTERMS.hasPart}> <{graph}> ." for graph in unused)
        drops = [f"DROP SILENT GRAPH <{graph}>" for graph in unused]
        forget = f"DELETE DATA {{ GRAPH <{WRITTEN}> {{ {entries} }} }}"
        connection.update(" ;\n".join([*drops, forget]))
