"""Is the graph free of contradictions? HermiT decides; where it says no, this module says why.

Individuals with different IRIs are different things here, although OWL itself does not assume so:
where a property has one value at most, two values are a mistake in the records and not news that
both are the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from ontology.errors import InconsistentOntology, UnsatisfiableClasses
from ontology.reasoning.axiom_reading import members
from ontology.reasoning.clashes import ClashSearch
from ontology.reasoning.culprits import Statement, reachable, smallest_conflict, statements
from ontology.reasoning.facts import is_housekeeping
from ontology.reasoning.hermit import run_hermit
from ontology.reasoning.owl_dl import owl_dl_part, with_distinct
from ontology.reasoning.wording import Triple, fact_text, short_name

_SHOWN: Final = 10
_PROBE: Final = URIRef("urn:clusterwissen:probe")


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """A consistent graph: how many triples the reasoner saw, how many individuals they are about, how
    long it took in seconds, and the properties whose facts it was not shown because the ontology does
    not declare them."""

    triples: int
    individuals: int
    seconds: float
    undeclared_properties: tuple[URIRef, ...]


def check(graph: Graph, *, seconds: float = 60.0, memory_mb: int = 512) -> ConsistencyReport:
    """Have HermiT check ``graph``, which holds ontology and data and is not changed.

    ``seconds`` bounds the check itself and, once more, the search for an explanation; ``memory_mb``
    bounds the Java heap.

    :raises InconsistentOntology: the graph contradicts itself; the message names the facts and
    axioms at fault.
    :raises UnsatisfiableClasses: some classes can never have a member; the message names the axioms at fault.
    :raises ReasonerFailed: HermiT could not work on the graph or was not done in time.
    """
    started = time.monotonic()
    part = owl_dl_part(graph)
    if part.misused:
        raise InconsistentOntology(_misuse(part.misused))
    search = ClashSearch(part.graph)
    seen = with_distinct(part.graph, search.rivals())
    verdict = run_hermit(seen, seconds=seconds, memory_mb=memory_mb)
    explanation = _Explanation(seen, seconds, memory_mb)
    if not verdict.consistent:
        clashes = [clash.text for clash in search.clashes()]
        told = _listed("The graph contradicts itself.", clashes) if clashes else explanation.of_conflict()
        raise InconsistentOntology(told)
    if verdict.unsatisfiable:
        raise UnsatisfiableClasses(explanation.of_unsatisfiable(verdict.unsatisfiable))
    individuals = {
        s for s, _, kind in part.graph.triples((None, RDF.type, None)) if not is_housekeeping(kind)
    }
    return ConsistencyReport(len(part.graph), len(individuals), time.monotonic() - started, part.undeclared)


@dataclass(frozen=True, slots=True)
class _Explanation:
    """Finds the statements at fault where the kind of contradiction is not one of the known ones."""

    graph: Graph
    seconds: float
    memory_mb: int

    def of_conflict(self) -> str:
        """The fewest facts and axioms that contradict each other: first whose facts, then which ones."""
        declarations, parts = statements(self.graph)
        data = [part for part in parts if _is_about_data(part, self.graph)]
        axioms = [part for part in parts if not _is_about_data(part, self.graph)]
        deadline = time.monotonic() + self.seconds
        background = [*declarations, *(triple for axiom in axioms for triple in axiom.triples)]
        suspects: Sequence[Statement] = ()
        if not self._is_inconsistent(background):
            suspects, _ = smallest_conflict(
                background, data, self._is_inconsistent, seconds=deadline - time.monotonic()
            )
        told = "The graph contradicts itself."
        names = {node for suspect in suspects for triple in suspect.triples for node in triple}
        return self._told(told, declarations, [*suspects, *axioms], names, deadline)

    def of_unsatisfiable(self, classes: Sequence[URIRef]) -> str:
        """The classes, and the fewest axioms that keep the most general of them empty."""
        roots = [c for c in classes if not set(self.graph.objects(c, RDFS.subClassOf)) & set(classes)]
        names = ", ".join(short_name(name) for name in classes)
        root = (roots or list(classes))[0]
        declarations, parts = statements(self.graph)
        axioms = [part for part in parts if not _is_about_data(part, self.graph)]
        told = f"No individual can ever belong to {names}. For {short_name(root)} the reason is:"
        probe = (_PROBE, RDF.type, root)
        deadline = time.monotonic() + self.seconds
        return self._told(told, [*declarations, probe], axioms, {root}, deadline)

    def _told(
        self,
        told: str,
        holds: Sequence[Triple],
        suspects: Sequence[Statement],
        names: Iterable[Node],
        deadline: float,
    ) -> str:
        near = reachable(suspects, names)  # the cause is nearly always among these few
        if near and self._is_inconsistent((*holds, *(triple for found in near for triple in found.triples))):
            suspects = near
        found, is_smallest = smallest_conflict(
            holds, suspects, self._is_inconsistent, seconds=deadline - time.monotonic()
        )
        texts = [self._text(statement, found) for statement in found]
        if is_smallest:
            return _listed(f"{told} These cannot all hold; give up one of them.", texts)
        return _listed(f"{told} The time for narrowing it down ran out; the cause is among these.", texts)

    def _text(self, statement: Statement, others: Sequence[Statement]) -> str:
        """A statement in words; of a long list of disjoint classes only those that the others speak of."""
        if statement.main[1] != OWL.members:
            return statement.text(self.graph)
        spoken_of = {node for other in others if other != statement for t in other.triples for node in t}
        listed = [m for m in members(self.graph, statement.main[2]) if m in spoken_of]
        return f"AllDisjointClasses: {', '.join(short_name(m) for m in listed)}, among others"

    def _is_inconsistent(self, triples: Iterable[Triple]) -> bool:
        graph = Graph()
        for triple in triples:
            graph.add(triple)
        verdict = run_hermit(graph, seconds=self.seconds, memory_mb=self.memory_mb, classify=False)
        return not verdict.consistent


def _is_about_data(statement: Statement, graph: Graph) -> bool:
    """Whether a statement is a fact about individuals rather than an axiom."""
    subject, predicate, value = statement.main
    if predicate in (RDF.type, OWL.differentFrom, OWL.sameAs):
        return not str(value).startswith(str(OWL))
    return (predicate, RDF.type, OWL.ObjectProperty) in graph or (
        (predicate, RDF.type, OWL.DatatypeProperty) in graph and (subject, RDF.type, OWL.Class) not in graph
    )


def _misuse(facts: Sequence[Triple]) -> str:
    lines = [
        f"{fact_text(fact)}: the property takes individuals, not text or numbers"
        if isinstance(fact[2], Literal) and not fact[2].ill_typed
        else f"{fact_text(fact)}: the property takes a value of its datatype"
        for fact in facts
    ]
    return _listed("Some values do not fit their property.", lines)


def _listed(heading: str, lines: Sequence[str]) -> str:
    more = [f"… and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join([heading, *(f"- {line}" for line in [*lines[:_SHOWN], *more])])
