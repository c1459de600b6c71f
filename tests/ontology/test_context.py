"""The JSON-LD context: complete, and nothing is lost on the way there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph
from rdflib.compare import isomorphic

from ontology.loading import load_context
from ontology.schema import PropertyInfo, schema
from ontology.vocabulary import PREFIXES

GOOD = Path(__file__).parent / "graphs" / "good.ttl"


@pytest.fixture(scope="module")
def terms() -> dict[str, Any]:
    context: dict[str, Any] = load_context()["@context"]
    return context


def expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def test_every_class_has_a_term(terms: dict[str, Any]) -> None:
    for name, info in schema().classes.items():
        assert expanded(terms[name]) == str(info.iri)


@pytest.mark.parametrize("info", schema().properties.values(), ids=lambda info: info.name)
def test_every_property_has_a_term_that_fits_its_range(info: PropertyInfo, terms: dict[str, Any]) -> None:
    term = terms[info.name]
    assert expanded(term["@id"]) == str(info.iri)
    if info.is_object:
        assert term["@type"] == "@id"
    elif info.is_text:
        assert "@language" in term["@container"]
        assert "@type" not in term
    else:
        assert expanded(term.get("@type", "xsd:string")) == str(info.datatype)


def test_the_prefixes_are_those_of_the_vocabulary(terms: dict[str, Any]) -> None:
    assert {prefix: terms[prefix] for prefix in PREFIXES} == PREFIXES


def test_a_graph_comes_back_as_it_was_and_uses_plain_names() -> None:
    good = Graph().parse(GOOD)
    text = good.serialize(format="json-ld", context=load_context()["@context"], auto_compact=False)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), good)
    lamp = next(node for node in json.loads(text)["@graph"] if node["id"].endswith("/measure/lamp"))
    assert lamp["type"] == "OperativeMeasure"
    assert lamp["label"] == {"de": "Lampe aufstellen", "en": "Putting up a lamp"}
    assert lamp["addressesBarrier"].endswith("barrier/fog")
    assert all(":" not in key for key in lamp)


def test_a_document_written_by_hand_is_read() -> None:
    document = {
        **load_context(),
        "id": "https://w3id.org/clusterwissen/id/membership/fleet-yards",
        "type": "Membership",
        "label": {"de": "Werften", "en": "Yards"},
        "share": "0.4",
        "memberType": "https://w3id.org/clusterwissen/id/actor-type/boatyard",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    good = Graph().parse(GOOD)
    assert len(graph) == 5
    assert set(graph) <= set(good)
    assert set(graph.objects(predicate=RDF.type)) == {schema().classes["Membership"].iri}
