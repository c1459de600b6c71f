"""Who may run a query now, who waits, and who is turned away.

A query takes a *quick place* when it begins and gives it back when it ends, or when it turns out to be a
long one: then it goes on without, so that long queries hold up nobody. Queries that find no quick place
wait, and are let in client by client in turn, so that one who sends many does not make the others wait.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque

from service.errors import QueryTimedOut, TooBusy


class Place:
    """The right of one query to run. `quick`: it counts among those that others wait for."""

    __slots__ = ("client", "quick")

    def __init__(self, client: str) -> None:
        self.client, self.quick = client, False


class Places:
    """`quick`: queries that run at full speed; `total`, `per_client`: all that run or wait."""

    def __init__(self, *, quick: int, total: int, per_client: int) -> None:
        self._free, self._total, self._per_client = quick, total, per_client
        self._held: Counter[str] = Counter()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        self.long = 0
        """How many queries run without a quick place."""

    async def take(self, client: str, deadline: float) -> Place:
        """A place for a query of `client`, at once or after a while.

        Raises TooBusy when there are too many queries, QueryTimedOut when `deadline` (a time.monotonic())
        passes first.
        """
        self._admit(client)
        place = Place(client)
        try:
            if self._free and not self._waiting:
                self._free -= 1
            else:
                await self._wait(client, deadline)
        except BaseException:
            self._held[client] -= 1
            raise
        place.quick = True
        return place

    def let_others_in(self, place: Place) -> None:
        """The query of this place turned out to be a long one."""
        place.quick = False
        self.long += 1
        self._pass_on()

    def give_back(self, place: Place) -> None:
        """The query has ended."""
        if place.quick:
            self._pass_on()
        else:
            self.long -= 1
        self._held[place.client] -= 1
        if not self._held[place.client]:
            del self._held[place.client]

    def _admit(self, client: str) -> None:
        if self._held.total() >= self._total:
            raise TooBusy(
                f"{self._total} queries run or wait already, the most there may be; try again soon."
            )
        if self._held[client] >= self._per_client:
            raise TooBusy(
                f"{self._per_client} queries from your address run or wait already, the most there may be; "
                "try again when one of them has ended."
            )
        self._held[client] += 1

    async def _wait(self, client: str, deadline: float) -> None:
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        patience = loop.call_later(deadline - time.monotonic(), _give_up, turn)
        try:
            await turn
        except BaseException:
            self._leave(client, turn)
            raise
        finally:
            patience.cancel()

    def _leave(self, client: str, turn: asyncio.Future[None]) -> None:
        """Stops waiting; a place that was given at this very moment goes to the next."""
        if turn.done() and not turn.cancelled() and turn.exception() is None:
            self._pass_on()
        elif client in self._waiting and turn in self._waiting[client]:
            self._waiting[client].remove(turn)
            if not self._waiting[client]:
                del self._waiting[client]

    def _pass_on(self) -> None:
        """Gives a quick place to the first in the queue of the client whose turn it is."""
        while self._waiting:
            client, queue = next(iter(self._waiting.items()))
            turn = queue.popleft()
            del self._waiting[client]
            if queue:
                self._waiting[client] = queue
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


def _give_up(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_exception(
            QueryTimedOut(
                "The query waited for others to end until its own time was over; it was never begun. "
                "Try again later."
            )
        )
