"""SPARQL functions that look their values up in tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pyoxigraph as ox

from service.errors import BadQuery
from service.triple_store.protocol import FunctionTable, Tables


class TableFunctions:
    """The functions of `tables` for one query of the engine.

    The engine takes whatever a function raises for an error in the sense of SPARQL, so a text without a table
    is noted here, and `check` raises afterwards.
    """

    def __init__(self, tables: Tables) -> None:
        self._unknown: set[str] = set()
        self.by_name: dict[ox.NamedNode, Callable[..., Any]] = {
            ox.NamedNode(iri): partial(self._score, iri, table) for iri, table in tables.items()
        }

    def check(self) -> None:
        """Raises BadQuery when a function was called with a text that is not in its table."""
        if self._unknown:
            raise BadQuery(
                f"{', '.join(sorted(self._unknown))} was called with something else than a thing and a text "
                "that is written out. Write the text itself, and put a space behind `<` in comparisons."
            )

    def _score(self, iri: str, table: FunctionTable, *arguments: Any) -> ox.Literal | None:
        scores = None
        if len(arguments) == 2 and isinstance(arguments[1], ox.Literal):
            text = arguments[1]
            scores = table.scores.get((text.value, (text.language or "").lower()))
        if scores is None:
            self._unknown.add(iri)
            return None
        if not isinstance(arguments[0], ox.NamedNode):
            return None
        score = scores.get(arguments[0].value, table.otherwise)
        return None if score is None else ox.Literal(float(score))
