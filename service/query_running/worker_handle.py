"""The server's side of one worker: asking it, slowing it down, ending it."""

from __future__ import annotations

import asyncio
import socket
import weakref
from typing import Protocol

from service.query_running.messages import END, LENGTH, SLOW

_CHUNK = 1 << 16


class Orders(Protocol):
    """Has something done with a worker, by its number."""

    def order(self, what: bytes, number: int) -> None: ...


class Worker:
    """A process that runs one query at a time, for one event loop.

    The loop knows of this object as long as the process lives, so it must not keep the spawner alive.
    `tired`: it has been slowed down, and cannot be sped up. `ended`: it is of no more use.
    """

    def __init__(self, number: int, connection: socket.socket, orders: weakref.ref[Orders]) -> None:
        self._number, self._connection, self._orders = number, connection, orders
        self._loop: asyncio.AbstractEventLoop | None = None
        self._answer: asyncio.Future[bytearray | None] | None = None
        self._incoming = bytearray()
        self._outgoing = memoryview(b"")
        self.tired = self.ended = False

    def ask(self, message: bytes) -> asyncio.Future[bytearray | None]:
        """Sends a message; the future holds the answer, or None when the process ends first.

        Raises OSError when it has ended already, or works for another event loop.
        """
        loop = asyncio.get_running_loop()
        if self._loop is None:
            self._loop = loop
            loop.add_reader(self._connection.fileno(), self._read)
        elif self._loop is not loop or self.ended:
            raise OSError("this worker is of no more use")
        self._answer = loop.create_future()
        self._incoming.clear()
        self._outgoing = memoryview(message)
        self._send()
        if self._outgoing:
            loop.add_writer(self._connection.fileno(), self._send_more, loop)
        return self._answer

    def slow_down(self) -> None:
        """Lets everything else on the machine go first, from now on."""
        self.tired = True
        self._order(SLOW)

    def end(self) -> None:
        """Ends it whatever it is doing; who waits for an answer gets None."""
        self._order(END)
        self._hang_up()

    def _order(self, what: bytes) -> None:
        orders = self._orders()
        if orders is not None:
            orders.order(what, self._number)

    def _hang_up(self) -> None:
        if self.ended:
            return
        self.ended = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._connection.fileno())
            self._loop.remove_writer(self._connection.fileno())
        self._connection.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(None)

    def _send(self) -> None:
        """Sends what can be sent now. Raises OSError when the process has ended."""
        try:
            while self._outgoing:
                self._outgoing = self._outgoing[self._connection.send(self._outgoing) :]
        except BlockingIOError:
            return

    def _send_more(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            self._send()
        except OSError:
            self._hang_up()
            return
        if not self._outgoing:
            loop.remove_writer(self._connection.fileno())

    def _read(self) -> None:
        try:
            data = self._connection.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._hang_up()
            return
        self._incoming += data
        if len(self._incoming) < LENGTH.size or self._answer is None or self._answer.done():
            return
        (length,) = LENGTH.unpack_from(self._incoming)
        if len(self._incoming) == LENGTH.size + length:
            self._answer.set_result(self._incoming[LENGTH.size :])
