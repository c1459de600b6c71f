from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef, namespace

from ingest.graph_building import corpus_graph
from ingest.records import read_corpus
from ontology.identifiers import individual_iri
from ontology.vocabulary import CW

if TYPE_CHECKING:
    from conftest import CorpusFolder

MEASURE = individual_iri("measure", "cm-om1")
BARRIER = individual_iri("barrier", "little-known")
STUDY = individual_iri("source", "study")
INITIATIVE = individual_iri("initiative", "ena")


@pytest.fixture
def graph(corpus_folder: CorpusFolder) -> Graph:
    return corpus_graph(read_corpus(corpus_folder.path))


def texts(graph: Graph, subject: URIRef, predicate: URIRef) -> dict[str | None, str]:
    return {
        text.language: str(text) for text in graph.objects(subject, predicate) if isinstance(text, Literal)
    }


def statements_about(graph: Graph, subject: URIRef) -> list[URIRef]:
    return sorted(iri for iri in graph.subjects(CW.about, subject) if isinstance(iri, URIRef))


def test_an_individual_has_class_identifier_labels_and_description(graph: Graph) -> None:
    assert set(graph.objects(MEASURE, RDF.type)) == {CW.OperativeMeasure}
    assert list(graph.objects(MEASURE, DCTERMS.identifier)) == [Literal("cm-om1")]
    assert texts(graph, MEASURE, RDFS.label) == {"de": "Rundbrief", "en": "Newsletter"}
    assert texts(graph, MEASURE, DCTERMS.description) == {"de": "Ein Brief.", "en": "A letter."}
    assert list(graph.objects(MEASURE, SKOS.notation)) == [Literal("OM1")]


def test_a_concept_stands_in_its_scheme(graph: Graph) -> None:
    group, scheme = individual_iri("barrier", "information-deficit"), individual_iri("scheme", "barrier")
    assert set(graph.objects(BARRIER, RDF.type)) == {CW.Barrier, SKOS.Concept}
    assert texts(graph, BARRIER, SKOS.prefLabel) == {"de": "Kaum bekannt", "en": "little known"}
    assert texts(graph, BARRIER, SKOS.definition) == {"de": "Wer kennt sie?", "en": "Who knows them?"}
    assert list(graph.objects(BARRIER, SKOS.inScheme)) == [scheme]
    assert list(graph.objects(BARRIER, SKOS.broader)) == [group]
    assert list(graph.subjects(SKOS.topConceptOf, scheme)) == [group]
    assert texts(graph, individual_iri("actor-type", "small-firm"), SKOS.altLabel) == {
        "de": "Kleinunternehmen"
    }


def test_phrases_are_hidden_labels(graph: Graph) -> None:
    group = individual_iri("barrier", "information-deficit")
    hidden = {"de": "Davon hat uns nie jemand erzählt", "en": "nobody ever told us"}
    assert texts(graph, group, SKOS.hiddenLabel) == hidden
    assert not list(graph.objects(group, SKOS.altLabel))


def test_what_is_no_concept_has_no_scheme(graph: Graph) -> None:
    assert not list(graph.objects(MEASURE, SKOS.inScheme))
    assert not list(graph.objects(MEASURE, SKOS.prefLabel))


def test_a_link_is_asserted_and_backed_by_its_statement(graph: Graph) -> None:
    assert (MEASURE, CW.addressesBarrier, BARRIER) in graph
    (statement,) = graph.subjects(RDF.predicate, CW.addressesBarrier)
    assert isinstance(statement, URIRef)
    expected = {
        RDF.type: CW.Statement,
        RDF.subject: MEASURE,
        RDF.object: BARRIER,
        CW.about: MEASURE,
        CW.basis: individual_iri("basis", "interpreted"),
        CW.degree: individual_iri("degree", "partial"),
        CW.stance: individual_iri("stance", "supports"),
        CW.source: STUDY,
        DCTERMS.source: STUDY,
        CW.locator: Literal("4.2"),
        CW.inSection: individual_iri("section", "study-s1"),
    }
    for predicate, value in expected.items():
        assert list(graph.objects(statement, predicate)) == [value]
    assert texts(graph, statement, DCTERMS.description) == {"de": "Unsere Lesart.", "en": "Our reading."}


