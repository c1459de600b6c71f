"""What a record of each class may say, read from the ontology."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from rdflib import RDF, Graph, URIRef

from ontology.errors import NotAnIdentifier
from ontology.identifiers import KIND_OF_CLASS, parse_individual
from ontology.loading import load_ontology
from ontology.schema import PropertyInfo, Schema, local_name, schema
from ontology.vocabulary import CW

# Statements stand inside the records they speak about, passages come from documents, schemes are given.
NEVER_A_RECORD = frozenset({"ConceptScheme", "Passage", "Statement", "TextPositionSelector"})
# A Source is where statements point to, and a Section is a part of one: both are evidence, they need none.
NEEDS_NO_STATEMENT = frozenset({"Section", "Source"})
# The description of a publication is its bibliographic line.
NEEDS_NO_DESCRIPTION = frozenset({"Work"})


@dataclass(frozen=True)
class Rules:
    """The ontology as records need it.

    `fixed` holds the individuals that the ontology brings itself (kind and slug to class), such as stances;
    `labelled_by_pattern` the classes whose individuals get a label built when the record gives none.
    """

    schema: Schema
    fixed: Mapping[tuple[str, str], str]
    labelled_by_pattern: frozenset[str]

    @cached_property
    def record_classes(self) -> frozenset[str]:
        """Classes whose individuals are written as records."""
        return frozenset(name for name in self.schema.classes if name in KIND_OF_CLASS) - NEVER_A_RECORD

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Folders that the corpus may have."""
        return frozenset(KIND_OF_CLASS[name] for name in self.record_classes)

    def is_a(self, class_name: str, ancestors: frozenset[str]) -> bool:
        """Whether the class is one of `ancestors` or lies below one."""
        return any(self.schema.is_a(class_name, ancestor) for ancestor in ancestors)

    def is_concept(self, class_name: str) -> bool:
        """Whether individuals of the class are concepts of a SKOS scheme."""
        return self.schema.classes[class_name].is_concept

    def properties_of(self, class_name: str) -> Mapping[str, PropertyInfo]:
        """The properties that a record of the class may state, by their local names."""
        return self._properties[class_name]

    @cached_property
    def _properties(self) -> dict[str, dict[str, PropertyInfo]]:
        known = [(name, info) for name, info in self.schema.properties.items() if not info.derived]
        return {
            class_name: {name: info for name, info in known if self.is_a(class_name, info.domains)}
            for class_name in self.record_classes
        }

    def expected_classes(self, info: PropertyInfo) -> frozenset[str]:
        """The classes that a value of the object property may have; empty means any."""
        return frozenset(map(str, info.ranges)) - {"Thing"}

    def kinds_of(self, expected: frozenset[str]) -> tuple[str, ...]:
        """The kinds that individuals of the classes, or of classes below them, have in their IRI."""
        return tuple(
            sorted(
                {
                    KIND_OF_CLASS[name]
                    for name in self.record_classes
                    if not expected or self.is_a(name, expected)
                }
            )
        )


@cache
def ontology_rules() -> Rules:
    """The rules of the ontology as it is shipped."""
    ontology = load_ontology()
    patterns = frozenset(local_name(class_iri) for class_iri in ontology.subjects(CW.labelPattern))
    return Rules(schema(), fixed_individuals(ontology, schema()), patterns)


def fixed_individuals(ontology: Graph, terms: Schema) -> dict[tuple[str, str], str]:
    """The individuals that the ontology brings itself: kind and slug to the local name of their class."""
    found: dict[tuple[str, str], str] = {}
    for subject, class_iri in sorted(ontology.subject_objects(RDF.type)):
        name = local_name(class_iri)
        if name in terms.classes and isinstance(subject, URIRef):
            try:
                found[parse_individual(subject)] = name
            except NotAnIdentifier:
                continue
    return found
