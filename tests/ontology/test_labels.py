"""The label that is shown, and the labels built from patterns."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDFS, SKOS, Graph, Literal, URIRef

from ontology.errors import UnknownTerm
from ontology.identifiers import individual_iri
from ontology.labels import best_label, fill_pattern
from ontology.loading import load_ontology
from ontology.vocabulary import CW

GOOD = Path(__file__).parent / "graphs" / "good.ttl"
THING = individual_iri("goal", "calm-sea")


def labelled(*labels: Literal) -> Graph:
    graph = Graph()
    for label in labels:
        graph.add((THING, RDFS.label, label))
    return graph


@pytest.mark.parametrize(
    ("labels", "language", "best"),
    [
        ([Literal("Ruhe", "de"), Literal("Calm", "en"), Literal("x")], "de", Literal("Ruhe", "de")),
        ([Literal("Ruhe", "de"), Literal("Calm", "en"), Literal("x")], "en", Literal("Calm", "en")),
        ([Literal("Ruhe", "de"), Literal("x")], "en", Literal("Ruhe", "de")),
        ([Literal("Calm", "en"), Literal("x")], "de", Literal("Calm", "en")),
        ([Literal("Calme", "fr"), Literal("x")], "de", Literal("x")),
        ([Literal("Calme", "fr")], "de", Literal("calm-sea")),
        ([], "en", Literal("calm-sea")),
    ],
)
def test_the_order_of_languages(labels: list[Literal], language: str, best: Literal) -> None:
    assert best_label(labelled(*labels), THING, language) == best


def test_a_preferred_label_serves_where_there_is_no_other() -> None:
    graph = Graph().add((THING, SKOS.prefLabel, Literal("Ruhe", "de")))
    assert best_label(graph, THING, "de") == Literal("Ruhe", "de")
    assert best_label(labelled(Literal("Stille", "de")) + graph, THING, "de") == Literal("Stille", "de")


def test_terms_of_the_vocabulary_have_labels_too() -> None:
    assert best_label(load_ontology(), CW.Barrier, "de") == Literal("Hemmnis", "de")


@pytest.fixture(scope="module")
def unnamed() -> Graph:
    """The good graph without the labels of what is labelled by pattern."""
    graph = load_ontology().parse(GOOD)
    for class_iri in list(graph.subjects(CW.labelPattern)):
        for individual in list(graph.subjects(predicate=URIRef(f"{RDFS.label}"))):
            if (individual, None, class_iri) in graph:
                graph.remove((individual, RDFS.label, None))
    return graph


@pytest.mark.parametrize(
    ("kind", "slug", "class_iri", "de", "en"),
    [
        ("management", "fleet-management", CW.ClusterManagement, "Clustermanagement von Flotte", None),
        (
            "membership",
            "fleet-yards",
            CW.Membership,
            "Mitglieder von Flotte: Bootswerft (bis 10 Beschäftigte), 12",
            None,
        ),
        (
            "membership",
            "fleet-yards",
            CW.Membership,
            None,
            "Members of Fleet: Boatyard (up to 10 employees), 12",
        ),
        ("funding", "fleet-grant", CW.Funding, "Förderung: Flotte, 1000.0 EUR", "Funding: Fleet, 1000.0 EUR"),
        ("rating", "knots-de", CW.SkillRating, "Knoten, Bewertung DE: -2", "Knots, rating DE: -2"),
        ("statement", "fog-1", CW.Statement, "Beleg zu „Nebel“ (2.1, Absatz 3)", None),
        ("section", "harbour-study-2-1", CW.Section, "Hafenstudie: 2.1", "Harbour study: 2.1"),
        (
            "passage",
            "harbour-study-1",
            CW.Passage,
            "Textstelle aus Hafenstudie, 2.1, Seite 4, ab Zeichen 120",
            "Passage from Harbour study, 2.1, page 4, from character 120",
        ),
    ],
)
def test_labels_from_patterns(
    unnamed: Graph, kind: str, slug: str, class_iri: URIRef, de: str | None, en: str | None
) -> None:
    for language, expected in (("de", de), ("en", en)):
        if expected:
            label = fill_pattern(unnamed, individual_iri(kind, slug), class_iri, language)
            assert label == Literal(expected, language)


def test_optional_parts_are_left_out_where_a_value_is_missing(unnamed: Graph) -> None:
    graph = Graph() + unnamed
    membership = individual_iri("membership", "fleet-yards")
    for predicate in (CW.memberType, CW.memberSize, CW.count):
        graph.remove((membership, predicate, None))
    assert str(fill_pattern(graph, membership, CW.Membership, "en")) == "Members of Fleet"


def test_without_a_necessary_value_the_slug_remains(unnamed: Graph) -> None:
    stray = individual_iri("membership", "stray")
    assert fill_pattern(unnamed, stray, CW.Membership, "de") == Literal("stray", "de")


def test_a_statement_about_something_unnamed_uses_its_pattern(unnamed: Graph) -> None:
    statement, rating = individual_iri("statement", "rating-1"), individual_iri("rating", "knots-de")
    graph = (Graph() + unnamed).add((statement, CW.about, rating))
    label = fill_pattern(graph, statement, CW.Statement, "en")
    assert str(label) == "Statement about “Knots, rating DE: -2”"


def test_values_are_never_read_as_patterns() -> None:
    graph = labelled(Literal("a [b] {c}", "en")).add((individual_iri("statement", "s"), CW.about, THING))
    label = fill_pattern(graph, individual_iri("statement", "s"), CW.Statement, "en")
    assert str(label) == "Statement about “a [b] {c}”"


def test_several_values_are_listed_in_a_fixed_order(unnamed: Graph) -> None:
    graph = Graph() + unnamed
    membership = individual_iri("membership", "fleet-yards")
    graph.add((membership, CW.memberType, THING)).add((THING, RDFS.label, Literal("Anchor", "en")))
    assert "Anchor, Boatyard" in fill_pattern(graph, membership, CW.Membership, "en")


def test_a_class_without_a_pattern_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="no cw:labelPattern in 'de'"):
        fill_pattern(Graph(), THING, CW.Goal, "de")


def test_every_pattern_is_in_both_languages_and_names_known_properties() -> None:
    ontology = load_ontology()
    for class_iri in set(ontology.subjects(CW.labelPattern)):
        patterns = {
            str(getattr(p, "language", "")): str(p) for p in ontology.objects(class_iri, CW.labelPattern)
        }
        assert set(patterns) == {"de", "en"}
        for pattern in patterns.values():
            paths = [part.split("}")[0] for part in pattern.split("{")[1:]]
            assert paths
            assert all(CW[step.removeprefix("^")] for path in paths for step in path.split("/"))
