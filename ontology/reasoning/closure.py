"""Everything that follows from a set of facts, each with the step that led to it.

Semi-naive forward chaining: every fact is taken from a queue once and joined with the facts already
known. As facts are derived in the order of the queue, the first derivation of a fact is one of its
shortest, and it never rests on the fact itself.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import BNode, Literal
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from ontology.reasoning import rules
from ontology.reasoning.axioms import Axioms, Chain, Restriction
from ontology.reasoning.rules import Rule
from ontology.reasoning.wording import Triple

_EVERYTHING = frozenset({OWL.Thing, RDFS.Resource})


@dataclass(frozen=True, slots=True)
class Step:
    """How a fact was derived: the rule, the facts it needed, the axiom (None inside a nested expression)."""

    rule: Rule
    premises: tuple[Triple, ...]
    axiom: Triple | None


class Closure:
    """The facts known so far, and what follows from them by the axioms.

    Facts whose class or property is a blank node say that an individual meets a nested expression;
    they are needed on the way and are not facts of the graph.
    """

    def __init__(self, axioms: Axioms, *, with_ends: bool) -> None:
        """``with_ends``: whether domains and ranges give types as well."""
        self._axioms = axioms
        self._with_ends = with_ends
        self._steps: dict[Triple, Step | None] = {}
        self._objects: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._queue: deque[Triple] = deque()

    def extend(self, facts: Iterable[Triple]) -> None:
        """Take in asserted facts, then derive until nothing new follows."""
        for fact in facts:
            self._add(fact, None)
        for individual, name in self._axioms.enumerations:
            self._add((individual, RDF.type, name), Step(rules.DEFINED_CLASS, (), None))
        self._run()

    def conclude(self, conclusions: Iterable[tuple[Triple, Step]]) -> None:
        """Take in facts that were derived elsewhere, then derive until nothing new follows."""
        for fact, step in conclusions:
            self._add(fact, step)
        self._run()

    def _run(self) -> None:
        while self._queue:
            fact = self._queue.popleft()
            if fact[1] == RDF.type:
                self._follow_type(fact)
            else:
                self._follow_relation(fact)

    def __contains__(self, fact: Triple) -> bool:
        return fact in self._steps

    def step(self, fact: Triple) -> Step | None:
        """How a fact was derived; None for an asserted one. ``KeyError`` for one that does not follow."""
        return self._steps[fact]

    def derived(self) -> Iterator[Triple]:
        """All derived facts, those about nested expressions included, in the order of their derivation."""
        return (fact for fact, step in self._steps.items() if step is not None)

    def objects(self, subject: Node, predicate: Node) -> list[Node]:
        """The known objects of ``subject`` and ``predicate``."""
        return self._objects[predicate].get(subject, [])

    def relation(self, predicate: Node) -> Iterator[tuple[Node, list[Node]]]:
        """Every subject of ``predicate`` with its objects."""
        return iter(self._objects[predicate].items())

    def _add(self, fact: Triple, step: Step | None) -> None:
        subject, predicate, value = fact
        if fact in self._steps or isinstance(subject, Literal) or value in _EVERYTHING:
            return
        self._steps[fact] = step
        self._objects[predicate][subject].append(value)
        self._subjects[predicate][value].append(subject)
        self._queue.append(fact)

    def _follow_type(self, fact: Triple) -> None:
        individual, _, name = fact
        axioms = self._axioms
        for then in axioms.superclasses.get(name, ()):
            self._add((individual, RDF.type, then.then), Step(then.rule, (fact,), then.axiom))
        for meet, parts in axioms.meets.get(name, ()):
            premises = tuple((individual, RDF.type, part) for part in parts)
            if all(premise in self._steps for premise in premises):
                self._add((individual, RDF.type, meet), Step(rules.DEFINED_CLASS, premises, None))
        for part in axioms.parts_of_meet.get(name, ()):
            self._add((individual, RDF.type, part), Step(rules.CLASS_CONDITION, (fact,), None))
        for some in axioms.some_by_filler.get(name, ()):
            for subject in list(self._subjects[some.on].get(individual, ())):
                self._meets_some(some, (subject, some.on, individual), fact)
        for has in axioms.value_by_class.get(name, ()):
            self._add((individual, has.on, has.filler), Step(rules.CLASS_CONDITION, (fact,), None))
        for only in axioms.only_by_class.get(name, ()):
            for value in list(self.objects(individual, only.on)):
                self._has_only(only, fact, (individual, only.on, value))

    def _follow_relation(self, fact: Triple) -> None:
        subject, predicate, value = fact
        axioms = self._axioms
        for then in axioms.superproperties.get(predicate, ()):
            self._add((subject, then.then, value), Step(then.rule, (fact,), then.axiom))
        for then in axioms.inverses.get(predicate, ()):
            self._add((value, then.then, subject), Step(then.rule, (fact,), then.axiom))
        if predicate in axioms.transitive:
            self._carry_on(fact, axioms.transitive[predicate])
        for chain, place in axioms.chains.get(predicate, ()):
            self._follow_chain(chain, place, fact)
        self._follow_restrictions(fact)
        if self._with_ends:
            for then in axioms.domains.get(predicate, ()):
                self._add((subject, RDF.type, then.then), Step(then.rule, (fact,), then.axiom))
            for then in axioms.ranges.get(predicate, ()):
                self._add((value, RDF.type, then.then), Step(then.rule, (fact,), then.axiom))

    def _follow_restrictions(self, fact: Triple) -> None:
        subject, predicate, value = fact
        for some in self._axioms.some_by_property.get(predicate, ()):
            member = (value, RDF.type, some.filler)
            if some.filler in _EVERYTHING or _is_in_datatype(value, some.filler):
                self._meets_some(some, fact)
            elif member in self._steps:
                self._meets_some(some, fact, member)
        for has in self._axioms.value_by_property.get(predicate, ()):
            if has.filler == value:
                self._add((subject, RDF.type, has.name), Step(rules.DEFINED_CLASS, (fact,), None))
        for only in self._axioms.only_by_property.get(predicate, ()):
            member = (subject, RDF.type, only.name)
            if member in self._steps:
                self._has_only(only, member, fact)

    def _meets_some(self, some: Restriction, *premises: Triple) -> None:
        self._add((premises[0][0], RDF.type, some.name), Step(rules.DEFINED_CLASS, premises, None))

    def _has_only(self, only: Restriction, member: Triple, relation: Triple) -> None:
        fact = (relation[2], RDF.type, only.filler)
        self._add(fact, Step(rules.CLASS_CONDITION, (member, relation), None))

    def _carry_on(self, fact: Triple, axiom: Triple) -> None:
        subject, predicate, value = fact
        for further in list(self.objects(value, predicate)):
            premises = (fact, (value, predicate, further))
            self._add((subject, predicate, further), Step(rules.TRANSITIVE, premises, axiom))
        for earlier in list(self._subjects[predicate].get(subject, ())):
            premises = ((earlier, predicate, subject), fact)
            self._add((earlier, predicate, value), Step(rules.TRANSITIVE, premises, axiom))

    def _follow_chain(self, chain: Chain, place: int, fact: Triple) -> None:
        paths: list[tuple[Triple, ...]] = [(fact,)]
        for step in reversed(chain.steps[:place]):
            paths = [
                ((before, step, path[0][0]), *path)
                for path in paths
                for before in self._subjects[step].get(path[0][0], ())
            ]
        for step in chain.steps[place + 1 :]:
            paths = [
                (*path, (path[-1][2], step, after))
                for path in paths
                for after in self.objects(path[-1][2], step)
            ]
        for path in paths:
            self._add((path[0][0], chain.then, path[-1][2]), Step(rules.CHAIN, path, chain.axiom))


def is_nested(fact: Triple) -> bool:
    """Whether a fact only says that an individual meets a nested expression."""
    return isinstance(fact[1], BNode) or (fact[1] == RDF.type and isinstance(fact[2], BNode))


def _is_in_datatype(value: Node, datatype: Node) -> bool:
    return isinstance(value, Literal) and datatype in (value.datatype, RDFS.Literal)
