"""The files of the ontology, as objects."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib import Graph

from ontology.competency import ExampleQuery, parse_example_query
from ontology.vocabulary import PREFIXES

_FOLDER = files("ontology")


def load_ontology() -> Graph:
    """The vocabulary with its concept schemes, the structures of tables, and what is only inferred.

    A new graph on every call, so the caller may change it.
    """
    return _graph("clusterwissen.ttl", "schemes.ttl", "statistics.ttl", "inferred.ttl")


def load_alignments() -> Graph:
    """Matches of individuals of the corpus with public identifiers, and the reason for each, as axioms.

    A new graph on every call.
    """
    return _graph("alignments.ttl")


def load_functions() -> Graph:
    """The functions and properties of search inside SPARQL, described. A new graph on every call."""
    return _graph("functions.ttl")


def load_shapes() -> Graph:
    """The SHACL shapes that every build must satisfy. A new graph on every call."""
    return _graph("shapes.ttl")


def load_context() -> dict[str, Any]:
    """The JSON-LD context as a document: ``{"@context": {...}}``."""
    document: dict[str, Any] = json.loads((_FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    return document


@cache
def example_queries() -> tuple[ExampleQuery, ...]:
    """The documented queries, in the order of their names.

    Raises:
        MalformedQuery: a query file lacks a part of its header.
    """
    found = (path for path in (_FOLDER / "queries").iterdir() if path.name.endswith(".rq"))
    texts = {path.name.removesuffix(".rq"): path.read_text(encoding="utf-8") for path in found}
    return tuple(parse_example_query(name, texts[name]) for name in sorted(texts))


def _graph(*names: str) -> Graph:
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    for name in names:
        graph.parse(data=(_FOLDER / name).read_text(encoding="utf-8"), format="turtle")
    return graph
