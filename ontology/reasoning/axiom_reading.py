"""Reads the axioms of an ontology from its triples (W3C, OWL 2 Mapping to RDF Graphs, section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import BNode, Graph, Literal
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from ontology.reasoning import rules
from ontology.reasoning.axioms import Axioms, Chain, Consequence, Restriction
from ontology.reasoning.rules import Rule
from ontology.reasoning.wording import Triple, axiom_text

_AT_LEAST_ONE: Final = (OWL.minCardinality, OWL.minQualifiedCardinality)


def read_axioms(graph: Graph) -> Axioms:
    """The axioms of ``graph`` that speak about individuals, in an order that depends on their text alone."""
    axioms = Axioms()
    _read_class_axioms(graph, axioms)
    _read_class_expressions(graph, axioms)
    _read_restrictions(graph, axioms)
    _read_property_axioms(graph, axioms)
    _read_ends(graph, axioms)
    return axioms


def ordered(graph: Graph, predicate: Node, value: Node | None = None) -> Iterator[Triple]:
    """The triples of ``predicate``, ordered by what they say: blank nodes get a new name on every reading."""
    found = graph.triples((None, predicate, value))
    yield from sorted(found, key=lambda triple: axiom_text(graph, triple))


def members(graph: Graph, head: Node) -> tuple[Node, ...]:
    """The members of an RDF list."""
    return tuple(Collection(graph, head))


def _read_class_axioms(graph: Graph, axioms: Axioms) -> None:
    for axiom in ordered(graph, RDFS.subClassOf):
        narrower, _, broader = axiom
        axioms.superclasses[narrower].append(Consequence(broader, _class_rule(axiom, rules.SUBCLASS), axiom))
    for axiom in ordered(graph, OWL.equivalentClass):
        left, predicate, right = axiom
        for one, other in ((left, right), (right, left)):
            rule = _class_rule((one, predicate, other), rules.EQUIVALENT_CLASS)
            axioms.superclasses[one].append(Consequence(other, rule, axiom))
    for axiom in ordered(graph, OWL.disjointUnionOf):
        for member in members(graph, axiom[2]):
            axioms.superclasses[member].append(Consequence(axiom[0], rules.SUBCLASS, axiom))
        axioms.unions[axiom[0]] = members(graph, axiom[2])


def _class_rule(axiom: Triple, between_names: Rule) -> Rule:
    if isinstance(axiom[0], BNode):
        return rules.DEFINED_CLASS
    return rules.CLASS_CONDITION if isinstance(axiom[2], BNode) else between_names


def _read_class_expressions(graph: Graph, axioms: Axioms) -> None:
    for axiom in ordered(graph, OWL.intersectionOf):
        name, parts = _expression(axiom, axioms), members(graph, axiom[2])
        axioms.parts_of_meet[name] = parts
        for part in parts:
            axioms.meets[part].append((name, parts))
    for axiom in ordered(graph, OWL.unionOf):
        name, parts = _expression(axiom, axioms), members(graph, axiom[2])
        axioms.unions[name] = parts
        for part in parts:
            axioms.superclasses[part].append(Consequence(name, rules.DEFINED_CLASS, None))
    for axiom in ordered(graph, OWL.oneOf):
        name = _expression(axiom, axioms)
        axioms.enumerations.extend((individual, name) for individual in members(graph, axiom[2]))


def _expression(axiom: Triple, axioms: Axioms) -> Node:
    """The node of an expression. Where it stands at a named class, the list is the expression and the class
    means the same (the old way of writing ``owl:equivalentClass``)."""
    name, _, head = axiom
    if isinstance(name, BNode):
        return name
    axioms.superclasses[name].append(Consequence(head, rules.CLASS_CONDITION, axiom))
    axioms.superclasses[head].append(Consequence(name, rules.DEFINED_CLASS, axiom))
    return head


def _read_restrictions(graph: Graph, axioms: Axioms) -> None:
    for name, _, on in ordered(graph, OWL.onProperty):
        for filler in graph.objects(name, OWL.allValuesFrom):
            only = Restriction(name, on, filler)
            axioms.only_by_class[name].append(only)
            axioms.only_by_property[on].append(only)
        for value in graph.objects(name, OWL.hasValue):
            has_value = Restriction(name, on, value)
            axioms.value_by_class[name].append(has_value)
            axioms.value_by_property[on].append(has_value)
        for filler in _fillers_of_some(graph, name):
            some = Restriction(name, on, filler)
            axioms.some_by_filler[filler].append(some)
            axioms.some_by_property[on].append(some)


def _fillers_of_some(graph: Graph, name: Node) -> Iterator[Node]:
    """What a restriction asks at least one value to be. More than one would need proof that values differ."""
    yield from graph.objects(name, OWL.someValuesFrom)
    for predicate in _AT_LEAST_ONE:
        for count in graph.objects(name, predicate):
            if isinstance(count, Literal) and count.toPython() == 1:
                yield graph.value(name, OWL.onClass) or OWL.Thing


def _read_property_axioms(graph: Graph, axioms: Axioms) -> None:
    for axiom in ordered(graph, RDFS.subPropertyOf):
        axioms.superproperties[axiom[0]].append(Consequence(axiom[2], rules.SUBPROPERTY, axiom))
    for axiom in ordered(graph, OWL.equivalentProperty):
        for one, other in ((axiom[0], axiom[2]), (axiom[2], axiom[0])):
            axioms.superproperties[one].append(Consequence(other, rules.EQUIVALENT_PROPERTY, axiom))
    for axiom in ordered(graph, OWL.inverseOf):
        for one, other in ((axiom[0], axiom[2]), (axiom[2], axiom[0])):
            named = None if isinstance(axiom[0], BNode) else axiom
            axioms.inverses[one].append(Consequence(other, rules.INVERSE, named))
    for axiom in ordered(graph, RDF.type, OWL.SymmetricProperty):
        axioms.inverses[axiom[0]].append(Consequence(axiom[0], rules.SYMMETRIC, axiom))
    for axiom in ordered(graph, RDF.type, OWL.TransitiveProperty):
        axioms.transitive[axiom[0]] = axiom
    for axiom in ordered(graph, OWL.propertyChainAxiom):
        chain = Chain(members(graph, axiom[2]), axiom[0], axiom)
        for place, step in enumerate(chain.steps):
            axioms.chains[step].append((chain, place))


def _read_ends(graph: Graph, axioms: Axioms) -> None:
    for predicate, rule, index in (
        (RDFS.domain, rules.DOMAIN, axioms.domains),
        (RDFS.range, rules.RANGE, axioms.ranges),
    ):
        for axiom in ordered(graph, predicate):
            index[axiom[0]].append(Consequence(axiom[2], rule, axiom))
