"""Axioms and names in a form that a person reads: prefixed names and the Manchester syntax of OWL 2.

See W3C, OWL 2 Web Ontology Language Manchester Syntax (Second Edition).
"""

from __future__ import annotations

from functools import partial
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from ontology.errors import NotAnIdentifier
from ontology.identifiers import parse_individual
from ontology.vocabulary import PREFIXES

Triple = tuple[Node, Node, Node]

_KEYWORDS: Final[dict[Node, str]] = {
    RDFS.subClassOf: "SubClassOf",
    OWL.equivalentClass: "EquivalentTo",
    OWL.disjointWith: "DisjointWith",
    OWL.disjointUnionOf: "DisjointUnionOf",
    OWL.complementOf: "EquivalentTo not",
    RDFS.subPropertyOf: "SubPropertyOf",
    OWL.equivalentProperty: "EquivalentTo",
    OWL.inverseOf: "InverseOf",
    RDFS.domain: "Domain",
    RDFS.range: "Range",
}
_RESTRICTIONS: Final[dict[Node, str]] = {
    OWL.someValuesFrom: "some",
    OWL.allValuesFrom: "only",
    OWL.hasValue: "value",
    OWL.cardinality: "exactly",
    OWL.minCardinality: "min",
    OWL.maxCardinality: "max",
    OWL.qualifiedCardinality: "exactly",
    OWL.minQualifiedCardinality: "min",
    OWL.maxQualifiedCardinality: "max",
}
_CLASS_FILLED: Final = frozenset({OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue})
_LISTS: Final[dict[Node, tuple[str, str, str]]] = {
    OWL.intersectionOf: ("(", " and ", ")"),
    OWL.unionOf: ("(", " or ", ")"),
    OWL.oneOf: ("{", ", ", "}"),
}
_PREFIXED: Final[dict[Node, str]] = {OWL.inverseOf: "inverse", OWL.complementOf: "not"}


def short_name(node: Node) -> str:
    """A node as a person writes it: ``measure/cm-om5``, ``cw:Barrier``, ``"text"@de``."""
    if isinstance(node, Literal):
        return node.n3()
    if not isinstance(node, URIRef):
        return "[…]"
    try:
        return "/".join(parse_individual(node))
    except NotAnIdentifier:
        pass
    found = [(len(ns), prefix, ns) for prefix, ns in PREFIXES.items() if node.startswith(ns)]
    if not found:
        return node.n3()
    _, prefix, namespace = max(found)
    return f"{prefix}:{node.removeprefix(namespace)}"


def fact_text(triple: Triple) -> str:
    """A fact as three short names, the type as "is a"."""
    subject, predicate, value = triple
    verb = "is a" if predicate == RDF.type else short_name(predicate)
    return f"{short_name(subject)} {verb} {short_name(value)}"


def axiom_text(graph: Graph, axiom: Triple) -> str:
    """An axiom in Manchester syntax, given by its main triple; nested expressions are read from ``graph``."""
    subject, predicate, value = axiom
    left = expression_text(graph, subject)
    listed = partial(_listed, graph, value)
    if predicate == OWL.propertyChainAxiom:
        return f"{listed(' o ')} SubPropertyOf {left}"
    if predicate == RDF.type:
        return f"{left} Characteristics: {short_name(value).removeprefix('owl:').removesuffix('Property')}"
    if predicate == OWL.members:
        kind = short_name(graph.value(subject, RDF.type) or OWL.AllDisjointClasses)
        return f"{kind.removeprefix('owl:')}: {listed(', ')}"
    if predicate == OWL.disjointUnionOf:
        return f"{left} DisjointUnionOf {listed(', ')}"
    if predicate in _LISTS:
        before, separator, after = _LISTS[predicate]
        return f"{left} EquivalentTo {before}{listed(separator)}{after}"
    return f"{left} {_KEYWORDS.get(predicate) or short_name(predicate)} {expression_text(graph, value)}"


def expression_text(graph: Graph, node: Node) -> str:
    """A class, property or data range; a nested expression stands in brackets."""
    if isinstance(node, URIRef | Literal):
        return short_name(node)
    for predicate, (before, separator, after) in _LISTS.items():
        if (members := graph.value(node, predicate)) is not None:
            return before + _listed(graph, members, separator) + after
    for predicate, keyword in _PREFIXED.items():
        if (operand := graph.value(node, predicate)) is not None:
            return f"{keyword} {expression_text(graph, operand)}"
    if (on_property := graph.value(node, OWL.onProperty)) is not None:
        return _restriction_text(graph, node, on_property)
    return "[…]"


def _restriction_text(graph: Graph, node: Node, on_property: Node) -> str:
    words = [expression_text(graph, on_property)]
    for predicate, keyword in _RESTRICTIONS.items():
        if (value := graph.value(node, predicate)) is not None:
            words += [keyword, expression_text(graph, value) if predicate in _CLASS_FILLED else str(value)]
    if (qualifier := graph.value(node, OWL.onClass)) is not None:
        words.append(expression_text(graph, qualifier))
    return f"({' '.join(words)})"


def _listed(graph: Graph, head: Node, separator: str) -> str:
    return separator.join(expression_text(graph, member) for member in Collection(graph, head))
