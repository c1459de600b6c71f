"""Gradient boosted trees (Friedman 2001), as read from the learned weights: rows of numbers in, one out.

`scripts/train-ranking` learns them with scikit-learn, which is not needed to apply them. Every tree is
complete, so that all trees are walked at once for all rows, level by level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from service.use_cases.search.nearness import Vectors


@dataclass(frozen=True)
class Forest:
    """`inputs`: the names of the columns; `start`: what comes before any tree.

    By tree, `places` and `thresholds` are of its forks, the root first and a level after the other: at
    most `thresholds` in the column `places` goes left. `leaves`, from left to right, are what it adds.
    """

    inputs: Sequence[str]
    start: float
    places: Sequence[Sequence[int]]
    thresholds: Sequence[Sequence[float]]
    leaves: Sequence[Sequence[float]]

    def values(self, rows: Vectors) -> Vectors:
        """What all trees give together, shape (rows,), for rows of shape (rows, len(inputs))."""
        places, thresholds, leaves = self._arrays
        trees, forks = places.shape
        row, tree = np.arange(len(rows))[:, None], np.arange(trees)[None]
        at = np.zeros((len(rows), trees), dtype=np.int64)
        for _ in range(int(np.log2(forks + 1))):
            at = 2 * at + 1 + (rows[row, places[tree, at]] > thresholds[tree, at])
        found: Vectors = (self.start + leaves[tree, at - forks].sum(axis=1)).astype(np.float32)
        return found

    @cached_property
    def _arrays(self) -> tuple[npt.NDArray[np.int64], Vectors, Vectors]:
        thresholds, leaves = (np.array(part, dtype=np.float32) for part in (self.thresholds, self.leaves))
        return np.array(self.places, dtype=np.int64), thresholds, leaves
