"""The contradictions that can be named: which facts exclude each other, by which axiom, and where they
come from.

HermiT only says that something is wrong. The kinds of mistake that records can make are few, and for
these the facts at fault are found here: two classes that exclude each other, an alternative that is
used up, a property with one value that has two, and a thing related to itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from ontology.reasoning.axiom_reading import members, ordered, read_axioms
from ontology.reasoning.closure import Closure
from ontology.reasoning.facts import facts_of
from ontology.reasoning.wording import Triple, axiom_text, expression_text, fact_text


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts that cannot all be true: ``text`` says so, ``facts`` are the asserted ones at fault."""

    text: str
    facts: tuple[Triple, ...]


class ClashSearch:
    """Looks through a graph, with everything that follows from it, for contradictions."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._axioms = read_axioms(graph)
        single = [*_typed(graph, OWL.FunctionalProperty), *_typed(graph, OWL.InverseFunctionalProperty)]
        others = [*_typed(graph, OWL.IrreflexiveProperty), *_typed(graph, OWL.AsymmetricProperty)]
        self._closure = Closure(self._axioms, with_ends=True)
        starts = self._axioms.properties | self._axioms.with_ends
        self._closure.extend(facts_of(graph, (*starts, *single, *others)))
        self._exclusions = _exclusions(graph)

    def clashes(self) -> list[Clash]:
        """All contradictions found, those of classes first; one of classes per individual."""
        of_classes = (clash for individual in self._individuals() if (clash := self._of_classes(*individual)))
        return [*of_classes, *self._second_values(), *self._forbidden_loops()]

    def rivals(self) -> list[tuple[Node, ...]]:
        """Groups of individuals that would have to be one and the same: values of a property that has
        only one."""
        return [tuple(values) for _, _, values in self._several_values()]

    def _individuals(self) -> Iterator[tuple[Node, list[Node]]]:
        return self._closure.relation(RDF.type)

    def _of_classes(self, individual: Node, classes: list[Node]) -> Clash | None:
        """Two classes that exclude each other, or else a choice of classes of which none is left."""
        for one, other in combinations(classes, 2):
            if frozenset((one, other)) in self._exclusions:
                facts = ((individual, RDF.type, one), (individual, RDF.type, other))
                return self._clash(_EXCLUDED, (individual, one, other), (one, OWL.disjointWith, other), facts)
        for union in classes:
            rulings = [
                self._ruling(individual, option, classes) for option in self._axioms.unions.get(union, ())
            ]
            if rulings and all(rulings):
                choice = (individual, RDF.type, union)
                return self._clash(
                    _USED_UP, (individual, union), self._source(choice), (choice, *filter(None, rulings))
                )
        return None

    def _source(self, choice: Triple) -> Triple:
        """The axiom that offers a choice of classes: a class made up of others, or what led to a union."""
        made_up = self._graph.triples((choice[2], OWL.disjointUnionOf, None))
        step = self._closure.step(choice)
        return next(made_up, None) or (step.axiom if step and step.axiom else choice)

    def _ruling(self, individual: Node, option: Node, classes: Sequence[Node]) -> Triple | None:
        """The type that excludes ``option``; None if the individual may still be one."""
        excluded_by = (name for name in classes if frozenset((name, option)) in self._exclusions)
        return next(((individual, RDF.type, name) for name in excluded_by), None)

    def _second_values(self) -> Iterator[Clash]:
        for axiom, end, values in self._several_values():
            predicate, kind = axiom[0], axiom[2]
            forwards = kind == OWL.FunctionalProperty
            facts = tuple((end, predicate, v) if forwards else (v, predicate, end) for v in values)
            yield self._clash(_SECOND_VALUE if forwards else _SECOND_SUBJECT, (end, predicate), axiom, facts)

    def _several_values(self) -> Iterator[tuple[Triple, Node, list[Node]]]:
        for axiom in ordered(self._graph, RDF.type, OWL.FunctionalProperty):
            for subject, values in self._closure.relation(axiom[0]):
                if len(set(values)) > 1:
                    yield axiom, subject, values
        for axiom in ordered(self._graph, RDF.type, OWL.InverseFunctionalProperty):
            subjects: dict[Node, list[Node]] = defaultdict(list)
            for subject, values in self._closure.relation(axiom[0]):
                for value in values:
                    subjects[value].append(subject)
            yield from ((axiom, value, ends) for value, ends in subjects.items() if len(set(ends)) > 1)

    def _forbidden_loops(self) -> Iterator[Clash]:
        for axiom in ordered(self._graph, RDF.type, OWL.IrreflexiveProperty):
            for subject, values in self._closure.relation(axiom[0]):
                if subject in values:
                    yield self._clash(_LOOP, (subject, axiom[0]), axiom, ((subject, axiom[0], subject),))
        for axiom in ordered(self._graph, RDF.type, OWL.AsymmetricProperty):
            for subject, values in self._closure.relation(axiom[0]):
                for value in values:
                    back = (value, axiom[0], subject)
                    if back in self._closure and str(subject) <= str(value):
                        facts = ((subject, axiom[0], value), back)
                        yield self._clash(_BOTH_WAYS, (subject, axiom[0], value), axiom, facts)

    def _clash(self, text: str, about: tuple[Node, ...], axiom: Triple, facts: Sequence[Triple]) -> Clash:
        names = [expression_text(self._graph, node) for node in about]
        asserted = tuple(dict.fromkeys(leaf for fact in facts for leaf in self._asserted(fact)))
        listed = "; ".join(fact_text(fact) for fact in asserted)
        rule = axiom_text(self._graph, axiom)
        return Clash(f"{text.format(*names)} Stated: {listed}. Axiom: {rule}.", asserted)

    def _asserted(self, fact: Triple) -> Iterator[Triple]:
        """The asserted facts on which a fact rests."""
        step = self._closure.step(fact)
        if step is None:
            yield fact
        for premise in step.premises if step else ():
            yield from self._asserted(premise)


_EXCLUDED: Final = "{0} would be both {1} and {2}, which exclude each other."
_USED_UP: Final = "{0} would have to be {1}, but it is something that excludes each of these."
_SECOND_VALUE: Final = "{0} has several values for {1}, which allows one."
_SECOND_SUBJECT: Final = "{0} is pointed to by {1} from several sides, which allows one."
_LOOP: Final = "{0} is related to itself by {1}, which only relates different things."
_BOTH_WAYS: Final = "{0} and {2} are related by {1} in both directions, which allows one."


def _typed(graph: Graph, kind: URIRef) -> list[Node]:
    return [axiom[0] for axiom in ordered(graph, RDF.type, kind)]


def _exclusions(graph: Graph) -> set[frozenset[Node]]:
    """Pairs of classes that exclude each other."""
    pairs = {
        frozenset((one, other))
        for predicate in (OWL.disjointWith, OWL.complementOf)
        for one, other in graph.subject_objects(predicate)
    }
    for predicate in (OWL.members, OWL.disjointUnionOf):
        for head in graph.objects(None, predicate):
            pairs |= {frozenset(pair) for pair in combinations(members(graph, head), 2)}
    return pairs
