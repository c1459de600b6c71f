"""Terms and formats, ours and the engine's, translated into each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from ontology.vocabulary import PREFIXES
from service.errors import BadQuery, BadRequest
from service.media_types import BY_MEDIA_TYPE


def serialise(triples: Iterable[Any], media_type: str) -> bytes:
    """Serialises pyoxigraph triples or quads in the order given, with the project's prefixes."""
    form = rdf_format(media_type)
    prefixes = PREFIXES if form in {ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML} else None
    written = ox.serialize(triples, format=form, prefixes=dict(prefixes) if prefixes else None)
    return written or b""


def rdf_format(media_type: str) -> ox.RdfFormat:
    """The engine's format for one of our media types."""
    form = ox.RdfFormat.from_media_type(BY_MEDIA_TYPE[media_type].media_type)
    if form is None:
        raise ValueError(f"{media_type} is not a format of the engine")
    return form


def graph_name(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as problem:
        raise BadQuery(f"{iri[:200]!r} is no absolute IRI, as a graph's name has to be.") from problem


def term_text(term: Node) -> str:
    """A term as one text: an IRI as it is, a literal as N-Triples writes it."""
    return str(term) if isinstance(term, URIRef) else str(engine_term(term))


def read_term(text: str) -> URIRef | Literal:
    """The term that `term_text` gave a text for; raises BadRequest for any other text."""
    try:
        if not text.startswith('"'):
            return URIRef(ox.NamedNode(text).value)
        [quad] = ox.parse(f"<x:s> <x:p> {text} .", format=ox.RdfFormat.N_TRIPLES)
        return rdf_literal(quad.object)
    except (SyntaxError, ValueError) as problem:
        raise BadRequest(
            f"{text[:200]!r} is neither an absolute IRI, as https://w3id.org/clusterwissen/id/measure/cm-om1 "
            'is, nor a literal in N-Triples, as "2012"^^<http://www.w3.org/2001/XMLSchema#gYear> is.'
        ) from problem


def engine_term(term: Node) -> Any:
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
    raise TypeError(f"a {type(term).__name__} cannot be bound to a variable; give an IRI or a literal")


def rdf_term(term: Any) -> Node:
    """The rdflib term for one of the engine's, its spelling kept."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        return rdf_literal(term)
    return BNode(term.value)


def rdf_rows(solutions: ox.QuerySolutions) -> list[dict[str, Node]]:
    """Rows as rdflib terms by variable name; unbound variables are left out."""
    names = [variable.value for variable in solutions.variables]
    # Most terms stand in many rows, and making one for rdflib costs more than looking it up.
    known: dict[Any, Node] = {}
    rows: list[dict[str, Node]] = []
    for solution in solutions:
        row: dict[str, Node] = {}
        for name, value in zip(names, solution, strict=True):
            if value is not None:
                term = known.get(value)
                if term is None:
                    term = known[value] = rdf_term(value)
                row[name] = term
        rows.append(row)
    return rows


def rdf_literal(literal: ox.Literal) -> Literal:
    """The rdflib literal for one of the engine's, its spelling kept."""
    if literal.language:
        return Literal(literal.value, lang=literal.language)
    datatype = literal.datatype.value
    plain = datatype == "http://www.w3.org/2001/XMLSchema#string"
    return Literal(literal.value, datatype=None if plain else URIRef(datatype), normalize=False)
