"""The figures of the evaluation, computed by hand and against ir_measures."""

from __future__ import annotations

import math
from pathlib import Path

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadRequest
from service.schemas import Answer, Interpretation, Question, SearchAnswer, Text
from service.use_cases.evaluation.measuring import Outcome, abstention, evaluate, gains_of, mean
from service.use_cases.evaluation.questions import Judged, read_questions
from service.use_cases.evaluation.report import as_dictionary, as_text, slices, system_figures


def answers(*slugs: str) -> list[Answer]:
    return [
        Answer(
            rank=rank,
            iri=f"https://w3id.org/clusterwissen/id/measure/{slug}",
            id=slug,
            type="Measure",
            label=Text(de=slug.title(), en=f"The {slug}"),
            score=0.5,
            confidence="low",
            because=[],
            evidence=[],
        )
        for rank, slug in enumerate(slugs, start=1)
    ]


def search(question: Question) -> SearchAnswer:
    """Gives the words of the question as answers; refuses when there are none."""
    slugs = [] if question.q == "-" else question.q.split()
    return SearchAnswer(
        query=question.q,
        language="de",
        interpretation=Interpretation(type=None, concepts=[], constraints=[], sentence=Text(), sparql=None),
        answered=bool(slugs),
        answers=answers(*slugs),
        passages=[],
        facets={},
        total=len(slugs),
        limit=question.limit,
        offset=0,
        took_ms=0,
        build="b",
    )


def judged(q: str, grades: dict[str, int] | None = None, type_: str | None = "Measure") -> Judged:
    return Judged("q", "de", q, type_, grades or {}, "plain")


def test_gains_are_discounted_by_rank() -> None:
    [outcome] = evaluate([judged("x b a", {"measure/a": 3, "measure/b": 1})], search)
    assert outcome.gains == (0, 1, 3)
    assert outcome.ndcg == pytest.approx((1 / math.log2(3) + 3 / 2) / (3 + 1 / math.log2(3)))
    assert (outcome.success(2), outcome.success(3)) == (0.0, 1.0)


@given(
    ranked=st.lists(st.sampled_from("abcdefghijkl"), unique=True, min_size=1),
    grades=st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(1, 3), min_size=1),
)
def test_ndcg_is_that_of_ir_measures(ranked: list[str], grades: dict[str, int]) -> None:
    asked = judged(" ".join(ranked), {f"measure/{name}": grade for name, grade in grades.items()})
    outcome = Outcome(asked, gains_of(asked, answers(*ranked)), True, 1.0)
    qrels = [ir_measures.Qrel("q", name, grade) for name, grade in grades.items()]
    run = [ir_measures.ScoredDoc("q", name, -float(rank)) for rank, name in enumerate(ranked)]
    theirs = ir_measures.calc_aggregate([ir_measures.nDCG @ 10], qrels, run)[ir_measures.nDCG @ 10]
    assert outcome.ndcg == pytest.approx(theirs, abs=1e-6)


def test_nothing_counts_twice() -> None:
    [outcome] = evaluate([judged("a a", {"measure/a": 3})], search)
    assert outcome.gains == (3, 0)


def test_the_class_is_told_only_where_one_is_meant() -> None:
    asked: list[tuple[str, ...]] = []

    def listening(question: Question) -> SearchAnswer:
        asked.append(question.types)
        return search(question)

    evaluate([judged("a"), judged("a", type_=None)], listening, typed=True)
    evaluate([judged("a")], listening)
    assert asked == [("Measure",), (), ()]


def test_abstaining_follows_the_grades_and_not_the_class() -> None:
    asked = [
        judged("-"),
        judged("a", type_=None),
        judged("-", {"measure/a": 3}),
        judged("a", {"measure/a": 3}),
    ]
    found = abstention(evaluate(asked, search))
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)


def test_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = mean([0.0, 1.0] * 5), mean([0.0, 1.0] * 500)
    assert few.low < few.value == many.value == 0.5 < few.high
    assert many.high - many.low < few.high - few.low
    assert mean([]).n == 0


def test_table_names_systems_and_slices() -> None:
    outcomes = evaluate([judged("a", {"measure/a": 3}), judged("-")], search)
    systems, parts = {"whole": system_figures(outcomes)}, slices(outcomes)
    text = as_text(systems, parts)
    assert "whole" in text
    assert "plain de" in text
    assert as_dictionary(systems, parts)["systems"]["whole"]["ndcg"]["measures de"]["value"] == 1.0


def test_both_forms_of_a_line_are_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    new = '{"id": "a", "lang": "de", "q": "Was?", "type": null, "grades": {"measure/a": 3}, "slice": "plain"}'
    old = '{"id": "b", "lang": "en", "q": "What?", "type": "Measure", "good": ["a"], "fair": ["The B"]}'
    none = '{"id": "c", "lang": "en", "q": "What?", "type": null, "good": [], "fair": []}'
    file.write_text(f"{new}\n\n{old}\n{none}\n", encoding="utf-8")
    first, second, third = read_questions(file)
    assert (first.slice, dict(second.grades), third.answerable) == ("plain", {"a": 2, "The B": 1}, False)
    assert gains_of(second, answers("b", "a")) == (1, 2)


@pytest.mark.parametrize(
    "line", ["{}", "[]", "x", '{"id": "a", "lang": "de", "q": "?", "type": null, "grades": {"a": 4}}']
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadRequest, match=r"questions\.jsonl, line 2"):
        read_questions(file)
