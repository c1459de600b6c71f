"""Learns the weights of the ranking: order, chance of an answer, chance that there is one.

Order: pairwise logistic loss (Burges et al. 2005) over candidates of different grades, features at
zero or above (L-BFGS-B), class priors free. The chance of an answer: logistic regression. The chance that
there is one: gradient boosted trees.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from ranking_training.examples import Example, scores
from service.use_cases.evaluation.measuring import DEPTH, discounted
from service.use_cases.evaluation.questions import GOOD_FROM
from service.use_cases.search.features import FEATURES
from service.use_cases.search.judging import Judge
from service.use_cases.search.ranking import LIKENESS, QUESTION_SIGNS, Weights
from service.use_cases.search.trees import Node, Trees

_HARDEST, _CANDIDATES = 40, 30
_PENALTY = 0.001
_UNTOLD_SHARE = 0.5
_UNANSWERABLE_SHARE = 0.28  # as in the balanced halves of the collection
# What meets a stated question comes before what only sounds alike, though few questions teach it.
_LEAST = {"fit_stated": 2.0}
_FOLDS, _SEED = 6, 20261121
# A sign that needs a feature is kept from a variant that lacks it.
_NEEDS = {
    "known": "coverage",
    "unmet": "fit_all",
    "met": "fit_worded",
    "names": "coverage",
    "foreign": "coverage",
    **dict.fromkeys(("nearest", "nearest_11", "nearest_51", "fall"), "near_text"),
    **{f"{prefix}_{name}": name for name in LIKENESS for prefix in ("most", "five")},
    **{f"{prefix}_{name}": name for name in FEATURES for prefix in ("first", "mean")},
}
_TREES = {"n_estimators": 150, "learning_rate": 0.05, "max_depth": 3, "min_samples_leaf": 5}
_EACH_TREE = {"subsample": 0.7, "max_features": 0.3, "random_state": _SEED}


def untrained() -> Weights:
    """All features alike, every question answered; to begin with."""
    right = {"score": 1.0, "distance": 0.0, "best_fit": 0.0, "intercept": -3.0}
    return Weights(dict.fromkeys(FEATURES, 1.0), {}, 1.0, right, Trees((), 0.0, ()), 0.5)


def learn(examples: Sequence[Example], judge: Judge, use: Collection[str]) -> Weights:
    """Learns all weights with the features in `use`; the judge keeps the weights it had."""
    before = judge.weights
    kinds = sorted({judge.classes[place] for e in examples for place in np.where(e.grades >= GOOD_FROM)[0]})
    order, priors, cue = _order(examples, judge.classes, kinds, use)
    judge.weights = replace(untrained(), order=order, classes=priors, cue=cue)
    judge.weights = replace(judge.weights, right=_right(examples, judge))
    learnt = _answerable(examples, judge, use)
    judge.weights = before
    return learnt


def _order(
    examples: Sequence[Example], classes: Sequence[str], kinds: Sequence[str], use: Collection[str]
) -> tuple[dict[str, float], dict[str, float], float]:
    member = np.array([[kind == name for kind in kinds] for name in classes], dtype=float)
    pairs = [p for e in examples if e.judged.answerable and (p := _pairs(e, member)) is not None]
    matrix = np.vstack([differences for differences, _ in pairs])
    share = np.concatenate([shares for _, shares in pairs]) / len(pairs)
    bounds = [(_LEAST.get(name, 0.0), None) if name in use else (0.0, 0.0) for name in FEATURES]
    bounds += [(None, None)] * len(kinds) + [(0.0, None)]
    start = np.array([float(name in use) for name in FEATURES] + [0.0] * len(kinds) + [0.5])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        slope = -(share / (1.0 + np.exp(np.clip(z, -50.0, 50.0)))) @ matrix
        return float(np.logaddexp(0.0, -z) @ share + _PENALTY * (w @ w)), slope + 2 * _PENALTY * w

    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x.round(4).tolist()
    order = dict(zip(FEATURES, found, strict=False))
    return order, dict(zip(kinds, found[len(FEATURES) :], strict=False)), found[-1]


def _pairs(example: Example, member: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Differences between candidates of higher and lower grade, and how much each pair counts."""
    blind = 0.0 if example.told else 1.0
    table = np.column_stack([example.features, blind * member, example.cued])
    hard = np.where(example.allowed)[0]
    hard = hard[np.argsort(-example.features[hard].sum(axis=1), kind="stable")][:_HARDEST]
    grades = example.grades
    pairs = [(i, j) for i in np.where(grades > 0)[0] for j in hard if grades[i] > grades[j]]
    if not pairs:
        return None
    gains = np.array([grades[i] - grades[j] for i, j in pairs], dtype=float)
    differences = np.array([table[i] - table[j] for i, j in pairs])
    return differences, gains / gains.sum() * (1.0 if example.told else _UNTOLD_SHARE)


