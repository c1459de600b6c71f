"""Progress on a terminal as bars, elsewhere as plain lines. Both fit `ingest.progress.Progress`."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed


class Display(Protocol):
    """Told by long steps what they do; used as a context, so that it can tidy up the terminal."""

    def step(self, name: str, total: int | None = None) -> None:
        """A new step starts; `total` is how often `advance` will be called, where that is known."""

    def advance(self) -> None:
        """One more part of the present step is done."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Bars:
    """One line for each step, with a bar where the number of parts is known."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            SpinnerColumn(finished_text="[green]✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            Elapsed(),
            console=console,
        )
        self._task: TaskID | None = None

    def step(self, name: str, total: int | None = None) -> None:
        self._finish()
        self._task = self._bars.add_task(name, total=total)

    def advance(self) -> None:
        if self._task is not None:
            self._bars.advance(self._task)

    def _finish(self) -> None:
        if self._task is not None:
            done = int(self._bars.tasks[self._task].completed) or 1
            self._bars.update(self._task, total=done, completed=done)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._finish()
        self._bars.stop()


class Lines:
    """One line when a step starts, with the seconds since the beginning; for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._started = time.monotonic()

    def step(self, name: str, total: int | None = None) -> None:
        parts = f" ({total})" if total else ""
        seconds = time.monotonic() - self._started
        self._console.print(f"{seconds:7.1f} s  {name}{parts}", highlight=False, soft_wrap=True)

    def advance(self) -> None:
        """Single parts are not worth a line."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to tidy up."""


def choose_display() -> Display:
    """Bars on a terminal, lines elsewhere; always on standard error, so that output can be piped."""
    console = Console(stderr=True)
    return Bars(console) if console.is_terminal else Lines(console)
