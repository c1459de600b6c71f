"""N-Quads in canonical form: the same data set gives the same bytes.

Terms are spelt as in the canonical form of N-Quads (RDF Dataset Canonicalization, W3C 2024, section 5);
lines are sorted by their UTF-8 bytes. There are no blank nodes, so nothing has to be renamed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib import XSD, Graph, Literal, URIRef
from rdflib.term import Node

from ingest.errors import NamelessNode

_NAMED_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')


def n_quads(graphs: Mapping[URIRef, Graph]) -> bytes:
    """Every triple of the named graphs on a line of its own, in UTF-8.

    Raises `NamelessNode` where there is a blank node.
    """
    spelt: dict[Node, str] = {}  # most terms stand in many triples
    lines = [_line((*triple, name), spelt) for name, graph in graphs.items() for triple in graph]
    return b"".join(sorted(line.encode() for line in lines))


def _line(quad: tuple[Node, Node, Node, URIRef], spelt: dict[Node, str]) -> str:
    for term in quad:
        if term not in spelt:
            spelt[term] = _spell(term)
    return " ".join([spelt[term] for term in quad]) + " .\n"


def _spell(term: Node) -> str:
    match term:
        case Literal():
            return _spell_literal(term)
        case URIRef():
            return f"<{term}>"
        case _:
            raise NamelessNode(f"{term.n3()} has no IRI: give every node one before the data set is written")


def _spell_literal(literal: Literal) -> str:
    text = _ESCAPED.sub(_escape, str(literal))
    if literal.language:
        return f'"{text}"@{literal.language}'
    if literal.datatype is None or literal.datatype == XSD.string:
        return f'"{text}"'
    return f'"{text}"^^<{literal.datatype}>'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _NAMED_ESCAPES.get(character) or f"\\u{ord(character):04X}"
