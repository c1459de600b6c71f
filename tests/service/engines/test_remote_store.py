"""The store at an endpoint: what it publishes, what it refuses, and that nothing mixed is ever served."""

from __future__ import annotations

import json
import time

import anyio
import pytest
from rdflib import Literal, URIRef
from rdflib.term import Node

from ontology.vocabulary import GRAPH_CORPUS, document_graph
from service.errors import BadQuery, QueryTimedOut, StoreMismatch, StoreRefused, TooBusy
from service.media_types import CSV, RESULTS_JSON
from service.query_runner import QueryJob
from service.query_running.runner import Limits
from service.remote_runner import RemoteRunner
from service.triple_store import DEFAULT, EVERYTHING, Caps, FunctionTable, Graphs, ResultTypes
from service.triple_store.oxigraph import OxigraphStore
from service.triple_store.remote import RemoteStore
from service.triple_store.remote_connection import Connection, Endpoint
from service.triple_store.remote_publication import LIVE, WRITTEN, live_publication, values
from service.triple_store.remote_publishing import Contents, publish
from tests.service.engines.conftest import contents_of
from tests.service.small_graph import OTHER_TRIPLE, small_n_quads

TYPES = ResultTypes(RESULTS_JSON, "text/turtle")
ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(8)) + " }"
NEW = "ASK { <https://w3id.org/clusterwissen/id/topic/new> ?p ?o }"


@pytest.fixture
def connection(engine: str, running: dict[str, Connection]) -> Connection:
    """A connection to an engine whose contents may be changed."""
    return running[engine]


def silently(_: str) -> None:
    """Shows no progress."""


def publish_small(connection: Connection, build: str = "small", extra: str = "") -> RemoteStore:
    publish(connection, contents_of(small_n_quads(extra), build), silently)
    return RemoteStore.open(connection, build)


