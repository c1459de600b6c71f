from __future__ import annotations

import random

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.compare import isomorphic

from ingest.errors import NamelessNode
from ingest.skolemisation import name_blank_nodes
from ontology.loading import load_ontology

GENID = "https://w3id.org/clusterwissen/.well-known/genid/"
TURTLE = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:a rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom [ owl:unionOf ( :b :c ) ] ] .
:b rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom [ owl:unionOf ( :b :c ) ] ] .
[] a owl:AllDisjointClasses ; owl:members ( :a :b :c ) .
"""


def blank_nodes(graph: Graph) -> set[BNode]:
    return {term for triple in graph for term in triple if isinstance(term, BNode)}


def unnamed(graph: Graph) -> Graph:
    """The inverse: Skolem IRIs as blank nodes."""
    back = Graph()
    for triple in graph:
        s, p, o = (BNode(str(t).removeprefix(GENID)) if str(t).startswith(GENID) else t for t in triple)
        back.add((s, p, o))
    return back


@pytest.mark.parametrize(
    "source", [Graph().parse(data=TURTLE, format="turtle"), load_ontology()], ids=["small", "real"]
)
def test_every_blank_node_gets_a_name_and_nothing_else_changes(source: Graph) -> None:
    assert blank_nodes(source)
    named = name_blank_nodes(source)
    assert not blank_nodes(named)
    assert len(named) == len(source)
    assert isomorphic(unnamed(named), source)


def test_names_depend_on_content_only() -> None:
    source = Graph().parse(data=TURTLE, format="turtle")
    expected = set(name_blank_nodes(source))
    for seed in range(5):
        triples = list(source)
        random.Random(seed).shuffle(triples)
        renamed = {node: BNode() for node in blank_nodes(source)}
        shuffled = Graph()
        for s, p, o in triples:
            shuffled.add((renamed.get(s, s), p, renamed.get(o, o)))
        assert set(name_blank_nodes(shuffled)) == expected


def test_a_circle_of_blank_nodes_is_refused() -> None:
    graph = Graph()
    first, second, p = BNode(), BNode(), URIRef("https://example.org/p")
    graph.add((first, p, second))
    graph.add((second, p, first))
    with pytest.raises(NamelessNode, match="give one of them an IRI"):
        name_blank_nodes(graph)
