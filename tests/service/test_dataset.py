"""The dataset described, the dumps, and validators on everything that is read."""

from __future__ import annotations

import hashlib

from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from service.use_cases.queries import list_queries


def test_a_client_that_has_it_already_gets_a_304(client: TestClient) -> None:
    for path in (
        "/doc/measure/talk.ttl",
        "/doc/measure/talk.html",
        "/ontology.ttl",
        "/dataset.ttl",
        "/export/clusterwissen.nq",
        "/export/clusterwissen.ttl.gz",
        "/ontology/shapes.ttl",
        "/doc/source/report.txt",
        "/",
        "/docs",
        "/openapi.json",
        "/version",
        "/coverage",
        "/search?q=Frage",
        "/suggest?q=Vor",
        "/queries",
        "/.well-known/void",
        "/ontology/context.jsonld",
        "/static/style.css",
        f"/queries/{list_queries()[0].name}",
        f"/queries/{list_queries()[0].name}.rq",
    ):
        first = client.get(path)
        weak = "W/" + first.headers["etag"].removeprefix("W/")
        again = client.get(path, headers={"If-None-Match": f'"other", {weak}'})
        assert again.status_code == 304, path
        assert again.content == b""
        assert again.headers["etag"] == weak
        assert again.headers["access-control-allow-origin"] == "*"
        assert client.head(path, headers={"If-None-Match": weak}).status_code == 304
        assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_dataset_describes_itself(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/dataset", headers={"Accept": "text/turtle"}).text)
    void = (
        "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#> "
        "PREFIX spdx: <http://spdx.org/rdf/terms#> PREFIX cw: <https://w3id.org/clusterwissen/ontology#> "
    )
    counts = graph.query(
        void + "SELECT ?n { ?d void:classPartition [ void:class cw:Barrier ; void:entities ?n ] }"
    )
    assert [int(row[0]) for row in counts] == [2]  # type: ignore[index]
    files = graph.query(
        void + "SELECT ?url ?sum { ?d dcat:downloadURL ?url ; spdx:checksum/spdx:checksumValue ?sum }"
    )
    rows = {str(row[0]): str(row[1]) for row in files}  # type: ignore[index]
    assert len(rows) == 12
    for url, checksum in rows.items():
        assert url.startswith("https://wissen.example.org/export/")
        content = client.get(url.removeprefix("https://wissen.example.org")).content
        assert hashlib.sha256(content).hexdigest() == checksum
    properties = graph.query(
        void + "SELECT ?n { ?d void:propertyPartition [ void:property cw:audience ; void:triples ?n ] }"
    )
    assert [int(row[0]) for row in properties] == [1]  # type: ignore[index]
    assert graph.query(
        void + "ASK { ?d void:sparqlEndpoint ?url . ?s dcat:servesDataset ?d ; dcat:endpointURL ?url }",
        initBindings={"url": URIRef("https://wissen.example.org/sparql")},
    ).askAnswer
    well_known = client.get("/.well-known/void")
    assert well_known.headers["content-type"] == "text/turtle; charset=utf-8"


def test_dumps_are_downloads_with_ranges(client: TestClient) -> None:
    whole = client.get("/export/clusterwissen.nt")
    assert whole.headers["content-type"] == "application/n-triples"
    part = client.get("/export/clusterwissen.nt", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, whole.content[:10])
    assert client.get("/export/clusterwissen.nt.gz").headers["content-type"] == "application/gzip"
    for name in ("clusterwissen.pdf", "other.nt", "..%2Fmanifest.json"):
        assert client.get(f"/export/{name}").status_code == 404
