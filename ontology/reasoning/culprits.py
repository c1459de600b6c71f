"""The smallest set of statements that is enough for a contradiction, found by trial.

QuickXplain (U. Junker, AAAI 2004): halve the statements, keep the half that is still at fault, and
where neither half is, look in each for what it adds to the other. Every trial is a run of the
reasoner, so there is a time limit; when it is reached, the smallest set found so far is the answer.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import BNode, Graph
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from ontology.reasoning.wording import Triple, axiom_text, fact_text

_DECLARATIONS: Final = frozenset({OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty})
_WHOLE_NODES: Final = frozenset(
    {OWL.AllDisjointClasses, OWL.AllDisjointProperties, OWL.AllDifferent, OWL.NegativePropertyAssertion}
)


@dataclass(frozen=True, slots=True)
class Statement:
    """An axiom or a fact: its main triple, and all triples that belong to it (nested expressions, lists)."""

    main: Triple
    triples: tuple[Triple, ...]

    def text(self, graph: Graph) -> str:
        """The statement as a person reads it; nested expressions are looked up in ``graph``."""
        subject, predicate, value = self.main
        about_terms = str(predicate).startswith((str(OWL), "http://www.w3.org/2000/01/rdf-schema#"))
        if about_terms or (predicate == RDF.type and str(value).startswith(str(OWL))):
            return axiom_text(graph, self.main)
        return fact_text((subject, predicate, value))


def statements(graph: Graph) -> tuple[list[Triple], list[Statement]]:
    """Cut an OWL DL graph into its declarations, which are never at fault, and its statements, in a
    fixed order."""
    declarations = [
        t for t in graph if t[1] == RDF.type and t[2] in _DECLARATIONS and not isinstance(t[0], BNode)
    ]
    whole = {node for kind in _WHOLE_NODES for node in graph.subjects(RDF.type, kind)}
    nested = {value for value in graph.objects() if isinstance(value, BNode)}
    blameless = set(declarations)
    roots = (triple for triple in graph if triple[0] not in nested and triple not in blameless)
    found: dict[Triple | Node, list[Triple]] = defaultdict(list)
    for triple in roots:
        key: Triple | Node = triple[0] if triple[0] in whole or isinstance(triple[0], BNode) else triple
        found[key] += [triple, *_below(graph, triple[2])]
    made = [Statement(_main(triples), tuple(triples)) for triples in found.values()]
    return declarations, sorted(made, key=lambda statement: statement.text(graph))


def reachable(suspects: Sequence[Statement], names: Iterable[Node]) -> list[Statement]:
    """The statements that say something about ``names``, or about what these statements speak of, and
    so on.

    A statement about a whole list of classes counts when two of them are reached, and reaches no
    further ones.
    """
    reached = set(names)
    waiting, found = list(suspects), []
    grown = True
    while grown:
        grown, rest = False, []
        for statement in waiting:
            spoken_of = {node for triple in statement.triples for node in triple}
            is_list = statement.main[1] == OWL.members
            if len(reached & spoken_of) >= 2 if is_list else statement.main[0] in reached:
                found.append(statement)
                reached |= set() if is_list else spoken_of
                grown = True
            else:
                rest.append(statement)
        waiting = rest
    return found


def smallest_conflict(
    holds: Sequence[Triple],
    suspects: Sequence[Statement],
    is_inconsistent: Callable[[Iterable[Triple]], bool],
    *,
    seconds: float,
) -> tuple[list[Statement], bool]:
    """A smallest subset of ``suspects`` that contradicts itself together with ``holds``, and whether it
    is proved smallest; after ``seconds`` the smallest contradicting set seen so far is returned
    instead.

    ``suspects`` as a whole must be inconsistent with ``holds``.
    """
    search = _Search(holds, is_inconsistent, time.monotonic() + seconds, list(suspects))
    try:
        return search.explain([], list(suspects), has_delta=False), True
    except TimeoutError:
        return search.best, False


@dataclass(slots=True)
class _Search:
    holds: Sequence[Triple]
    is_inconsistent: Callable[[Iterable[Triple]], bool]
    deadline: float
    best: list[Statement]

    def explain(
        self, background: list[Statement], suspects: list[Statement], *, has_delta: bool
    ) -> list[Statement]:
        if has_delta and self._fails(background):
            return []
        if len(suspects) == 1:
            return suspects
        middle = len(suspects) // 2
        first, second = suspects[:middle], suspects[middle:]
        from_second = self.explain([*background, *first], second, has_delta=bool(first))
        from_first = self.explain([*background, *from_second], first, has_delta=bool(from_second))
        return [*from_first, *from_second]

    def _fails(self, chosen: list[Statement]) -> bool:
        if time.monotonic() > self.deadline:
            raise TimeoutError
        triples = [triple for statement in chosen for triple in statement.triples]
        fails = self.is_inconsistent((*self.holds, *triples))
        if fails and len(chosen) < len(self.best):
            self.best = chosen
        return fails


def _main(triples: list[Triple]) -> Triple:
    """The triple that says what the statement is: the list of members for a node that is an axiom of
    its own."""
    return next((t for t in triples if t[1] in (OWL.members, OWL.distinctMembers)), triples[0])


def _below(graph: Graph, node: Node) -> list[Triple]:
    """All triples of a nested expression or list."""
    found: list[Triple] = []
    open_nodes = [node] if isinstance(node, BNode) else []
    while open_nodes:
        for triple in graph.triples((open_nodes.pop(), None, None)):
            found.append(triple)
            if isinstance(triple[2], BNode):
                open_nodes.append(triple[2])
    return found
