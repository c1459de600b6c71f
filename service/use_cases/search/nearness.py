"""How near a question is in meaning to every thing: cosines of its best rows, by kind of row.

Four kinds of rows: labels and synonyms, search phrases, sentences of its texts, and its links said as
sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
ROW_KINDS = ("label", "phrase", "text", "link")
# One row may be near by chance; several are not.
SEVERAL = {"phrases": (("phrase",), 3), "rows": (ROW_KINDS, 5)}
# Rows that are further away than this many others tell nothing about their things.
_LOOKED_AT = 400
_REMEMBERED = 16


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
        # The same question is compared again for the nearest questions, and the next page asks it anew.
        self.cosines = lru_cache(maxsize=_REMEMBERED)(self._cosines)
        self.vector = lru_cache(maxsize=_REMEMBERED)(self._vector)

    def _vector(self, text: str) -> Vectors:
        """The unit vector of a question."""
        vector: Vectors = self._encoder.encode([text], query=True)[0]
        return vector

    def _cosines(self, text: str) -> Mapping[str, Vectors]:
        """Returns cosines of each thing, shape (things,), 0 to 1: by kind of row the best one.

        "phrases" is the mean of its three best phrases, "rows" that of its five best rows of any kind.
        """
        vector = self.vector(text)
        near = {kind: self._near(kind, vector, _LOOKED_AT) for kind in ROW_KINDS}
        several = {
            name: self._mean([near[kind] for kind in kinds], number)
            for name, (kinds, number) in SEVERAL.items()
        }
        return {kind: self._best(*found) for kind, found in near.items()} | several

    def nearest(self, text: str, limit: int) -> list[int]:
        """Places of the `limit` things nearest to a text, best first; none for a text without known words."""
        cosines = self.cosines(text)
        best = np.maximum.reduce([cosines[kind] for kind in ROW_KINDS])
        return [int(place) for place in np.argsort(-best, kind="stable")[:limit] if best[place] > 0.0]

    def similarity(self, text: str) -> Vectors:
        """The best cosine of each thing with every row compared, shape (things,), 0 to 1."""
        vector = self.vector(text)
        best = np.zeros(self._size, dtype=np.float32)
        for kind in ROW_KINDS:
            np.maximum(best, self._best(*self._near(kind, vector, len(self._owners[kind]))), out=best)
        return np.minimum(best, np.float32(1.0))

    def _near(self, kind: str, vector: Vectors, looked_at: int) -> tuple[Places, Vectors]:
        """The things of the nearest rows, and the cosines of the rows."""
        rows, cosines = self._rows[kind].rows(vector, looked_at)
        return self._owners[kind][rows], cosines

    def _best(self, things: Places, cosines: Vectors) -> Vectors:
        best = np.zeros(self._size, dtype=np.float32)
        np.maximum.at(best, things, cosines)
        return best

    def _mean(self, near: Sequence[tuple[Places, Vectors]], number: int) -> Vectors:
        """The mean of the best `number` rows of each thing; rows too far away count as 0."""
        things = np.concatenate([found for found, _ in near])
        cosines = np.concatenate([values for _, values in near])
        order = np.lexsort((-cosines, things))
        things, cosines = things[order], cosines[order]
        first = np.flatnonzero(np.diff(things, prepend=-1))
        place = np.arange(len(things)) - np.repeat(first, np.diff(np.append(first, len(things))))
        counted = place < number
        return np.bincount(things[counted], cosines[counted] / number, self._size).astype(np.float32)
