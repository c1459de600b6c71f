"""Every rule of the shapes: kept by the good graph, broken by a bad one, explained in both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.loading import load_ontology, load_shapes
from ontology.schema import schema

GRAPHS = Path(__file__).parent / "graphs"
SHAPE = Namespace("https://w3id.org/clusterwissen/ontology/shapes#")
BAD = Namespace("urn:bad:")
Broken = Mapping[Node, set[Node]]


def broken_rules(data: Graph) -> Broken:
    """Which individual breaks which rules."""
    _, report, _ = pyshacl.validate(data, shacl_graph=load_shapes(), inference="none", inplace=True)
    assert isinstance(report, Graph)
    broken = defaultdict(set)
    for result in report.objects(predicate=SH.result):
        # Rules about the whole graph have the ontology as focus node and name the individual as value.
        whole_graph_rule = report.value(result, SH.sourceConstraint)
        individual = report.value(result, SH.value if whole_graph_rule else SH.focusNode)
        broken[individual].add(whole_graph_rule or report.value(result, SH.sourceShape))
    return broken


def values_of_no_range(shapes: Graph) -> Iterator[tuple[URIRef, URIRef, Node]]:
    """For every property with a rule about its values: an individual with a value that is none of them."""
    for name, info in schema().properties.items():
        if (SHAPE[name], SH.targetSubjectsOf, info.iri) in shapes and info.ranges != {"Thing"}:
            wrong = BAD["of-no-class"] if info.is_object else Literal("wrong", datatype=BAD["datatype"])
            yield BAD[f"range-{name}"], info.iri, wrong


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes()


@pytest.fixture(scope="module")
def expected(shapes: Graph) -> dict[Node, set[Node]]:
    """Which individual of the bad graph, and which with a wrong value, is to break which rules."""
    rules: dict[Node, set[Node]] = defaultdict(set)
    for individual, rule in Graph().parse(GRAPHS / "bad.ttl").subject_objects(BAD.breaks):
        rules[individual].add(rule)
    for individual, *_ in values_of_no_range(shapes):
        rules[individual].add(SHAPE[individual.removeprefix(BAD["range-"])])
    # A sum without its currency, a link without its ends and a figure without its table break the rules that
    # hold them together, too.
    link = {SHAPE.linkSubject, SHAPE.linkPredicate, SHAPE.linkObject}
    rules[BAD["range-amount"]] |= {SHAPE.fundingCurrency}
    for name in ("refArea", "refPeriod", "densityIndex"):
        rules[BAD[f"range-{name}"]] |= {SHAPE.observationOf}
    rules[BAD["range-basis"]] |= link
    rules[BAD["range-degree"]] |= link | {SHAPE.linkBasis}
    return rules


@pytest.fixture(scope="module")
def broken(shapes: Graph) -> Broken:
    data = load_ontology().parse(GRAPHS / "good.ttl").parse(GRAPHS / "bad.ttl")
    for triple in values_of_no_range(shapes):
        data.add(triple)
    return broken_rules(data)


def test_the_good_graph_keeps_every_rule() -> None:
    assert not broken_rules(load_ontology().parse(GRAPHS / "good.ttl"))


def test_the_good_graph_uses_every_class_and_property_that_has_a_rule() -> None:
    good = Graph().parse(GRAPHS / "good.ttl")
    used = set(good.predicates()) | set(good.objects(predicate=RDF.type))
    inverses = {"addressedBy", "promotedBy", "manages", "studiedIn"}
    in_the_ontology = {"Horizon", "RelevanceLevel", "Suitability", "Stance", "Assessment", "Basis", "Degree"}
    in_the_ontology |= {"TableStructure", "Unit"}
    terms = {**schema().classes, **schema().properties}
    unused = {name for name, info in terms.items() if info.iri not in used}
    unused -= {name for name, info in schema().properties.items() if info.derived}
    assert unused == inverses | in_the_ontology | {"Measure", "ConceptScheme"}


def test_mistakes_break_the_rules_they_should_and_no_others(
    broken: Broken, expected: dict[Node, set[Node]]
) -> None:
    assert dict(broken) == dict(expected)


def test_every_rule_is_broken_by_a_mistake(shapes: Graph, expected: dict[Node, set[Node]]) -> None:
    rules = set(shapes.subjects(SH.message))
    assert rules - set().union(*expected.values()) == set()


def test_every_constraint_belongs_to_a_rule_with_messages_in_both_languages(shapes: Graph) -> None:
    for rule in set(shapes.subjects(SH.message)):
        messages = list(shapes.objects(rule, SH.message))
        assert sorted(str(getattr(message, "language", "")) for message in messages) == ["de", "en"], rule
    named_properties = {s for s in shapes.subjects(RDF.type, SH.PropertyShape) if isinstance(s, URIRef)}
    assert named_properties <= set(shapes.subjects(SH.message))


def test_every_property_has_a_rule_about_its_values(shapes: Graph) -> None:
    by_another_rule = {"about": SHAPE.statementAboutKnown}
    open_to_others = {"isPartOf"}
    for name, info in schema().properties.items():
        rule = by_another_rule.get(name, SHAPE[name])
        assert info.derived or (rule, SH.path, None) in shapes or name in open_to_others, info.iri


@pytest.mark.parametrize("rule", [SHAPE.label, SHAPE.identifier])
def test_every_class_of_individuals_needs_labels_and_an_identifier(rule: URIRef, shapes: Graph) -> None:
    covered = set(shapes.objects(rule, SH.targetClass))
    targets = {name for name, info in schema().classes.items() if info.iri in covered}
    uncovered = {name for name in schema().classes if not any(schema().is_a(name, t) for t in targets)}
    assert uncovered == {"TextPositionSelector"}
