"""The server's side of the spawner: starting it, and getting, slowing down and ending workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import weakref
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import service
from service.errors import TooBusy
from service.query_running.messages import FORK, ORDER
from service.query_running.worker_handle import Worker

_ALLOCATOR = "glibc.malloc.hugetlb=1:glibc.malloc.tcache_count=2000"
"""In large pages the graph is forked in a quarter of the time, and a query that keeps what it frees at hand
runs a fifth faster (glibc; elsewhere without effect)."""


@dataclass(frozen=True)
class GraphFiles:
    """What the workers answer from: the store's folder, and its default graph as N-Triples for their memory.

    `triples` None: nothing is held in memory, everything is read from the store.
    """

    store: Path
    triples: Path | None


class Spawner:
    """A running spawner process; it ends when this object is let go of, or with this process."""

    def __init__(self, files: GraphFiles, memory: int) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "service.query_running.spawner", str(theirs.fileno())]
        command += [str(files.store.resolve()), str(memory)]
        command += ["--triples", str(files.triples.resolve())] if files.triples else []
        home = str(Path(service.__file__).parents[1])
        path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": path, "GLIBC_TUNABLES": _ALLOCATOR}
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                env=environment,
            )
        ours.setblocking(False)
        self._control, self._numbers = ours, count()
        self._undelivered: deque[bytes] = deque()
        self.close = weakref.finalize(self, _close, ours, process)
        self.close.atexit = False

    def fork(self) -> Worker:
        """A new worker. Raises TooBusy while the spawner cannot keep up, OSError when it has ended."""
        self._deliver()
        ours, theirs = socket.socketpair()
        number = next(self._numbers)
        with theirs:
            try:
                socket.send_fds(self._control, [ORDER.pack(FORK, number)], [theirs.fileno()])
            except BlockingIOError as full:
                raise TooBusy("Too many queries at once; try again in a moment.") from full
        ours.setblocking(False)
        return Worker(number, ours, weakref.ref(self))

    def order(self, what: bytes, number: int) -> None:
        """Has something done with a worker; nothing, when the spawner and so its workers have ended."""
        self._undelivered.append(ORDER.pack(what, number))
        with suppress(OSError):
            self._deliver()

    def _deliver(self) -> None:
        """Sends what has been ordered, as far as it can be sent now. Raises OSError."""
        while self._undelivered:
            try:
                self._control.send(self._undelivered[0])
            except BlockingIOError:
                return
            self._undelivered.popleft()


def _close(control: socket.socket, process: subprocess.Popen[bytes]) -> None:
    control.close()
    process.kill()
    process.wait()
