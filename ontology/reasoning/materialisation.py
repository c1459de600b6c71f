"""Inferred facts as triples of their own, each with its explanation.

The rules are those of :mod:`ontology.reasoning.rules` and, for what OWL cannot say, those of
:mod:`ontology.reasoning.construct_rules`. Why they stand beside a complete reasoner:
``ontology/decisions/materialisation-by-rules.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rdflib import Graph
from rdflib.namespace import RDF
from rdflib.term import Node

from ontology.errors import NotInferred
from ontology.graphs import union
from ontology.reasoning.axiom_reading import read_axioms
from ontology.reasoning.closure import Closure, Step, is_nested
from ontology.reasoning.construct_rules import ConstructRule, construct_rules
from ontology.reasoning.derivations import Derivation, proof
from ontology.reasoning.facts import facts_of, is_housekeeping
from ontology.reasoning.wording import Triple, axiom_text, fact_text


class Materialisation:
    """What follows from one graph. Reading it is safe from several threads."""

    def __init__(self, graph: Graph, *, domain_and_range: bool = False) -> None:
        """Derive everything from ``graph``, which holds ontology and data and is not changed.

        ``domain_and_range``: infer types from domains and ranges too. Off by default, as a type
        that only follows from the use of a property is more often a slip in the data than news.
        """
        self._graph = graph
        axioms = read_axioms(graph)
        self._closure = Closure(axioms, with_ends=domain_and_range)
        starts = axioms.properties | (axioms.with_ends if domain_and_range else frozenset())
        self._closure.extend(facts_of(graph, starts))
        known = union(graph)
        for _, stage in groupby(construct_rules(), key=lambda each: each.stage):
            self._apply(tuple(stage), known)
        self._inferred = dict.fromkeys(self._news())

    def _apply(self, stage: tuple[ConstructRule, ...], known: Graph) -> None:
        """Add what the rules of one stage conclude from everything known, and what follows from that."""
        for fact in self._news():
            known.add(fact)
        found = ((each.rule, *match) for each in stage for match in each.applied_to(known))
        self._closure.conclude((fact, Step(rule, premises, None)) for rule, fact, premises in found)

    def _news(self) -> Iterator[Triple]:
        """The derived facts that are of interest and not in the input."""
        derived = (fact for fact in self._closure.derived() if _is_of_interest(fact))
        return (fact for fact in derived if fact not in self._graph)

    @property
    def closure(self) -> Closure:
        """All facts, those about nested expressions included."""
        return self._closure

    def graph(self) -> Graph:
        """The inferred triples that are not in the input, as a new graph."""
        inferred = union()
        for fact in self._inferred:
            inferred.add(fact)
        return inferred

    def derivations(self) -> Iterator[Derivation]:
        """The derivation of every inferred triple; premises come before what rests on them."""
        return (self._derivation(fact) for fact in self._inferred)

    def explain(self, triple: Triple) -> Derivation:
        """The last step of the derivation of an inferred triple.

        :raises NotInferred: for a triple that is asserted or does not follow.
        """
        if triple not in self._inferred:
            state = "is asserted in the graph" if triple in self._graph else "does not follow from the graph"
            raise NotInferred(f"{fact_text(triple)}: {state}; only inferred triples have a derivation.")
        return self._derivation(triple)

    def proof(self, triple: Triple) -> tuple[Derivation, ...]:
        """All steps from asserted triples to an inferred one, in an order in which they can be read.

        :raises NotInferred: for a triple that is asserted or does not follow.
        """
        self.explain(triple)
        return proof(triple, lambda fact: self._derivation(fact) if fact in self._inferred else None)

    def _derivation(self, fact: Triple) -> Derivation:
        step = self._closure.step(fact)
        if step is None:
            raise NotInferred(f"{fact_text(fact)} is asserted in the graph.")
        premises = tuple(dict.fromkeys(self._stated(step)))
        if step.rule.file is not None:
            return Derivation(fact, step.rule, premises, step.rule.file, _subject_of_axiom(fact))
        axiom = self._axiom(step)
        if axiom is None:
            raise NotInferred(f"{fact_text(fact)} follows from no axiom with a name.")
        return Derivation(fact, step.rule, premises, axiom_text(self._graph, axiom), axiom[0])

    def _stated(self, step: Step) -> Iterator[Triple]:
        """The premises with those about nested expressions replaced by what they rest on."""
        for premise in step.premises:
            inner = self._closure.step(premise) if is_nested(premise) else None
            if inner is None:
                yield premise
            else:
                yield from self._stated(inner)

    def _axiom(self, step: Step) -> Triple | None:
        """The axiom of a step; for one inside a nested expression, that of the expression around it."""
        if step.axiom is not None:
            return step.axiom
        inner = (self._closure.step(premise) for premise in step.premises if is_nested(premise))
        return next((axiom for above in inner if above and (axiom := self._axiom(above))), None)


def _subject_of_axiom(fact: Triple) -> Node:
    """What a rule is about that concludes the fact: its class, or else its property."""
    return fact[2] if fact[1] == RDF.type else fact[1]


def _is_of_interest(fact: Triple) -> bool:
    if is_nested(fact):
        return False
    if fact[1] == RDF.type:
        return not is_housekeeping(fact[2])
    return not is_housekeeping(fact[1])


def materialise(graph: Graph, *, domain_and_range: bool = False) -> Graph:
    """The triples that follow from ``graph`` (ontology and data) and are not in it."""
    return Materialisation(graph, domain_and_range=domain_and_range).graph()


def explain(graph: Graph, triple: Triple) -> Derivation:
    """The last step by which ``triple`` follows from ``graph``.

    Derives everything anew on every call; whoever explains more than one triple keeps a
    :class:`Materialisation`.

    :raises NotInferred: for a triple that is asserted or does not follow.
    """
    return Materialisation(graph).explain(triple)
