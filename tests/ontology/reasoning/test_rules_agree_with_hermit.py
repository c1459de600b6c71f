"""For each construct the rules derive exactly what the complete reasoner entails about the individuals."""

from collections.abc import Callable

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from ontology.reasoning.materialisation import materialise

E = Namespace("http://example.org/")

CONSTRUCTS = {
    "subclass": ":Craft rdfs:subClassOf :Firm . :Firm rdfs:subClassOf :Big . :a a :Craft . :b a :Guild .",
    "equivalent class": ":Craft owl:equivalentClass :Guild . :a a :Craft . :b a :Guild .",
    "subproperty": ":knows rdfs:subPropertyOf :near . :near rdfs:subPropertyOf :partOf . :a :knows :b .",
    "equivalent property": ":knows owl:equivalentProperty :near . :a :knows :b . :b :near :c .",
    "inverse": ":knows owl:inverseOf :near . :a :knows :b . :c :near :a .",
    "symmetric": ":knows a owl:SymmetricProperty . :a :knows :b .",
    "transitive": ":partOf a owl:TransitiveProperty . :a :partOf :b . :b :partOf :c . :c :partOf :d .",
    "chain of two": ":near owl:propertyChainAxiom ( :knows :partOf ) . :a :knows :b . :b :partOf :c .",
    "chain of three": """
        :near owl:propertyChainAxiom ( :knows :partOf :knows ) .
        :c :knows :d . :a :knows :b . :b :partOf :c .""",
    "chain into itself": """
        :knows owl:propertyChainAxiom ( :knows :partOf ) .
        :a :knows :b . :b :partOf :c . :c :partOf :d .""",
    "chain with an inverse step": """
        :near owl:propertyChainAxiom ( :partOf [ owl:inverseOf :partOf ] ) .
        :a :partOf :c . :b :partOf :c .""",
    "subproperty of an inverse": ":knows rdfs:subPropertyOf [ owl:inverseOf :near ] . :a :knows :b .",
    "intersection": """
        :Craft owl:equivalentClass [ owl:intersectionOf ( :Firm :Guild ) ] .
        :a a :Firm , :Guild . :b a :Craft . :c a :Firm .""",
    "intersection at a named class": """
        :Craft owl:intersectionOf ( :Firm :Guild ) .
        :a a :Firm , :Guild . :b a :Craft . :c a :Firm .""",
    "union": """
        :Big owl:equivalentClass [ owl:unionOf ( :Firm :Guild ) ] .
        :a a :Firm . :b a :Guild . :c a :Craft .""",
    "disjoint union": ":Big owl:disjointUnionOf ( :Firm :Guild ) . :a a :Firm . :b a :Guild .",
    "some": """
        :Craft owl:equivalentClass [ a owl:Restriction ;
            owl:onProperty :knows ; owl:someValuesFrom :Guild ] .
        :a :knows :b . :b a :Guild . :c :knows :d .""",
    "some, of a subclass found later": """
        :Craft owl:equivalentClass [ a owl:Restriction ;
            owl:onProperty :near ; owl:someValuesFrom :Guild ] .
        :knows rdfs:subPropertyOf :near . :Firm rdfs:subClassOf :Guild . :a :knows :b . :b a :Firm .""",
    "some thing": """
        :Craft owl:equivalentClass [ a owl:Restriction ;
            owl:onProperty :knows ; owl:someValuesFrom owl:Thing ] .
        :a :knows :b .""",
    "at least one": """
        :Craft owl:equivalentClass [ a owl:Restriction ; owl:onProperty :knows ;
            owl:minQualifiedCardinality "1"^^xsd:nonNegativeInteger ; owl:onClass :Guild ] .
        :a :knows :b . :b a :Guild . :c :knows :d .""",
    "value": """
        :Craft owl:equivalentClass [ a owl:Restriction ;
            owl:onProperty :knows ; owl:hasValue :b ] .
        :a :knows :b . :c a :Craft .""",
    "only": """
        :Craft rdfs:subClassOf [ a owl:Restriction ;
            owl:onProperty :knows ; owl:allValuesFrom :Guild ] .
        :a a :Craft ; :knows :b . :c :knows :d .""",
    "enumeration": """
        :Craft owl:equivalentClass [ a owl:Class ; owl:oneOf ( :a :b ) ] .
        :a a :Firm . :c a :Firm .""",
    "nested definition": """
        :Big owl:equivalentClass [ owl:intersectionOf ( :Firm
            [ a owl:Restriction ; owl:onProperty :knows ; owl:someValuesFrom
                [ owl:intersectionOf ( :Guild [ a owl:Restriction ;
            owl:onProperty :near ; owl:hasValue :d ] ) ]
            ] ) ] .
        :a a :Firm ; :knows :b . :b a :Guild ; :near :d . :c a :Firm ; :knows :e . :e a :Guild .""",
    "condition without a name": """
        [ a owl:Restriction ;
            owl:onProperty :knows ; owl:someValuesFrom :Guild ] rdfs:subClassOf :Craft .
        :a :knows :b . :b a :Guild .""",
    "inverse of a chain of symmetric links": """
        :near a owl:SymmetricProperty . :knows owl:inverseOf :partOf .
        :knows owl:propertyChainAxiom ( :near :knows ) . :a :near :b . :c :partOf :b .""",
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_rules_agree_with_hermit(
    construct: str,
    small_graph: Callable[[str], Graph],
    entailed: Callable[[Graph], set[tuple[Node, Node, Node]]],
) -> None:
    graph = small_graph(CONSTRUCTS[construct])
    inferred = set(materialise(graph))
    asserted = {fact for fact in graph if fact[0] in {E[name] for name in "abcde"}}
    assert inferred, "nothing follows: the example does not show the construct"
    assert inferred | asserted == entailed(graph)


def test_ends_give_types_when_asked(
    small_graph: Callable[[str], Graph], entailed: Callable[[Graph], set[tuple[Node, Node, Node]]]
) -> None:
    graph = small_graph(":knows rdfs:domain :Firm ; rdfs:range :Guild . :a :knows :b .")
    assert not set(materialise(graph))
    expected = {(E.a, RDF.type, E.Firm), (E.b, RDF.type, E.Guild)}
    assert set(materialise(graph, domain_and_range=True)) == expected
    assert entailed(graph) == expected | {(E.a, E.knows, E.b)}
