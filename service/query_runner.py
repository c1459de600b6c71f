"""The seam between the SPARQL protocol and whatever runs the queries of strangers.

The runner for our own store is `service.query_running`, with processes that can be ended.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from service.triple_store import Graphs, QueryResult, ResultTypes, Tables


@dataclass(frozen=True)
class QueryJob:
    """A query that has passed the checks, with its dataset, result types and seconds allowed.

    `tables` are the functions of search that it calls, worked out already. `client` is whoever sends it,
    mostly an address; what one client may run at once is bounded.
    """

    query: str
    graphs: Graphs
    types: ResultTypes
    seconds: float
    tables: Tables = field(default_factory=dict)
    client: str = ""


class QueryRunner(Protocol):
    """Runs one job at a time for each caller, many callers at once."""

    async def run(self, job: QueryJob) -> QueryResult:
        """Raises what TripleStore.answer raises, and TooBusy when no place is free."""
        ...
