"""The figures of the evaluation, computed by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from service.errors import BadRequest
from service.schemas import Answer, Interpretation, Question, SearchAnswer, Text
from service.use_cases.evaluate import Judged, evaluate, figures, read_questions


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


def judged(
    q: str, type_: str | None = "Measure", good: tuple[str, ...] = (), fair: tuple[str, ...] = ()
) -> Judged:
    return Judged("q", "de", q, type_, good, fair)


def test_gains_are_discounted_by_rank() -> None:
    [outcome] = evaluate([judged("x b a", good=("a",), fair=("b",))], search)
    assert outcome.gains == (0.0, 1.0, 2.0)
    assert outcome.ndcg == pytest.approx((1 / math.log2(3) + 2 / 2) / (2 + 1 / math.log2(3)))
    assert (outcome.success(2), outcome.success(3)) == (False, True)


def test_a_perfect_order_is_worth_one_and_nothing_counts_twice() -> None:
    perfect, twice = evaluate([judged("a b", good=("a",), fair=("b",)), judged("a a", good=("a",))], search)
    assert perfect.ndcg == 1.0
    assert twice.gains == (2.0, 0.0)


def test_judgements_may_name_labels() -> None:
    [outcome] = evaluate([judged("thing", good=("The Thing",))], search)
    assert outcome.success(1)


def test_abstaining_has_precision_and_recall() -> None:
    asked = [judged("-", None), judged("a", None), judged("-", good=("a",)), judged("a", good=("a",))]
    found = figures(evaluate(asked, search))
    assert (found.questions, found.ranked) == (4, 2)
    assert (found.abstention_precision, found.abstention_recall, found.abstention_f1) == (0.5, 0.5, 0.5)
    assert (found.success_at_1, found.ndcg_at_10) == (0.5, 0.5)


def test_no_questions_give_zeros() -> None:
    assert figures([]).ndcg_at_10 == 0.0


def test_a_question_file_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    line = '{"id": "a", "lang": "de", "q": "Was?", "type": null, "good": [], "fair": []}'
    file.write_text(f"{line}\n\n{line}\n", encoding="utf-8")
    assert len(read_questions(file)) == 2
    file.write_text(f"{line}\n{{}}\n", encoding="utf-8")
    with pytest.raises(BadRequest, match=r"questions\.jsonl, line 2"):
        read_questions(file)
