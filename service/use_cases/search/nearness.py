"""How near a question is in meaning to every thing: cosines of its best rows, by kind of row.

Four kinds of rows: labels and synonyms, search phrases, sentences of its texts, and its links said as
sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
ROW_KINDS = ("label", "phrase", "text", "link")
# Rows that are further away than this many others tell nothing about their things.
_LOOKED_AT = 400


class Encoder(Protocol):
    """Turns texts into unit vectors, shape (len(texts), dimensions)."""

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors: ...


class Rows(Protocol):
    """The vectors of one kind of rows."""

    def rows(self, vector: Vectors, k: int) -> tuple[Places, Vectors]:
        """The `k` nearest rows and their cosines, both of shape (at most k,)."""
        ...


class Nearness:
    """Cosines between a question and the rows of all things."""

    def __init__(
        self, encoder: Encoder, rows: Mapping[str, Rows], owners: Mapping[str, Places], size: int
    ) -> None:
        """By kind the rows and the thing of each row, from 0 to `size` - 1."""
        self._encoder, self._rows, self._owners, self._size = encoder, rows, owners, size

    def cosines(self, text: str) -> Mapping[str, Vectors]:
        """Returns, for each kind of row, the best cosine of each thing, shape (things,), 0 to 1."""
        vector = self._encoder.encode([text], query=True)[0]
        return {kind: self._best(kind, vector) for kind in ROW_KINDS}

    def nearest(self, text: str, limit: int) -> list[int]:
        """Places of the `limit` things nearest to a text, best first; none for a text without known words."""
        best = np.maximum.reduce([*self.cosines(text).values()])
        return [int(place) for place in np.argsort(-best, kind="stable")[:limit] if best[place] > 0.0]

    def _best(self, kind: str, vector: Vectors) -> Vectors:
        best = np.zeros(self._size, dtype=np.float32)
        rows, cosines = self._rows[kind].rows(vector, _LOOKED_AT)
        np.maximum.at(best, self._owners[kind][rows], cosines)
        return best
