"""What the server and a worker say to each other: a task there, an outcome back, each with its length.

Little is imported here, because it is imported in every worker.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import Final

from service.triple_store.protocol import (
    NO_TABLES,
    Caps,
    Graphs,
    QueryResult,
    ResultTypes,
    Tables,
)

LENGTH: Final = struct.Struct("!Q")
ORDER: Final = struct.Struct("!cQ")
"""An order to the spawner: what to do, and the number of the worker."""
FORK, SLOW, END = b"F", b"S", b"E"


@dataclass(frozen=True, slots=True)
class Task:
    """A query with everything that running it takes; `caps.deadline` is the same clock in all processes."""

    query: str
    graphs: Graphs
    types: ResultTypes
    caps: Caps
    tables: Tables

    def packed(self) -> bytes:
        """As bytes, their number in front. Plain tuples: dataclasses take 50 µs to pickle and to read."""
        graphs, types, caps = self.graphs, self.types, self.caps
        return _packed(
            (
                self.query,
                (graphs.everything, graphs.default, graphs.named),
                (types.solutions, types.graph),
                (caps.rows, caps.bytes, caps.deadline),
                self.tables or None,
            )
        )

    @classmethod
    def unpacked(cls, content: bytes | bytearray) -> Task:
        """From the bytes behind the number."""
        query, graphs, types, caps, tables = pickle.loads(content)  # noqa: S301 - written by the server
        return cls(query, Graphs(*graphs), ResultTypes(*types), Caps(*caps), tables or NO_TABLES)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error of ours: the name of its class in `service.errors`, and what it says."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. `last`: the worker has grown, and ends when it has said this."""

    result: QueryResult | Refusal
    last: bool = False

    def packed(self) -> bytes:
        """As bytes, their number in front."""
        result = self.result
        if isinstance(result, Refusal):
            return _packed((self.last, result.name, result.text))
        return _packed((self.last, result.body, result.media_type, result.form, result.truncated))

    @classmethod
    def unpacked(cls, content: bytes | bytearray) -> Outcome:
        """From the bytes behind the number."""
        last, *rest = pickle.loads(content)  # noqa: S301 - written by a process of ours
        return cls(Refusal(*rest) if len(rest) == len(Refusal.__slots__) else QueryResult(*rest), last)


def _packed(content: tuple[object, ...]) -> bytes:
    data = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(data)) + data
