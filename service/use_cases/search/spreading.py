"""Relevance spread over the links of the graph: personalised PageRank, less the global one.

Haveliwala 2002 for the personalisation, Gutiérrez et al. 2025 (HippoRAG 2) for retrieval with a
damping of 0.5. Without subtracting the global PageRank the much-linked things would win each question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from service.use_cases.search.nearness import Vectors

_DAMPING = 0.5
_STEPS = 12
# Links that classify or keep the books join everything with everything.
_NOT_FOLLOWED = frozenset({"source", "section", "inSection", "mentions", "type", "inScheme"})


class Spreading:
    """The links between things, which move relevance to the neighbours."""

    def __init__(self, size: int, links: Sequence[tuple[int, int, str]]) -> None:
        """`links`: (subject, object, property) by the places of the things."""
        followed = {(s, o) for s, o, name in links if name not in _NOT_FOLLOWED and s != o}
        both = sorted(followed | {(o, s) for s, o in followed})
        self._from = np.array([s for s, _ in both], dtype=np.int64)
        self._to = np.array([o for _, o in both], dtype=np.int64)
        degrees = np.bincount(self._from, minlength=size)
        self._share = (1.0 / np.maximum(degrees, 1)).astype(np.float32)[self._from]
        self._size = size
        self._everywhere = self._rank(np.full(size, 1.0 / max(size, 1), np.float32))

    def spread(self, seeds: Mapping[int, float]) -> Vectors:
        """Relevance of each thing for weighted seeds, shape (things,), 0 to 1, the best one 1.

        The seeds' own share is left out: a seed is relevant for other reasons than its neighbours.
        """
        total = sum(seeds.values())
        if total <= 0.0:
            return np.zeros(self._size, dtype=np.float32)
        start = np.zeros(self._size, dtype=np.float32)
        for place, weight in seeds.items():
            start[place] = weight / total
        gained: Vectors = self._rank(start) - (1.0 - _DAMPING) * start - _DAMPING * self._everywhere
        np.maximum(gained, 0.0, out=gained)
        most = float(gained.max())
        if most > 0.0:
            gained /= most
        return gained

    def _rank(self, start: Vectors) -> Vectors:
        rank = start
        for _ in range(_STEPS):
            moved = np.bincount(self._to, self._share * rank[self._from], self._size)
            rank = (1.0 - _DAMPING) * start + _DAMPING * moved.astype(np.float32)
        return rank
