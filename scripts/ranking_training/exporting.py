"""Writes scikit-learn's trees as complete trees, the form in which the service walks them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from service.use_cases.search.forest import Forest

# A leaf is a number, a fork is (column, threshold, left, right).
Node = float | tuple[int, float, Any, Any]
_DIGITS = 5


def sklearn_tree(tree: Any, rate: float, place: int = 0) -> Node:
    """A tree of GradientBoostingClassifier; its leaves are multiplied by the learning rate."""
    if tree.children_left[place] < 0:
        return rate * float(tree.value[place][0][0])
    left, right = (
        sklearn_tree(tree, rate, child) for child in (tree.children_left[place], tree.children_right[place])
    )
    return int(tree.feature[place]), float(tree.threshold[place]), left, right


def hist_tree(nodes: np.ndarray, place: int = 0) -> Node:
    """A tree of HistGradientBoostingRegressor."""
    node = nodes[place]
    if node["is_leaf"]:
        return float(node["value"])
    left, right = hist_tree(nodes, node["left"]), hist_tree(nodes, node["right"])
    return int(node["feature_idx"]), float(node["num_threshold"]), left, right


def forest(inputs: Sequence[str], start: float, trees: Sequence[Node], depth: int) -> Forest:
    """All trees filled up to `depth`; without any, one that adds nothing."""
    places, thresholds, leaves = [], [], []
    for tree in trees or [0.0]:
        level: list[Node] = [tree]
        forks: list[tuple[int, float]] = []
        for _ in range(depth):
            forks += [(node[0], node[1]) if isinstance(node, tuple) else (0, 0.0) for node in level]
            level = [
                half for node in level for half in (node[2:] if isinstance(node, tuple) else (node, node))
            ]
        places.append([place for place, _ in forks])
        thresholds.append([round(threshold, _DIGITS) for _, threshold in forks])
        leaves.append([round(float(leaf), _DIGITS) for leaf in level])
    return Forest(tuple(inputs), round(start, _DIGITS), places, thresholds, leaves)
