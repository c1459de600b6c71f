"""The labels of the concept lexicon, and what each of them may match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from rdflib import RDFS, SKOS, Graph, Literal, URIRef

from ontology.errors import NotAnIdentifier
from ontology.identifiers import parse_individual

_NAMES: Final = "initiative organisation region district cluster work case"
NAMES: Final = frozenset(_NAMES.split())
"""Kinds whose labels are proper names: they match as printed, not inside other words."""

_PRIORITY: Final = """
    initiative region organisation district cluster actor-type event-format sector trade-group trade barrier
    benefit drawback topic phase legal-form skill activity-field action-field task argument-aid measure
    argument study-type thesis case work
    """
KINDS_BY_PRIORITY: Final = tuple(_PRIORITY.split())
"""The kinds that texts are linked to; the others have no names that a text would use (statements, ratings).
Where one label names several things, the first of these kinds is meant."""

_PROVING_LITTLE: Final = (
    "phase task argument argument-aid measure study-type event-format legal-form thesis skill activity-field"
)
NEEDING_SUPPORT: Final = frozenset(_PROVING_LITTLE.split())
"""Kinds for which one plain word proves nothing ("Wachstum" is rarely the phase of an initiative)."""

KNOWN_TO_NEED_SUPPORT: Final = frozenset(["task", "study-type", "legal-form", "thesis", "skill"])
"""Kinds for which no word of the dictionary proves anything: "Wertschöpfungskette" is not the task of showing
one."""

TOPICAL: Final = frozenset(["thesis", "skill"])
"""Kinds whose short labels name a subject that texts touch on without meaning the thing."""

CUES: Final = {
    "phase": frozenset(["phase", "stufe", "lebenszyklus", "stage", "lifecycle"]),
    "legal-form": frozenset(["rechtsform", "gesellschaftsform"]),
    "skill": frozenset(["taetigkeitsfeld", "fertigkeit", "berufsbild", "skill"]),
    "thesis": frozenset(["these", "hypothese", "thesis", "hypothesis"]),
    "study-type": frozenset(["untersuchung", "studie", "methode", "study", "method"]),
}
"""Words (folded lemmas) that show what a plain word means if they stand in the same passage."""


class ConceptLabel(NamedTuple):
    """One name of one thing: its IRI, the language of the name ("de" or "en"), the name."""

    iri: str
    language: str
    text: str


def concept_labels(graph: Graph) -> list[ConceptLabel]:
    """All labels, synonyms and codes of the things of a corpus graph that texts name, in a fixed order."""
    found: set[ConceptLabel] = set()
    for predicate in (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.notation):
        for subject, label in graph.subject_objects(predicate):
            if isinstance(subject, URIRef) and isinstance(label, Literal) and kind_of(str(subject)):
                languages = [label.language] if label.language in ("de", "en") else ["de", "en"]
                found.update(ConceptLabel(str(subject), language, str(label)) for language in languages)
    return sorted(label for label in found if kind_of(label.iri) in KINDS_BY_PRIORITY)


def kind_of(iri: str) -> str | None:
    """The kind in an individual's IRI, None for any other IRI."""
    try:
        return parse_individual(iri)[0]
    except NotAnIdentifier:
        return None


def without_explanation(label: str) -> str:
    """The label without what stands in brackets at its end: "GmbH (Gesellschaft ...)"; a year is kept."""
    return re.sub(r"\s*\((?!\d{4})[^()]*\)\s*$", "", label) or label


def most_likely(iris: Iterable[str]) -> str | None:
    """The one thing among several with the same name that is meant, None where two of one kind compete."""
    ranked = sorted(set(iris), key=lambda iri: (_rank(iri), iri))
    if len(ranked) > 1 and _rank(ranked[0]) == _rank(ranked[1]):
        return None
    return ranked[0] if ranked else None


def _rank(iri: str) -> int:
    kind = kind_of(iri)
    return KINDS_BY_PRIORITY.index(kind) if kind in KINDS_BY_PRIORITY else len(KINDS_BY_PRIORITY)
