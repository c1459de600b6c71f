"""What a request is answered from: one opened build, and the switch to the next one.

A request takes `CurrentKnowledge.now` once, at its start, and uses nothing else: it is answered from one
build even when a switch falls in its middle. The old build is closed when its last request lets it go.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import anyio
import anyio.to_thread

from service.builds import Build, Hold, current_name, open_current
from service.errors import NoBuild, StoreFailed
from service.garbage import look_through_all, seldom_collecting
from service.query_runner import QueryRunner
from service.schemas import Language, Question, SearchAnswer, Suggestion
from service.search_process import SearchProcess
from service.triple_store import TripleStore
from service.use_cases.explaining_inference import InferenceExplainer
from service.use_cases.naming import Names
from service.use_cases.reconciling.reconciler import Reconciler
from service.use_cases.search_functions import SearchFunctions

log = logging.getLogger(__name__)


class Search(Protocol):
    """Answers a question from one build."""

    def __call__(self, question: Question, /) -> SearchAnswer: ...


class Suggest(Protocol):
    """Completes what is being typed; `language` None: both."""

    def __call__(self, text: str, language: Language | None, limit: int, /) -> list[Suggestion]: ...


@dataclass(frozen=True)
class Knowledge:
    """One build, opened."""

    build: Build
    store: TripleStore
    names: Names
    runner: QueryRunner
    search: Search
    beside: SearchProcess | None
    """Answers questions as `search` does, at the same time; None: there is no such process."""
    suggest: Suggest
    functions: SearchFunctions
    reconciler: Reconciler
    explainer: InferenceExplainer
    hold: Hold


class CurrentKnowledge:
    """Holds the knowledge of the current build and notices when there is a newer one."""

    def __init__(self, data: Path, opener: Callable[[Build], Knowledge]) -> None:
        self._data, self._opener = data, opener
        self._knowledge: Knowledge | None = None
        self._name: str | None = None
        self._lock = threading.Lock()
        self.failure: str | None = None
        """Why the newest build could not be opened, for /ready and /metrics; None when it could."""
        self.switches = 0

    @property
    def loaded(self) -> Knowledge | None:
        """The knowledge to answer from, None before the first build is open."""
        return self._knowledge

    @property
    def now(self) -> Knowledge:
        """The knowledge to answer from; raises NoBuild when there is none."""
        if self._knowledge is None:
            raise NoBuild(
                self.failure
                or "There is no build yet. Run `clusterwissen build`; it is picked up within a second."
            )
        return self._knowledge

    def refresh(self) -> bool:
        """Opens the current build if it is another than before; True after a switch.

        A build that cannot be opened is logged and left alone; the one before goes on serving. Only one that
        waits for a store elsewhere is tried again.
        """
        with self._lock:
            name = current_name(self._data)
            if name is None or name == self._name:
                return False
            before, self._name = self._name, name
            if self._knowledge:
                look_through_all()
            try:
                with seldom_collecting():
                    self._knowledge = self._opener(open_current(self._data))
            except StoreFailed as problem:  # it may come, or be switched, at any moment
                self._name = before
                if self.failure != str(problem):
                    log.warning("build %s waits for its store: %s", name, problem)
                self.failure = str(problem)
                return False
            except Exception as problem:  # whatever it is, the server must go on with what it has
                self.failure = str(problem) or type(problem).__name__
                log.exception("build %s cannot be opened; the one before goes on serving", name)
                return False
            self.failure = None
            self.switches += 1
            log.info("build %s is served", self._knowledge.build.id)
            return True

    async def watch(self, seconds: float) -> None:
        """Looks for a new build every `seconds`, until cancelled."""
        while True:
            await anyio.sleep(seconds)
            await anyio.to_thread.run_sync(self.refresh)
