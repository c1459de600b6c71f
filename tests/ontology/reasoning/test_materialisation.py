"""What materialisation leaves out, and how it explains what it adds."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from ontology.errors import NotInferred
from ontology.identifiers import individual_iri
from ontology.loading import load_ontology
from ontology.reasoning.materialisation import Materialisation, explain, materialise
from ontology.vocabulary import CW

E = Namespace("http://example.org/")
SmallGraph = Callable[[str], Graph]

MEASURE = individual_iri("measure", "newsletter")
BARRIER, GROUP = (
    individual_iri("barrier", "unknown-benefit"),
    individual_iri("barrier", "information-deficit"),
)


@pytest.fixture
def cluster_graph() -> Graph:
    """The project's ontology with one measure, one barrier and the barrier's group."""
    graph = load_ontology()
    graph.add((MEASURE, RDF.type, CW.OperativeMeasure))
    graph.add((BARRIER, RDF.type, CW.Barrier))
    graph.add((GROUP, RDF.type, CW.Barrier))
    graph.add((MEASURE, CW.addressesBarrier, BARRIER))
    graph.add((BARRIER, SKOS.broader, GROUP))
    return graph


def test_only_new_triples_come_back(cluster_graph: Graph) -> None:
    before = set(cluster_graph)
    inferred = materialise(cluster_graph)
    assert not set(inferred) & before
    assert set(cluster_graph) == before


def test_superclasses_in_other_namespaces_are_inferred(cluster_graph: Graph) -> None:
    inferred = materialise(cluster_graph)
    assert (BARRIER, RDF.type, SKOS.Concept) in inferred
    assert (MEASURE, RDF.type, CW.Measure) in inferred


def test_nothing_is_inferred_about_the_ontology_itself(cluster_graph: Graph) -> None:
    housekeeping = (str(RDF), str(RDFS), "http://www.w3.org/2002/07/owl#")
    for subject, predicate, value in materialise(cluster_graph):
        assert isinstance(subject, URIRef)
        assert not str(subject).startswith(str(CW))
        assert not str(value if predicate == RDF.type else predicate).startswith(housekeeping)


def test_a_second_run_adds_nothing(cluster_graph: Graph) -> None:
    assert not set(materialise(cluster_graph + materialise(cluster_graph)))


def test_explanation_of_a_chain(cluster_graph: Graph) -> None:
    derivation = explain(cluster_graph, (MEASURE, CW.addressesBarrier, GROUP))
    assert derivation.rule.name == "property-chain"
    assert derivation.rule.label("de") == "Kette von Beziehungen"
    assert derivation.rule.label("en") == "chain of relations"
    assert derivation.premises == ((MEASURE, CW.addressesBarrier, BARRIER), (BARRIER, SKOS.broader, GROUP))
    assert derivation.axiom == "cw:addressesBarrier o skos:broader SubPropertyOf cw:addressesBarrier"
    assert derivation.axiom_of == CW.addressesBarrier


def test_proof_leads_from_asserted_triples_to_the_conclusion(cluster_graph: Graph) -> None:
    triple = (GROUP, CW.addressedBy, MEASURE)
    proof = Materialisation(cluster_graph).proof(triple)
    assert [derivation.rule.name for derivation in proof] == ["property-chain", "inverse"]
    assert proof[-1].conclusion == triple


def test_explanation_of_a_nested_definition_names_facts_only(small_graph: SmallGraph) -> None:
    graph = small_graph(
        """:Craft owl:equivalentClass [ owl:intersectionOf ( :Firm
            [ a owl:Restriction ; owl:onProperty :knows ; owl:someValuesFrom :Guild ] ) ] .
        :a a :Firm ; :knows :b . :b a :Guild ."""
    )
    derivation = explain(graph, (E.a, RDF.type, E.Craft))
    assert derivation.rule.name == "defined-class"
    assert set(derivation.premises) == {
        (E.a, RDF.type, E.Firm),
        (E.a, E.knows, E.b),
        (E.b, RDF.type, E.Guild),
    }
    assert derivation.axiom == (
        "<http://example.org/Craft> EquivalentTo (<http://example.org/Firm> and "
        "(<http://example.org/knows> some <http://example.org/Guild>))"
    )


@pytest.mark.parametrize("triple", [(E.a, E.knows, E.b), (E.b, E.knows, E.c)], ids=["asserted", "unrelated"])
def test_what_is_not_inferred_has_no_explanation(
    small_graph: SmallGraph, triple: tuple[URIRef, URIRef, URIRef]
) -> None:
    graph = small_graph(":knows a owl:SymmetricProperty . :a :knows :b .")
    with pytest.raises(NotInferred, match="only inferred triples"):
        explain(graph, triple)


def test_an_asserted_triple_is_not_inferred_even_by_a_property_without_axioms(
    small_graph: SmallGraph,
) -> None:
    graph = small_graph(":knows rdfs:subPropertyOf :near . :a :knows :b ; :near :b .")
    assert not set(materialise(graph))


def test_texts_follow_their_property(small_graph: SmallGraph) -> None:
    graph = small_graph(":alias rdfs:subPropertyOf :name , rdfs:label . :a :alias 'Zunft'@de .")
    assert set(materialise(graph)) == {(E.a, E.name, Literal("Zunft", lang="de"))}


LINKS = st.lists(
    st.tuples(
        st.sampled_from("abcde"), st.sampled_from(["knows", "near", "partOf"]), st.sampled_from("abcde")
    ),
    max_size=12,
)
AXIOMS = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:near a owl:SymmetricProperty . :partOf a owl:TransitiveProperty ; owl:inverseOf :hasPart .
:knows rdfs:subPropertyOf :near ; owl:propertyChainAxiom ( :near :partOf ) .
:Part owl:equivalentClass [ a owl:Restriction ; owl:onProperty :partOf ; owl:someValuesFrom :Part ] .
:e a :Part .
"""


@given(links=LINKS, seed=st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_every_step_rests_on_what_is_known_before_it(links: list[tuple[str, str, str]], seed: int) -> None:
    graph = Graph().parse(data=AXIOMS, format="turtle")
    for subject, predicate, value in links:
        graph.add((E[subject], E[predicate], E[value]))
    known = set(graph)
    derivations = list(Materialisation(graph).derivations())
    for derivation in derivations:
        assert set(derivation.premises) <= known
        known.add(derivation.conclusion)
    assert known == set(graph) | set(materialise(graph))
    assert derivations == list(Materialisation(_shuffled(graph, seed)).derivations())


def _shuffled(graph: Graph, seed: int) -> Graph:
    triples = sorted(graph)
    random.Random(seed).shuffle(triples)
    shuffled = Graph()
    for triple in triples:
        shuffled.add(triple)
    return shuffled
