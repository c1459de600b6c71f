"""How often the interpreter looks for garbage that refers to itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 200_000


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Fewer looks inside the block, where millions of objects are made that stay: looking through them again
    and again takes a third of the time of a build, and a sixth of that of opening one."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
