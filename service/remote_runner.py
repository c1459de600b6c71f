"""QueryRunner over another engine: that one computes, here the connection is ended at the deadline.

Bounds are those of the runner with processes: how many run, wait, and come from one client. A thread
waits for each query; the store ends its connection at the deadline, and tells engines that understand
it how long they may take.
"""

from __future__ import annotations

import time
from functools import partial

import anyio
import anyio.to_thread

from service.errors import QueryTimedOut
from service.query_runner import QueryJob
from service.query_running.places import Places
from service.query_running.runner import Limits
from service.triple_store import Caps, QueryResult, TripleStore

_GRACE_SECONDS = 0.25
"""The store notices the deadline itself; this is for an answer that takes long to be written."""


class RemoteRunner:
    """Runs queries on a store at an endpoint; to be used from one event loop at a time."""

    def __init__(self, store: TripleStore, limits: Limits) -> None:
        self._store, self._limits = store, limits
        self._places = Places(quick=limits.total, total=limits.total, per_client=limits.per_client)
        self._threads: anyio.CapacityLimiter | None = None

    async def run(self, job: QueryJob) -> QueryResult:
        """Raises what TripleStore.answer raises, and TooBusy."""
        deadline = time.monotonic() + job.seconds
        if self._threads is None:
            self._threads = anyio.CapacityLimiter(2 * self._limits.total)
        place = await self._places.take(job.client, deadline)
        try:
            with anyio.fail_after(deadline - time.monotonic() + _GRACE_SECONDS):
                return await anyio.to_thread.run_sync(
                    partial(self._work, job, deadline), abandon_on_cancel=True, limiter=self._threads
                )
        except TimeoutError as late:
            raise QueryTimedOut(
                f"The query did not end within {job.seconds:g} seconds and was given up; nothing of it is "
                "shown, because a part would look like the whole. Ask for less."
            ) from late
        finally:
            self._places.give_back(place)

    def _work(self, job: QueryJob, deadline: float) -> QueryResult:
        caps = Caps(self._limits.rows, self._limits.size, deadline)
        return self._store.answer(job.query, graphs=job.graphs, types=job.types, caps=caps, tables=job.tables)
