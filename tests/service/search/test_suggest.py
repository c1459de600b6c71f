"""Completions and answerable questions."""

from __future__ import annotations

import pytest

from service.use_cases.suggest import Suggester
from tests.service.search.drawn_catalogue import catalogue, iri


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester(catalogue(), lambda text, limit: [iri("barrier/information-deficit")])


@pytest.mark.parametrize(
    "typed", ["Informations", "informationsd", "INFORMATIONSDEFIZIT", "Informationsdefzit"]
)
def test_completes_whatever_the_case_and_small_slips(suggester: Suggester, typed: str) -> None:
    found = suggester.suggest(typed, "de", 5)
    assert ("Informationsdefizit", "information-deficit") in {(s.text, s.id) for s in found}


def test_umlauts_may_be_written_out(suggester: Suggester) -> None:
    assert [s.id for s in suggester.suggest("oeffentlich", "de", 5) if s.kind == "thing"] == ["h3"]


def test_offers_a_question_only_where_the_graph_answers_it(suggester: Suggester) -> None:
    asked = [s.text for s in suggester.suggest("Informations", "de", 5) if s.kind == "question"]
    assert asked == ["Welche Maßnahmen helfen gegen „Informationsdefizit“?"]
    assert not [s for s in suggester.suggest("Wissensab", "de", 5) if s.kind == "question"]


def test_nothing_typed_offers_questions(suggester: Suggester) -> None:
    found = suggester.suggest("  ", "en", 3)
    assert found
    assert {s.kind for s in found} == {"question"}


def test_nonsense_completes_to_nothing(suggester: Suggester) -> None:
    assert suggester.suggest("qqqqxxxx", "de", 5) == []


def test_without_language_both_are_completed(suggester: Suggester) -> None:
    assert {s.text for s in suggester.suggest("information d", None, 5)} >= {"Information deficit"}


def test_never_more_than_asked_for(suggester: Suggester) -> None:
    assert len(suggester.suggest("a", "en", 1)) <= 1


def test_nearest_questions_begin_with_what_means_nearly_the_same(suggester: Suggester) -> None:
    found = suggester.nearest_questions("Keiner sagt uns etwas", "de", 2)
    assert found[0].text == "Welche Maßnahmen helfen gegen „Informationsdefizit“?"
