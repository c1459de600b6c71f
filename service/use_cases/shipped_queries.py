"""The service's own SPARQL, from the `.rq` files in `service/queries`; values are bound, never written in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_FOLDER = files("service") / "queries"


@cache
def shipped_query(name: str) -> str:
    """The text of `service/queries/{name}.rq`; raises FileNotFoundError for an unknown name."""
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