def test_statements_are_labelled_in_both_languages(graph: Graph) -> None:
    for statement in graph.subjects(RDF.type, CW.Statement):
        assert isinstance(statement, URIRef)
        assert texts(graph, statement, RDFS.label).keys() == {"de", "en"}
    (about_barrier,) = statements_about(graph, BARRIER)
    assert "little known" in texts(graph, about_barrier, RDFS.label)["en"]
    assert "Kaum bekannt" in texts(graph, about_barrier, RDFS.label)["de"]


def test_a_statement_names_holder_and_stance(graph: Graph) -> None:
    (statement,) = statements_about(graph, BARRIER)
    assert graph.value(statement, CW.holder) == individual_iri("work", "bode-2011")
    assert graph.value(statement, CW.stance) == individual_iri("stance", "qualifies")
    assert graph.value(statement, CW.inSection) == individual_iri("section", "study-t1")
    assert graph.value(statement, RDF.predicate) is None
    assert graph.value(statement, CW.basis) is None


@pytest.mark.parametrize(
    ("stance", "asserted"), [("qualifies", True), ("contradicts", False), ("no-information", False)]
)
def test_a_denied_link_is_evidence_only(corpus_folder: CorpusFolder, stance: str, asserted: bool) -> None:
    corpus_folder.replace("measure/cm-om1.md", "    basis: interpreted\n", f"    stance: {stance}\n")
    graph = corpus_graph(read_corpus(corpus_folder.path))
    assert ((MEASURE, CW.addressesBarrier, BARRIER) in graph) is asserted
    assert len(list(graph.subjects(RDF.predicate, CW.addressesBarrier))) == 1


def test_nested_individuals_hang_together(graph: Graph) -> None:
    management, membership = (
        individual_iri("management", "ena-management"),
        individual_iri("membership", "ena-small"),
    )
    assert (INITIATIVE, CW.managedBy, management) in graph
    assert (INITIATIVE, CW.membership, membership) in graph
    assert list(graph.objects(management, RDF.type)) == [CW.ClusterManagement]
    assert texts(graph, management, RDFS.label) == {
        "de": "Clustermanagement von ena",
        "en": "Cluster management of ena",
    }
    assert graph.value(membership, CW.memberType) == individual_iri("actor-type", "small-firm")


def test_values_have_their_datatype_and_one_spelling(graph: Graph) -> None:
    management, membership = (
        individual_iri("management", "ena-management"),
        individual_iri("membership", "ena-small"),
    )
    assert spelt(graph, management, CW.fullTimeEquivalents) == ("2.5", namespace.XSD.decimal)
    assert spelt(graph, membership, CW.share) == ("0.4", namespace.XSD.decimal)
    assert spelt(graph, membership, CW.count) == ("12", namespace.XSD.integer)
    assert spelt(graph, membership, CW.estimated) == ("true", namespace.XSD.boolean)
    assert spelt(graph, INITIATIVE, CW.founded) == ("2008", namespace.XSD.gYear)
    assert spelt(graph, individual_iri("section", "study-s1"), CW.sectionKey) == ("4.2", None)


def spelt(graph: Graph, subject: URIRef, predicate: URIRef) -> tuple[str, URIRef | None]:
    value = graph.value(subject, predicate)
    assert isinstance(value, Literal)
    return str(value), value.datatype


def test_a_value_with_evidence_is_backed_too(graph: Graph) -> None:
    (statement,) = graph.subjects(RDF.predicate, CW.founded)
    assert graph.value(statement, RDF.object) == Literal("2008", datatype=namespace.XSD.gYear)
    assert graph.value(statement, CW.basis) == individual_iri("basis", "stated")
    assert graph.value(statement, CW.degree) is None


def test_every_individual_says_where_it_comes_from(graph: Graph) -> None:
    for individual in set(graph.subjects(DCTERMS.identifier)):
        assert (individual, DCTERMS.source, STUDY) in graph, individual


def test_there_is_no_blank_node(graph: Graph) -> None:
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_inverse_and_symmetric_links_are_left_to_reasoning(graph: Graph) -> None:
    assert not list(graph.triples((None, CW.addressedBy, None)))
    assert not list(graph.triples((None, SKOS.hasTopConcept, None)))
