"""Gradient boosted trees (Friedman 2001), as read from the learned weights: numbers in, log-odds out.

`scripts/train-ranking` learns them with scikit-learn, which is not needed to apply them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

# A leaf is its share of the log-odds; a fork is [place of the sign, threshold, up to it, above it].
Node = float | list[Any]


@dataclass(frozen=True, slots=True)
class Trees:
    """`signs`: the names of what is looked at; `start`: the log-odds before any tree."""

    signs: Sequence[str]
    start: float
    trees: Sequence[Node]

    def chance(self, signs: Mapping[str, float]) -> float:
        """The chance that all trees give together, 0 to 1."""
        values = [signs[name] for name in self.signs]
        odds = self.start + sum(_leaf(tree, values) for tree in self.trees)
        return 1.0 / (1.0 + exp(-odds))


def _leaf(node: Node, values: Sequence[float]) -> float:
    while isinstance(node, list):
        place, threshold, up_to, above = node
        node = up_to if values[place] <= threshold else above
    return node
