"""What a store holds of ours: the publication that is served, and the names that it uses there.

A graph of one triple pattern (`LIVE hasVersion ...`) points at the publication that is served. Each has an
IRI of its own that never comes back, so that whoever finds it unchanged after a query knows that nothing
was switched while the query ran.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS

from ontology.vocabulary import GRAPH_CORPUS, GRAPH_INFERRED, GRAPH_ONTOLOGY
from service.errors import StoreMismatch, StoreRefused
from service.media_types import RESULTS_JSON
from service.triple_store.remote_connection import Connection

LIVE = "urn:clusterwissen:live"
"""The graph that says what is served, and the thing it says it of."""
WRITTEN = "urn:clusterwissen:written"
"""The graph that lists what publications have written under names of their own, and its subject."""
NOTHING = "urn:clusterwissen:nothing"
"""A graph that does not exist, for a list of graphs that must not be empty."""
_UUID = "urn:uuid:"
_SECONDS = 20.0


@dataclass(frozen=True)
class Publication:
    """A build in a store: the IRI of its publication, the build's id and its named graphs, sorted."""

    iri: str
    build: str
    graphs: tuple[str, ...]

    @classmethod
    def new(cls, build: str, graphs: Iterable[str]) -> Publication:
        """A publication that has not been before."""
        return cls(f"{_UUID}{uuid.uuid4()}", build, tuple(sorted(graphs)))

    @property
    def reviewed(self) -> str:
        """The default graph, kept as a graph of its own: a triple that stands in two graphs counts once."""
        return f"urn:clusterwissen:reviewed:{self.iri.removeprefix(_UUID)}"

    def stage(self, number: int) -> str:
        """The name of the graph with this number while it is written."""
        return f"urn:clusterwissen:stage:{self.iri.removeprefix(_UUID)}:{number}"

    @property
    def everything(self) -> tuple[str, ...]:
        """The default graph, and the graphs of documents that are not in it."""
        inside = {str(GRAPH_ONTOLOGY), str(GRAPH_CORPUS), str(GRAPH_INFERRED)}
        return (self.reviewed, *(name for name in self.graphs if name not in inside))

    def statements(self) -> str:
        """The triples that make it the one that is served, as N-Triples."""
        live, iri = URIRef(LIVE), URIRef(self.iri)
        triples = [(live, DCTERMS.hasVersion, iri), (iri, DCTERMS.identifier, Literal(self.build))]
        triples += [(iri, DCTERMS.hasPart, URIRef(name)) for name in self.graphs]
        return "\n".join(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in triples)


def values(
    connection: Connection, query: str, *, default: Sequence[str], named: Sequence[str]
) -> list[dict[str, str]]:
    """The rows of a small query of ours, as plain strings by variable."""
    with connection.query(
        query, default=default, named=named, accept=RESULTS_JSON, deadline=time.monotonic() + _SECONDS
    ) as body:
        content = body.whole()
    try:
        rows = json.loads(content)["results"]["bindings"]
        return [{name: str(term["value"]) for name, term in row.items()} for row in rows]
    except (ValueError, LookupError, TypeError) as problem:
        raise StoreRefused(
            f"{connection.endpoint.query} did not answer with SPARQL results in JSON but with "
            f"{content[:80].decode(errors='replace')!r}; is it the address for queries of a SPARQL 1.1 store?"
        ) from problem


def live_publication(connection: Connection) -> Publication | None:
    """What the store serves, None where that is nothing, or is just being switched."""
    query = f"SELECT ?publication ?build ?graph {{ <{LIVE}> <{DCTERMS.hasVersion}> ?publication . " + (
        f"?publication <{DCTERMS.identifier}> ?build ; <{DCTERMS.hasPart}> ?graph }}"
    )
    rows = values(connection, query, default=[LIVE], named=[NOTHING])
    if len({row["publication"] for row in rows}) != 1:
        return None
    graphs = tuple(sorted({row["graph"] for row in rows}))
    return Publication(rows[0]["publication"], rows[0]["build"], graphs)


def publication_of(connection: Connection, build: str) -> Publication:
    """The publication of a build; raises StoreMismatch where the store serves another one, or none."""
    found = live_publication(connection)
    url = connection.endpoint.query
    if found is None:
        raise StoreMismatch(
            f"The store at {url} holds no build, or is just being switched to one. "
            f"Run `clusterwissen build --store {url}`."
        )
    if found.build != build:
        raise StoreMismatch(
            f"The store at {url} holds build {found.build}, the data folder {build}. They have to be the "
            f"same: run `clusterwissen build --store {url}`, or serve the folder that was published there."
        )
    return found


def check_live(connection: Connection, publication: Publication) -> None:
    """Raises StoreMismatch unless this publication is still the one that is served."""
    query = f"SELECT ?publication {{ <{LIVE}> <{DCTERMS.hasVersion}> ?publication }}"
    rows = values(connection, query, default=[LIVE], named=[NOTHING])
    if [row["publication"] for row in rows] != [publication.iri]:
        raise StoreMismatch(
            "The store has been switched to another build, and an answer would mix the two. "
            "The service takes over the new build by itself; try again in a moment."
        )
