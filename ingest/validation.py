"""Checks a graph against the SHACL shapes."""

from __future__ import annotations

from collections.abc import Mapping

import pyshacl
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from ingest.errors import ShapesViolated, Violation
from ingest.records import Place


def validate(graph: Graph, shapes: Graph, places: Mapping[URIRef, Place] | None = None) -> None:
    """Check `graph`, which holds data and ontology together, against `shapes`.

    `places` says where an individual is written, so that its violations can be found in the records.
    Results of the severities Warning and Info do not count. Raises `ShapesViolated` with every violation.
    """
    conforms, report, text = pyshacl.validate(
        graph,
        shacl_graph=shapes,
        inference="none",  # the shapes are written for asserted triples; classes are found by rdfs:subClassOf
        inplace=True,  # nothing is added to the graph, so it needs no copy
        allow_infos=True,
        allow_warnings=True,
    )
    if conforms:
        return
    if not isinstance(report, Graph):
        raise ShapesViolated([Violation("", "", "", str(text), str(text))])
    found = [
        _violation(report, result, places or {})
        for result in report.subjects(RDF.type, SH.ValidationResult)
        if (result, SH.resultSeverity, SH.Violation) in report
    ]
    raise ShapesViolated(found)


def _violation(report: Graph, result: Node, places: Mapping[URIRef, Place]) -> Violation:
    focus = report.value(result, SH.focusNode)
    messages = {
        message.language: str(message)
        for message in report.objects(result, SH.resultMessage)
        if isinstance(message, Literal)
    }
    fallback = next(iter(messages.values()), "")
    place = places.get(focus) if isinstance(focus, URIRef) else None
    return Violation(
        focus=_spelt(report, focus),
        path=_spelt_path(report, report.value(result, SH.resultPath)),
        value=_spelt(report, report.value(result, SH.value)),
        message_de=messages.get("de", fallback),
        message_en=messages.get("en", fallback),
        place=f"{place.file}:{place.line}" if place else "",
    )


def _spelt(report: Graph, node: Node | None) -> str:
    """The node in Turtle with the usual prefixes; nothing for nothing."""
    return node.n3(report.namespace_manager) if node is not None else ""


def _spelt_path(report: Graph, path: Node | None) -> str:
    """The path as SPARQL writes it, such as `^cw:membership` (SHACL, section 2.3.1)."""
    if not isinstance(path, BNode):
        return _spelt(report, path)
    steps = [_spelt_path(report, step) for step in report.items(path)]
    if steps:
        return "/".join(steps)
    inverse = report.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_spelt_path(report, inverse)}"
    repeated = report.value(path, SH.oneOrMorePath)
    return f"{_spelt_path(report, repeated)}+" if repeated is not None else "a path of several properties"
