"""Results of costly queries are kept, and given only to the very same query."""

from __future__ import annotations

from dataclasses import replace

import anyio
import pytest

from service import remembering_runner
from service.errors import QueryTimedOut
from service.query_runner import QueryJob
from service.remembering_runner import RememberingRunner
from service.triple_store import DEFAULT, FunctionTable, Graphs, QueryResult, ResultTypes

TYPES = ResultTypes("application/sparql-results+json", "text/turtle")
COSTLY = QueryJob("SELECT * { ?s ?p ?o }", DEFAULT, TYPES, 5)


class Counting:
    """A runner that takes a while and numbers its results."""

    def __init__(self, seconds: float = 0.01) -> None:
        self.seconds, self.runs = seconds, 0

    async def run(self, job: QueryJob) -> QueryResult:
        self.runs += 1
        await anyio.sleep(self.seconds)
        if "endless" in job.query:
            raise QueryTimedOut("It did not end.")
        return QueryResult(str(self.runs).encode() * 100, "text/plain", "solutions", truncated=False)


@pytest.fixture(autouse=True)
def costly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes five milliseconds counts as costly."""
    monkeypatch.setattr(remembering_runner, "_COSTLY_SECONDS", 0.005)


def bodies(runner: RememberingRunner, *jobs: QueryJob) -> list[bytes]:
    """The first byte of each result."""

    async def run() -> list[bytes]:
        return [(await runner.run(job)).body[:1] for job in jobs]

    return anyio.run(run)


def test_the_same_query_is_run_once() -> None:
    other = replace(COSTLY, seconds=1.0, client="somebody else")
    assert bodies(RememberingRunner(Counting(), 10_000), COSTLY, other, COSTLY) == [b"1"] * 3


@pytest.mark.parametrize(
    "other",
    [
        replace(COSTLY, query="SELECT * { ?s ?p ?o } LIMIT 1"),
        replace(COSTLY, graphs=Graphs(default=("a:g",), named=())),
        replace(COSTLY, types=ResultTypes("text/csv", "text/turtle")),
    ],
)
def test_another_query_dataset_or_format_has_its_own_result(other: QueryJob) -> None:
    assert bodies(RememberingRunner(Counting(), 10_000), COSTLY, other, COSTLY) == [b"1", b"2", b"1"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (RAND() AS ?x) {}",
        "SELECT (now() AS ?x) {}",
        "SELECT (UUID() AS ?x) {}",
        "SELECT (STRUUID() AS ?x) {}",
        "SELECT (BNODE() AS ?x) {}",
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
    ],
)
def test_a_query_that_may_have_another_result_is_run_again(query: str) -> None:
    job = replace(COSTLY, query=query)
    assert bodies(RememberingRunner(Counting(), 10_000), job, job) == [b"1", b"2"]


def test_functions_of_search_are_not_remembered() -> None:
    job = replace(COSTLY, tables={"a:near": FunctionTable({("tell", ""): {"a:a": 0.5}})})
    assert bodies(RememberingRunner(Counting(), 10_000), job, job) == [b"1", b"2"]


def test_what_is_quick_is_run_again() -> None:
    assert bodies(RememberingRunner(Counting(0.0), 10_000), COSTLY, COSTLY) == [b"1", b"2"]


def test_without_room_nothing_is_kept() -> None:
    assert bodies(RememberingRunner(Counting(), 0), COSTLY, COSTLY) == [b"1", b"2"]


def test_what_was_not_used_for_longest_goes_first() -> None:
    jobs = [replace(COSTLY, query=f"ASK {{ <a:{n}> ?p ?o }}") for n in range(9)]
    counting = Counting()
    runner = RememberingRunner(counting, 800)
    assert bodies(runner, *jobs[:8], jobs[0], jobs[8]) == [*(b"%d" % n for n in range(1, 9)), b"1", b"9"]
    assert bodies(runner, jobs[0], jobs[2], jobs[8]) == [b"1", b"3", b"9"]
    assert counting.runs == 9
    bodies(runner, jobs[1])
    assert counting.runs == 10


def test_errors_are_not_kept() -> None:
    job = replace(COSTLY, query="endless")
    counting = Counting()

    async def run() -> None:
        runner = RememberingRunner(counting, 10_000)
        for _ in range(2):
            with pytest.raises(QueryTimedOut):
                await runner.run(job)

    anyio.run(run)
    assert counting.runs == 2
