"""What a SPARQL query is answered with: formats, validators, caps."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph

from service.settings import Settings
from tests.service.conftest import client_of
from tests.service.small_graph import ID
from tests.service.test_sparql_protocol import ASK, LABELS


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/sparql-results+json"),
        ("application/xml", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
        ("text/turtle, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0.2, text/csv;q=0.9", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;charset=utf-8", "application/sparql-results+json"),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("garbage", "application/sparql-results+json"),
        (";;;,,/", "application/sparql-results+json"),
    ],
)
def test_results_are_negotiated(client: TestClient, accept: str, expected: str) -> None:
    response = client.get("/sparql", params={"query": LABELS}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == expected
    assert response.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("application/sparql-results+json, text/turtle;q=0.1", "text/turtle"),
    ],
)
def test_graphs_are_negotiated(client: TestClient, accept: str, expected: str) -> None:
    query = "CONSTRUCT WHERE { ?s a <https://w3id.org/clusterwissen/ontology#Barrier> }"
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == expected
    assert (
        client.get("/sparql", params={"query": "DESCRIBE <a:a>"})
        .headers["content-type"]
        .startswith("text/turtle")
    )


def test_the_format_parameter_stands_in_for_accept(client: TestClient) -> None:
    response = client.get(
        "/sparql", params={"query": LABELS, "format": "csv"}, headers={"Accept": "text/html"}
    )
    assert response.text.startswith("label\r\n")
    assert client.get("/sparql", params={"query": LABELS, "format": "pdf"}).status_code == 406


@pytest.mark.parametrize(
    ("accept", "body"),
    [
        ("text/csv", b"true"),
        ("text/tab-separated-values", b"true"),
        ("application/sparql-results+json", b'{"head":{},"boolean":true}'),
    ],
)
def test_a_yes_or_no_has_every_format_of_a_table(client: TestClient, accept: str, body: bytes) -> None:
    response = client.get("/sparql", params={"query": ASK}, headers={"Accept": accept})
    assert (response.status_code, response.content) == (200, body)
    assert response.headers["content-type"].partition(";")[0] == accept


def test_accept_in_several_lines_is_one_list(client: TestClient) -> None:
    lines = [
        ("Accept", "text/csv;q=0.1"),
        ("Accept", "application/sparql-results+xml"),
        ("Accept", "*/*;q=0"),
    ]
    response = client.get("/sparql", params={"query": LABELS}, headers=lines)
    assert response.headers["content-type"] == "application/sparql-results+xml"


@pytest.mark.parametrize("query", [LABELS, ASK])
def test_an_impossible_format_is_a_406(client: TestClient, query: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "application/sparql-results+json" in response.json()["detail"]


def test_describe_gives_a_graph_and_never_a_table(client: TestClient) -> None:
    query = f"DESCRIBE <{ID}measure/talk>"
    for accept in ("application/sparql-results+json", "text/csv"):
        assert client.get("/sparql", params={"query": query}, headers={"Accept": accept}).status_code == 406
    described = Graph().parse(data=client.get("/sparql", params={"query": query}).text)
    assert len(described) > 5


def test_json_ld_answers_need_no_context_from_elsewhere(client: TestClient) -> None:
    query = f"DESCRIBE <{ID}measure/talk>"
    accept = {"Accept": "application/ld+json"}
    for path in (f"/sparql?query={quote(query)}", "/doc/measure/talk", "/dataset", "/sparql"):
        text = client.get(path, headers=accept).text
        assert '"@context":"http' not in text.replace(" ", "")
    assert set(client.get("/ontology/context.jsonld").json()) == {"@context"}


def test_results_have_an_etag(client: TestClient) -> None:
    for parameters in ({"query": LABELS}, {"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "nt"}, {}):
        first = client.get("/sparql", params=parameters)
        known = {"If-None-Match": first.headers["etag"]}
        again = client.get("/sparql", params=parameters, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["vary"] == "Accept"
    other = client.get("/sparql", params={"query": LABELS, "format": "csv"}, headers=known)
    assert other.status_code == 200


def test_csv_and_tsv_are_written_as_their_standard_says(client: TestClient) -> None:
    csv = client.get("/sparql", params={"query": LABELS}, headers={"Accept": "text/csv"})
    assert csv.text == "label\r\nBode (2011)\r\nClustermanager\r\n"
    tsv = client.get("/sparql", params={"query": LABELS}, headers={"Accept": "text/tab-separated-values"})
    assert tsv.text == '?label\n"Bode (2011)"@de\n"Clustermanager"@de\n'


def test_a_cap_on_rows_is_said_in_a_header_and_in_the_body(client: TestClient) -> None:
    everything = {"query": "SELECT * { ?s ?p ?o }"}
    response = client.get("/sparql", params=everything)
    assert response.headers["x-clusterwissen-truncated"] == "true"
    assert len(response.json()["results"]["bindings"]) == 20
    assert response.json()["head"]["link"]
    assert "x-clusterwissen-truncated" not in client.get("/sparql", params={"query": LABELS}).headers
    graph = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"})
    assert graph.headers["x-clusterwissen-truncated"] == "true"
    assert graph.text.startswith("# Truncated")


def test_a_result_over_the_cap_on_bytes_is_an_error_and_never_a_part(settings: Settings) -> None:
    small = settings.model_copy(update={"query_bytes": 1_000, "query_rows": 1_000})
    with client_of(small) as client:
        for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
            response = client.get("/sparql", params={"query": query})
            assert response.status_code == 413
            assert response.headers["content-type"] == "application/problem+json"


def test_numbers_are_normalised_and_strings_are_kept(client: TestClient) -> None:
    query = "SELECT ?x { VALUES ?x { 01 +5 1.10 1.0E6 '01' '1.0E6' } }"
    response = client.get("/sparql", params={"query": query, "format": "csv"})
    assert response.text.split() == ["x", "1", "5", "1.1", "1000000", "01", "1.0E6"]
