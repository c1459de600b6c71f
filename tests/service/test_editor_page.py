"""What the query editor is given: examples, terms, texts; and the library on its own page."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient

from ontology.vocabulary import CW, CWF, PREFIXES
from service.web.editor_setup import editor_setup

HTML = {"Accept": "text/html"}
QUERY = 'SELECT ?x { VALUES ?x { "</script>" } }'


def test_terms_are_those_of_the_build_in_the_language_asked_for(client: TestClient) -> None:
    german = client.get("/ontology/terms.json?lang=de")
    english = client.get("/ontology/terms.json?lang=en").json()
    classes = {entry["iri"]: entry for entry in german.json()["classes"]}
    assert classes[str(CW.Barrier)]["count"] == 2
    assert classes[str(CW.Barrier)]["label"] == "Hemmnis"
    assert "Barrier" in {entry["label"] for entry in english["classes"]}
    counts = [entry["count"] for entry in english["properties"]]
    assert counts == sorted(counts, reverse=True)
    again = client.get("/ontology/terms.json?lang=de", headers={"If-None-Match": german.headers["etag"]})
    assert again.status_code == 304


def test_the_setup_of_the_editor_has_every_text_in_both_languages() -> None:
    german, english = (json.loads(editor_setup(lang, "/below")) for lang in ("de", "en"))
    assert german["texts"].keys() == english["texts"].keys()
    assert (german["base"], german["prefixes"]) == ("/below", PREFIXES | {"cwf": str(CWF)})


def test_the_built_editor_gets_the_result_with_the_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.web.editor_page.editor_is_built", lambda: True)
    monkeypatch.setattr("service.web.rendering._version", lambda name: "0")
    page = client.get("/sparql", params={"query": QUERY}, headers=HTML).text
    block = re.search(r'<script type="application/sparql-results\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert block is not None
    assert json.loads(block[1])["results"]["bindings"][0]["x"]["value"] == "</script>"
    assert "static/editor/editor.js" in page


def test_the_page_without_the_editor_has_nothing_of_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.web.editor_page.editor_is_built", lambda: False)
    page = client.get("/sparql", params={"query": QUERY}, headers=HTML).text
    assert "static/editor.js" in page
    assert "editor-setup" not in page and "sparql-results+json" not in page
    assert "&lt;/script&gt;" in page


def test_the_library_is_searched_by_words_of_either_language(client: TestClient) -> None:
    def found(words: str) -> set[str]:
        return {query["name"] for query in client.get("/queries", params={"q": words}).json()["queries"]}

    assert "measures-by-barrier" in found("massnahmen STÄRKSTEN") & found("measures strongest")
    assert found("no such words here") == set()
    page = client.get("/queries", params={"q": "stärksten", "lang": "en"}, headers=HTML).text
    assert "1 query matches" in page and "Measures by barrier" in page
    assert client.get("/queries", params={"q": "x" * 201}).status_code == 400


def test_the_vocabulary_page_shows_examples_and_what_terms_are_special_cases_of(client: TestClient) -> None:
    page = client.get("/ontology?lang=en", headers=HTML).text
    barrier = page.partition('<article id="addressesBarrier"')[2].partition("</article>")[0]
    assert "/doc/measure/talk" in barrier and "Benefits unknown" in barrier
    place = page.partition('<article id="Region"')[2].partition("</article>")[0]
    assert '<a href="https://schema.org/Place">schema:Place</a>' in place
    assert "at most one value" in page
    german = client.get("/ontology?lang=de", headers=HTML).text
    assert "at most one value" not in german
