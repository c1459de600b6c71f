"""The parts of the ranking that are learned: trees, precedents, words of classes."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingRegressor

from service.use_cases.search.class_words import ClassWords
from service.use_cases.search.precedents import Precedent, Precedents
from tests.service.search.drawn_search import WordEncoder

sys.path.append(str(Path(__file__).parents[3] / "scripts"))
from ranking_training.exporting import forest, hist_tree, sklearn_tree
from ranking_training.left_out import LeftOut

THINGS = ("https://w/id/measure/visit", "https://w/id/barrier/time", "https://w/id/benefit/orders")
JUDGED = (
    Precedent("who pays for the evening", {"measure/visit": 3}),
    Precedent("the owner has no time", {"barrier/time": 3, "measure/visit": 1}),
    Precedent("no time for anything", {"barrier/time": 2}),
    Precedent("star clusters in the sky", {}),
    Precedent("membership fee of a chamber", {}),
)
TEXTS = (
    ("Barrier", "no time for meetings"),
    ("Barrier", "no time and no money"),
    ("Measure", "visit the firms"),
    ("Measure", "visit more firms"),
)


def rows(count: int) -> np.ndarray:
    return np.random.default_rng(1).random((count, 5)).astype(np.float32)


def test_trees_of_a_classifier_give_what_scikit_learn_gives() -> None:
    seen, new = rows(300), rows(340)[300:]
    model = GradientBoostingClassifier(n_estimators=20, max_depth=3).fit(seen, seen[:, 0] > seen[:, 1])
    share = float(model.init_.class_prior_[1])
    trees = [sklearn_tree(one.tree_, model.learning_rate) for one in model.estimators_.ravel()]
    ours = forest("abcde", float(np.log(share / (1 - share))), trees, 3).values(new)
    assert np.abs(ours - model.decision_function(new)).max() < 0.001


def test_trees_of_a_regressor_give_what_scikit_learn_gives() -> None:
    seen, new = rows(500), rows(540)[500:]
    model = HistGradientBoostingRegressor(max_iter=20, max_depth=4).fit(seen, seen[:, 0] * seen[:, 1])
    trees = [hist_tree(one[0].nodes) for one in model._predictors]
    ours = forest("abcde", float(model._baseline_prediction.item()), trees, 4).values(new)
    assert np.abs(ours - model.predict(new)).max() < 0.001


@pytest.fixture(scope="module")
def precedents() -> Precedents:
    return Precedents.of(WordEncoder().encode([one.text for one in JUDGED]), JUDGED, THINGS)


def test_a_question_has_the_answers_of_those_like_it(precedents: Precedents) -> None:
    grades, answer = precedents.expected(WordEncoder().encode(["my owner has no time"])[0])
    assert grades.argmax() == 1
    assert grades[1] > 0.5 > grades[2] == 0.0
    assert answer > 0


def test_a_question_like_those_without_an_answer_has_none(precedents: Precedents) -> None:
    _, answer = precedents.expected(WordEncoder().encode(["star clusters of the sky"])[0])
    assert answer < -0.5


def test_precedents_are_read_as_they_were_written(precedents: Precedents, tmp_path: Path) -> None:
    precedents.save(tmp_path / "p.npz")
    asked = WordEncoder().encode(["no time"])[0]
    (grades, answer), (again, same) = (
        p.expected(asked) for p in (precedents, Precedents.open(tmp_path / "p.npz"))
    )
    assert np.allclose(grades, again, atol=0.002)
    assert answer == pytest.approx(same, abs=0.002)


@pytest.mark.parametrize("row", range(len(JUDGED)))
def test_leaving_a_question_out_is_as_if_it_had_never_been_judged(row: int) -> None:
    encoder = WordEncoder()
    left_out = LeftOut(encoder, JUDGED, THINGS)
    left_out.asked = JUDGED[row].text
    asked = encoder.encode(["no time for a visit in the evening"])[0]
    without = [one for place, one in enumerate(JUDGED) if place != row]
    fresh = Precedents.of(encoder.encode([one.text for one in without]), without, THINGS)
    grades, _ = left_out.expected(asked)
    assert np.allclose(grades, fresh.expected(asked)[0], atol=0.005)


def test_words_speak_for_the_class_in_which_they_come_up(tmp_path: Path) -> None:
    words = ClassWords.of(TEXTS)
    words.save(tmp_path / "w.npz")
    for one in (words, ClassWords.open(tmp_path / "w.npz")):
        assert one.names == ("Barrier", "Measure")
        assert one.log_chances("no time!").argmax() == 0
        assert one.log_chances("Visit firms").argmax() == 1
        assert one.log_chances("xyz") == pytest.approx(one.shares)


def test_a_word_of_one_text_alone_tells_nothing() -> None:
    assert "money" not in ClassWords.of(TEXTS).places
    assert ClassWords.of(TEXTS).places.keys() >= {"no", "time", "no time", "visit", "firms"}
