"""The concept schemes and the values that belong to the vocabulary."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph

from ontology.identifiers import individual_iri, parse_individual
from ontology.loading import load_ontology
from ontology.schema import schema
from ontology.vocabulary import CW

VALUES = {
    "Horizon": "short-term short-to-medium-term medium-term long-term",
    "RelevanceLevel": "high medium low none unknown",
    "Suitability": "yes possibly no",
    "Stance": "supports qualifies contradicts no-information",
    "Assessment": "supported mostly-supported undecided rejected",
    "Basis": "stated interpreted",
    "Degree": "central partial",
    "Unit": "number fraction index-state-100 points-minus-2-to-2 euro years hours multiple rank",
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return load_ontology()


@pytest.mark.parametrize("class_name", VALUES)
def test_the_values_of_a_class_are_in_its_scheme(class_name: str, ontology: Graph) -> None:
    info = schema().classes[class_name]
    values = [individual_iri(info.kind, slug) for slug in VALUES[class_name].split()]
    assert set(ontology.subjects(RDF.type, info.iri)) == set(values)
    for value in values:
        assert list(ontology.objects(value, SKOS.inScheme)) == [individual_iri("scheme", info.kind)]


def test_scales_have_positions(ontology: Graph) -> None:
    for class_name in ("Horizon", "RelevanceLevel", "Suitability", "Assessment"):
        kind = schema().classes[class_name].kind
        slugs = VALUES[class_name].split()
        positions = [ontology.value(individual_iri(kind, slug), CW.position) for slug in slugs]
        assert [int(str(position)) for position in positions] == list(range(1, len(slugs) + 1))


def test_there_is_a_scheme_for_each_kind_of_concept_and_no_other(ontology: Graph) -> None:
    schemes = {parse_individual(str(s))[1] for s in ontology.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {info.kind for info in schema().classes.values() if info.is_concept}
    assert all(ontology.value(individual_iri("scheme", kind), DCTERMS.identifier) for kind in schemes)
