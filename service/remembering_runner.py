"""A QueryRunner that keeps the results of costly queries: a build does not change, so neither do they."""

from __future__ import annotations

import re
import time
from collections import OrderedDict

from service.query_runner import QueryJob, QueryRunner
from service.triple_store import Graphs, QueryResult, ResultTypes

_COSTLY_SECONDS = 0.05
_LARGEST_SHARE = 8
"""A result that would take more than such a part of the room is not kept."""
_CHANGING = re.compile(r"\b(rand|now|uuid|struuid|bnode|service)\b", re.IGNORECASE)
"""Words of queries that may have another result each time. They may stand in a text or a name as well: such a
query is run each time without need."""
_Key = tuple[str, Graphs, ResultTypes]


class RememberingRunner:
    """Runs jobs with another runner. `room`: the bytes of results that are kept, those used last; 0: none.

    A query that calls functions of search is run each time: what they found comes with it.
    """

    def __init__(self, runner: QueryRunner, room: int) -> None:
        self._runner, self._room = runner, room
        self._kept: OrderedDict[_Key, QueryResult] = OrderedDict()
        self._used = 0

    async def run(self, job: QueryJob) -> QueryResult:
        """Raises what the other runner raises; nothing is kept of that."""
        key = (job.query, job.graphs, job.types)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        began = time.monotonic()
        result = await self._runner.run(job)
        if time.monotonic() - began >= _COSTLY_SECONDS and not job.tables and not _CHANGING.search(job.query):
            self._keep(key, result)
        return result

    def _keep(self, key: _Key, result: QueryResult) -> None:
        size = len(result.body)
        if size * _LARGEST_SHARE > self._room or key in self._kept:
            return
        self._kept[key] = result
        self._used += size
        while self._used > self._room:
            _, oldest = self._kept.popitem(last=False)
            self._used -= len(oldest.body)
