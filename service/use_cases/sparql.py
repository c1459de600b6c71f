"""A stranger's SPARQL query: checked, bounded, run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import anyio.to_thread

from service.errors import BadQuery, BadRequest
from service.query_check import check_graphs, check_query, refuse_update
from service.query_runner import QueryJob, QueryRunner
from service.remote_addresses import check_addresses
from service.triple_store import Graphs, QueryResult, ResultTypes
from service.use_cases.search_functions import SearchFunctions


@dataclass(frozen=True)
class QueryLimits:
    """Seconds, characters and levels of brackets a query may have, and endpoints it may ask by SERVICE."""

    seconds: float
    length: int
    nesting: int
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProtocolRequest:
    """What the SPARQL 1.1 Protocol lets a client say: a query, a dataset, and the types it accepts.

    `seconds`: a shorter time-out the client asks for, None for ours. `client`: who it is, mostly an address.
    """

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    types: ResultTypes
    seconds: float | None = None
    client: str = ""


async def run_query(
    runner: QueryRunner,
    functions: SearchFunctions,
    request: ProtocolRequest,
    limits: QueryLimits,
    graph_names: Callable[[], Iterable[str]],
) -> QueryResult:
    """Runs a query; `graph_names` are the graphs there are, `functions` search inside SPARQL.

    Raises BadQuery, RemoteRefused, NotAcceptable, TooLarge, TooBusy, QueryTimedOut, QueryBroke.
    """
    if request.seconds is not None and request.seconds <= 0:
        raise BadRequest("`timeout` is in seconds and has to be above 0.")
    await _check(request, limits, graph_names)
    given = bool(request.default_graphs or request.named_graphs)
    graphs = Graphs(default=request.default_graphs, named=request.named_graphs) if given else Graphs()
    seconds = min(limits.seconds, request.seconds or limits.seconds)
    deadline = time.monotonic() + seconds
    searched = await functions.worked_out(request.query, seconds)
    left = max(0.0, deadline - time.monotonic()) if searched.tables else seconds
    job = QueryJob(searched.query, graphs, request.types, left, searched.tables, request.client)
    try:
        return await runner.run(job)
    except BadQuery:
        refuse_update(request.query)
        raise


async def _check(
    request: ProtocolRequest, limits: QueryLimits, graph_names: Callable[[], Iterable[str]]
) -> None:
    query = request.query
    check_query(query, length=limits.length, nesting=limits.nesting, services=limits.services)
    asked = [endpoint for endpoint in limits.services if endpoint in query]
    if asked:
        await anyio.to_thread.run_sync(check_addresses, asked)
    given = (*request.default_graphs, *request.named_graphs)
    if given or "from" in query.lower():
        await anyio.to_thread.run_sync(check_graphs, query, given, graph_names)
