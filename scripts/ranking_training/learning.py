"""Learns the weights of the ranking: order, chance of an answer, chance that there is one.

Order: pairwise logistic loss (Burges et al. 2005) over candidates of different grades of the class asked
for, features at zero or above (L-BFGS-B). The chance of each class: conditional logit. The chance of an
answer: logistic regression. The chance that there is one: gradient boosted trees.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np
from scipy.optimize import minimize
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from ranking_training.examples import Example, question_signs, scores
from ranking_training.exporting import forest, hist_tree, sklearn_tree
from service.use_cases.evaluation.measuring import DEPTH, discounted
from service.use_cases.evaluation.questions import GOOD_FROM
from service.use_cases.search.class_chances import CLASS_SIGNS
from service.use_cases.search.features import FEATURES
from service.use_cases.search.forest import Forest
from service.use_cases.search.judging import Judge
from service.use_cases.search.ranking import FINER, LIKENESS, LOOKED_AT_FINER, QUESTION_SIGNS, Weights

_HARDEST, _CANDIDATES = 40, 30
_PENALTY = 0.001
# The service is there for measures first: a question for one counts more when classes are weighed.
_MEASURE, _MEASURES_COUNT = "Measure", 1.6
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
    "near_phrase": "near_phrase",
    "near_text": "near_text",
    "words_phrase": "words_phrase",
    "near_questions": "near_questions",
    "precedent": "near_questions",
    "words": "coverage",
    **dict.fromkeys(("nearest", "nearest_11", "nearest_51", "fall"), "near_text"),
    **{f"{prefix}_{name}": name for name in LIKENESS for prefix in ("most", "five")},
    **{f"{prefix}_{name}": name for name in FEATURES for prefix in ("first", "mean")},
}
_TREES = {"n_estimators": 150, "learning_rate": 0.05, "max_depth": 3, "min_samples_leaf": 5}
_FINER = {
    "max_iter": 100,
    "learning_rate": 0.08,
    "max_depth": 4,
    "min_samples_leaf": 20,
    "early_stopping": False,
    "random_state": _SEED,
}
_EACH_TREE = {"subsample": 0.7, "max_features": 0.3, "random_state": _SEED}


def untrained() -> Weights:
    """All features alike, every question answered; to begin with."""
    right = {"score": 1.0, "distance": 0.0, "best_fit": 0.0, "intercept": -3.0}
    order, signs = dict.fromkeys(FEATURES, 1.0), dict.fromkeys(CLASS_SIGNS, 1.0)
    nothing = forest(FINER[:1], 0.0, [], 1), forest(QUESTION_SIGNS[:1], 0.0, [], 1)
    return Weights(order, nothing[0], signs, {}, 1.0, right, nothing[1], 0.5)


def learn(examples: Sequence[Example], judge: Judge, use: Collection[str]) -> Weights:
    """Learns all weights with the features in `use`; the judge keeps the weights it had."""
    before = judge.weights
    order, cue = _order([example for example in examples if example.told], use)
    judge.weights = replace(untrained(), order=order, cue=cue)
    signs, priors = _classes([example for example in examples if not example.told], judge, use)
    judge.weights = replace(judge.weights, class_signs=signs, class_priors=priors)
    judge.weights = replace(
        judge.weights, right=_right(examples, judge, use), finer=_finer(examples, judge, use)
    )
    learnt = _answerable(examples, judge, use)
    judge.weights = before
    return learnt


def _order(examples: Sequence[Example], use: Collection[str]) -> tuple[dict[str, float], float]:
    pairs = [p for e in examples if e.judged.answerable and (p := _pairs(e)) is not None]
    matrix = np.vstack([differences for differences, _ in pairs])
    share = np.concatenate([shares for _, shares in pairs]) / len(pairs)
    bounds = [(_LEAST.get(name, 0.0), None) if name in use else (0.0, 0.0) for name in FEATURES]
    start = np.array([float(name in use) for name in FEATURES] + [0.5])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        slope = -(share / (1.0 + np.exp(np.clip(z, -50.0, 50.0)))) @ matrix
        return float(np.logaddexp(0.0, -z) @ share + _PENALTY * (w @ w)), slope + 2 * _PENALTY * w

    found = minimize(loss, start, jac=True, bounds=[*bounds, (0.0, None)], method="L-BFGS-B").x
    order = dict(zip(FEATURES, found.round(4).tolist(), strict=False))
    return order, round(float(found[-1]), 4)


def _pairs(example: Example) -> tuple[np.ndarray, np.ndarray] | None:
    """Differences between candidates of higher and lower grade, and how much each pair counts."""
    table = np.column_stack([example.features, example.cued])
    hard = np.where(example.allowed)[0]
    hard = hard[np.argsort(-example.features[hard].sum(axis=1), kind="stable")][:_HARDEST]
    grades = example.grades
    pairs = [(i, j) for i in np.where(grades > 0)[0] for j in hard if grades[i] > grades[j]]
    if not pairs:
        return None
    gains = np.array([grades[i] - grades[j] for i, j in pairs], dtype=float)
    return np.array([table[i] - table[j] for i, j in pairs]), gains / gains.sum()


def _classes(
    examples: Sequence[Example], judge: Judge, use: Collection[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Learns from the questions with an answer which class they ask for."""
    names = judge.kinds.names
    asked = [e for e in examples if e.judged.answerable and e.judged.type in names]
    target = np.array([names.index(str(e.judged.type)) for e in asked])
    count = np.array([_MEASURES_COUNT if e.judged.type == _MEASURE else 1.0 for e in asked])
    count /= count.sum()
    usable = np.array([name not in {*_lacking(use), "plain"} for name in CLASS_SIGNS])
    table = np.array([_class_signs(example, judge) for example in asked]) * usable
    size = table.shape[2]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        joint = judge.kinds.joint(table, w[:size], w[size:])
        chances = np.exp(joint - np.logaddexp.reduce(joint, axis=1, keepdims=True))
        right = chances[np.arange(len(target)), target]
        off = (chances - np.eye(len(names))[target]) * count[:, None]
        slope = np.concatenate([np.einsum("qc,qcs->s", off, table), off.sum(axis=0)])
        return float(-np.log(right + 1e-12) @ count + _PENALTY * (w @ w)), slope + 2 * _PENALTY * w

    start = np.zeros(size + len(names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x.round(4).tolist()
    return dict(zip(CLASS_SIGNS, found, strict=False)), dict(zip(names, found[size:], strict=True))


def _class_signs(example: Example, judge: Judge) -> np.ndarray:
    seen = example.perceived
    return judge.kinds.signs(seen.reading.spelt, seen.cues, seen.scene.features, judge.weights.order)


def _finer(examples: Sequence[Example], judge: Judge, use: Collection[str]) -> Forest:
    """Learns the grades of the first candidates, with their class told; more of a feature is never worse."""
    usable = [name for name in FINER if name.removeprefix("behind_") in use]
    columns = [FINER.index(name) for name in usable]
    rows, grades = [], []
    for example in (e for e in examples if e.told and e.judged.answerable):
        found = np.where(example.allowed, judge.weights.scores(example.features), -np.inf)
        first = np.argsort(-found, kind="stable")[:LOOKED_AT_FINER]
        first = first[np.isfinite(found[first])]
        behind = judge.kinds.behind(example.features)
        rows.append(np.hstack([example.features, behind])[first][:, columns])
        grades.append(example.grades[first] / 3.0)
    model = HistGradientBoostingRegressor(**_FINER, monotonic_cst=[1] * len(usable))
    model.fit(np.vstack(rows), np.concatenate(grades))
    trees = [hist_tree(one[0].nodes) for one in model._predictors]
    return forest(usable, float(model._baseline_prediction.item()), trees, _FINER["max_depth"])


def _right(examples: Sequence[Example], judge: Judge, use: Collection[str]) -> dict[str, float]:
    """Learns the chance of an answer to be right from the first candidates of each question.

    Trees know by heart what they learned from: the finer order is learned on the other questions.
    """
    rows, labels = [], []
    before = judge.weights
    for part in range(_FOLDS):
        own = [example for example in examples if _part(example.judged.id) == part]
        others = [example for example in examples if _part(example.judged.id) != part]
        judge.weights = replace(before, finer=_finer(others, judge, use))
        _add_first(own, judge, rows, labels)
    judge.weights = before
    model = LogisticRegression().fit(rows, labels)
    slopes = np.maximum(model.coef_[0], 0.0).round(4).tolist()
    intercept = round(float(model.intercept_[0]), 4)
    return {**dict(zip(("score", "distance", "best_fit"), slopes, strict=True)), "intercept": intercept}


def _part(name: str) -> int:
    return crc32(name.encode()) % _FOLDS


def _add_first(
    examples: Sequence[Example], judge: Judge, rows: list[list[float]], labels: list[bool]
) -> None:
    for example in examples:
        found = scores(judge, example.perceived, example.types)
        best = np.argsort(-found, kind="stable")[:_CANDIDATES]
        best_fit = example.features[:, FEATURES.index("fit_all")].max()
        for place in best[np.isfinite(found[best])]:
            rows.append([found[place], found[place] - found[best[0]], best_fit])
            labels.append(bool(example.grades[place] >= GOOD_FROM))


def _signs(example: Example, judge: Judge, names: Sequence[str]) -> list[float]:
    found = question_signs(judge, example.perceived)
    return [found[name] for name in names]


def _lacking(use: Collection[str]) -> set[str]:
    """The signs that need a feature which is not in use."""
    return {name for name, feature in _NEEDS.items() if feature not in use}


def _answerable(examples: Sequence[Example], judge: Judge, use: Collection[str]) -> Weights:
    """Learns from the questions without their class: its presence would give the answer away."""
    asked = [example for example in examples if not example.told]
    usable = [name for name in QUESTION_SIGNS if name not in _lacking(use)]
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
    learnt = model.fit(signs, labels, sample_weight=weight)
    share = float(learnt.init_.class_prior_[1])
    trees = [sklearn_tree(one.tree_, learnt.learning_rate) for one in learnt.estimators_.ravel()]
    answerable = forest(usable, float(np.log(share / (1.0 - share))), trees, _TREES["max_depth"])
    return replace(judge.weights, answerable=answerable, threshold=round(float(threshold), 3))


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
                chance = judge.weights.answerable_chance(question_signs(judge, example.perceived))
                refused.append(chance < judge.weights.threshold)
                to_refuse.append(not example.judged.answerable)
    judge.weights = before
    means = "  ".join(f"{name} {np.mean(values):.3f}" for name, values in sorted(ndcg.items()))
    return f"{means}  abstention F1 {_f1(np.array(refused), np.array(to_refuse)):.3f}"


def _ndcg(example: Example, judge: Judge) -> float:
    found = scores(judge, example.perceived, example.types)
    best = np.argsort(-found, kind="stable")[:DEPTH]
    gains = [float(example.grades[place]) for place in best if np.isfinite(found[place])]
    return discounted(gains) / discounted(sorted(example.judged.grades.values(), reverse=True)[:DEPTH])
