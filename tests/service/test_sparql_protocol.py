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
    ("kwargs", "status", "detail"),
    [
        ({"url": "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"}, 400, "exactly one"),
        ({"url": "/sparql?query=%FF"}, 400, "UTF-8"),
        ({"url": "/sparql?query="}, 400, "SPARQL"),
        ({"url": "/sparql?query=ASK%7B%7D%00"}, 400, "NUL"),
        ({"url": "/sparql?query=ASK%7B%7D&timeout=soon"}, 400, "seconds"),
        ({"url": "/sparql?query=ASK%7B%7D&timeout=-1"}, 400, "above 0"),
        ({"url": "/sparql?update=CLEAR+ALL"}, 403, "only reads"),
        ({"url": "/sparql?query=SELECT*%7BSERVICE%3Ca:a%3E%7B%7D%7D"}, 400, "SERVICE"),
        ({"url": "/sparql?query=INSERT+DATA+%7B%3Ca:a%3E+%3Ca:a%3E+1%7D"}, 400, "SPARQL"),
        ({"url": "/sparql?query=ASK%7B%7D&query="}, 400, "exactly one"),
        ({"url": "/sparql?query=ASK%7B%7D&format=csv&format=tsv"}, 400, "exactly one"),
        ({"url": "/sparql?query=ASK%7B%7D&default-graph-uri=http://example.org/none"}, 400, "example.org"),
        ({"url": "/sparql?query=ASK%7B%7D&named-graph-uri=file:///etc/passwd"}, 400, "passwd"),
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
        (b"ASK {}", "multipart/form-data; boundary=x", 415),
        (b"ASK {}", "no type", 415),
        (b"ASK {}", f"{DIRECT};charset=UTF-8", 200),
        (b"ASK {}", "Application/SPARQL-Query", 200),
        (b"", DIRECT, 400),
    ],
)
def test_posts_have_the_right_status(
    client: TestClient, content: bytes, content_type: str, status: int
) -> None:
    response = client.post("/sparql", content=content, headers={"Content-Type": content_type})
    assert response.status_code == status


def test_what_is_sent_twice_is_refused_wherever_it_stands(client: TestClient) -> None:
    form, direct = {"Content-Type": FORM}, {"Content-Type": DIRECT}
    assert client.post("/sparql?query=ASK%7B%7D", content="query=ASK%7B%7D", headers=form).status_code == 400
    assert client.post("/sparql?query=ASK%7B%7D", content="ASK {}", headers=direct).status_code == 400
    packed = {**direct, "Content-Encoding": "gzip"}
    assert client.post("/sparql", content=b"ASK {}", headers=packed).status_code == 415


def test_relative_iris_are_relative_to_the_endpoint(client: TestClient) -> None:
    def made(prologue: str, iri: str) -> str:
        query = f"{prologue} CONSTRUCT {{ {iri} <urn:p> '<x>' }} {{}}"
        response = client.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
        assert response.status_code == 200, response.text
        return response.text.split(" ", 1)[0]

    assert made("", "<thing>") == "<https://wissen.example.org/thing>"
    assert made("", "<>") == "<https://wissen.example.org/sparql>"
    assert made("BASE <http://a.example/b/>", "<thing>") == "<http://a.example/b/thing>"
    assert made("BASE <b/>", "<thing>") == "<https://wissen.example.org/b/thing>"
    assert made("PREFIX : <#>", ":thing") == "<https://wissen.example.org/sparql#thing>"
    wrong = client.get("/sparql", params={"query": "ASK { <urn:a> <urn:b> }"})
    assert "1:" in wrong.json()["detail"]


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


def test_the_dataset_of_a_form_may_stand_in_its_address(client: TestClient) -> None:
    url = f"/sparql?default-graph-uri={quote(str(document_graph('report')), safe='')}"
    assert client.post(url, data={"query": PASSAGE}).json()["boolean"]


def test_a_time_out_is_an_error_and_never_an_empty_answer(client: TestClient) -> None:
    digits = " ".join(str(n) for n in range(10))
    values = " ".join(f"VALUES ?v{n} {{ {digits} }}" for n in range(9))
    query = f"SELECT (COUNT(*) AS ?n) {{ {values} }}"
    response = client.get("/sparql", params={"query": query, "timeout": "0.2"})
    assert response.status_code == 503
    assert response.headers["content-type"] == "application/problem+json"
    assert "nothing of it is shown" in response.json()["detail"]
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"]
