"""A second process that answers questions, so that two are answered at once.

It is forked from the server when a build has been opened, and shares its memory. Why: decisions/0016.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import stat
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from service.query_running.messages import LENGTH
from service.query_running.worker_handle import Worker
from service.schemas import Question, SearchAnswer

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 5.0
_WHOLE, _PART, _FAILED = b"W", b"P", b"F"
"""The first byte of an answer: it holds all there is, or not, or there is none."""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as JSON; `truncated`: it does not hold all there is."""

    body: bytes
    truncated: bool

    @classmethod
    def of(cls, answer: SearchAnswer) -> Written:
        """The answer, written."""
        return cls(answer.model_dump_json().encode(), answer.truncated)


class SearchProcess:
    """A fork of this process that answers one question at a time; it ends when this object is let go of."""

    def __init__(self, search: Callable[[Question], SearchAnswer]) -> None:
        ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            _answer_questions(theirs, search)
        theirs.close()
        ours.setblocking(False)
        self._worker = Worker(0, ours, weakref.ref(self))
        self._answer: asyncio.Future[bytearray | None] | None = None
        self._turn = asyncio.Lock()
        self._kill = weakref.finalize(self, _kill, self.pid)

    @property
    def free(self) -> bool:
        """Whether it could answer now."""
        return not self._worker.ended and (self._answer is None or self._answer.done())

    async def answer(self, question: Question) -> Written | None:
        """The answer to a question; None where this process is busy or has failed, then the caller has to.

        Callers come to know one after the other that they have to, and after each the process is looked at
        again: or else all that wait would answer themselves while it has long been free.
        """
        if not self.free:
            async with self._turn:
                await asyncio.sleep(0)  # lets an answer in that has come
        return await self._asked(question) if self.free else None

    async def _asked(self, question: Question) -> Written | None:
        message = question.model_dump_json().encode()
        try:
            self._answer = self._worker.ask(LENGTH.pack(len(message)) + message)
            # Who asked may go away: the answer has to be taken from the connection all the same.
            content = await asyncio.wait_for(asyncio.shield(self._answer), _PATIENCE_SECONDS)
        except (OSError, TimeoutError):
            content = None
        if content is None:
            log.warning("the process that answers questions beside this one is of no more use")
            self._worker.end()
            return None
        kind, body = bytes(content[:1]), bytes(content[1:])
        return None if kind == _FAILED else Written(body, truncated=kind == _PART)

    def order(self, what: bytes, number: int) -> None:
        """Ends the process; the only thing that the server wishes of it."""
        del what, number
        self._kill()


def second_process(search: Callable[[Question], SearchAnswer]) -> SearchProcess | None:
    """A process that answers beside this one; None where the system allows no more of them."""
    try:
        return SearchProcess(search)
    except OSError as problem:
        log.warning("questions are answered by one process only: %s", problem.strerror)
        return None


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _answer_questions(connection: socket.socket, search: Callable[[Question], SearchAnswer]) -> NoReturn:
    """What the fork does, until the server closes the connection or ends."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _close_sockets_but(connection.fileno())
        while length := connection.recv(LENGTH.size, socket.MSG_WAITALL):
            (size,) = LENGTH.unpack(length)
            message = connection.recv(size, socket.MSG_WAITALL)
            answer = _answered(message, search)
            connection.sendall(LENGTH.pack(len(answer)) + answer)
    finally:
        os._exit(0)


def _answered(message: bytes, search: Callable[[Question], SearchAnswer]) -> bytes:
    """The answer behind its first byte; into an error the server runs itself, and then reports it."""
    try:
        written = Written.of(search(Question.model_validate_json(message)))
    except Exception:
        return _FAILED
    return (_PART if written.truncated else _WHOLE) + written.body


def _close_sockets_but(kept: int) -> None:
    """Lets go of the connections of the server, which would not end for their clients otherwise."""
    for number in [int(file.name) for file in Path("/proc/self/fd").iterdir()]:
        try:
            if number != kept and stat.S_ISSOCK(os.fstat(number).st_mode):
                os.close(number)
        except OSError:  # the folder that was looked through, closed again
            continue
