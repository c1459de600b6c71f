"""The part of a graph that OWL 2 DL can say: what the reasoner gets to see.

Left out are annotations (labels, descriptions), reification (``rdf:subject`` …), which OWL DL
forbids, and links by properties that the ontology does not declare. Values that contradict the kind
of their property are problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from ontology.graphs import union
from ontology.reasoning.wording import Triple

_RDFS_AXIOMS: Final = frozenset({RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range})
_NOT_AXIOMS: Final = frozenset(
    {OWL.imports, OWL.versionIRI, OWL.versionInfo, OWL.priorVersion, OWL.deprecated}
    | {OWL.backwardCompatibleWith, OWL.incompatibleWith}
)
_NOT_TYPES: Final = frozenset({OWL.Ontology, OWL.AnnotationProperty, OWL.NamedIndividual})
_RDF_LISTS: Final = frozenset({RDF.first, RDF.rest})


@dataclass(frozen=True, slots=True)
class OwlDlPart:
    """``graph`` for the reasoner; ``misused`` facts whose value does not fit the kind of their
    property; and the ``undeclared`` properties whose facts were left out."""

    graph: Graph
    misused: tuple[Triple, ...]
    undeclared: tuple[URIRef, ...]


@dataclass(frozen=True, slots=True)
class _Kinds:
    objects: frozenset[Node]
    data: frozenset[Node]
    annotations: frozenset[Node]


def owl_dl_part(graph: Graph) -> OwlDlPart:
    """Split ``graph`` into what the reasoner reads, what it could not read, and what it is not told."""
    kinds = _Kinds(
        frozenset(_declared(graph, OWL.ObjectProperty, OWL.TransitiveProperty, OWL.SymmetricProperty)),
        frozenset(_declared(graph, OWL.DatatypeProperty)),
        frozenset(_declared(graph, OWL.AnnotationProperty)),
    )
    kept, misused, undeclared = union(), set(), set()
    for triple in graph:
        if _is_misused(triple, kinds):
            misused.add(triple)
        elif _is_logical(triple, kinds):
            kept.add(triple)
        elif _is_undeclared(triple[1], kinds) and isinstance(triple[1], URIRef):
            undeclared.add(triple[1])
    for name in {c for c in kept.objects(None, RDF.type) if isinstance(c, URIRef) and not _is_built_in(c)}:
        kept.add((name, RDF.type, OWL.Class))
    return OwlDlPart(kept, tuple(sorted(misused)), tuple(sorted(undeclared)))


def with_distinct(graph: Graph, groups: Iterable[Iterable[Node]]) -> Graph:
    """A copy of ``graph`` in which the individuals of each group are said to differ from each other."""
    copy = union(graph)
    for group in groups:
        individuals = sorted({node for node in group if isinstance(node, URIRef)})
        for place, one in enumerate(individuals):
            for other in individuals[place + 1 :]:
                copy.add((one, OWL.differentFrom, other))
    return copy


def _declared(graph: Graph, *kinds: URIRef) -> Iterator[Node]:
    for kind in kinds:
        yield from graph.subjects(RDF.type, kind)


def _is_misused(triple: Triple, kinds: _Kinds) -> bool:
    _, predicate, value = triple
    if predicate in kinds.objects:
        return isinstance(value, Literal)
    if predicate in kinds.data:
        return not isinstance(value, Literal) or value.ill_typed is True
    return False


def _is_logical(triple: Triple, kinds: _Kinds) -> bool:
    subject, predicate, value = triple
    if predicate == RDF.type:
        return value not in _NOT_TYPES and not str(value).startswith((str(RDF), str(RDFS)))
    if predicate in kinds.objects or predicate in kinds.data or predicate in _RDF_LISTS:
        return True
    if predicate in _RDFS_AXIOMS:
        return subject not in kinds.annotations and value not in kinds.annotations
    return str(predicate).startswith((str(OWL), str(XSD))) and predicate not in _NOT_AXIOMS


def _is_undeclared(predicate: Node, kinds: _Kinds) -> bool:
    return predicate not in kinds.annotations and not _is_built_in(predicate)


def _is_built_in(term: Node) -> bool:
    return str(term).startswith((str(OWL), str(RDF), str(RDFS), str(XSD)))
