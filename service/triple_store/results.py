"""Serialising a result within caps on rows, bytes and time.

The engine's own writers are an order of magnitude faster than rows handled in Python, but cannot stop
at a row. So a result is first written by the engine into a sink of a few megabytes; only one that does
not fit, or may hold more rows than allowed, is run again row by row. Results of everyday size never pay.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from traceback import clear_frames
from typing import IO, Any, cast

import pyoxigraph as ox

from service.errors import NotAcceptable, TooLarge
from service.media_types import GRAPH_FORMATS, RESULT_TYPES, RESULTS_JSON
from service.triple_store.protocol import Caps, QueryResult, ResultTypes, check_deadline
from service.triple_store.terms import serialise

EngineResult = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]
TRUNCATED = "https://w3id.org/clusterwissen/ontology#truncated"
_SINK_BYTES = 4_000_000
_LEAST_ROW_BYTES = 2
_ROWS_PER_LOOK = 500
_COMMENTED = {"text/turtle", "application/trig", "application/n-triples", "application/n-quads"}


def capped_result(start: Callable[[], EngineResult], types: ResultTypes, caps: Caps) -> QueryResult:
    """Runs and serialises a query; `start` begins it, and may be called twice. Raises as `answer` does."""
    result = start()
    if not isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
        return _graph(result, _wanted(types.graph, [form.media_type for form in GRAPH_FORMATS]), caps)
    media_type = _wanted(types.solutions, RESULT_TYPES)
    form = _results_format(media_type)
    if isinstance(result, ox.QueryBoolean):
        return QueryResult(result.serialize(format=form) or b"", media_type, "boolean")
    sink = _Sink(min(_SINK_BYTES, caps.bytes), caps.deadline)
    try:
        result.serialize(cast("IO[bytes]", sink), format=form)
    except _SinkFull:
        return _row_by_row(start(), media_type, caps)
    body = sink.value()
    if len(body) >= _LEAST_ROW_BYTES * caps.rows:
        return _row_by_row(start(), media_type, caps)
    return QueryResult(body, media_type, "solutions")


def let_go(error: BaseException) -> None:
    """Empties the frames an error remembers: the engine's results must not outlive their thread."""
    chained: BaseException | None = error
    while chained is not None:
        clear_frames(chained.__traceback__)
        chained = chained.__context__


class _SinkFull(Exception):  # noqa: N818 - a signal between two functions, not a failure
    pass


class _Sink(io.RawIOBase):
    """A file that is full at `size` bytes and closed at `deadline`."""

    def __init__(self, size: int, deadline: float) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._left, self._deadline = size, deadline

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        check_deadline(self._deadline)
        self._left -= len(data)
        if self._left < 0:
            raise _SinkFull
        self._parts.append(bytes(data))
        return len(data)

    def value(self) -> bytes:
        return b"".join(self._parts)


def _wanted(media_type: str | None, known: Any) -> str:
    if media_type is None:
        raise NotAcceptable(f"The result of this query is available as {', '.join(known)}.")
    return media_type


def _results_format(media_type: str) -> ox.QueryResultsFormat:
    form = ox.QueryResultsFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"{media_type} is not a results format of the engine")
    return form


def _row_by_row(solutions: EngineResult, media_type: str, caps: Caps) -> QueryResult:
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("a query changed its form between two runs")
    names = [variable.value for variable in solutions.variables]
    rows: list[str] = []
    size = 0
    truncated = False
    for number, solution in enumerate(solutions):
        if number == caps.rows:
            truncated = True
            break
        if number % _ROWS_PER_LOOK == 0:
            check_deadline(caps.deadline)
        pairs = zip(names, solution, strict=True)
        rows.append(json.dumps({name: _binding(term) for name, term in pairs if term is not None}))
        size += len(rows[-1])
        _check_size(size, caps)
    head: dict[str, Any] = {"vars": names} | ({"link": [TRUNCATED]} if truncated else {})
    body = f'{{"head":{json.dumps(head)},"results":{{"bindings":[{",".join(rows)}]}}}}'.encode()
    if media_type != RESULTS_JSON:
        parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if not isinstance(parsed, ox.QuerySolutions):
            raise TypeError("the engine read solutions as a boolean")
        body = parsed.serialize(format=_results_format(media_type)) or b""
    return QueryResult(body, media_type, "solutions", truncated)


def _binding(term: Any) -> dict[str, Any]:
    """One term as SPARQL 1.1 Query Results JSON (section 3.2.2), quoted triples as of SPARQL 1.2."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}
    literal: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
        if term.direction is not None:
            literal["its:dir"] = str(term.direction.value)
    elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
        literal["datatype"] = term.datatype.value
    return literal


def _graph(triples: Iterable[ox.Triple], media_type: str, caps: Caps) -> QueryResult:
    seen: dict[Any, None] = {}
    truncated = False
    for number, triple in enumerate(triples):
        if number % _ROWS_PER_LOOK == 0:
            check_deadline(caps.deadline)
        seen[triple] = None
        if len(seen) > caps.rows:
            seen.popitem()
            truncated = True
            break
    body = serialise(seen, media_type)
    _check_size(len(body), caps)
    if truncated and media_type in _COMMENTED:
        body = f"# Truncated: only the first {caps.rows} triples are here.\n".encode() + body
    return QueryResult(body, media_type, "graph", truncated)


def _check_size(size: int, caps: Caps) -> None:
    if size > caps.bytes:
        raise TooLarge(
            f"The result has more than {caps.bytes} bytes. Ask for less, with LIMIT and OFFSET, "
            "or take a dump from /export."
        )
