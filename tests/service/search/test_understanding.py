"""What a question asks for, which things it names, which conditions follow."""

from __future__ import annotations

import pytest

from service.use_cases.search.asked_class import class_cues
from service.use_cases.search.composing import compose
from service.use_cases.search.concepts import ConceptRecogniser, analysed_labels
from service.use_cases.search.conditions import ConditionFinder
from service.use_cases.search.interpretation import Condition
from service.use_cases.search.reading import read
from tests.service.search.drawn_catalogue import catalogue, iri


def untouched(_: str) -> None:
    """No word is misspelt."""


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Welche Maßnahmen helfen gegen Hemmnisse?", "Measure"),
        ("What can chambers do against barriers?", "Measure"),
        ("Wie überzeugen wir einen Schreiner?", "Measure"),
        ("Was hindert Handwerker daran mitzumachen?", "Barrier"),
        ("Why do craft firms rarely join?", "Barrier"),
        ("Was bringt mir das?", "Benefit"),
        ("Welche Nachteile drohen?", "Drawback"),
        ("Wer sagt, dass Nähe hilft?", "LiteratureProfile"),
        ("initiatives near Ulm", "ClusterInitiative"),
        ("Which skills does a manager need?", "Skill"),
    ],
)
def test_asked_class(question: str, name: str) -> None:
    asked = class_cues(question)[0]
    assert asked.name == name


def test_question_without_a_cue_asks_for_no_class() -> None:
    assert class_cues("Konflikte schlichten") == ()


def test_the_classes_told_come_in_the_order_of_the_question() -> None:
    cues = class_cues("Which studies of the last ten years name barriers?")
    assert [(cue.name, cue.certain) for cue in cues] == [("LiteratureProfile", True), ("Barrier", False)]


@pytest.fixture(scope="module")
def recogniser() -> ConceptRecogniser:
    return ConceptRecogniser(analysed_labels(catalogue().things.values()))


@pytest.mark.parametrize(
    ("question", "language", "slug"),
    [
        ("Maßnahmen gegen Informationsdefizite", "de", "information-deficit"),
        ("measures against information deficits", "en", "information-deficit"),
        ("Defizit an Information", "de", "information-deficit"),
        ("Angst vor Ideenklau", "de", "knowledge-outflow"),
        ("Hilfe für kleine Betriebe", "de", "small-firm"),
        ("Was sagt die Öffentlichkeitsarbeit?", "de", "h3"),
    ],
)
def test_recognises_by_lemma_part_synonym_and_spelling(
    recogniser: ConceptRecogniser, question: str, language: str, slug: str
) -> None:
    found = recogniser.recognise(read(question, language, untouched))
    assert slug in {hit.iri.rpartition("/")[2] for hit in found}


def test_spans_are_places_in_the_question(recogniser: ConceptRecogniser) -> None:
    question = "Welche Maßnahmen gegen Informationsdefizite kleiner Betriebe?"
    words = {question[hit.start : hit.end] for hit in recogniser.recognise(read(question, "de", untouched))}
    assert words == {"Informationsdefizite", "kleiner Betriebe"}


def test_nothing_is_recognised_in_foreign_matters(recogniser: ConceptRecogniser) -> None:
    assert recogniser.recognise(read("Deploy Kubernetes on spot instances", "en", untouched)) == []


def conditions(question: str, language: str, asked: str) -> list[Condition]:
    """The conditions that a question sets."""
    drawn = catalogue()
    recogniser = ConceptRecogniser(analysed_labels(drawn.things.values()))
    concepts = recogniser.recognise(read(question, language, untouched))
    return ConditionFinder(drawn).conditions(asked, concepts, question)


def test_barrier_and_target_group_become_conditions() -> None:
    found = conditions("Which measures address information deficits for small firms?", "en", "Measure")
    assert [(c.properties[0], c.named) for c in found] == [
        ("addressesBarrier", iri("barrier/information-deficit")),
        ("targetGroup", iri("actor-type/small-firm")),
    ]
    assert iri("barrier/lack-of-awareness") in found[0].values


def test_actor_behind_a_modal_verb_is_the_audience() -> None:
    found = conditions("Was können Clustermanager gegen Ideenklau tun?", "de", "Measure")
    assert [c.properties[0] for c in found] == ["audience", "addressesBarrier"]


def test_actor_that_is_only_mentioned_sets_no_condition() -> None:
    assert conditions("Clustermanager: welche Maßnahmen?", "de", "Measure") == []


def test_barriers_of_an_initiative_are_those_said_in_its_case() -> None:
    (found,) = conditions("Was hindert Handwerker bei Medical Mountains?", "de", "Barrier")
    assert (found.shape, found.values) == ("case", (iri("case/medical-mountains"),))


def test_filters_become_conditions_where_the_class_has_the_property() -> None:
    finder = ConditionFinder(catalogue())
    assert [c.values for c in finder.filters("Measure", [("actionField", "h3")])] == [
        (iri("action-field/h3"),)
    ]
    assert finder.filters("Barrier", [("actionField", "h3")]) == []


def test_query_holds_the_vocabulary_and_iris_only() -> None:
    found = conditions("Which measures address information deficits for small firms?", "en", "Measure")
    query = compose("Measure", found, iri("stance/supports"))
    assert "?answer cw:addressesBarrier ?value1 . VALUES ?value1 {" in query
    assert "small firms" not in query


def test_unknown_class_cannot_be_composed() -> None:
    with pytest.raises(AttributeError):
        compose("Meassure", [], iri("stance/supports"))


def test_a_question_that_begins_with_what_it_asks_for_is_plain() -> None:
    assert class_cues("Was hindert Handwerker am Mitmachen?")[0].plain
    assert not class_cues("Hemmnisse kleiner Betriebe")[0].plain
    assert not class_cues("Sagen Sie mir: was hindert Handwerker?")[0].plain
