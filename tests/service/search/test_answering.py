"""The search use case over a drawn catalogue, with fakes for the store and the encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from rdflib.term import Node

from service.schemas import Question, SearchAnswer
from service.use_cases.search.ranking import confidence
from tests.service.search.drawn_search import FakeStore, drawn_search


def ask(question: Question, rows: Mapping[str, Sequence[str]]) -> tuple[SearchAnswer, FakeStore]:
    """Asks a search over the drawn catalogue."""
    store = FakeStore(rows)
    return drawn_search(store).search(question), store


TEST_QUESTION = Question(q="Which measures address information deficits for small firms?")
MATCHING = {"addressesBarrier": ["measure/cm-om5", "measure/pol-sm1"]}


def test_main_effect_comes_before_side_effect_and_both_before_mere_likeness() -> None:
    answer, _ = ask(TEST_QUESTION, MATCHING)
    assert [a.id for a in answer.answers][:2] == ["cm-om5", "pol-sm1"]
    assert answer.answers[0].score > answer.answers[1].score
    assert {a.type for a in answer.answers} == {"Measure"}


def test_path_runs_over_asserted_links_and_evidence_backs_it() -> None:
    answer, _ = ask(TEST_QUESTION, MATCHING)
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
    answer, store = ask(TEST_QUESTION, MATCHING)
    assert store.asked == [answer.interpretation.sparql]


def test_condition_that_empties_the_result_is_dropped_and_said_so() -> None:
    class Picky(FakeStore):
        def select(
            self, query: str, *, bindings: Mapping[str, Node] | None = None
        ) -> Sequence[Mapping[str, Node]]:
            found = super().select(query)
            return [] if "targetGroup" in query else found

    search = drawn_search(Picky(MATCHING))
    answer = search.search(TEST_QUESTION)
    assert [(c.property, c.dropped) for c in answer.interpretation.constraints] == [
        ("addressesBarrier", False),
        ("targetGroup", True),
    ]
    assert "target group" not in (answer.interpretation.sentence.en or "")
    assert answer.answered


def test_interpretation_is_said_in_both_languages() -> None:
    answer, _ = ask(TEST_QUESTION, MATCHING)
    sentence = answer.interpretation.sentence
    assert sentence.en == (
        "Measures that address the barrier “Information deficit” for the target group Small firm"
    )
    assert sentence.de == "Maßnahmen gegen das Hemmnis „Informationsdefizit“ für die Zielgruppe Kleinbetrieb"


def test_foreign_question_is_not_answered_and_gets_suggestions() -> None:
    answer, _ = ask(Question(q="Deploy Kubernetes on spot instances"), {})
    assert (answer.answered, answer.answers, answer.total) == (False, [], 0)
    assert answer.suggestions[0].kind == "question"


def test_barrier_said_in_a_case_shows_the_statement_as_its_path() -> None:
    rows = {"inCase": ["barrier/knowledge-outflow"]}
    answer, _ = ask(Question(q="Was hindert Betriebe bei Medical Mountains?"), rows)
    assert [r.path for r in answer.answers[0].because] == [
        ["s3", "about", "knowledge-outflow"],
        ["s3", "inCase", "medical-mountains"],
    ]


def test_study_that_names_a_barrier_is_reached_over_its_work() -> None:
    rows = {"holder": ["profile/strebel-2003"]}
    answer, _ = ask(Question(q="Welche Studien nennen Ideenklau?"), rows)
    assert [r.path for r in answer.answers[0].because][1:] == [
        ["s4", "holder", "strebel-2003"],
        ["strebel-2003", "profileOf", "strebel-2003"],
    ]


def test_second_page_continues_the_ranks() -> None:
    answer, _ = ask(TEST_QUESTION.model_copy(update={"limit": 1, "offset": 1}), MATCHING)
    assert [(a.rank, a.id) for a in answer.answers] == [(2, "pol-sm1")]
    assert answer.total == 3


def test_facets_count_all_answers() -> None:
    answer, _ = ask(TEST_QUESTION.model_copy(update={"limit": 1}), MATCHING)
    assert answer.facets["type"] == {"Measure": 3}
    assert answer.facets["audience"] == {"cluster-manager": 1}


@pytest.mark.parametrize(("score", "word"), [(0.9, "high"), (0.4, "medium"), (0.1, "low")])
def test_confidence_words(score: float, word: str) -> None:
    assert confidence(score) == word


@pytest.mark.parametrize(
    "question",
    [
        "?!…",
        "🤷🏽 🔧",
        "   -",
        "SELECT ?s WHERE { ?s ?p ?o }",
        "<script>alert('x')</script>",
        "Quelles mesures aident les petites entreprises ?",
        "Welche measures help kleine Betriebe?",
        "a" * 1000,
        "´`'\"\\{}[]()*?~^:",
        "０１２ ﬁrm",
    ],
)
def test_whatever_is_pasted_is_answered_or_refused(question: str) -> None:
    answer, _ = ask(Question(q=question), {})
    assert answer.answered == bool(answer.answers)


def test_another_language_is_told_which_are_understood() -> None:
    answer, _ = ask(Question(q="Quelles mesures aident les petites entreprises ?"), {})
    assert "German and English" in (answer.interpretation.sentence.en or "")


def test_nothing_to_search_for_is_said() -> None:
    answer, _ = ask(Question(q="?!…"), {})
    assert not answer.answered
    assert "no word" in (answer.interpretation.sentence.en or "")


def test_a_query_is_shown_the_way_to_the_endpoint() -> None:
    answer, _ = ask(Question(q="SELECT ?s WHERE { ?s ?p ?o }"), {})
    assert "/sparql" in (answer.interpretation.sentence.en or "")


def test_misspelt_word_is_put_right_and_said_so() -> None:
    answer, _ = ask(Question(q="Newsleter für Betriebe", lang="de"), {})
    assert answer.answers[0].id == "cm-om5"
    assert answer.suggestions[0].text == "Newsletter für Betriebe"
    assert "Newsletter" in (answer.interpretation.sentence.de or "")


def test_filter_leaves_only_what_meets_it() -> None:
    question = Question(q="Was tun?", lang="de", filters={"actionField": ("h3",)})
    answer, store = ask(question, {"actionField": ["measure/cm-om5"]})
    assert "cw:actionField" in store.asked[0]
    assert {a.id for a in answer.answers} <= {"cm-om5"}


def test_chosen_class_leaves_no_other() -> None:
    answer, _ = ask(Question(q="information deficit", types=("Barrier",)), {})
    assert {a.type for a in answer.answers} == {"Barrier"}


def test_case_and_literature_together() -> None:
    question = Question(q="Welche Hemmnisse bei Medical Mountains nennt auch die Literatur?")
    answer, store = ask(question, {"inCase": ["barrier/knowledge-outflow"]})
    assert [(c.property, c.value) for c in answer.interpretation.constraints] == [
        ("inCase", "medical-mountains"),
        ("holder", "literature"),
    ]
    assert "?work2 a cw:Work" in store.asked[0]
    assert "named by the literature" in (answer.interpretation.sentence.en or "")
