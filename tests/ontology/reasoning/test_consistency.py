"""Contradictions are found and told in words; sound graphs pass; nothing is left behind."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from ontology.errors import InconsistentOntology, ReasonerFailed, UnsatisfiableClasses
from ontology.identifiers import individual_iri
from ontology.loading import load_ontology
from ontology.reasoning import hermit
from ontology.reasoning.consistency import check
from ontology.vocabulary import CW

SmallGraph = Callable[[str], Graph]

INTEGER = URIRef("http://www.w3.org/2001/XMLSchema#integer")
MEASURE, OTHER = individual_iri("measure", "newsletter"), individual_iri("measure", "talk")
BARRIER, GROUP = (
    individual_iri("barrier", "unknown-benefit"),
    individual_iri("barrier", "information-deficit"),
)
STATEMENT = individual_iri("statement", "newsletter-1")
ONE_SOURCE, TWO_SOURCE = individual_iri("source", "one"), individual_iri("source", "two")


@pytest.fixture
def cluster_graph() -> Graph:
    """The project's ontology with a measure, a barrier and a statement."""
    graph = load_ontology()
    facts = [
        *((MEASURE, RDF.type, CW.OperativeMeasure), (OTHER, RDF.type, CW.OperativeMeasure)),
        *(
            (BARRIER, RDF.type, CW.Barrier),
            (GROUP, RDF.type, CW.Barrier),
            (STATEMENT, RDF.type, CW.Statement),
        ),
        *((MEASURE, CW.addressesBarrier, BARRIER), (BARRIER, SKOS.broader, GROUP)),
        *(
            (MEASURE, CW.counterpart, OTHER),
            (STATEMENT, CW.about, MEASURE),
            (STATEMENT, CW.source, ONE_SOURCE),
        ),
        *((STATEMENT, RDF.subject, MEASURE), (STATEMENT, RDF.predicate, CW.addressesBarrier)),
        *((STATEMENT, RDF.object, BARRIER), (MEASURE, RDFS.label, Literal("Newsletter", lang="de"))),
    ]
    for fact in facts:
        graph.add(fact)
    return graph


def test_a_sound_graph_passes_and_is_not_changed(cluster_graph: Graph) -> None:
    before = set(cluster_graph)
    report = check(cluster_graph)
    assert report.individuals >= 5
    assert report.triples < len(cluster_graph)
    assert report.undeclared_properties == ()
    assert set(cluster_graph) == before


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param(
            [(BARRIER, RDF.type, CW.Measure)],
            ["barrier/unknown-benefit would be both", "cw:Barrier", "cw:Measure", "exclude each other"],
            id="two kinds",
        ),
        pytest.param(
            [(MEASURE, CW.addressesBarrier, OTHER)],
            ["measure/talk would be both", "measure/newsletter cw:addressesBarrier measure/talk"],
            id="wrong end of a link",
        ),
        pytest.param(
            [(BARRIER, CW.audience, individual_iri("actor-type", "cluster-manager"))],
            ["barrier/unknown-benefit would have to be (cw:Measure or", "cw:audience Domain"],
            id="no alternative left",
        ),
        pytest.param(
            [(STATEMENT, CW.source, TWO_SOURCE)],
            ["statement/newsletter-1 has several values for cw:source", "source/one", "source/two"],
            id="second value",
        ),
        pytest.param(
            [(STATEMENT, CW.locator, Literal("2")), (STATEMENT, CW.locator, Literal("3"))],
            ["statement/newsletter-1 has several values for cw:locator", '"2"', '"3"'],
            id="second text",
        ),
        pytest.param(
            [(MEASURE, CW.counterpart, MEASURE)],
            ["measure/newsletter is related to itself by cw:counterpart"],
            id="related to itself",
        ),
        pytest.param(
            [(MEASURE, CW.addressesBarrier, Literal("x"))],
            ["Some values do not fit", "cw:addressesBarrier", "takes individuals, not text"],
            id="text for an individual",
        ),
        pytest.param(
            [(BARRIER, CW.position, Literal("first", datatype=INTEGER))],
            ["Some values do not fit", 'cw:position "first"', "a value of its datatype"],
            id="not a number",
        ),
    ],
)
def test_contradictions_are_told_in_words(
    cluster_graph: Graph, facts: list[tuple[URIRef, URIRef, Node]], words: list[str]
) -> None:
    for fact in facts:
        cluster_graph.add(fact)
    with pytest.raises(InconsistentOntology) as caught:
        check(cluster_graph)
    for word in words:
        assert word in str(caught.value)


