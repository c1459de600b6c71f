"""A thing in the words of schema.org, drawn for each kind that has words of its own there."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from rdflib import URIRef

from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.describe import describe
from service.use_cases.naming import Names
from service.use_cases.schema_org import schema_org
from tests.service.small_graph import ID, small_n_quads

MORE = f"""
g:corpus {{
  <{ID}work/bode-2011> cw:workType "article" ; cw:authors "Bode, A." , "Ein Institut" ; cw:year "2011" ;
    cw:published "Raumforschung 69" ; cw:discusses <{ID}barrier/unaware> .
  <{ID}initiative/valley> a cw:ClusterInitiative ; dcterms:identifier "valley" ; cw:founded "2004" ;
    rdfs:label "Valley e. V."@de , "Valley"@en ; cw:discusses <{ID}barrier/unaware> .
}}
"""


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return OxigraphStore.in_memory(small_n_quads(MORE))


def said(store: OxigraphStore, name: str, language: Any = "de") -> dict[str, Any]:
    thing = describe(store, Names(store), URIRef(ID + name), language)
    return schema_org(thing, language, "https://wissen.example.org")


def test_a_work_is_cited_as_what_it_is(store: OxigraphStore) -> None:
    work = said(store, "work/bode-2011")
    assert (work["@context"], work["@type"]) == ("https://schema.org", "ScholarlyArticle")
    assert sorted(author["@type"] for author in work["author"]) == ["Organization", "Person"]
    assert work["datePublished"] == ["2011"]
    assert work["about"] == [
        {"@type": "DefinedTerm", "@id": f"{ID}barrier/unaware", "name": "Nutzen unbekannt"}
    ]


def test_what_schema_org_does_not_say_of_a_kind_is_left_out(store: OxigraphStore) -> None:
    initiative = said(store, "initiative/valley")
    assert (initiative["@type"], initiative["foundingDate"]) == ("Organization", ["2004"])
    assert "about" not in initiative


def test_a_described_thing_without_a_word_of_its_own_is_a_term_with_its_source(store: OxigraphStore) -> None:
    measure = said(store, "measure/talk", "en")
    assert measure["@type"] == "DefinedTerm"
    assert (measure["name"], measure["description"]) == (
        "Talk at the guild",
        "The cluster introduces itself.",
    )
    assert (measure["termCode"], measure["alternateName"]) == ("OM1", ["speech"])
    assert [source["@id"] for source in measure["subjectOf"]] == [f"{ID}source/report"]
    assert measure["url"] == "https://wissen.example.org/doc/measure/talk?lang=en"
    assert said(store, "barrier/unaware")["@type"] == "Thing"


def test_the_page_carries_both_descriptions_as_data(client: TestClient) -> None:
    page = client.get("/doc/measure/talk", headers={"Accept": "text/html"}).text
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.DOTALL)
    ours, theirs = (json.loads(block) for block in blocks)
    assert any(node["@id"] == f"{ID}measure/talk" for node in ours)
    assert theirs["@id"] == f"{ID}measure/talk"
