"""Search and suggestions over HTTP, and the search page."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from tests.service.scripted_search import SPARQL

BROWSER = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "de"}


def test_the_answer_has_exactly_the_documented_shape(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "Was hilft?", "limit": 5}).json()
    assert answer.keys() == {
        *("query", "language", "interpretation", "answered", "answers", "passages", "facets", "suggestions"),
        *("total", "limit", "offset", "truncated", "took_ms", "build"),
    }
    assert answer["interpretation"].keys() == {"type", "concepts", "constraints", "sentence", "sparql"}
    assert answer["interpretation"]["concepts"][0].keys() == {
        "iri",
        "id",
        "type",
        "label",
        "span",
        "confidence",
    }
    assert answer["interpretation"]["constraints"][0].keys() == {"property", "value", "dropped"}
    first = answer["answers"][0]
    assert first.keys() == {
        *("rank", "iri", "id", "type", "label", "score", "confidence", "because", "evidence"),
    }
    assert first["because"][0].keys() == {"path", "basis"}
    assert first["evidence"][0].keys() == {"source", "locator", "text", "passage"}
    assert answer["passages"][0].keys() == {
        *("iri", "source", "section", "page", "start", "end", "text", "score"),
    }
    assert (answer["limit"], answer["query"]) == (5, "Was hilft?")


def test_parameters_reach_the_search(client: TestClient) -> None:
    url = "/search?q=a&lang=en&type=Measure&type=Barrier&audience=cluster-manager&horizon=short-term&offset=3"
    answer = client.get(url).json()
    assert (answer["language"], answer["offset"]) == ("en", 3)


def test_a_page_leaves_the_language_of_the_question_open(client: TestClient) -> None:
    page = client.get("/search", params={"q": "What helps?", "lang": "en"}, headers=BROWSER)
    assert page.headers["content-language"] == "en"
    assert client.get("/search", params={"q": "What helps?", "lang": "en"}).json()["language"] == "en"
    assert "answered in 2 ms" in page.text


def test_the_returned_query_runs_at_the_endpoint(client: TestClient) -> None:
    sparql = client.get("/search", params={"q": "a"}).json()["interpretation"]["sparql"]
    assert sparql == SPARQL
    rows = client.get("/sparql", params={"query": sparql}).json()["results"]["bindings"]
    assert [row["answer"]["value"].rpartition("/")[2] for row in rows] == ["talk"]


def test_the_page_shows_answer_reason_evidence_and_query(client: TestClient) -> None:
    page = client.get("/search", params={"q": "Was hilft?"}, headers=BROWSER).text
    for text in (
        "Maßnahmen gegen schlechte Information",
        "Vortrag in der Innung",
        "Der Cluster stellt sich vor.",
        "passt genau",
        "Clustermanager",
        "kurzfristig",
        "begegnet dem Hemmnis",
        "Nutzen unbekannt",
        "Schlecht informiert",
        "abgeleitet",
        "Empfohlen.",
        "Ein Bericht",
        "3.1",
        "Viele wissen nicht, was es bringt.",
        "Kapitel 3",
        "S. 4",
        "Kleinbetrieb",
        'value="Was hilft?"',
    ):
        assert text in page
    assert 'href="/sparql?query=PREFIX%20cw%3A' in page
    assert 'href="/search?lang=de&amp;q=Was%20hilft%3F&amp;audience=cluster-manager"' in page


def test_the_page_says_plainly_that_there_is_no_answer(client: TestClient) -> None:
    page = client.get("/search", params={"q": "nothing here"}, headers=BROWSER).text
    assert "Darauf gibt der Bestand keine Antwort." in page
    assert "Was bringt ein Cluster?" in page
    assert "Vortrag" not in page


def test_what_people_type_is_shown_as_text(client: TestClient) -> None:
    page = client.get("/search", params={"q": '"><script>alert(1)</script>'}, headers=BROWSER).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_chosen_filter_can_be_taken_back(client: TestClient) -> None:
    page = client.get("/search?q=a&audience=cluster-manager", headers=BROWSER).text
    found = re.search(r'<a href="([^"]+)" class="chosen" aria-label="Clustermanager: Filter aufheben"', page)
    assert found
    assert "audience" not in found[1]


def test_format_chooses_json_for_links(client: TestClient) -> None:
    assert client.get("/search?q=a&format=json", headers=BROWSER).json()["answered"]
    assert client.get("/search?q=a", headers={"Accept": "image/png"}).status_code == 406


def test_the_start_page_offers_examples_and_entrances(client: TestClient) -> None:
    page = client.get("/", headers=BROWSER).text
    assert 'role="search"' in page
    assert page.count("/search?q=") >= 8
    assert "audience=craft-organisation" in page


def test_suggestions_complete_what_is_typed(client: TestClient) -> None:
    answer = client.get("/suggest", params={"q": "Vor", "lang": "de"}).json()
    assert answer["query"] == "Vor"
    assert answer["suggestions"][0].keys() == {"text", "kind", "id", "iri", "type"}
    assert answer["suggestions"][0]["text"] == "Vortrag in der Innung"
    assert client.get("/suggest", params={"q": "xyz"}).json()["suggestions"] == []
    assert client.get("/suggest", params={"q": "a" * 201}).status_code == 400