def test_all_contradictions_are_told_at_once(cluster_graph: Graph) -> None:
    cluster_graph.add((BARRIER, RDF.type, CW.Measure))
    cluster_graph.add((STATEMENT, CW.source, TWO_SOURCE))
    with pytest.raises(InconsistentOntology, match=r"(?s)exclude each other.*several values"):
        check(cluster_graph)


def test_a_long_list_of_contradictions_is_cut(cluster_graph: Graph) -> None:
    for number in range(13):
        individual = individual_iri("barrier", f"b{number}")
        cluster_graph.add((individual, RDF.type, CW.Barrier))
        cluster_graph.add((individual, RDF.type, CW.Benefit))
    with pytest.raises(InconsistentOntology, match="and 3 more"):
        check(cluster_graph)


def test_a_contradiction_of_another_kind_is_narrowed_down(small_graph: SmallGraph) -> None:
    graph = small_graph(
        """:size a owl:DatatypeProperty ; rdfs:range xsd:integer .
        :a a :Firm ; :size "big" . :b a :Guild ; :knows :a . :c a :Firm ; :size 3 ."""
    )
    with pytest.raises(InconsistentOntology) as caught:
        check(graph)
    lines = str(caught.value).splitlines()
    assert "give up one of them" in lines[0]
    assert sorted(lines[1:]) == [
        '- <http://example.org/a> <http://example.org/size> "big"',
        "- <http://example.org/size> Range xsd:integer",
    ]


def test_an_ontology_that_contradicts_itself_without_data(small_graph: SmallGraph) -> None:
    graph = small_graph("owl:Thing rdfs:subClassOf :Firm , :Guild . :Firm owl:disjointWith :Guild .")
    with pytest.raises(InconsistentOntology, match="DisjointWith"):
        check(graph)


def test_classes_that_stay_empty_are_named_with_the_reason(small_graph: SmallGraph) -> None:
    graph = small_graph(
        """:Firm owl:disjointWith :Guild . :Craft rdfs:subClassOf :Firm , :Guild .
        :Big rdfs:subClassOf :Craft . :a a :Firm ."""
    )
    with pytest.raises(UnsatisfiableClasses) as caught:
        check(graph)
    first, *reasons = str(caught.value).splitlines()
    assert "<http://example.org/Big>, <http://example.org/Craft>" in first
    assert "For <http://example.org/Craft> the reason is" in first
    assert sorted(reasons) == [
        "- <http://example.org/Craft> SubClassOf <http://example.org/Firm>",
        "- <http://example.org/Craft> SubClassOf <http://example.org/Guild>",
        "- <http://example.org/Firm> DisjointWith <http://example.org/Guild>",
    ]


def test_of_many_disjoint_classes_only_those_at_fault_are_named(cluster_graph: Graph) -> None:
    cluster_graph.add((CW.Trade, RDFS.subClassOf, CW.Barrier))
    with pytest.raises(UnsatisfiableClasses) as caught:
        check(cluster_graph)
    assert "- AllDisjointClasses: cw:Barrier, cw:Trade, among others" in str(caught.value)


def test_undeclared_properties_are_reported_not_reasoned_with(small_graph: SmallGraph) -> None:
    graph = small_graph(":a a :Firm ; :unheardOf :b .")
    assert check(graph).undeclared_properties == (URIRef("http://example.org/unheardOf"),)


def test_a_reasoner_that_runs_out_of_memory_says_so(cluster_graph: Graph) -> None:
    with pytest.raises(ReasonerFailed, match="HermiT could not work on the graph"):
        check(cluster_graph, memory_mb=2)


def test_a_reasoner_that_takes_too_long_is_stopped(
    cluster_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper = tmp_path / "java"
    sleeper.write_text("#!/bin/sh\nexec sleep 60\n")
    sleeper.chmod(0o700)
    monkeypatch.setattr(hermit, "JAVA", sleeper)
    with pytest.raises(ReasonerFailed, match="not done after 1 s"):
        check(cluster_graph, seconds=1)


def test_nothing_is_printed_or_left_behind(
    cluster_graph: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir(mode=0o500)
    temporary.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Dnoise=true")  # Java would announce it on the console
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    check(cluster_graph)
    cluster_graph.add((BARRIER, RDF.type, CW.Measure))
    with pytest.raises(InconsistentOntology):
        check(cluster_graph)
    assert capfd.readouterr() == ("", "")
    assert [*temporary.iterdir(), *home.iterdir()] == []
