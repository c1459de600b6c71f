"""The axioms of an ontology, sorted by what a fact must be for them to apply.

A class expression without a name (a blank node) is treated as a class of its own whose members are
known only while reasoning: "C is equivalent to (A and p some B)" becomes "C is equivalent to E", "E
is the meet of A and F", "F is p some B". So nested definitions need no rules of their own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from rdflib.term import Node

from ontology.reasoning.rules import Rule
from ontology.reasoning.wording import Triple


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from a fact: the superclass, superproperty, inverse or class of an end; by which rule; and
    the main triple of the axiom that says so (None inside a nested expression)."""

    then: Node
    rule: Rule
    axiom: Triple | None


@dataclass(frozen=True, slots=True)
class Chain:
    """A property chain: the steps in order and the property that they make up."""

    steps: tuple[Node, ...]
    then: Node
    axiom: Triple


@dataclass(frozen=True, slots=True)
class Restriction:
    """Everything whose ``on`` has some, or only, values in ``filler``, or has the value ``filler``."""

    name: Node
    on: Node
    filler: Node


@dataclass(slots=True)
class Axioms:
    """All axioms that the rules use, by the class or property of the fact that they start from."""

    superclasses: dict[Node, list[Consequence]] = field(default_factory=lambda: defaultdict(list))
    meets: dict[Node, list[tuple[Node, tuple[Node, ...]]]] = field(default_factory=lambda: defaultdict(list))
    parts_of_meet: dict[Node, tuple[Node, ...]] = field(default_factory=dict)
    some_by_filler: dict[Node, list[Restriction]] = field(default_factory=lambda: defaultdict(list))
    some_by_property: dict[Node, list[Restriction]] = field(default_factory=lambda: defaultdict(list))
    only_by_class: dict[Node, list[Restriction]] = field(default_factory=lambda: defaultdict(list))
    only_by_property: dict[Node, list[Restriction]] = field(default_factory=lambda: defaultdict(list))
    value_by_class: dict[Node, list[Restriction]] = field(default_factory=lambda: defaultdict(list))
    value_by_property: dict[Node, list[Restriction]] = field(default_factory=lambda: defaultdict(list))
    enumerations: list[tuple[Node, Node]] = field(default_factory=list)
    unions: dict[Node, tuple[Node, ...]] = field(default_factory=dict)
    superproperties: dict[Node, list[Consequence]] = field(default_factory=lambda: defaultdict(list))
    inverses: dict[Node, list[Consequence]] = field(default_factory=lambda: defaultdict(list))
    transitive: dict[Node, Triple] = field(default_factory=dict)
    chains: dict[Node, list[tuple[Chain, int]]] = field(default_factory=lambda: defaultdict(list))
    domains: dict[Node, list[Consequence]] = field(default_factory=lambda: defaultdict(list))
    ranges: dict[Node, list[Consequence]] = field(default_factory=lambda: defaultdict(list))

    @property
    def properties(self) -> frozenset[Node]:
        """Every property whose facts can lead to another fact, domains and ranges left aside."""
        by_property = (self.some_by_property, self.only_by_property, self.value_by_property)
        links = (self.superproperties, self.inverses, self.transitive, self.chains)
        return frozenset(node for index in (*by_property, *links) for node in index)

    @property
    def with_ends(self) -> frozenset[Node]:
        """Every property with a domain or a range."""
        return frozenset((*self.domains, *self.ranges))
