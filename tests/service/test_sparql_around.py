"""Around the protocol: service description, editor page, graph store."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient
from rdflib import Graph

from ontology.vocabulary import document_graph
from tests.service.small_graph import GRAPH
from tests.service.test_sparql_protocol import ASK, LABELS


def test_machines_without_a_query_get_the_service_description(client: TestClient) -> None:
    response = client.get("/sparql")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    graph = Graph().parse(data=response.text)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    assert graph.query(
        sd + "ASK { <https://wissen.example.org/sparql> sd:supportedLanguage sd:SPARQL11Query }"
    ).askAnswer
    assert not graph.query(sd + "ASK { ?service sd:feature sd:BasicFederatedQuery }").askAnswer
    names = graph.query(sd + "SELECT ?name { ?graph sd:name ?name }")
    assert {str(row[0]) for row in names} == {  # type: ignore[index]
        GRAPH + name for name in ("ontology", "corpus", "inferred", "documents/report")
    }
    as_json = client.get("/sparql", headers={"Accept": "application/ld+json"})
    assert json.loads(as_json.text)
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_browsers_get_the_editor_and_the_result_as_a_table(client: TestClient) -> None:
    browser = {"Accept": "text/html,*/*;q=0.8"}
    editor = client.get("/sparql", headers=browser)
    assert "<textarea" in editor.text
    table = client.get("/sparql", params={"query": LABELS}, headers=browser).text
    assert '<th scope="col">label</th>' in table
    assert '<td lang="de">Clustermanager</td>' in table
    wrong = client.get("/sparql", params={"query": "SELECT <script>"}, headers=browser)
    assert wrong.status_code == 400
    assert "&lt;script&gt;" in wrong.text
    assert "<script>" not in wrong.text
    boolean = client.get("/sparql", params={"query": ASK, "lang": "en"}, headers=browser)
    assert "<strong>yes</strong>" in boolean.text
    graph = client.get("/sparql", params={"query": "DESCRIBE <a:a>"}, headers=browser)
    assert graph.status_code == 200


def test_the_graph_store_protocol_reads(client: TestClient) -> None:
    document = str(document_graph("report"))
    response = client.get("/graph", params={"graph": document})
    assert len(Graph().parse(data=response.text)) == 8
    assert response.headers["etag"]
    default = client.get("/graph?default", headers={"Accept": "application/n-triples"})
    assert default.headers["content-type"] == "application/n-triples"
    assert client.get("/graph", params={"graph": GRAPH + "none"}).status_code == 404
    assert client.get("/graph").status_code == 400
    assert client.get("/graph?default&graph=a").status_code == 400
    not_acceptable = client.get("/graph", params={"graph": document}, headers={"Accept": "image/png"})
    assert not_acceptable.status_code == 406
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        refused = client.request(method, "/graph?default")
        assert refused.status_code == 405
        assert refused.headers["allow"] == "GET"
