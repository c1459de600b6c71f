"""A stranger's SPARQL query: checked, bounded, run."""

from __future__ import annotations

from dataclasses import dataclass

from service.errors import BadRequest
from service.query_check import check_query
from service.query_runner import QueryJob, QueryRunner
from service.triple_store import Graphs, QueryResult, ResultTypes


@dataclass(frozen=True)
class QueryLimits:
    """Seconds, characters and levels of brackets a query may have."""

    seconds: float
    length: int
    nesting: int


@dataclass(frozen=True)
class ProtocolRequest:
    """What the SPARQL 1.1 Protocol lets a client say: a query, a dataset, and the types it accepts.

    `seconds`: a shorter time-out the client asks for, None for ours.
    """

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    types: ResultTypes
    seconds: float | None = None


async def run_query(runner: QueryRunner, request: ProtocolRequest, limits: QueryLimits) -> QueryResult:
    """Runs a query. Raises BadQuery, ForbiddenQuery, NotAcceptable, TooLarge, TooBusy, QueryTimedOut."""
    check_query(request.query, length=limits.length, nesting=limits.nesting)
    if request.seconds is not None and request.seconds <= 0:
        raise BadRequest("`timeout` is in seconds and has to be above 0.")
    given = bool(request.default_graphs or request.named_graphs)
    graphs = Graphs(default=request.default_graphs, named=request.named_graphs) if given else Graphs()
    seconds = min(limits.seconds, request.seconds or limits.seconds)
    return await runner.run(QueryJob(request.query, graphs, request.types, seconds))
