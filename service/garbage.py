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


def keep_what_is_there() -> None:
    """Leaves it out of all later looks, which take a tenth of the time of a question otherwise.

    Memory that is shared with forks stays shared, too.
    """
    gc.freeze()


def look_through_all() -> None:
    """Looks through everything once, also what was to be kept; it may have been let go of since."""
    gc.unfreeze()
    gc.collect()
