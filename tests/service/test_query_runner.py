"""Many queries at once: a bound, a deadline, and places that come back."""

from __future__ import annotations

import threading
import time

import anyio
import pytest

from service.errors import BadQuery, QueryTimedOut, TooBusy
from service.media_types import RESULTS_JSON, TURTLE
from service.query_runner import QueryJob, ThreadRunner
from service.triple_store import DEFAULT, Caps, Graphs, QueryResult, ResultTypes
from service.triple_store.oxigraph import OxigraphStore

TYPES = ResultTypes(RESULTS_JSON, TURTLE.media_type)
DONE = QueryResult(b"{}", RESULTS_JSON, "solutions")


class WaitingStore(OxigraphStore):
    """Computes without noticing its deadline, until told to end."""

    def __init__(self) -> None:
        self.end = threading.Event()

    def answer(self, query: str, *, graphs: Graphs, types: ResultTypes, caps: Caps) -> QueryResult:
        if query == "wait":
            self.end.wait(10)
        return DONE


def job(query: str, seconds: float = 5) -> QueryJob:
    return QueryJob(query, DEFAULT, TYPES, seconds)


def test_a_result_comes_back() -> None:
    runner = ThreadRunner(WaitingStore(), rows=10, size=10, places=1)
    assert anyio.run(runner.run, job("quick")) == DONE


def test_errors_come_back_and_free_their_place(store: OxigraphStore) -> None:
    runner = ThreadRunner(store, rows=10, size=1000, places=1)

    async def ask() -> None:
        for _ in range(3):
            with pytest.raises(BadQuery):
                await runner.run(job("SELECT"))

    anyio.run(ask)


def test_a_query_that_does_not_end_is_given_up_and_keeps_its_place_until_it_does() -> None:
    store = WaitingStore()
    runner = ThreadRunner(store, rows=10, size=10, places=1)

    async def ask() -> None:
        started = time.monotonic()
        with pytest.raises(QueryTimedOut, match=r"0\.1 seconds"):
            await runner.run(job("wait", 0.1))
        assert time.monotonic() - started < 1.1
        with pytest.raises(TooBusy, match="All 1 places"):
            await runner.run(job("quick"))
        store.end.set()
        for _ in range(100):
            try:
                assert await runner.run(job("quick")) == DONE
                return
            except TooBusy:
                await anyio.sleep(0.02)
        pytest.fail("the place was never given back")

    anyio.run(ask)


def test_one_slow_query_does_not_hold_up_another() -> None:
    store = WaitingStore()
    runner = ThreadRunner(store, rows=10, size=10, places=2)

    async def ask() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(runner.run, job("wait"))
            await anyio.sleep(0.05)
            started = time.monotonic()
            assert await runner.run(job("quick")) == DONE
            assert time.monotonic() - started < 0.5
            store.end.set()

    anyio.run(ask)
