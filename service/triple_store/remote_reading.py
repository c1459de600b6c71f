"""Answers of a foreign engine read as results of our own, so that all formats are written by one hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any, cast

import pyoxigraph as ox

from service.errors import StoreRefused
from service.media_types import N_TRIPLES, RESULTS_JSON
from service.triple_store.remote_body import Body, PartsFile
from service.triple_store.remote_query import QueryForm
from service.triple_store.results import EngineResult

ACCEPT: dict[QueryForm, str] = {
    "select": RESULTS_JSON,
    "ask": RESULTS_JSON,
    "construct": N_TRIPLES.media_type,
    "describe": N_TRIPLES.media_type,
}
_XSD_BOOLEAN = b'"http://www.w3.org/2001/XMLSchema#boolean", "value": '
_LABEL = re.compile(rb'("type": "bnode", "value": ")nodeID://')


def read_result(form: QueryForm, body: Body, *, virtuoso: bool) -> EngineResult:
    """The result in a body, read while it comes. What is no result raises StoreRefused here or later."""
    if form in {"construct", "describe"}:
        return _triples(body)
    if form == "ask":
        return _boolean(body.whole())
    parts = _as_standard(body.parts()) if virtuoso else body.parts()
    try:
        solutions = ox.parse_query_results(_file(parts), format=ox.QueryResultsFormat.JSON)
    except SyntaxError as problem:
        raise wrong_answer(problem) from problem
    if not isinstance(solutions, ox.QuerySolutions):
        raise wrong_answer("a boolean instead of rows")
    return solutions


def wrong_answer(problem: object) -> StoreRefused:
    """The error for an answer that is not what the protocol promises."""
    return StoreRefused(f"The store's answer cannot be read: {problem}. Is it a SPARQL 1.1 endpoint?")


def _triples(body: Body) -> Iterator[ox.Triple]:
    try:
        for quad in ox.parse(_file(body.parts()), format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple
    except SyntaxError as problem:
        raise wrong_answer(problem) from problem


def _boolean(content: bytes) -> ox.QueryBoolean:
    """A boolean; Virtuoso writes one row for true and none for false."""
    try:
        answer: dict[str, Any] = json.loads(content)
        value = answer["boolean"] if "boolean" in answer else bool(answer["results"]["bindings"])
    except (ValueError, LookupError, TypeError) as problem:
        raise wrong_answer(problem) from problem
    standard = json.dumps({"head": {}, "boolean": bool(value)})
    return cast("ox.QueryBoolean", ox.parse_query_results(standard, format=ox.QueryResultsFormat.JSON))


def _file(parts: Iterator[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", PartsFile(parts))


def _as_standard(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Virtuoso's rows, one a line, with labels of blank nodes and booleans as the standards have them.

    Quotation marks inside of values are escaped, so that the patterns meet the frame only.
    """
    rest = b""
    for part in parts:
        *lines, rest = (rest + part).split(b"\n")
        if lines:
            yield b"\n".join(map(_standard_line, lines)) + b"\n"
    yield _standard_line(rest)


def _standard_line(line: bytes) -> bytes:
    if b"nodeID://" in line:
        line = _LABEL.sub(rb"\1", line)
    if _XSD_BOOLEAN in line:
        line = line.replace(_XSD_BOOLEAN + b'"1"', _XSD_BOOLEAN + b'"true"')
        line = line.replace(_XSD_BOOLEAN + b'"0"', _XSD_BOOLEAN + b'"false"')
    return line
