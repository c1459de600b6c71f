"""Running the queries of strangers: a deadline, and a bound on how many run at once.

`QueryRunner` is the seam between the protocol and the engine. The runner here uses threads of this
process: at the deadline the client is answered and the query stops at the next part of its result;
one that computes without a result keeps its place until it ends, so that such queries cannot pile up.
A runner with processes that can be killed has the same two methods.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import anyio
import anyio.to_thread

from service.errors import QueryTimedOut, TooBusy
from service.triple_store import Caps, Graphs, QueryResult, ResultTypes, TripleStore
from service.triple_store.protocol import check_deadline

# A query that notices its own deadline says so itself; the outer limit is for those that do not.
_GRACE_SECONDS = 0.25


@dataclass(frozen=True)
class QueryJob:
    """A query that has passed the checks, with its dataset, result types and seconds allowed."""

    query: str
    graphs: Graphs
    types: ResultTypes
    seconds: float


class QueryRunner(Protocol):
    """Runs one job at a time for each caller, many callers at once."""

    async def run(self, job: QueryJob) -> QueryResult:
        """Raises what TripleStore.answer raises, and TooBusy when no place is free."""
        ...


class ThreadRunner:
    """Runs queries on threads over one store, at most `places` at once."""

    def __init__(self, store: TripleStore, *, rows: int, size: int, places: int) -> None:
        self._store, self._rows, self._size = store, rows, size
        self._places = threading.BoundedSemaphore(places)
        self._threads: anyio.CapacityLimiter | None = None
        self._number = places

    async def run(self, job: QueryJob) -> QueryResult:
        if self._threads is None:
            self._threads = anyio.CapacityLimiter(self._number)
        if not self._places.acquire(blocking=False):
            raise TooBusy(f"All {self._number} places for queries are taken; try again in a moment.")
        deadline = time.monotonic() + job.seconds
        try:
            with anyio.fail_after(job.seconds + _GRACE_SECONDS):
                return await anyio.to_thread.run_sync(
                    partial(self._work, job, deadline), abandon_on_cancel=True, limiter=self._threads
                )
        except TimeoutError as late:
            raise QueryTimedOut(
                f"The query did not end within {job.seconds:g} seconds and was given up; nothing of it is "
                "shown, because a part would look like the whole. Ask for less."
            ) from late

    def _work(self, job: QueryJob, deadline: float) -> QueryResult:
        try:
            check_deadline(deadline)
            caps = Caps(self._rows, self._size, deadline)
            return self._store.answer(job.query, graphs=job.graphs, types=job.types, caps=caps)
        finally:
            self._places.release()
