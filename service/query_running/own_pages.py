"""A worker's own copy of the graph, made while it has nothing else to do.

The engine counts references in what it reads, so a worker that reads has the kernel copy the graph page by
page, an interruption each: 0.4 s for a million triples. Asked for, the kernel copies it in large pages, in
0.1 s, and reading goes a tenth faster afterwards. Where it would have to make room for large pages first,
which can take a second, the rest is copied in small ones, in 0.25 s.
"""

from __future__ import annotations

import ctypes
import select
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_POPULATE_WRITE: Final = 23
_COLLAPSE: Final = 25
"""Advice to the kernel (madvise(2)), since Linux 5.14 and 6.1."""
_LARGE: Final = 2 << 20
_PIECE: Final = 16 << 20
"""Bytes copied before looking again whether there is a task: 4 ms of work."""
_SLOW_SECONDS: Final = 0.015


class OwnPages:
    """The memory that a process still shares with the one it was forked from."""

    def __init__(self) -> None:
        self._pieces, self._large = _pieces(), True
        self._advise = ctypes.CDLL(None).madvise
        self._advise.argtypes = [ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int]

    def copy_until_asked(self, connection: socket.socket) -> None:
        """Copies until a message comes through `connection` or all is copied.

        With a kernel that cannot, pages are copied when they are first read.
        """
        asked = select.poll()
        asked.register(connection, select.POLLIN)
        while not asked.poll(0):
            start, end = next(self._pieces, (0, 0))
            if start == end or not self._copy(start, end):
                self._pieces = iter(())
                return

    def _copy(self, start: int, end: int) -> bool:
        began = time.process_time()
        copied = self._large and self._in_large_pages(start, end)
        self._large = copied and time.process_time() - began < _SLOW_SECONDS
        return copied or self._advise(start, end - start, _POPULATE_WRITE) == 0

    def _in_large_pages(self, start: int, end: int) -> bool:
        # What is shared as a large page already would be left so: touching it makes it small ones.
        touched = all(self._advise(place, 1, _POPULATE_WRITE) == 0 for place in range(start, end, _LARGE))
        return touched and self._advise(start, end - start, _COLLAPSE) == 0


def _pieces() -> Iterator[tuple[int, int]]:
    """Start and end of each piece of the memory that may be written, in whole large pages."""
    for line in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines():
        addresses, rights, _, _, inode, *name = line.split(maxsplit=5)
        if rights == "rw-p" and inode == "0" and name in ([], ["[heap]"]):
            first, last = (int(address, 16) for address in addresses.split("-"))
            start, end = -(-first // _LARGE) * _LARGE, last // _LARGE * _LARGE
            yield from ((place, min(place + _PIECE, end)) for place in range(start, end, _PIECE))
