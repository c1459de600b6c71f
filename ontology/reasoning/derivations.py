"""Why an inferred triple holds: the last step to it, and all steps from asserted triples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rdflib.term import Node

from ontology.reasoning.rules import Rule
from ontology.reasoning.wording import Triple


@dataclass(frozen=True, slots=True)
class Derivation:
    """Why a triple holds: ``premises`` together with ``axiom`` give ``conclusion`` by ``rule``.

    The premises are triples of the graph or inferred ones; ``axiom`` is in the Manchester syntax, or the file
    of a rule that is written as a query; ``axiom_of`` is the class or property that it is about.
    """

    conclusion: Triple
    rule: Rule
    premises: tuple[Triple, ...]
    axiom: str
    axiom_of: Node


def proof(triple: Triple, last_step: Callable[[Triple], Derivation | None]) -> tuple[Derivation, ...]:
    """All steps from asserted triples to an inferred one, in an order in which they can be read.

    ``last_step`` gives the derivation of an inferred triple, ``None`` for any other. A triple without a
    derivation has no steps.
    """
    steps: dict[Triple, Derivation] = {}
    open_ends = [triple]
    while open_ends:
        derivation = last_step(open_ends.pop())
        if derivation is not None:
            steps.pop(derivation.conclusion, None)  # a step used twice stands before its first use
            steps[derivation.conclusion] = derivation
            open_ends += derivation.premises
    return tuple(reversed(steps.values()))
