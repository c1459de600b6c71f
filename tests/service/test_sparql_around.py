"""Around the protocol: service description, editor page, graph store."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from rdflib import Dataset, Graph, Namespace, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import RDFS, VOID

from ontology.vocabulary import document_graph
from tests.service.small_graph import GRAPH
from tests.service.test_sparql_protocol import ASK, LABELS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def test_machines_without_a_query_get_the_service_description(client: TestClient) -> None:
    response = client.get("/sparql")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    graph, service = Graph().parse(data=response.text), URIRef("https://wissen.example.org/sparql")
    assert set(graph.objects(service, SD.endpoint)) == {service}
    assert SD.SPARQL11Query in set(graph.objects(service, SD.supportedLanguage))
    assert SD.SPARQL11Update not in set(graph.objects(service, SD.supportedLanguage))
    assert not list(graph.objects(service, SD.feature))
    formats = {str(iri).rpartition("/")[2] for iri in graph.objects(service, SD.resultFormat)}
    assert formats == {
        *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
        *("Turtle", "JSON-LD", "RDF_XML", "N-Triples", "N-Quads", "TriG"),
    }
    [default] = graph.objects(None, SD.defaultGraph)
    counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})
    assert [str(n) for n in graph.objects(default, VOID.triples)] == [counted.text.split()[1]]
    for holder in (SD.defaultDataset, SD.availableGraphs):
        names = graph.objects(service, holder / SD.namedGraph / SD.name)
        assert {str(name) for name in names} == {
            GRAPH + name for name in ("ontology", "corpus", "inferred", "documents/report")
        }
    said = " ".join(text for text in graph.objects(service, RDFS.comment) if text.language == "en")
    assert all(word in said for word in ("Update", "SERVICE", "FROM", "503"))
    assert {text.language for text in graph.objects(None, RDFS.comment)} == {"de", "en"}


def test_the_service_description_is_negotiated(client: TestClient) -> None:
    turtle = Graph().parse(data=client.get("/sparql").text)
    for accept, form in (("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")):
        other = Graph().parse(data=client.get("/sparql", headers={"Accept": accept}).text, format=form)
        assert set(other) == set(turtle)
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406


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
    head = client.head("/graph", params={"graph": document})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", response.headers["etag"])
    known = {"If-None-Match": response.headers["etag"]}
    assert client.get("/graph", params={"graph": document}, headers=known).status_code == 304
    not_acceptable = client.get("/graph", params={"graph": document}, headers={"Accept": "image/png"})
    assert not_acceptable.status_code == 406


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/trig", "trig"),
        ("application/n-quads", "nquads"),
    ],
)
def test_the_default_graph_is_the_same_in_every_format(client: TestClient, accept: str, form: str) -> None:
    response = client.get("/graph?default", headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    dataset = Dataset()
    dataset.parse(data=response.text, format=form)
    triples = Graph().parse(data=client.get("/graph?default=").text)
    assert {quad[:3] for quad in dataset.quads()} == set(triples)
    assert {quad[3] for quad in dataset.quads()} <= {None, DATASET_DEFAULT_GRAPH_ID}
    known = {"Accept": accept, "If-None-Match": response.headers["etag"]}
    assert client.get("/graph?default", headers=known).status_code == 304


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/graph?graph={GRAPH}none", 404),
        ("/graph?graph=http://[nonsense", 404),
        ("/graph?graph=corpus", 400),
        ("/graph?graph=", 400),
        ("/graph", 400),
        ("/graph?default&graph=a:a", 400),
        ("/graph?graph=a:a&graph=a:b", 400),
        ("/graph?graph=%FF", 400),
    ],
)
def test_a_graph_that_is_not_there(client: TestClient, address: str, status: int) -> None:
    response = client.get(address, headers={"Accept": "image/png"})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_are_only_read(client: TestClient, method: str) -> None:
    refused = client.request(method, "/graph?default", content=b"<a:a> <a:a> 1 .")
    assert refused.status_code == 405
    assert refused.headers["allow"] == "GET, HEAD, OPTIONS"
