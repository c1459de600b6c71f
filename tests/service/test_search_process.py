"""The second process that answers questions: the same answers, and no harm when it fails."""

from __future__ import annotations

import errno
import gc
import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import anyio
import pytest
from fastapi.testclient import TestClient

from service import search_process
from service.app import create_app
from service.builds import Build
from service.knowledge import Knowledge
from service.schemas import Question, SearchAnswer
from service.search_process import SearchProcess, Written, second_process
from service.settings import Settings
from tests.service.conftest import open_small
from tests.service.scripted_search import ScriptedSearch

QUESTION = Question(q="Was hindert kleine Betriebe?")


def scripted(question: Question) -> SearchAnswer:
    """An answer after a while, an error, a part of an answer, or an answer."""
    if question.q.startswith("slow"):
        time.sleep(0.5)
    if question.q.startswith("wrong"):
        raise ValueError("a question that breaks something")
    return ScriptedSearch("b1")(question).model_copy(update={"truncated": question.q.startswith("part")})


def is_gone(pid: int) -> bool:
    """Whether a process has ended and been waited for."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_its_answers_are_those_of_the_server() -> None:
    async def scenario() -> None:
        beside = SearchProcess(scripted)
        for words in ("Umlaute: äöüß", "part", "nothing", "long " * 190):
            question = Question(q=words, limit=7)
            assert await beside.answer(question) == Written.of(scripted(question))
        assert (await beside.answer(Question(q="part")) or Written(b"", truncated=False)).truncated

    anyio.run(scenario)


def test_while_it_is_busy_others_are_told_so() -> None:
    async def scenario() -> None:
        beside = SearchProcess(scripted)
        found: list[Written | None] = []

        async def ask(words: str) -> None:
            found.append(await beside.answer(Question(q=words)))

        async with anyio.create_task_group() as tasks:
            for words in ("slow", "second", "third"):
                tasks.start_soon(ask, words)
        assert found[:2] == [None, None]
        assert found[2] == Written.of(scripted(Question(q="slow")))
        assert beside.free

    anyio.run(scenario)


def test_who_goes_away_leaves_no_answer_for_the_next() -> None:
    async def scenario() -> None:
        beside = SearchProcess(scripted)
        with anyio.move_on_after(0.1):
            await beside.answer(Question(q="slow"))
        assert await beside.answer(QUESTION) is None
        await anyio.sleep(0.6)
        assert await beside.answer(QUESTION) == Written.of(scripted(QUESTION))

    anyio.run(scenario)


def test_an_error_is_left_to_the_server() -> None:
    async def scenario() -> None:
        beside = SearchProcess(scripted)
        assert await beside.answer(Question(q="wrong")) is None
        assert await beside.answer(QUESTION)

    anyio.run(scenario)


@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGSTOP])
def test_one_that_has_ended_or_hangs_is_not_asked_again(harm: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_process, "_PATIENCE_SECONDS", 0.3)

    async def scenario() -> None:
        beside = SearchProcess(scripted)
        assert await beside.answer(QUESTION)
        os.kill(beside.pid, harm)
        assert await beside.answer(QUESTION) is None
        assert not beside.free
        assert is_gone(beside.pid)
        assert await beside.answer(QUESTION) is None

    anyio.run(scenario)


def test_without_memory_for_it_the_server_goes_on_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(os, "fork", full)
    assert second_process(scripted) is None


def test_it_ends_when_it_is_let_go_of() -> None:
    beside = SearchProcess(scripted)
    pid = beside.pid
    assert not is_gone(pid)
    del beside
    gc.collect()
    assert is_gone(pid)


def test_it_keeps_no_connection_of_the_server() -> None:
    with socket.create_server(("127.0.0.1", 0)):
        beside = SearchProcess(scripted)

        async def scenario() -> None:
            await beside.answer(QUESTION)

        anyio.run(scenario)
        files = [str(file.readlink()) for file in Path(f"/proc/{beside.pid}/fd").iterdir()]
        assert sum(file.startswith("socket:") for file in files) == 1


@pytest.fixture
def opener(settings: Settings) -> Callable[[Build], Knowledge]:
    """Opens a build with a second process."""

    def opened(build: Build) -> Knowledge:
        knowledge = open_small(settings, build)
        return replace(knowledge, beside=SearchProcess(knowledge.search))

    return opened


def test_over_http_nothing_is_different(
    settings: Settings, client: TestClient, opener: Callable[[Build], Knowledge]
) -> None:
    with TestClient(create_app(settings, opener)) as beside:
        for path in ("/search?q=Was+hindert", "/search?q=nothing", "/search?q=", "/search?q=a&limit=0"):
            asked, same = client.get(path), beside.get(path)
            assert same.status_code == asked.status_code
            if asked.status_code == 200:
                assert same.text == asked.text
                assert same.headers["etag"] == asked.headers["etag"]
