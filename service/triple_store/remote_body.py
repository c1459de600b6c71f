"""The body of an answer as a file that is read while it comes, and that ends at a deadline."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx

from service.triple_store.protocol import check_deadline

CLOSING_SECONDS = 0.01
"""What ends so shortly before a deadline has been ended by it."""


class Body:
    """An answer that may be read more than once: what has come is kept, the rest comes when it is read."""

    def __init__(self, chunks: Iterator[bytes], deadline: float) -> None:
        self._chunks, self.deadline = chunks, deadline
        self._kept: list[bytes] = []

    def parts(self) -> Iterator[bytes]:
        """The body from its beginning. Raises QueryTimedOut, and httpx.TransportError where it breaks off."""
        place = 0
        while True:
            check_deadline(self.deadline)
            if place == len(self._kept):
                chunk = next(self._chunks, None)
                if chunk is None:  # an end that we made ourselves may look like a good one
                    check_deadline(self.deadline - CLOSING_SECONDS)
                    return
                self._kept.append(chunk)
            yield self._kept[place]
            place += 1

    def whole(self) -> bytes:
        """All of it."""
        return b"".join(self.parts())


class PartsFile(io.RawIOBase):
    """Byte strings as a file to be read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        super().__init__()
        self._parts = parts
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes, fewer where a part ends; nothing at the end."""
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return b""
            self._rest = memoryview(part)
        end = size if size >= 0 else len(self._rest)
        taken, self._rest = self._rest[:end], self._rest[end:]
        return taken.tobytes()


@contextmanager
def stopping_at(deadline: float, response: httpx.Response) -> Iterator[None]:
    """Ends the connection at `deadline`, even while another thread waits for its next byte."""
    stream = response.extensions.get("network_stream")
    plug: socket.socket | None = stream.get_extra_info("socket") if stream is not None else None
    if plug is None:
        yield
        return
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), _shut, [plug])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(plug: socket.socket) -> None:
    with suppress(OSError):
        plug.shutdown(socket.SHUT_RDWR)
