"""QueryRunner on worker processes: a query that does not end is ended, and harms nobody while it runs."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from service import errors
from service.errors import QueryBroke, QueryTimedOut, ServiceError
from service.query_runner import QueryJob
from service.query_running.messages import Outcome, Refusal, Task
from service.query_running.places import Place, Places
from service.query_running.spawning import GraphFiles, Spawner
from service.query_running.worker_handle import Worker
from service.triple_store import Caps, QueryResult

_LONG_SECONDS = 0.2
"""A query that has run for so long no longer keeps others waiting; where n such ones run already, the n+1-th
part of it is enough. So short ones pass through few workers, and many long ones do not hold them up."""
_CROWD_SECONDS = 0.5
"""One that has run for so long lets everything else go first, if more run than workers are kept: as many
would be ended afterwards anyway."""
_SLOW_SECONDS = 5.0
"""One that has run for so long lets everything else go first in any case."""
_KEPT = 8
"""So many workers are kept for later queries, or twice as many as run at full speed if that is more: each has
a copy of the graph by then."""
_GRACE_SECONDS = 0.1
"""A query that writes its result notices its deadline itself."""


@dataclass(frozen=True)
class Limits:
    """Rows and bytes of a result, MiB a query may use, queries at full speed, in all and of one client."""

    rows: int
    size: int
    memory: int
    quick: int
    total: int
    per_client: int


class ProcessRunner:
    """Runs queries in forks of a process that holds the graph; to be used from one event loop at a time."""

    def __init__(self, files: GraphFiles, limits: Limits) -> None:
        self._files, self._limits = files, limits
        self._places = Places(quick=limits.quick, total=limits.total, per_client=limits.per_client)
        self._spawner: Spawner | None = None
        self._idle: list[Worker] = []
        self._running: set[Worker] = set()
        self._kept = max(_KEPT, 2 * limits.quick)

    def start(self) -> None:
        """Starts loading the graph and the first workers, so that the first query need not wait for it."""
        self._idle += [self._fork() for _ in range(self._limits.quick)]

    async def run(self, job: QueryJob) -> QueryResult:
        """Raises what TripleStore.answer raises, TooBusy, and QueryBroke when the query ended its process."""
        deadline = time.monotonic() + job.seconds
        place = await self._places.take(job.client, deadline)
        try:
            caps = Caps(self._limits.rows, self._limits.size, deadline)
            task = Task(job.query, job.graphs, job.types, caps, job.tables)
            outcome = await self._ask(task, job.seconds, place)
        finally:
            self._places.give_back(place)
        if isinstance(outcome.result, Refusal):
            raise _error(outcome.result)
        return outcome.result

    async def _ask(self, task: Task, seconds: float, place: Place) -> Outcome:
        worker, answer = self._give(task.packed())
        self._running.add(worker)
        long = _LONG_SECONDS / (1 + self._places.long)
        clock = _Clock(task, worker, long, partial(self._make_room, place), self._is_crowded)
        usable = False
        try:
            content = await answer
            if content is None:
                raise self._verdict(clock.expired, seconds)
            outcome = Outcome.unpacked(content)
            usable = not (outcome.last or worker.tired or len(self._idle) >= self._kept)
        finally:
            clock.stop()
            self._running.discard(worker)
            if usable:
                self._idle.append(worker)
            else:
                worker.end()
        return outcome

    def _give(self, message: bytes) -> tuple[Worker, asyncio.Future[bytearray | None]]:
        """Gives a task to a worker; an idle one may have ended in the meantime, a new one hardly."""
        while self._idle:
            worker = self._idle.pop()
            try:
                return worker, worker.ask(message)
            except OSError:
                worker.end()
        worker = self._fork()
        return worker, worker.ask(message)

    def _make_room(self, place: Place) -> None:
        """Lets others go ahead of a long query, and has a worker ready for them."""
        self._places.let_others_in(place)
        if not self._idle:
            self._idle.append(self._fork())

    def _is_crowded(self) -> bool:
        """Whether more queries run at full speed than workers are kept."""
        return sum(not worker.tired for worker in self._running) > self._kept

    def _fork(self) -> Worker:
        if self._spawner is not None:
            try:
                return self._spawner.fork()
            except OSError:
                self._spawner.close()
        self._spawner = Spawner(self._files, self._limits.memory)
        return self._spawner.fork()

    def _verdict(self, expired: bool, seconds: float) -> ServiceError:
        if expired:
            return QueryTimedOut(
                f"The query did not end within {seconds:g} seconds and was ended; nothing of it is shown, "
                "because a part would look like the whole. Ask for less: add a LIMIT, a more selective "
                "pattern, or start from a thing."
            )
        return QueryBroke(
            f"The query needed more than the {self._limits.memory} MiB of memory a query may use, or brought "
            "the engine down in another way, and its process was ended. Ask for less, or in simpler terms."
        )


class _Clock:
    """What happens to a query that runs on and on: it lets others in, is slowed down, is given up."""

    def __init__(
        self,
        task: Task,
        worker: Worker,
        long: float,
        let_others_in: Callable[[], None],
        is_crowded: Callable[[], bool],
    ) -> None:
        """`long`: seconds after which it lets others in."""
        self._worker, self._let_others_in, self._is_crowded = worker, let_others_in, is_crowded
        self._loop = asyncio.get_running_loop()
        self._began = time.monotonic()
        self._deadline = task.caps.deadline + _GRACE_SECONDS
        self.expired = False
        self._at(long, self._is_long)

    def stop(self) -> None:
        """The query has ended."""
        self._timer.cancel()

    def _at(self, seconds: float, what: Callable[[], None]) -> None:
        """Has something done when the query has run for so long, or its time is over."""
        when = min(self._began + seconds, self._deadline)
        self._timer = self._loop.call_later(when - time.monotonic(), what)

    def _is_long(self) -> None:
        self._let_others_in()
        self._at(_CROWD_SECONDS, self._is_one_of_many)

    def _is_one_of_many(self) -> None:
        if self._is_crowded():
            self._is_very_long()
        else:
            self._at(_SLOW_SECONDS, self._is_very_long)

    def _is_very_long(self) -> None:
        self._worker.slow_down()
        self._at(math.inf, self._has_expired)

    def _has_expired(self) -> None:
        self.expired = True
        self._worker.end()


def _error(refusal: Refusal) -> ServiceError:
    error: ServiceError = getattr(errors, refusal.name)(refusal.text)
    return error
