"""The quad store: one suite for the adapter in memory and the one on disk."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef

from ontology.vocabulary import GRAPH_CORPUS, document_graph
from service.errors import BadQuery, BuildDamaged, NotAcceptable, QueryTimedOut, TooLarge
from service.media_types import CSV, RESULTS_JSON, RESULTS_XML, TSV, TURTLE
from service.triple_store import (
    DEFAULT,
    EVERYTHING,
    Caps,
    Graphs,
    QueryResult,
    ResultTypes,
    TripleStore,
)
from service.triple_store.oxigraph import OxigraphStore
from tests.service.small_graph import GRAPH, ID, small_n_quads

CW = "PREFIX cw: <https://w3id.org/clusterwissen/ontology#> "
NUMBERS = "SELECT ?n { VALUES ?n { " + " ".join(str(n) for n in range(50)) + " } }"


@pytest.fixture(params=["memory", "disk"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> TripleStore:
    if request.param == "memory":
        return OxigraphStore.in_memory(small_n_quads())
    OxigraphStore.write(small_n_quads(), tmp_path / "store")
    return OxigraphStore.open(tmp_path / "store")


def answer(store: TripleStore, query: str, media_type: str = RESULTS_JSON, **caps: float) -> QueryResult:
    types = ResultTypes(media_type, TURTLE.media_type)
    limits = Caps(int(caps.get("rows", 100)), int(caps.get("size", 10**6)), time.monotonic() + 10)
    return store.answer(query, graphs=DEFAULT, types=types, caps=limits)


def test_the_default_graph_is_ontology_corpus_and_inferred(any_store: TripleStore) -> None:
    assert any_store.ask(CW + f"ASK {{ <{ID}measure/talk> a cw:Measure , cw:OperativeMeasure }}")
    assert not any_store.ask(CW + "ASK { ?passage a cw:Passage }")
    assert any_store.ask(CW + "ASK { ?passage a cw:Passage }", graphs=EVERYTHING)
    assert any_store.ask(CW + "ASK { GRAPH ?graph { ?passage a cw:Passage } }")


def test_from_and_the_dataset_of_the_protocol_choose_graphs(any_store: TripleStore) -> None:
    passage = CW + "ASK {} FROM_HERE { ?passage a cw:Passage }".replace("{} FROM_HERE ", "FROM <G> ")
    assert any_store.ask(passage.replace("<G>", f"<{document_graph('report')}>"))
    assert not any_store.ask(passage.replace("<G>", f"<{GRAPH_CORPUS}>"))
    document = Graphs(default=(str(document_graph("report")),))
    assert any_store.ask(passage.replace("<G>", f"<{GRAPH_CORPUS}>"), graphs=document)
    named = CW + "ASK { GRAPH ?g { ?passage a cw:Passage } }"
    assert not any_store.ask(named, graphs=Graphs(named=(str(GRAPH_CORPUS),)))
    assert not any_store.ask("ASK { ?s ?p ?o }", graphs=Graphs(default=("https://example.org/none",)))


def test_rows_are_rdflib_terms_and_leave_out_what_is_unbound(any_store: TripleStore) -> None:
    rows = any_store.select(
        CW
        + "SELECT ?thing ?label ?none { ?thing rdfs:label ?label OPTIONAL { ?thing cw:none ?none } }".replace(
            "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
        ),
        bindings={"thing": URIRef(f"{ID}thesis/no-english")},
    )
    assert rows == [
        {"thing": URIRef(f"{ID}thesis/no-english"), "label": Literal("Nur auf Deutsch", lang="de")}
    ]


def test_construct_and_describe_give_graphs(any_store: TripleStore) -> None:
    assert len(any_store.construct(f"DESCRIBE <{ID}thesis/no-english>")) == 3
    with pytest.raises(BadQuery, match="CONSTRUCT or DESCRIBE"):
        any_store.construct("ASK {}")
    with pytest.raises(BadQuery, match="SELECT"):
        any_store.select("ASK {}")
    with pytest.raises(BadQuery, match="ASK"):
        any_store.ask("SELECT * {}")


def test_graphs_have_names_and_contents(any_store: TripleStore) -> None:
    names = any_store.graph_names()
    assert [str(name).removeprefix(GRAPH) for name in names] == [
        "corpus",
        "documents/report",
        "inferred",
        "ontology",
    ]
    graph = Graph().parse(data=any_store.graph_bytes(document_graph("report"), TURTLE.media_type))
    assert len(graph) == 8
    assert len(Graph().parse(data=any_store.graph_bytes(None, TURTLE.media_type))) == len(any_store)


@pytest.mark.parametrize(
    "query", ["SELECT", "SELECT * { <relative> ?p ?o }", "INSERT DATA { <a:a> <a:b> <a:c> }"]
)
def test_what_is_no_query_is_refused(any_store: TripleStore, query: str) -> None:
    with pytest.raises(BadQuery, match="cannot be read as SPARQL"):
        any_store.select(query)


def test_a_graph_needs_an_absolute_iri(any_store: TripleStore) -> None:
    with pytest.raises(BadQuery, match="absolute IRI"):
        any_store.ask("ASK {}", graphs=Graphs(default=("corpus",)))


def test_terms_that_cannot_be_bound_are_a_mistake_of_ours(store: OxigraphStore) -> None:
    with pytest.raises(TypeError, match="Graph"):
        store.select("SELECT ?x {}", bindings={"x": Graph()})


@pytest.mark.parametrize("media_type", [RESULTS_JSON, RESULTS_XML, CSV, TSV])
def test_a_result_under_the_cap_is_what_the_engine_writes(store: OxigraphStore, media_type: str) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    engine = ox.Store()
    engine.load(small_n_quads(), format=ox.RdfFormat.N_QUADS)
    expected = engine.query(query, use_default_graph_as_union=True)
    form = ox.QueryResultsFormat.from_media_type(media_type)
    assert isinstance(expected, ox.QuerySolutions)
    assert form is not None
    written = expected.serialize(format=form)
    for rows in (10_000, 90):  # the second is few enough to make the store go row by row
        caps = Caps(rows, 10**6, time.monotonic() + 10)
        result = store.answer(query, graphs=EVERYTHING, types=ResultTypes(media_type, None), caps=caps)
        assert not result.truncated
        assert _same(result.body, written or b"", media_type)


def _same(ours: bytes, theirs: bytes, media_type: str) -> bool:
    return json.loads(ours) == json.loads(theirs) if media_type == RESULTS_JSON else ours == theirs


def test_the_cap_on_rows_is_exact_and_stated(store: OxigraphStore) -> None:
    all_rows = answer(store, NUMBERS, rows=50)
    assert (all_rows.truncated, len(json.loads(all_rows.body)["results"]["bindings"])) == (False, 50)
    first = answer(store, NUMBERS, rows=49)
    assert (first.truncated, len(json.loads(first.body)["results"]["bindings"])) == (True, 49)
    assert json.loads(first.body)["head"]["link"] == ["https://w3id.org/clusterwissen/ontology#truncated"]
    assert answer(store, NUMBERS, CSV, rows=3).body == b"n\r\n0\r\n1\r\n2\r\n"
    assert answer(store, NUMBERS, TSV, rows=2).body == b"?n\n0\n1\n"


def test_the_cap_on_triples_is_exact_and_stated(store: OxigraphStore) -> None:
    whole = len(store)
    query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    assert not answer(store, query, rows=whole).truncated
    cut = answer(store, query, rows=whole - 1)
    assert cut.truncated
    assert cut.body.startswith(f"# Truncated: only the first {whole - 1} triples are here.".encode())
    assert len(Graph().parse(data=cut.body)) == whole - 1


def test_too_many_bytes_are_refused_not_cut(store: OxigraphStore) -> None:
    with pytest.raises(TooLarge, match="LIMIT"):
        answer(store, NUMBERS, size=1_000)
    with pytest.raises(TooLarge):
        answer(store, "CONSTRUCT WHERE { ?s ?p ?o }", size=1_000)


def test_a_passed_deadline_gives_no_part_of_a_result(store: OxigraphStore) -> None:
    caps = Caps(10**6, 10**8, time.monotonic() - 1)
    for query in (NUMBERS, "CONSTRUCT WHERE { ?s ?p ?o }"):
        with pytest.raises(QueryTimedOut, match="nothing of it is shown"):
            store.answer(query, graphs=DEFAULT, types=ResultTypes(RESULTS_JSON, TURTLE.media_type), caps=caps)


def test_a_form_of_result_nobody_accepts_is_refused(store: OxigraphStore) -> None:
    caps = Caps(10, 1000, time.monotonic() + 10)
    with pytest.raises(NotAcceptable, match="sparql-results"):
        store.answer("ASK {}", graphs=DEFAULT, types=ResultTypes(None, TURTLE.media_type), caps=caps)
    with pytest.raises(NotAcceptable, match="turtle"):
        store.answer("DESCRIBE <a:a>", graphs=DEFAULT, types=ResultTypes(RESULTS_JSON, None), caps=caps)


def test_literals_keep_language_datatype_and_triples_in_truncated_json(store: OxigraphStore) -> None:
    values = '"a"@de 1.50 <<( <a:a> <a:b> "c" )>> <a:d> "e\\"<\\n"'
    result = answer(store, f"SELECT ?x {{ VALUES ?x {{ {values} 'last' }} }}", rows=5)
    assert result.truncated
    assert [row["x"]["type"] for row in json.loads(result.body)["results"]["bindings"]] == [
        "literal",
        "literal",
        "triple",
        "uri",
        "literal",
    ]


def test_a_store_that_is_none_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with pytest.raises(BuildDamaged, match="clusterwissen build"):
        OxigraphStore.open(tmp_path / "store")
