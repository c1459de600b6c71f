"""How long steps say how far they are."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told by long steps what they do; a terminal shows bars, a test listens in silence."""

    def step(self, name: str, total: int | None = None) -> None:
        """A new step starts; `total` is how often `advance` will be called, where that is known."""

    def advance(self) -> None:
        """One more part of the present step is done."""


class Silence:
    """Shows nothing."""

    def step(self, name: str, total: int | None = None) -> None:
        """Ignore the step."""

    def advance(self) -> None:
        """Ignore the part."""