def graphs_of(connection: Connection) -> set[str]:
    """All graphs of ours the engine has, seen without a dataset."""
    rows = values(connection, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", default=(), named=())
    return {row["g"] for row in rows if "clusterwissen" in row["g"]}


def test_whoever_reads_an_old_publication_is_told_and_the_new_one_is_whole(connection: Connection) -> None:
    old = publish_small(connection, "first")
    assert not old.ask(NEW)
    new = publish_small(connection, "second", OTHER_TRIPLE)
    with pytest.raises(StoreMismatch, match="another build"):
        old.ask(NEW)
    assert new.ask(NEW)
    assert len(new) == len(OxigraphStore.in_memory(small_n_quads(OTHER_TRIPLE)))
    publication = live_publication(connection)
    assert publication is not None
    expected = {*publication.graphs, publication.reviewed, LIVE, WRITTEN}
    assert graphs_of(connection) == expected


def test_a_build_published_again_is_another_publication(connection: Connection) -> None:
    before = publish_small(connection)
    publish_small(connection)
    with pytest.raises(StoreMismatch):
        before.ask("ASK {}")


def test_a_document_that_is_no_longer_there_goes(connection: Connection) -> None:
    publish_small(connection)
    without = b"".join(line for line in small_n_quads().splitlines(True) if b"documents/report" not in line)
    publish(connection, contents_of(without, "without"), silently)
    assert str(document_graph("report")) not in graphs_of(connection)
    assert not RemoteStore.open(connection, "without").ask("ASK { GRAPH ?g { ?s <urn:none> ?o } }")


def test_a_publication_that_breaks_off_leaves_what_was_served(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = publish_small(connection)
    graphs = graphs_of(connection)
    add, sent = connection.add, []

    def breaking(graph: str, n_triples: bytes) -> None:
        if sent:
            raise KeyboardInterrupt
        sent.append(graph)
        add(graph, n_triples)

    monkeypatch.setattr(connection, "add", breaking)
    with pytest.raises(KeyboardInterrupt):
        publish_small(connection, "second", OTHER_TRIPLE)
    assert not served.ask(NEW)
    assert graphs_of(connection) == graphs


def test_what_was_not_taken_whole_is_not_switched_to(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = publish_small(connection)
    add = connection.add
    monkeypatch.setattr(connection, "add", lambda graph, lines: add(graph, lines.split(b"\n", 1)[1]))
    with pytest.raises(StoreRefused, match="half of one"):
        publish_small(connection, "second", OTHER_TRIPLE)
    assert not served.ask(NEW)


def test_another_build_or_none_is_a_clear_error(connection: Connection) -> None:
    publish_small(connection, "here")
    with pytest.raises(StoreMismatch, match="holds build here, the data folder there"):
        RemoteStore.open(connection, "there")
    connection.update(f"DROP SILENT GRAPH <{LIVE}>")
    with pytest.raises(StoreMismatch, match="clusterwissen build --store"):
        RemoteStore.open(connection, "here")


def test_graphs_that_are_not_published_are_never_seen(small_store: RemoteStore) -> None:
    for name in (LIVE, WRITTEN, "urn:other"):
        assert not small_store.ask("ASK { ?s ?p ?o }", graphs=Graphs(default=(name,)))
        assert not small_store.ask("ASK { GRAPH ?g { ?s ?p ?o } }", graphs=Graphs(named=(name,)))
        assert not small_store.ask(f"ASK FROM <{name}> {{ ?s ?p ?o }}")
        assert not small_store.ask(f"ASK {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    rows = small_store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert sorted(row["g"] for row in rows) == small_store.graph_names()
    assert small_store.ask(f"PREFIX g: <{GRAPH_CORPUS}> ASK FROM g: {{ ?s ?p ?o }}")


def test_all_rows_are_those_of_our_own_store(small_store: RemoteStore) -> None:
    ours = OxigraphStore.in_memory(small_n_quads())
    for graphs in (DEFAULT, EVERYTHING):
        bodies = []
        for store in (small_store, ours):
            caps = Caps(10_000, 10**6, time.monotonic() + 10)
            result = store.answer(ALL, graphs=graphs, types=ResultTypes(CSV, None), caps=caps)
            bodies.append(sorted(result.body.splitlines()))
        assert bodies[0] == bodies[1]


TERMS = [
    URIRef("https://example.org/%C3%A4/ä"),
    Literal('quote " and \\ and \\u0022 and \\\\U00000022\n\t}', lang="de"),
    Literal("2024-05", datatype=URIRef("http://www.w3.org/2001/XMLSchema#gYearMonth")),
    Literal("'''\"\"\" ?x <urn:a> # no comment"),
    Literal("\\\\u0041 \\"),
]


@pytest.mark.parametrize("term", TERMS)
def test_values_come_back_as_they_went_in(small_store: RemoteStore, term: Node) -> None:
    assert small_store.select("SELECT ?x { }", bindings={"x": term}) == [{"x": term}]


@pytest.mark.parametrize(
    "query",
    [
        "ASK {} ; DROP ALL",
        "DROP ALL",
        'DEFINE get:soft "soft" SELECT * FROM <http://example.org/> { ?s ?p ?o }',
        "SELECT (bif:file_to_string('x') AS ?x) {}",
        "SELECT (<sql:x>('x') AS ?x) {}",
        "SELECT * { ?s undeclared:p ?o }",
        "SELECT * { ?s <http://exa\\u003Emple.org/> ?o }",
    ],
)
def test_what_only_some_engine_understands_is_refused(small_store: RemoteStore, query: str) -> None:
    with pytest.raises(BadQuery, match=r"cannot be read as SPARQL 1\.1"):
        small_store.select(query)


def test_functions_of_search_are_refused_with_a_way_out(small_store: RemoteStore) -> None:
    caps = Caps(10, 10**6, time.monotonic() + 10)
    with pytest.raises(BadQuery, match="cwf:nearest"):
        small_store.answer("ASK {}", graphs=DEFAULT, types=TYPES, caps=caps, tables={"f": FunctionTable({})})


@pytest.mark.alone
def test_a_query_without_end_is_given_up_in_time_and_the_next_one_answered(small_store: RemoteStore) -> None:
    runner = RemoteRunner(small_store, Limits(100, 10**6, 0, quick=1, total=1, per_client=1))

    async def ask() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(given_up)
            await anyio.sleep(0.2)
            with pytest.raises(TooBusy):
                await runner.run(QueryJob("ASK {}", DEFAULT, TYPES, 5))
        result = await runner.run(QueryJob("ASK {}", DEFAULT, TYPES, 5))
        assert json.loads(result.body)["boolean"]

    async def given_up() -> None:
        started = time.monotonic()
        with pytest.raises(QueryTimedOut, match="nothing of it is shown"):
            await runner.run(QueryJob(ENDLESS, DEFAULT, TYPES, 1))
        assert time.monotonic() - started < 2

    anyio.run(ask)


def test_virtuoso_lets_nobody_write_without_the_password(running: dict[str, Connection]) -> None:
    query = running["virtuoso"].endpoint.query
    for user in ("dba", ""):
        wrong = Connection(Endpoint(query, user=user, password="wrong"))
        with pytest.raises(StoreRefused, match="CLUSTERWISSEN_STORE_PASSWORD"):
            wrong.update("DROP SILENT GRAPH <urn:a>")
        with pytest.raises(StoreRefused, match="CLUSTERWISSEN_STORE_PASSWORD"):
            publish(wrong, Contents(b"", "x", {}, 0), silently)
