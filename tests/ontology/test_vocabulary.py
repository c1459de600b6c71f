"""The vocabulary in Python against the Turtle, and what every term of the Turtle has to carry."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from ontology.loading import load_functions, load_ontology
from ontology.vocabulary import (
    BASE,
    BIBO,
    CITO,
    CW,
    CWF,
    GRAPH_CORPUS,
    GRAPH_INFERRED,
    GRAPH_ONTOLOGY,
    OA,
    ONTOLOGY,
    PREFIXES,
    document_graph,
)

PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return load_ontology()


def own_terms(ontology: Graph, *types: URIRef) -> set[URIRef]:
    return {
        term
        for wanted in types
        for term in ontology.subjects(RDF.type, wanted)
        if isinstance(term, URIRef) and term.startswith(str(CW))
    }


def python_terms(namespace: type[rdflib.namespace.DefinedNamespace]) -> set[URIRef]:
    return {namespace[name] for name in namespace.__annotations__ if not name.startswith("_")}


def test_python_and_turtle_have_the_same_terms(ontology: Graph) -> None:
    assert python_terms(CW) == own_terms(ontology, OWL.Class, *PROPERTY_TYPES)


@pytest.mark.parametrize("namespace", [BIBO, CITO, OA])
def test_foreign_terms_in_python_are_declared_in_the_turtle(
    namespace: type[rdflib.namespace.DefinedNamespace], ontology: Graph
) -> None:
    declared = {str(s) for s in ontology.subjects(RDF.type) if str(s).startswith(str(namespace))}
    assert {str(term) for term in python_terms(namespace)} == declared


@pytest.mark.parametrize("namespace", [CW, CWF, BIBO, CITO, OA])
def test_a_misspelt_term_is_an_error(namespace: type[rdflib.namespace.DefinedNamespace]) -> None:
    with pytest.raises(AttributeError, match="Barier"):
        _ = namespace.Barier


def test_the_functions_of_search_are_described_in_both_languages() -> None:
    functions = load_functions()
    assert python_terms(CWF) == set(functions.subjects(RDF.type))
    for term in python_terms(CWF):
        for predicate in (RDFS.label, RDFS.comment):
            texts = [*functions.objects(term, predicate)]
            assert sorted(text.language for text in texts if isinstance(text, rdflib.Literal)) == ["de", "en"]


def test_every_term_is_labelled_and_explained_in_both_languages(ontology: Graph) -> None:
    for term in own_terms(ontology, OWL.Class, *PROPERTY_TYPES):
        for predicate in (RDFS.label, RDFS.comment):
            texts = {getattr(o, "language", None): str(o).strip() for o in ontology.objects(term, predicate)}
            assert set(texts) == {"de", "en"}, (term, predicate)
            assert all(texts.values())
        assert ontology.value(term, RDFS.isDefinedBy) == ONTOLOGY, term


def test_no_two_classes_and_no_two_properties_share_a_label(ontology: Graph) -> None:
    for types in ([OWL.Class], sorted(PROPERTY_TYPES)):
        labels = [
            label for term in own_terms(ontology, *types) for label in ontology.objects(term, RDFS.label)
        ]
        assert len(labels) == len(set(labels)), sorted({x for x in labels if labels.count(x) > 1})


def test_every_property_has_a_domain_and_a_range_of_declared_things(ontology: Graph) -> None:
    for term in own_terms(ontology, *PROPERTY_TYPES):
        domains = [*ontology.objects(term, RDFS.domain), *ontology.objects(term, rdflib.SDO.domainIncludes)]
        ranges = [*ontology.objects(term, RDFS.range)]
        assert domains, term
        assert len(ranges) == 1, term


def test_everything_that_the_turtle_names_is_declared_in_it(ontology: Graph) -> None:
    """A misspelt class or property in a domain, a range or an axiom would otherwise go unnoticed."""
    of_the_language = (
        "http://www.w3.org/1999/02/22-rdf",
        "http://www.w3.org/2000/01/rdf",
        "http://www.w3.org/2002/07",
    )
    declared = set(ontology.subjects(RDF.type))
    used = {term for triple in ontology for term in triple if isinstance(term, URIRef) and term in CW}
    assert used <= declared
    assert {p for p in ontology.predicates() if not str(p).startswith(of_the_language)} <= declared
    classes = {
        member
        for predicate in (RDFS.subClassOf, RDFS.domain, OWL.disjointWith)
        for member in ontology.objects(predicate=predicate)
        if isinstance(member, URIRef)
    }
    assert classes - {OWL.Thing, OWL.Class} <= set(ontology.subjects(RDF.type, OWL.Class))
    for sub, above in ontology.subject_objects(RDFS.subPropertyOf):
        assert PROPERTY_TYPES & set(ontology.objects(sub, RDF.type)) & set(ontology.objects(above, RDF.type))


# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps, as far as used here
DATATYPES_OF_OWL_2 = {"string", "boolean", "decimal", "integer", "nonNegativeInteger", "positiveInteger"}


def test_the_ontology_stays_in_owl_2_dl(ontology: Graph) -> None:
    """Section 11 of the structural specification, as far as a mistake here is likely."""
    for term in set(ontology.subjects(RDF.type)):
        assert len(PROPERTY_TYPES & set(ontology.objects(term, RDF.type))) <= 1, term
    for term in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        assert str(ontology.value(term, RDFS.range)).removeprefix(str(rdflib.XSD)) in DATATYPES_OF_OWL_2, term
    simple_only = {OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty}
    for chained in ontology.subjects(OWL.propertyChainAxiom):
        for term in (chained, *ontology.objects(chained, OWL.inverseOf)):
            assert not simple_only & set(ontology.objects(term, RDF.type)), term


def test_the_kinds_that_exclude_each_other_are_all_classes_but_the_stated_exceptions(ontology: Graph) -> None:
    members = ontology.value(ontology.value(predicate=RDF.type, object=OWL.AllDisjointClasses), OWL.members)
    disjoint = set(ontology.items(members))
    open_classes = own_terms(ontology, OWL.Class) - disjoint - set(ontology.subjects(CW.derived))
    assert open_classes == {
        *(CW.OperativeMeasure, CW.StrategicMeasure, CW.SkillRating),  # below another class
        *(CW.Organisation, CW.Work),
    }


def test_graph_names_and_prefixes() -> None:
    assert {GRAPH_ONTOLOGY, GRAPH_CORPUS, GRAPH_INFERRED} == {
        URIRef(f"https://w3id.org/clusterwissen/graph/{name}") for name in ("ontology", "corpus", "inferred")
    }
    assert document_graph("harbour-study") == URIRef(f"{BASE}graph/documents/harbour-study")
    assert PREFIXES["cw"] == "https://w3id.org/clusterwissen/ontology#"
    assert all(namespace.endswith(("#", "/")) for namespace in PREFIXES.values())
