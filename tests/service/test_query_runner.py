"""Queries in processes of their own: results and errors come back, and nothing they do harms others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import anyio
import pytest

from service.app import open_runner
from service.builds import open_current
from service.errors import BadQuery, QueryBroke, QueryTimedOut, TooBusy, TooLarge
from service.media_types import RESULTS_JSON, TURTLE
from service.query_runner import QueryJob
from service.query_running.places import Place, Places
from service.query_running.runner import ProcessRunner
from service.settings import Settings
from service.triple_store import DEFAULT, FunctionTable, Graphs, ResultTypes
from tests.service.small_graph import GRAPH

pytestmark = pytest.mark.alone
TYPES = ResultTypes(RESULTS_JSON, TURTLE.media_type)
DIGITS = " ".join(str(n) for n in range(10))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{n} {{ {DIGITS} }}' for n in range(12))} }}"
HUGE = ENDLESS.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?v0"
DEEP = "ASK " + "{" * 30_000 + "}" * 30_000
"""Ends the engine with a segmentation fault; the checks would not let it through."""


def job(query: str, seconds: float = 10, client: str = "a", graphs: Graphs = DEFAULT) -> QueryJob:
    return QueryJob(query, graphs, TYPES, seconds, client=client)


@pytest.fixture
def runner(settings: Settings) -> Iterator[ProcessRunner]:
    """Two queries at full speed, four in all, three of one client; 64 MiB for each."""
    few = {"query_workers": 2, "query_concurrency": 4, "query_concurrency_per_client": 3}
    small = {"query_memory": 64, "query_bytes": 100_000}
    yield open_runner(settings.model_copy(update=few | small), open_current(settings.data))


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    anyio.run(scenario)


async def awake(runner: ProcessRunner) -> None:
    """Waits until the first process has loaded the graph."""
    await runner.run(job("ASK {}", 60))


async def is_well(runner: ProcessRunner) -> None:
    """Answers at once, as many times as there are workers."""
    for _ in range(6):
        began = time.monotonic()
        assert b"true" in (await runner.run(job("ASK { ?s ?p ?o }"))).body
        assert time.monotonic() - began < 1


def test_results_and_errors_come_back_from_memory_and_from_disk(runner: ProcessRunner) -> None:
    async def scenario() -> None:
        await awake(runner)
        named = await runner.run(job("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))
        assert GRAPH.encode() + b"documents/report" in named.body
        dataset = Graphs(default=(GRAPH + "ontology",), named=())
        counted = await runner.run(job("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", graphs=dataset))
        assert b'"3"' in counted.body
        assert (await runner.run(job("SELECT * { ?s ?p ?o }"))).truncated
        with pytest.raises(BadQuery, match="cannot be read"):
            await runner.run(job("SELECT"))
        with pytest.raises(TooLarge):
            await runner.run(job("SELECT (CONCAT(?x, ?x) AS ?y) { VALUES ?x { '" + "a" * 60_000 + "' } }"))

    run(scenario)


def test_tables_of_functions_reach_the_worker(runner: ProcessRunner) -> None:
    table = FunctionTable({("tell", ""): {"a:a": 0.5}})
    query = "SELECT (<a:near>(<a:a>, 'tell') AS ?x) {}"

    async def scenario() -> None:
        result = await runner.run(QueryJob(query, DEFAULT, TYPES, 5, {"a:near": table}))
        assert b"0.5" in result.body

    run(scenario)


def test_a_query_that_does_not_end_is_ended_while_others_are_answered(runner: ProcessRunner) -> None:
    async def endless() -> None:
        began = time.monotonic()
        with pytest.raises(QueryTimedOut, match="within 1 seconds"):
            await runner.run(job(ENDLESS, 1))
        assert time.monotonic() - began < 2

    async def scenario() -> None:
        await awake(runner)
        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(endless)
            await anyio.sleep(0.2)
            began = time.monotonic()
            await runner.run(job("ASK {}", client="b"))
            assert time.monotonic() - began < 0.8
        await is_well(runner)

    run(scenario)


@pytest.mark.parametrize("query", [DEEP, HUGE])
def test_a_query_that_ends_its_process_is_told_so_and_harms_nobody(runner: ProcessRunner, query: str) -> None:
    async def scenario() -> None:
        await awake(runner)
        with pytest.raises(QueryBroke, match="64 MiB"):
            await runner.run(job(query, 20))
        await is_well(runner)

    run(scenario)


def test_too_many_are_turned_away_by_client_and_in_all(runner: ProcessRunner) -> None:
    async def long(client: str) -> None:
        with pytest.raises(QueryTimedOut):
            await runner.run(job(ENDLESS, 1, client))

    async def scenario() -> None:
        await awake(runner)
        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(long, "a")
            await anyio.sleep(0.1)
            with pytest.raises(TooBusy, match="from your address") as busy:
                await runner.run(job("ASK {}", client="a"))
            assert busy.value.headers["Retry-After"]
            tasks.start_soon(long, "b")
            await anyio.sleep(0.1)
            with pytest.raises(TooBusy, match="4 queries"):
                await runner.run(job("ASK {}", client="c"))
        await is_well(runner)

    run(scenario)


def test_waiting_queries_are_let_in_client_by_client_and_wait_no_longer_than_they_may() -> None:
    order: list[str] = []

    async def scenario() -> None:
        places = Places(quick=1, total=10, per_client=5)
        first = await places.take("a", time.monotonic() + 5)

        async def wait(client: str) -> None:
            place: Place = await places.take(client, time.monotonic() + 5)
            order.append(client)
            places.give_back(place)

        async with anyio.create_task_group() as tasks:
            for client in "aaab":
                tasks.start_soon(wait, client)
            await anyio.sleep(0.05)
            with pytest.raises(QueryTimedOut, match="never begun"):
                await places.take("c", time.monotonic() + 0.05)
            places.give_back(first)
        assert order == ["a", "b", "a", "a"]
        assert (await places.take("a", time.monotonic() + 0.01)).quick

    run(scenario)


def test_a_long_query_gives_its_place_to_the_next() -> None:
    async def scenario() -> None:
        places = Places(quick=1, total=10, per_client=5)
        long = await places.take("a", time.monotonic() + 5)
        places.let_others_in(long)
        quick = await places.take("a", time.monotonic() + 0.05)
        places.give_back(long)
        with pytest.raises(QueryTimedOut):
            await places.take("a", time.monotonic() + 0.05)
        places.give_back(quick)

    run(scenario)


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in {"Z", "X"}


def test_the_spawner_is_replaced_when_something_ends_it(runner: ProcessRunner) -> None:
    async def scenario() -> None:
        before = set(children(os.getpid()))
        await awake(runner)
        [spawner] = [child for child in children(os.getpid()) if child not in before]
        workers = children(spawner)
        assert workers
        os.kill(spawner, signal.SIGKILL)
        await gone([spawner, *workers])
        assert (await runner.run(job("ASK {}"))).form == "boolean"

    run(scenario)


async def gone(pids: list[int]) -> None:
    with anyio.fail_after(5):
        while any(is_running(pid) for pid in pids):
            await anyio.sleep(0.02)


SERVER = """
import sys, anyio
from service.app import open_runner
from service.builds import open_current
from service.settings import Settings
from tests.service.test_query_runner import ENDLESS, job
settings = Settings(data=sys.argv[1])
runner = open_runner(settings, open_current(settings.data))
async def scenario():
    await runner.run(job("ASK {}"))
    print("ready", flush=True)
    await runner.run(job(ENDLESS, 60))
anyio.run(scenario)
"""


def test_all_processes_end_with_the_server_even_when_it_is_killed(data: Path) -> None:
    command = [sys.executable, "-c", SERVER, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        time.sleep(0.2)
        [spawner] = children(server.pid)
        workers = children(spawner)
        assert workers
        server.kill()
    anyio.run(gone, [spawner, *workers])


async def times_out(runner: ProcessRunner) -> None:
    with pytest.raises(QueryTimedOut):
        await runner.run(job(ENDLESS, 1))


def test_a_pool_ends_with_its_build_but_not_before_its_queries(settings: Settings) -> None:
    async def scenario() -> None:
        before = set(children(os.getpid()))
        runner = open_runner(settings, open_current(settings.data))
        await awake(runner)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(times_out, runner)
            await anyio.sleep(0.3)
            del runner
            [spawner] = [child for child in children(os.getpid()) if child not in before]
            workers = children(spawner)
            assert any(is_running(worker) for worker in workers)
        await gone([spawner, *workers])

    run(scenario)
