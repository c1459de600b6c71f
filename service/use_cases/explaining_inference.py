"""Why an inferred triple holds: the asserted triples it rests on, and the rules that lead from them to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final, Protocol

from rdflib import Literal
from rdflib.namespace import RDF
from rdflib.term import Node

from ontology.reasoning.derivations import Derivation
from ontology.reasoning.wording import Triple, fact_text
from ontology.vocabulary import GRAPH_INFERRED
from service.errors import NotFound
from service.schemas import Explanation, InferenceRule, InferenceStep, StatedTriple, Term, Text
from service.triple_store import TripleStore
from service.triple_store.terms import term_text
from service.use_cases.describe import Description
from service.use_cases.naming import Names
from service.use_cases.shipped_queries import shipped_query

SHOWN_ON_A_PAGE: Final = 20
"""Nine in ten things have fewer inferred values; each explanation adds some 1 ms and 3 kB to a page."""

_CLASSED_AS: Final = Term(value=str(RDF.type), kind="iri", label=Text(de="eingeordnet als", en="classed as"))
_Numbers = Mapping[Triple, int]


class Derivations(Protocol):
    """Knows why the inferred triples of one build hold."""

    def proof(self, triple: Triple, /) -> tuple[Derivation, ...]:
        """The steps from asserted triples to an inferred one in reading order; none for any other triple."""
        ...


@dataclass(frozen=True)
class Why:
    """Where an inferred triple is explained, as the parameters of `/explanation`; and the explanation itself
    where the page has room for it."""

    address: Mapping[str, str]
    explanation: Explanation | None


@dataclass(frozen=True)
class InferenceExplainer:
    """Explains the inferred triples of one build."""

    derivations: Derivations
    store: TripleStore
    names: Names
    build: str

    def explain(self, triple: Triple) -> Explanation:
        """The whole explanation; raises NotFound for a triple that is not inferred, and says what it is."""
        found = self._explanation(triple)
        if found is None:
            raise NotFound(f"{fact_text(triple)}: {self._state(triple)}")
        return found

    def for_page(self, description: Description) -> dict[Triple, Why]:
        """By triple, the reasons of everything inferred on the page of a thing."""
        facts = chain(description.facts, description.incoming)
        values = chain(description.types, *(fact.values for fact in facts))
        inferred = list(dict.fromkeys(value.triple for value in values if value.triple))
        shown = {triple: self._explanation(triple) for triple in inferred[:SHOWN_ON_A_PAGE]}
        if not any(shown.values()):
            return {}  # an older build, without derivations
        return {triple: Why(_address(triple), shown.get(triple)) for triple in inferred}

    def _explanation(self, triple: Triple) -> Explanation | None:
        steps = self.derivations.proof(triple)
        if not steps:
            return None
        numbers = {step.conclusion: number for number, step in enumerate(steps, start=1)}
        return Explanation(
            build=self.build,
            conclusion=self._stated(triple, numbers),
            steps=[self._step(step, numbers) for step in steps],
        )

    def _step(self, step: Derivation, numbers: _Numbers) -> InferenceStep:
        rule = step.rule
        return InferenceStep(
            premises=[self._stated(premise, numbers) for premise in _by_subject(step.premises)],
            rule=InferenceRule(
                name=rule.name,
                label=Text(de=rule.label_de, en=rule.label_en),
                because=Text(de=rule.because_de, en=rule.because_en),
                about=self._term(step.axiom_of),
                axiom=step.axiom if rule.file is None else None,
                file=rule.file,
            ),
            conclusion=self._stated(step.conclusion, numbers),
        )

    def _stated(self, triple: Triple, numbers: _Numbers) -> StatedTriple:
        subject, predicate, value = triple
        return StatedTriple(
            subject=self._term(subject),
            predicate=self._term(predicate) if predicate != RDF.type else _CLASSED_AS,
            object=self._term(value),
            basis="inferred" if triple in numbers else "asserted",
            step=numbers.get(triple),
        )

    def _term(self, node: Node) -> Term:
        if isinstance(node, Literal):
            german, english = (None if node.language == other else str(node) for other in ("en", "de"))
            return Term(value=term_text(node), kind="literal", label=Text(de=german, en=english))
        iri = str(node)
        return Term(value=iri, kind="iri", label=Text(de=self._label(iri, "de"), en=self._label(iri, "en")))

    def _label(self, iri: str, language: str) -> str | None:
        name = self.names.of(iri, language)
        return name.text if name.language in {language, None} else None

    def _state(self, triple: Triple) -> str:
        """What a triple without a derivation is."""
        bound = dict(zip(("subject", "property", "value"), triple, strict=True))
        rows = self.store.select(shipped_query("triple_graphs"), bindings=bound)
        graphs = [str(row["graph"]) for row in rows]
        said = [graph for graph in graphs if graph != str(GRAPH_INFERRED)]
        if said:
            return f"this is asserted, in {', '.join(said)}. Only what is inferred has an explanation."
        if graphs:
            return "this is inferred, but the build does not say why. Run `clusterwissen build`."
        return "this is not asserted and does not follow from the data."


def _by_subject(premises: tuple[Triple, ...]) -> list[Triple]:
    """What is said of one thing stands together; otherwise the order stays."""
    subjects = [premise[0] for premise in premises]
    return sorted(premises, key=lambda premise: subjects.index(premise[0]))


def _address(triple: Triple) -> dict[str, str]:
    return dict(zip(("subject", "predicate", "object"), map(term_text, triple), strict=True))
