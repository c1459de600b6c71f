"""The SPARQL 1.1 Protocol, query operation, corner by corner."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from ontology.vocabulary import GRAPH_CORPUS, document_graph

ASK = "ASK { ?s ?p ?o }"
LABELS = (
    "SELECT ?label { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label FILTER(lang(?label) = 'de') }"
    " ORDER BY ?label LIMIT 2"
)
PASSAGE = "ASK { ?p a <https://w3id.org/clusterwissen/ontology#Passage> }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def test_the_three_ways_to_send_a_query_give_the_same(client: TestClient) -> None:
    get = client.get("/sparql", params={"query": LABELS})
    form = client.post("/sparql", data={"query": LABELS})
    direct = client.post("/sparql", content=LABELS, headers={"Content-Type": f"{DIRECT}; charset=UTF-8"})
    assert get.status_code == form.status_code == direct.status_code == 200
    assert get.json() == form.json() == direct.json()
    assert get.headers["content-type"] == "application/sparql-results+json"


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
    assert response.headers["vary"] == "Accept"


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


@pytest.mark.parametrize("query", [LABELS, ASK])
def test_an_impossible_format_is_a_406(client: TestClient, query: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "application/sparql-results+json" in response.json()["detail"]


@pytest.mark.parametrize(
    ("kwargs", "status", "detail"),
    [
        ({"url": "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"}, 400, "exactly one"),
        ({"url": "/sparql?query=%FF"}, 400, "UTF-8"),
        ({"url": "/sparql?query="}, 400, "SPARQL"),
        ({"url": "/sparql?query=ASK%7B%7D%00"}, 400, "NUL"),
        ({"url": "/sparql?query=ASK%7B%7D&timeout=soon"}, 400, "seconds"),
        ({"url": "/sparql?query=ASK%7B%7D&timeout=-1"}, 400, "above 0"),
        ({"url": "/sparql?update=CLEAR+ALL"}, 403, "only reads"),
        ({"url": "/sparql?query=SELECT*%7BSERVICE%3Ca:a%3E%7B%7D%7D"}, 403, "other machines"),
        ({"url": "/sparql?query=ASK%7B%3Ca%3E%20%3Fp%20%3Fo%7D"}, 400, "SPARQL"),
        ({"url": "/sparql?query=ASK%7B%7D&default-graph-uri=relative"}, 400, "absolute"),
        ({"url": "/sparql?query=" + "%23" * 10_001}, 413, "10000"),
    ],
)
def test_each_mistake_has_its_status(
    client: TestClient, kwargs: dict[str, str], status: int, detail: str
) -> None:
    response = client.get(**kwargs)
    assert response.status_code == status
    assert detail in response.json()["detail"]


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"query=ASK%7B%7D", FORM, 200),
        (b"", FORM, 400),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        (b"query=%FF", FORM, 400),
        (b"query=\xff", FORM, 400),
        (b"update=CLEAR+ALL", FORM, 403),
        (b"CLEAR ALL", "application/sparql-update", 403),
        (b"INSERT DATA { <a:a> <a:b> <a:c> }", DIRECT, 400),
        (b"ASK {}", "text/plain", 415),
        (b'{"query": "ASK {}"}', "application/json", 415),
        (b"ASK {}", "", 415),
        ("ASK { ?s ?p 'ä' }".encode("latin-1"), DIRECT, 400),
        (b"ASK {}", f"{DIRECT};charset=latin-1", 415),
    ],
)
def test_posts_have_the_right_status(
    client: TestClient, content: bytes, content_type: str, status: int
) -> None:
    response = client.post("/sparql", content=content, headers={"Content-Type": content_type})
    assert response.status_code == status


def test_form_values_are_decoded_once(client: TestClient) -> None:
    query = "SELECT ('100%25 + 1' AS ?x) {}"
    body = f"query={quote(query, safe='')}"
    response = client.post("/sparql", content=body, headers={"Content-Type": FORM})
    assert response.json()["results"]["bindings"][0]["x"]["value"] == "100%25 + 1"
    assert client.get(f"/sparql?{body}").json() == response.json()


def test_the_dataset_of_the_protocol_overrides_from(client: TestClient) -> None:
    document = str(document_graph("report"))

    def asked(**parameters: str) -> bool:
        return bool(client.get("/sparql", params=parameters).json()["boolean"])

    assert not asked(query=PASSAGE)
    assert asked(**{"query": PASSAGE, "default-graph-uri": document})
    asking_corpus = PASSAGE.replace("ASK {", f"ASK FROM <{GRAPH_CORPUS}> {{")
    assert not asked(query=asking_corpus)
    assert asked(**{"query": asking_corpus, "default-graph-uri": document})
    named = "ASK { GRAPH ?g { ?p a <https://w3id.org/clusterwissen/ontology#Passage> } }"
    assert asked(query=named)
    assert not asked(**{"query": named, "named-graph-uri": str(GRAPH_CORPUS)})
    form = client.post("/sparql", data={"query": PASSAGE, "default-graph-uri": document})
    assert form.json()["boolean"]
    url = f"/sparql?default-graph-uri={quote(document, safe='')}"
    assert client.post(url, content=PASSAGE, headers={"Content-Type": DIRECT}).json()["boolean"]


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


def test_a_time_out_is_an_error_and_never_an_empty_answer(client: TestClient) -> None:
    digits = " ".join(str(n) for n in range(10))
    values = " ".join(f"VALUES ?v{n} {{ {digits} }}" for n in range(9))
    query = f"SELECT (COUNT(*) AS ?n) {{ {values} }}"
    response = client.get("/sparql", params={"query": query, "timeout": "0.2"})
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert "nothing of it is shown" in response.json()["detail"]
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"]
