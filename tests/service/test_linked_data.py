"""Things, their descriptions, the vocabulary, the dataset, the dumps, the example queries."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS

from ontology.vocabulary import CW
from service.use_cases.queries import list_queries
from tests.service.small_graph import ID

BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "de",
}
TALK = URIRef(f"{ID}measure/talk")


def test_a_thing_says_see_other(client: TestClient) -> None:
    response = client.get("/id/measure/talk?lang=en", headers={"Accept": "text/turtle"})
    assert response.status_code == 303
    assert response.headers["location"] == "/doc/measure/talk?lang=en"
    assert response.headers["vary"] == "Accept"
    assert client.get("/id/measure/none").status_code == 404
    assert client.get("/id/nonsense/talk").status_code == 404


@pytest.mark.parametrize(
    ("accept", "suffix", "media_type"),
    [
        ("text/turtle", "ttl", "text/turtle"),
        ("application/ld+json;profile=x", "jsonld", "application/ld+json"),
        ("application/rdf+xml", "rdf", "application/rdf+xml"),
        ("application/n-triples", "nt", "application/n-triples"),
        ("*/*", "ttl", "text/turtle"),
        ("text/html", "html", "text/html"),
        (BROWSER["Accept"], "html", "text/html"),
    ],
)
def test_descriptions_are_negotiated_or_named_by_suffix(
    client: TestClient, accept: str, suffix: str, media_type: str
) -> None:
    negotiated = client.get("/doc/measure/talk", headers={"Accept": accept})
    by_suffix = client.get(f"/doc/measure/talk.{suffix}", headers={"Accept": "image/png"})
    assert negotiated.status_code == by_suffix.status_code == 200
    assert negotiated.headers["content-type"].partition(";")[0] == media_type
    assert negotiated.headers["content-location"] == f"/doc/measure/talk.{suffix}"
    assert "Accept" in negotiated.headers["vary"]
    assert (
        '</doc/measure/talk.jsonld>; rel="alternate"; type="application/ld+json"'
        in negotiated.headers["link"]
    )
    if suffix != "html":
        assert negotiated.content == by_suffix.content


def test_every_format_holds_the_same_description(client: TestClient) -> None:
    graphs = [
        Graph().parse(data=client.get(f"/doc/measure/talk.{suffix}").text, format=form)
        for suffix, form in (("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml"), ("nt", "nt"))
    ]
    assert {frozenset(graph) for graph in graphs} == {frozenset(graphs[0])}
    graph = graphs[0]
    assert (TALK, RDF.type, CW.Measure) in graph
    assert (URIRef(f"{ID}statement/talk-1"), CW.about, TALK) in graph
    assert (URIRef(f"{ID}barrier/unaware"), CW.addressedBy, TALK) in graph
    assert len(list(graph.objects(URIRef(f"{ID}barrier/unaware"), RDFS.label))) == 2


def test_not_found_comes_before_not_acceptable(client: TestClient) -> None:
    assert client.get("/doc/measure/none", headers={"Accept": "image/png"}).status_code == 404
    assert client.get("/doc/measure/talk", headers={"Accept": "image/png"}).status_code == 406
    for name in ("talk.pdf", "talk.nq", "talk.", "TALK", "a..b"):
        assert client.get(f"/doc/measure/{name}").status_code == 404


def test_the_page_of_a_thing_tells_it_in_one_language(client: TestClient) -> None:
    german = client.get("/doc/measure/talk", headers=BROWSER).text
    for text in (
        "Vortrag in der Innung",
        "Operative Maßnahme",
        "Der Cluster stellt sich vor.",
        "Referat",
        "Clustermanager",
        "kurzfristig",
        "Vorträge werden empfohlen.",
        "Ein Bericht",
        ", 3.1",
        "OM1",
        "unsere Lesart",
    ):
        assert text in german
    for text in ("Talk at the guild", "Cluster manager", "speech"):
        assert text not in re.sub(r"<script.*?</script>", "", german, flags=re.DOTALL)
    english = client.get("/doc/measure/talk?lang=en", headers=BROWSER).text
    assert "Talk at the guild" in english
    assert 'href="/doc/barrier/unaware?lang=en"' in english


def test_what_is_derived_is_marked_unless_its_inverse_was_said(client: TestClient) -> None:
    measure = client.get("/doc/measure/talk", headers=BROWSER).text
    assert re.search(r'class="inferred">\s*<a href="/doc/barrier/informed-badly"', measure)
    assert not re.search(r'class="inferred">\s*<a href="/doc/barrier/unaware"', measure)
    barrier = client.get("/doc/barrier/unaware", headers=BROWSER).text
    assert not re.search(r'class="inferred">\s*<a href="/doc/measure/talk"', barrier)
    assert barrier.count('href="/doc/measure/talk"') == 1


def test_a_work_shows_what_it_says_about_other_things(client: TestClient) -> None:
    page = client.get("/doc/work/bode-2011", headers=BROWSER).text
    for text in ("Was dort gesagt wird", "Nutzen unbekannt", "Gilt nur teilweise.", "schränkt ein", "2.6"):
        assert text in page
    barrier = client.get("/doc/barrier/unaware", headers=BROWSER).text
    assert "so Bode (2011)" in barrier
    graph = Graph().parse(data=client.get("/doc/work/bode-2011.ttl").text)
    assert (URIRef(f"{ID}statement/unaware-1"), CW.holder, URIRef(f"{ID}work/bode-2011")) in graph
    source = Graph().parse(data=client.get("/doc/source/report.ttl").text)
    assert not list(source.subjects(CW.source))


def test_a_label_in_the_other_language_is_marked_as_such(client: TestClient) -> None:
    page = client.get("/doc/thesis/no-english?lang=en", headers=BROWSER).text
    assert '<h1 lang="de">Nur auf Deutsch</h1>' in page


def test_pages_embed_json_ld_that_cannot_end_the_script(client: TestClient) -> None:
    page = client.get("/doc/measure/talk", headers=BROWSER).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.DOTALL)
    assert found
    assert "<" not in found[1]
    assert (TALK, RDF.type, CW.OperativeMeasure) in Graph().parse(
        data=json.loads(json.dumps(found[1])), format="json-ld"
    )


def test_mentions_and_texts_of_documents_are_shown(client: TestClient) -> None:
    barrier = client.get("/doc/barrier/unaware", headers=BROWSER).text
    assert "Viele wissen nicht, was es bringt." in barrier
    assert 'href="/doc/passage/report-1"' in barrier
    passage = client.get("/doc/passage/report-1", headers=BROWSER).text
    assert "Viele wissen nicht, was es bringt." in passage
    source = client.get("/doc/source/report", headers=BROWSER).text
    assert 'href="/doc/source/report.txt"' in source
    text = client.get("/doc/source/report.txt")
    assert (text.text, text.headers["content-type"]) == (
        "Viele wissen nicht, was es bringt.\n",
        "text/plain; charset=utf-8",
    )
    assert client.get("/doc/measure/talk.txt").status_code == 404


def test_the_vocabulary_is_a_page_and_files(client: TestClient) -> None:
    german = client.get("/ontology", headers=BROWSER).text
    assert "Hemmnis" in german
    assert 'id="addressesBarrier"' in german
    sizes = {
        len(Graph().parse(data=client.get(f"/ontology.{suffix}").text, format=form))
        for suffix, form in (("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml"), ("nt", "nt"))
    }
    assert len(sizes) == 1
    assert client.get("/ontology", headers={"Accept": "application/rdf+xml"}).headers["content-type"] == (
        "application/rdf+xml"
    )
    assert "@context" in client.get("/ontology/context.jsonld").json()
    assert len(Graph().parse(data=client.get("/ontology/shapes.ttl").text)) > 100
    assert client.get("/ontology.doc").status_code == 404


def test_example_queries_are_listed_shown_and_run(client: TestClient) -> None:
    listed = client.get("/queries").json()["queries"]
    assert [query["name"] for query in listed] == [query.name for query in list_queries()]
    for query in list_queries():
        assert client.get(f"/queries/{query.name}.rq").text == query.text
        assert client.get("/sparql", params={"query": query.text}).status_code == 200
        page = client.get(f"/queries/{query.name}", headers=BROWSER)
        assert query.title["de"] in page.text or page.status_code == 200
    one = list_queries()[0]
    as_text = client.get(f"/queries/{one.name}", headers={"Accept": "application/sparql-query"})
    assert as_text.text == one.text
    editor = client.get("/sparql", params={"example": one.name}, headers=BROWSER)
    assert editor.status_code == 200