def _right(examples: Sequence[Example], judge: Judge) -> dict[str, float]:
    """Learns the chance of an answer to be right from the first candidates of each question."""
    rows, labels = [], []
    for example in examples:
        found = scores(judge, example.perceived, example.types)
        best = np.argsort(-found, kind="stable")[:_CANDIDATES]
        best_fit = example.features[:, FEATURES.index("fit_all")].max()
        for place in best[np.isfinite(found[best])]:
            rows.append([found[place], found[place] - found[best[0]], best_fit])
            labels.append(example.grades[place] >= GOOD_FROM)
    model = LogisticRegression().fit(rows, labels)
    slopes = np.maximum(model.coef_[0], 0.0).round(4).tolist()
    intercept = round(float(model.intercept_[0]), 4)
    return {**dict(zip(("score", "distance", "best_fit"), slopes, strict=True)), "intercept": intercept}


def _signs(example: Example, judge: Judge, names: Sequence[str]) -> list[float]:
    seen = example.perceived
    judged = judge.judge(seen.reading, seen.understood, seen.scene, example.types)
    return [judged.signs[name] for name in names]


def _answerable(examples: Sequence[Example], judge: Judge, use: Collection[str]) -> Weights:
    """Learns from the questions without their class: its presence would give the answer away."""
    asked = [example for example in examples if not example.told]
    lacking = {name for name, feature in _NEEDS.items() if feature not in use}
    usable = [name for name in QUESTION_SIGNS if name not in lacking]
    signs = np.array([_signs(example, judge, usable) for example in asked])
    labels = np.array([example.judged.answerable for example in asked])
    # As many questions without an answer as with one, by weight.
    weight = np.where(labels, 0.5 / labels.mean(), 0.5 / (~labels).mean())
    model = GradientBoostingClassifier(**_TREES, **_EACH_TREE)
    # Trees know the questions they learned from by heart: the threshold is chosen on others.
    chances = cross_val_predict(
        model, signs, labels, cv=_FOLDS, method="predict_proba", params={"sample_weight": weight}
    )[:, 1]
    threshold = max(
        np.linspace(0.2, 0.8, 61), key=lambda t: (_expected_f1(chances < t, ~labels), -abs(t - 0.5))
    )
    trees = _exported(model.fit(signs, labels, sample_weight=weight), usable)
    return replace(judge.weights, answerable=trees, threshold=round(float(threshold), 3))


def _exported(model: GradientBoostingClassifier, signs: Sequence[str]) -> Trees:
    def node(tree: Any, place: int) -> Node:
        if tree.children_left[place] < 0:
            return round(model.learning_rate * float(tree.value[place][0][0]), 4)
        forks = (node(tree, tree.children_left[place]), node(tree, tree.children_right[place]))
        return [int(tree.feature[place]), round(float(tree.threshold[place]), 4), *forks]

    share = float(model.init_.class_prior_[1])
    trees = [node(estimator.tree_, 0) for estimator in model.estimators_.ravel()]
    return Trees(tuple(signs), round(float(np.log(share / (1.0 - share))), 4), trees)


def _expected_f1(refused: np.ndarray, to_refuse: np.ndarray) -> float:
    """F1 of refusing if `_UNANSWERABLE_SHARE` of the questions had no answer; more were written to learn."""
    weight = np.where(to_refuse, _UNANSWERABLE_SHARE / to_refuse.mean(), 1.0)
    weight[~to_refuse] = (1.0 - _UNANSWERABLE_SHARE) / (~to_refuse).mean()
    right = float(weight[refused & to_refuse].sum())
    return 2 * right / max(1.0, float(weight[refused].sum() + weight[to_refuse].sum()))


def _f1(refused: np.ndarray, to_refuse: np.ndarray) -> float:
    right = float((refused & to_refuse).sum())
    return 2 * right / max(1.0, float(refused.sum() + to_refuse.sum()))


def cross_validate(examples: Sequence[Example], judge: Judge, use: Collection[str]) -> str:
    """Learns on five sixths, measures on the rest, six times over; returns the figures as a line."""
    ids = np.random.default_rng(_SEED).permutation(sorted({e.judged.id for e in examples}))
    fold = {str(name): place % _FOLDS for place, name in enumerate(ids)}
    ndcg: dict[str, list[float]] = {}
    refused, to_refuse = [], []
    before = judge.weights
    for number in range(_FOLDS):
        judge.weights = learn([e for e in examples if fold[e.judged.id] != number], judge, use)
        for example in (e for e in examples if fold[e.judged.id] == number):
            if example.judged.answerable:
                asked = "measures " + example.judged.lang if example.judged.type == "Measure" else "others"
                name = f"{asked}{', told' if example.told else ''}"
                ndcg.setdefault(name, []).append(_ndcg(example, judge))
            if not example.told:
                signs = dict(zip(QUESTION_SIGNS, _signs(example, judge, QUESTION_SIGNS), strict=True))
                refused.append(judge.weights.answerable_chance(signs) < judge.weights.threshold)
                to_refuse.append(not example.judged.answerable)
    judge.weights = before
    means = "  ".join(f"{name} {np.mean(values):.3f}" for name, values in sorted(ndcg.items()))
    return f"{means}  abstention F1 {_f1(np.array(refused), np.array(to_refuse)):.3f}"


def _ndcg(example: Example, judge: Judge) -> float:
    found = scores(judge, example.perceived, example.types)
    best = np.argsort(-found, kind="stable")[:DEPTH]
    gains = [float(example.grades[place]) for place in best if np.isfinite(found[place])]
    return discounted(gains) / discounted(sorted(example.judged.grades.values(), reverse=True)[:DEPTH])
