"""The search use case over a drawn catalogue, with fakes for the indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pytest
from rdflib import URIRef
from rdflib.term import Node

from service.passage_index import Near
from service.schemas import PassageHit, Question, SearchAnswer, Suggestion
from service.use_cases.search.answering import Search
from service.use_cases.search.candidates import Similarity
from service.use_cases.search.preparation import Prepared
from service.use_cases.search.ranking import confidence, fit
from tests.service.search.drawn_catalogue import catalogue, iri

WORDS = {"information", "deficit", "small", "firm", "address", "medical", "mountain", "betrieb", "studie"}
WORDS |= {"nennen", "ideenklau"}


class FakeStore:
    """Answers each query with the rows of the first key that stands in it; remembers the queries."""

    def __init__(self, rows: Mapping[str, Sequence[str]]) -> None:
        self.rows, self.asked = rows, []  # type: ignore[var-annotated]

    def select(
        self, query: str, *, bindings: Mapping[str, Node] | None = None
    ) -> Sequence[Mapping[str, Node]]:
        self.asked.append(query)
        for key, answers in self.rows.items():
            if key in query:
                return [{"answer": URIRef(iri(answer))} for answer in answers]
        return []


class FakeIndex:
    """Always finds the same."""

    def __init__(self, found: Mapping[str, float]) -> None:
        self.found = [Near(iri(key), 0, score) for key, score in found.items()]

    def search(self, terms: Sequence[tuple[str, str, float]], limit: int) -> list[Near]:
        return self.found

    def nearest(self, text: str, limit: int, also: Iterable[str] = ()) -> Mapping[str, float]:
        return {near.key: near.score for near in self.found}


class NoPassages:
    def similar(self, question: str, language: str, limit: int) -> list[PassageHit]:
        return []


class OneSuggestion:
    def nearest_questions(self, question: str, language: str, limit: int) -> list[Suggestion]:
        return [Suggestion(text="Welche Maßnahmen helfen gegen „Wissensabfluss“?", kind="question")]


def ask(
    question: Question, rows: Mapping[str, Sequence[str]], near: Mapping[str, float]
) -> tuple[SearchAnswer, FakeStore]:
    """Asks a search over the drawn catalogue."""
    store = FakeStore(rows)
    search = Search(
        store=store,
        prepared=Prepared.of(catalogue(), WORDS),
        words=FakeIndex({}),
        meanings=FakeIndex(near),
        passages=NoPassages(),
        suggestions=OneSuggestion(),
        build="b1",
    )
    return search.search(question), store


TEST_QUESTION = Question(q="Which measures address information deficits for small firms?")
MATCHING = {"addressesBarrier": ["measure/cm-om5", "measure/pol-sm1"]}


def test_main_effect_comes_before_side_effect_and_both_before_mere_likeness() -> None:
    answer, _ = ask(
        TEST_QUESTION, MATCHING, {"measure/cm-om1": 0.6, "measure/cm-om5": 0.3, "measure/pol-sm1": 0.3}
    )
    assert [a.id for a in answer.answers][:2] == ["cm-om5", "pol-sm1"]
    assert answer.answers[0].score > answer.answers[1].score
    assert {a.type for a in answer.answers} == {"Measure"}


def test_path_runs_over_asserted_links_and_evidence_backs_it() -> None:
    answer, _ = ask(TEST_QUESTION, MATCHING, {})
    first = answer.answers[0]
    assert first.because[0].path == [
        "cm-om5",
        "addressesBarrier",
        "lack-of-awareness",
        "broader",
        "information-deficit",
    ]
    assert first.because[0].basis == "inferred"
    assert first.because[1].path == ["cm-om5", "targetGroup", "small-firm"]
    assert (first.evidence[0].source, first.evidence[0].locator) == ("study", "4.2.4")
    assert first.evidence[0].text.en == "The column tells of the benefit."


def test_the_query_that_was_run_is_returned() -> None:
    answer, store = ask(TEST_QUESTION, MATCHING, {})
    assert store.asked == [answer.interpretation.sparql]


def test_condition_that_empties_the_result_is_dropped_and_said_so() -> None:
    class Picky(FakeStore):
        def select(
            self, query: str, *, bindings: Mapping[str, Node] | None = None
        ) -> Sequence[Mapping[str, Node]]:
            found = super().select(query)
            return [] if "targetGroup" in query else found

    store = Picky(MATCHING)
    search = Search(
        store=store,
        prepared=Prepared.of(catalogue(), WORDS),
        words=FakeIndex({}),
        meanings=FakeIndex({}),
        passages=NoPassages(),
        suggestions=OneSuggestion(),
        build="b1",
    )
    answer = search.search(TEST_QUESTION)
    assert [(c.property, c.dropped) for c in answer.interpretation.constraints] == [
        ("addressesBarrier", False),
        ("targetGroup", True),
    ]
    assert "target group" not in (answer.interpretation.sentence.en or "")
    assert answer.answered


def test_interpretation_is_said_in_both_languages() -> None:
    answer, _ = ask(TEST_QUESTION, MATCHING, {})
    sentence = answer.interpretation.sentence
    assert sentence.en == (
        "Measures that address the barrier “Information deficit” for the target group Small firm"
    )
    assert sentence.de == "Maßnahmen gegen das Hemmnis „Informationsdefizit“ für die Zielgruppe Kleinbetrieb"


def test_foreign_question_is_not_answered_and_gets_suggestions() -> None:
    answer, _ = ask(Question(q="Deploy Kubernetes on spot instances"), {}, {"measure/cm-om1": 0.15})
    assert (answer.answered, answer.answers, answer.total) == (False, [], 0)
    assert answer.suggestions[0].kind == "question"


def test_barrier_said_in_a_case_shows_the_statement_as_its_path() -> None:
    rows = {"inCase": ["barrier/knowledge-outflow"]}
    answer, _ = ask(Question(q="Was hindert Betriebe bei Medical Mountains?"), rows, {})
    assert [r.path for r in answer.answers[0].because] == [
        ["s3", "about", "knowledge-outflow"],
        ["s3", "inCase", "medical-mountains"],
    ]


def test_study_that_names_a_barrier_is_reached_over_its_work() -> None:
    rows = {"holder": ["profile/strebel-2003"]}
    answer, _ = ask(Question(q="Welche Studien nennen Ideenklau?"), rows, {})
    assert [r.path for r in answer.answers[0].because][1:] == [
        ["s4", "holder", "strebel-2003"],
        ["strebel-2003", "profileOf", "strebel-2003"],
    ]


def test_second_page_continues_the_ranks() -> None:
    answer, _ = ask(TEST_QUESTION.model_copy(update={"limit": 1, "offset": 1}), MATCHING, {})
    assert [(a.rank, a.id) for a in answer.answers] == [(2, "pol-sm1")]
    assert answer.total == 2


def test_facets_count_all_answers() -> None:
    answer, _ = ask(TEST_QUESTION.model_copy(update={"limit": 1}), MATCHING, {})
    assert answer.facets["type"] == {"Measure": 2}
    assert answer.facets["audience"] == {"cluster-manager": 1}


def test_fit_without_conditions_is_nothing() -> None:
    assert fit(catalogue(), iri("measure/cm-om5"), ()) == 0.0


@pytest.mark.parametrize(("score", "word"), [(0.9, "high"), (0.6, "medium"), (0.4, "low")])
def test_confidence_words(score: float, word: str) -> None:
    assert confidence(score) == word
    assert Similarity() == Similarity(0.0, 0.0)
