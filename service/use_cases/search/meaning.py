"""Search by meaning: an encoder and the vector index that it filled, as one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from service.use_cases.search.candidates import Hit

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors, shape (len(texts), dimensions)."""

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors: ...


class VectorIndex(Protocol):
    """The nearest keys of a vector of shape (dimensions,)."""

    def nearest(self, vector: Vectors, k: int) -> Sequence[Hit]: ...

    def __len__(self) -> int: ...


class Meaning:
    """Ranks keys by the cosine between a text and the best of their rows."""

    def __init__(self, encoder: Encoder, index: VectorIndex) -> None:
        self._encoder, self._index = encoder, index

    def nearest(self, text: str, limit: int) -> Mapping[str, float]:
        """Returns the `limit` nearest keys with their cosines, best first.

        A text without a known word is near to nothing.
        """
        if not len(self._index):
            return {}
        vector = self._encoder.encode([text], query=True)[0]
        if not vector.any():
            return {}
        return {hit.key: hit.score for hit in self._index.nearest(vector, limit)}
