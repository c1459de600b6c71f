"""The process that runs one query after another, forked by the spawner with the graph in its memory."""

from __future__ import annotations

import resource
import socket
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from service.errors import RemoteFailed, ServiceError
from service.query_running.messages import LENGTH, Outcome, Refusal, Task
from service.query_running.own_pages import OwnPages
from service.triple_store.oxigraph import OxigraphStore
from service.triple_store.protocol import DEFAULT, QueryResult

_MIB = 1 << 20
_CHUNK = 1 << 16
_GROWTH_MIB = 64
"""A worker that has ever been larger than at its start by more than this is replaced after its query."""


@dataclass
class Stores:
    """Where a query is answered from: the default graph in memory, all graphs on disk.

    In memory a query takes half the time; most ask for nothing but the default graph. `allowance`: the MiB
    of memory a query may use.
    """

    folder: Path
    memory: OxigraphStore | None
    allowance: int

    @cached_property
    def disk(self) -> OxigraphStore:
        """The store of the build, opened when it is first asked for (its threads do not survive a fork)."""
        with self._unlimited():
            return OxigraphStore.open(self.folder)

    def of(self, task: Task) -> OxigraphStore:
        """The store for a task: on disk for one that names graphs, or may name them."""
        if self.memory is None or task.graphs != DEFAULT or _may_name_graphs(task.query):
            return self.disk
        return self.memory

    def limit(self) -> None:
        """Beyond the limit an allocation fails, which ends the process; the server then says why."""
        status = Path("/proc/self/status").read_text(encoding="ascii")
        used = int(status.split("VmData:")[1].split()[0]) * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (used + self.allowance * _MIB, resource.RLIM_INFINITY))

    @contextmanager
    def _unlimited(self) -> Iterator[None]:
        """What is done inside does not count."""
        resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            self.limit()


def _may_name_graphs(query: str) -> bool:
    # The engine's parser resolves no \u outside of strings and IRIs, so a keyword is written as it is.
    small = query.lower()
    return "graph" in small or "from" in small


def serve(connection: socket.socket, stores: Stores) -> None:
    """Runs the tasks that come through `connection` until it ends."""
    stores.limit()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Should memory run out in spite of the limit, the system ends workers before anything else.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("900", encoding="ascii")
    most = _largest_kib() + _GROWTH_MIB * 1024
    pages = OwnPages()
    while True:
        pages.copy_until_asked(connection)
        task = _receive(connection)
        if task is None:
            return
        outcome = Outcome(_run(task, stores), last=_largest_kib() > most)
        connection.sendall(outcome.packed())
        if outcome.last:
            return


def _run(task: Task, stores: Stores) -> QueryResult | Refusal:
    try:
        return stores.of(task).answer(
            task.query, graphs=task.graphs, types=task.types, caps=task.caps, tables=task.tables
        )
    except ServiceError as error:
        return Refusal(type(error).__name__, str(error))
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and "service" in task.query.lower():
            return Refusal(
                RemoteFailed.__name__,
                "An endpoint that the query asks by SERVICE cannot be reached, or gave no usable answer. "
                "With SERVICE SILENT the query goes on without it.",
            )
        # Not what it says: that may quote the query.
        where = "".join(traceback.format_tb(error.__traceback__))
        sys.stderr.write(f"an unexpected {type(error).__name__} while running a query\n{where}")
        return Refusal(ServiceError.__name__, "Something went wrong on our side; it is in the log.")


def _receive(connection: socket.socket) -> Task | None:
    """The next task; None when the server has gone."""
    data = bytearray()
    length = LENGTH.size
    while len(data) < length:
        part = connection.recv(_CHUNK)
        if not part:
            return None
        data += part
        if len(data) >= LENGTH.size:
            length = LENGTH.size + LENGTH.unpack_from(data)[0]
    return Task.unpacked(data[LENGTH.size :])


def _largest_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
