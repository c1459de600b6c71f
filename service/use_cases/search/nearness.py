"""How near a question is in meaning to every thing: cosines of its best rows, by kind of row.

Four kinds of rows: labels and synonyms, search phrases, sentences of its texts, and its links said as
sentences.
A second table holds the single words of the things' texts, because the mean vector of a long
question blurs the one word that matters; comparing word by word (Khattab and Zaharia 2020) does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
_RELATED = 0.4
ROW_KINDS = ("label", "phrase", "text", "link")


class Encoder(Protocol):
    """Turns texts into unit vectors, shape (len(texts), dimensions)."""

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Segments:
    """Rows grouped by thing: rows of segment n begin at starts[n] and belong to thing things[n]."""

    starts: Places
    things: Places
    size: int

    @classmethod
    def of(cls, owners: Sequence[int], size: int) -> Segments:
        """`owners`: the thing of each row, in ascending order; `size`: how many things there are."""
        things, starts = np.unique(np.asarray(owners, dtype=np.int64), return_index=True)
        return cls(starts.astype(np.int64), things, size)

    def best(self, scores: Vectors) -> Vectors:
        """The highest score of each thing; 0 for one without rows. `scores`: shape (..., rows)."""
        result = np.zeros((*scores.shape[:-1], self.size), dtype=np.float32)
        if len(self.starts):
            result[..., self.things] = np.maximum.reduceat(scores, self.starts, axis=-1)
        return np.maximum(result, 0.0)


class Nearness:
    """Cosines between a question and the rows of all things."""

    def __init__(
        self,
        encoder: Encoder,
        vectors: Vectors,
        owners: Sequence[tuple[str, int]],
        words: Vectors,
        words_of: Sequence[Sequence[int]],
    ) -> None:
        """`owners`: (kind, thing) of each row of `vectors`; `words_of`: each thing's rows of `words`."""
        size = self._size = len(words_of)
        self._encoder, self._words = encoder, words
        holders = sorted((word, thing) for thing, own in enumerate(words_of) for word in own)
        self._holders = np.array([thing for _, thing in holders], dtype=np.int64)
        held = np.array([word for word, _ in holders], dtype=np.int64)
        self._first_holder = np.searchsorted(held, np.arange(len(words) + 1))
        order = sorted(range(len(owners)), key=lambda row: (ROW_KINDS.index(owners[row][0]), owners[row][1]))
        self._vectors = np.ascontiguousarray(vectors[order])
        self._parts: dict[str, tuple[int, int, Segments]] = {}
        for kind in ROW_KINDS:
            rows = [place for place, row in enumerate(order) if owners[row][0] == kind]
            first, last = (rows[0], rows[-1] + 1) if rows else (0, 0)
            segments = Segments.of([owners[order[row]][1] for row in rows], size)
            self._parts[kind] = (first, last, segments)

    def cosines(self, text: str) -> Mapping[str, Vectors]:
        """Returns, for each kind of row, the best cosine of each thing, shape (things,), 0 to 1."""
        vector = self._encoder.encode([text], query=True)[0]
        scores = self._vectors @ vector
        return {
            kind: segments.best(scores[first:last]) for kind, (first, last, segments) in self._parts.items()
        }

    def nearest(self, text: str, limit: int) -> list[int]:
        """Places of the `limit` things nearest to a text, best first; none for a text without known words."""
        best = np.maximum.reduce([*self.cosines(text).values()])
        return [int(place) for place in np.argsort(-best, kind="stable")[:limit] if best[place] > 0.0]

    def by_word(self, words: Sequence[str], weights: Sequence[float]) -> Vectors:
        """Mean over the words of the best cosine with any word of a thing, shape (things,), 0 to 1.

        A cosine below `_RELATED` counts as 0: it tells nothing, and few words are left to look at.
        """
        if not words:
            return np.zeros(self._size, dtype=np.float32)
        vectors = self._encoder.encode(words, query=True)
        best = np.zeros((len(words), self._size), dtype=np.float32)
        for row, scores in enumerate(vectors @ self._words.T):
            for word in np.nonzero(scores >= _RELATED)[0]:
                things = self._holders[self._first_holder[word] : self._first_holder[word + 1]]
                best[row, things] = np.maximum(best[row, things], scores[word])
        shares = np.asarray(weights, dtype=np.float32)
        return (shares @ best) / max(float(shares.sum()), 1e-6)
