"""The process that holds the graph and forks workers: `python -m service.query_running.spawner FD ...`.

A fork costs milliseconds and shares the memory of the graph, so a worker that had to be ended is replaced
at once. This process has one thread and opens no store on disk: both would not survive a fork. It ends when
the server does (its control socket closes), and its workers end with it (the kernel sees to that).
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import signal
import socket
from pathlib import Path
from typing import NoReturn

from service.query_running.messages import END, FORK, ORDER, SLOW
from service.query_running.worker import Stores, serve
from service.triple_store.oxigraph import OxigraphStore

_PR_SET_PDEATHSIG = 1
_NICE, _NICER = 5, 15
"""The server and this process come before queries, or forking for a new one would wait for the others; all
other queries come before the long ones."""


class Workers:
    """The workers by the numbers the server gave them; each is known until the server has ended it."""

    def __init__(self, control: socket.socket, stores: Stores) -> None:
        self._control, self._stores = control, stores
        self._pids: dict[int, int] = {}
        self._ended: set[int] = set()
        self._prctl = ctypes.CDLL(None).prctl

    def fork(self, number: int, handle: int) -> None:
        """Starts a worker on the socket `handle`; if there is no room for one, the socket just closes."""
        self._bury()
        spawner = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            return
        if pid == 0:
            self._work(spawner, handle)
        self._pids[number] = pid

    def _work(self, spawner: int, handle: int) -> NoReturn:
        self._prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        os.nice(_NICE)
        try:
            if os.getppid() == spawner:
                self._control.close()
                serve(socket.socket(fileno=handle), self._stores)
        except (OSError, MemoryError):
            pass  # the server has gone, or the query took too much: it is seen there
        finally:
            os._exit(0)

    def slow(self, number: int) -> None:
        """Lets everything else on the machine go first."""
        if number in self._pids:
            os.setpriority(os.PRIO_PROCESS, self._pids[number], _NICER)

    def end(self, number: int) -> None:
        """Ends a worker whatever it is doing, also one that has ended already."""
        self._bury()
        pid = self._pids.pop(number, 0)
        if pid:
            os.kill(pid, signal.SIGKILL)
            self._ended.add(pid)

    def _bury(self) -> None:
        """Takes note of the deaths of those that were ended; only then can others get their process ids."""
        self._ended -= {pid for pid in self._ended if os.waitpid(pid, os.WNOHANG) != (0, 0)}


def obey(control: socket.socket, workers: Workers) -> None:
    """Does what the server says until it goes away."""
    while True:
        message, handles, _, _ = socket.recv_fds(control, ORDER.size, 1)
        if len(message) < ORDER.size:
            return
        order, number = ORDER.unpack(message)
        if order == FORK:
            workers.fork(number, handles[0])
            os.close(handles[0])
        elif order == SLOW:
            workers.slow(number)
        elif order == END:
            workers.end(number)


def main() -> None:
    """Loads what is to be held in memory, then obeys."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("control", type=int, help="the control socket, as a file descriptor")
    parser.add_argument("store", type=Path, help="folder of the quad store")
    parser.add_argument("memory", type=int, help="MiB a query may use")
    parser.add_argument("--triples", type=Path, help="N-Triples of the default graph, to be held in memory")
    options = parser.parse_args()
    control = socket.socket(fileno=options.control)
    memory = OxigraphStore.of_triples(options.triples) if options.triples else None
    gc.collect()
    gc.freeze()
    obey(control, Workers(control, Stores(options.store, memory, options.memory)))


if __name__ == "__main__":
    main()
