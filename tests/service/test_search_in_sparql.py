"""Search inside SPARQL over HTTP: on the small build with scripted scores, and on the real one."""

from __future__ import annotations

import csv
import io

import httpx
import pytest
from fastapi.testclient import TestClient
from rdflib import RDFS, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery

from ontology.competency import ExampleQuery
from ontology.vocabulary import CW, CWF
from service.use_cases.queries import find_query, list_queries
from service.use_cases.service_description import SD
from tests.service.small_graph import ID

PREFIX = f"PREFIX cwf: <{CWF}> PREFIX cw: <{CW}> "
NEAREST = PREFIX + 'SELECT ?thing ?score { (?thing ?score) cwf:nearest ("Innung" 3) . ?thing a cw:Measure }'
CSV = {"Accept": "text/csv"}


def real_rows(url: str, query: str) -> list[dict[str, str]]:
    """The rows of a query on the real build, IRIs cut down to their slugs."""
    response = httpx.post(f"{url}/sparql", data={"query": query}, headers=CSV, timeout=30)
    assert response.status_code == 200, response.text
    found = csv.DictReader(io.StringIO(response.text))
    return [{name: value.rpartition("/")[2] for name, value in row.items()} for row in found]


def test_every_way_to_send_and_every_kind_of_result(client: TestClient) -> None:
    by_get = client.get("/sparql", params={"query": NEAREST}, headers=CSV)
    assert by_get.text == f"thing,score\r\n{ID}measure/talk,0.75\r\n"
    form = client.post("/sparql", data={"query": NEAREST}, headers=CSV)
    direct = client.post(
        "/sparql", content=NEAREST, headers={**CSV, "Content-Type": "application/sparql-query"}
    )
    assert form.text == direct.text == by_get.text
    wanted = '{ ?m cw:share ?s } WHERE { ?m a cw:Measure BIND(cwf:similarity(?m, "Innung") AS ?s) }'
    graph = client.post("/sparql", data={"query": f"{PREFIX} CONSTRUCT {wanted}"})
    assert len(Graph().parse(data=graph.text)) == 1
    ask = client.post("/sparql", data={"query": PREFIX + 'ASK { ?m a cw:Measure FILTER cwf:match(?m, "a") }'})
    assert ask.json()["boolean"] is True
    page = client.get("/sparql", params={"query": NEAREST}, headers={"Accept": "text/html"})
    assert f"{ID}measure/talk" in page.text


@pytest.mark.parametrize("query", [q for q in list_queries() if str(CWF) in q.text], ids=lambda q: q.name)
def test_the_examples_are_valid_for_any_parser_and_have_an_order(query: ExampleQuery) -> None:
    prepareQuery(query.text)
    assert "ORDER BY" in query.text


def test_a_mistake_is_a_problem_that_says_what_is_right(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": PREFIX + "SELECT * { ?m cwf:nearest (?text) }"})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert "has to be written out" in response.json()["detail"]


def test_the_service_description_names_and_explains_them(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).text)
    endpoint = URIRef("https://wissen.example.org/sparql")
    assert set(graph.objects(endpoint, SD.extensionFunction)) == {CWF.similarity, CWF.match}
    assert set(graph.objects(endpoint, SD.propertyFeature)) == {CWF.nearest, CWF.matching}
    for term in (CWF.similarity, CWF.match, CWF.nearest, CWF.matching):
        assert {text.language for text in graph.objects(term, RDFS.comment)} == {"de", "en"}  # type: ignore[attr-defined]


def test_barriers_like_a_description(real_url: str) -> None:
    found = real_rows(real_url, find_query("barriers-like-a-description").text)
    assert found[0]["barrier"] == "information-deficit"
    assert int(found[0]["measures"]) >= 20
    scores = [float(row["similarity"]) for row in found]
    assert scores == sorted(scores, reverse=True)
    assert 0.8 < scores[0] <= 1.0
    assert scores[-1] > 0.45


def test_measures_near_a_situation_are_for_small_firms(real_url: str) -> None:
    found = [row["measure"] for row in real_rows(real_url, find_query("measures-near-a-situation").text)]
    assert len(found) == 10
    assert {"hwo-sm3", "cm-sm3"} <= set(found), "the argument aids on what a cluster brings"
    small = real_rows(
        real_url, PREFIX + f"SELECT ?m {{ ?m cw:targetGroup <{ID}actor-type/small-firm> ; a cw:Measure }}"
    )
    assert set(found) <= {row["m"] for row in small}


def test_initiatives_whose_texts_match(real_url: str) -> None:
    found = real_rows(real_url, find_query("initiatives-whose-texts-match").text)
    assert found[0]["initiative"] == "kompetenzzentrum-umwelttechnik-kurs"
    assert all(0.0 < float(row["score"]) <= 1.0 for row in found)


def test_passages_are_asked_for_in_their_graphs(real_url: str) -> None:
    assert real_rows(real_url, find_query("passages-near-a-question").text) == [], "no document is ingested"


@pytest.mark.parametrize(
    "text", ["Informationsdefizite kleiner Betriebe", "information deficits of small firms"]
)
def test_functions_and_properties_agree_in_both_languages(real_url: str, text: str) -> None:
    for bound, function in (("nearest", "similarity"), ("matching", "match")):
        best = real_rows(real_url, PREFIX + f'SELECT * {{ (?b ?s) cwf:{bound} ("{text}" 5 cw:Barrier) }}')
        every = real_rows(
            real_url,
            PREFIX + f'SELECT ?b ?s {{ ?b a cw:Barrier BIND(cwf:{function}(?b, "{text}") AS ?s) }} '
            "ORDER BY DESC(?s) ?b LIMIT 5",
        )
        assert best == every
        assert best[0]["b"] == "information-deficit"
