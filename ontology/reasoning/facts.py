"""The asserted facts from which the rules start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib import Graph, Literal
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from ontology.reasoning.wording import Triple

_HOUSEKEEPING: Final = tuple(str(namespace) for namespace in (RDF, RDFS, OWL, XSD))


def facts_of(graph: Graph, properties: Iterable[Node]) -> list[Triple]:
    """The types of all individuals and the links by ``properties``, in an order that their text alone
    decides."""
    types = (fact for fact in graph.triples((None, RDF.type, None)) if not is_housekeeping(fact[2]))
    links = (fact for predicate in set(properties) for fact in graph.triples((None, predicate, None)))
    # One object per term: comparing equal terms that are two objects would cost most of the running time.
    known: dict[Node, Node] = {}
    one = known.setdefault
    facts = [(one(s, s), one(p, p), one(o, o)) for s, p, o in (*types, *links)]
    return sorted(facts, key=_text)


def is_housekeeping(term: Node) -> bool:
    """Whether a term describes the ontology itself (``owl:Class``, ``rdfs:label``) rather than its
    subject."""
    return str(term).startswith(_HOUSEKEEPING)


def _text(fact: Triple) -> tuple[str, str, str]:
    subject, predicate, value = fact
    return str(subject), str(predicate), value.n3() if isinstance(value, Literal) else str(value)
