"""What the ontology says about its classes and properties, as plain lookup tables.

Records are read, graphs built and queries interpreted with these tables, so that a class or property is
described in one place: the Turtle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SDO
from rdflib.term import Node

from ontology.errors import UnknownTerm
from ontology.loading import load_ontology
from ontology.vocabulary import CW

_PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True, slots=True)
class ClassInfo:
    """A class whose individuals have a kind of IRI.

    ``superclasses`` holds the local names of all its superclasses, near and far, of whatever vocabulary.
    """

    name: str
    iri: URIRef
    kind: str
    superclasses: frozenset[str]
    label: Mapping[str, str]
    comment: Mapping[str, str]

    @property
    def is_concept(self) -> bool:
        """Whether its individuals are SKOS concepts, with preferred labels, a definition and a scheme."""
        return "Concept" in self.superclasses


@dataclass(frozen=True, slots=True)
class PropertyInfo:
    """A property of individuals.

    ``domains`` holds local names of classes; ``ranges`` holds local names of classes for an object property
    and one datatype for any other. ``Thing`` stands for any individual. A ``derived`` property is stated by
    reasoning only, never by a record.
    """

    name: str
    iri: URIRef
    is_object: bool
    domains: frozenset[str]
    ranges: frozenset[str | URIRef]
    functional: bool
    derived: bool
    label: Mapping[str, str]
    comment: Mapping[str, str]

    @property
    def is_text(self) -> bool:
        """Whether its values are texts in a language."""
        return RDF.langString in self.ranges

    @property
    def datatype(self) -> URIRef | None:
        """The datatype of its values, ``None`` for an object property."""
        return next((r for r in self.ranges if isinstance(r, URIRef)), None)


@dataclass(frozen=True, slots=True)
class Schema:
    """The classes and properties by local name."""

    classes: Mapping[str, ClassInfo]
    properties: Mapping[str, PropertyInfo]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether every individual of the class ``name`` is one of ``ancestor``; a class is its own ancestor.

        Raises:
            UnknownTerm: the ontology has no class ``name``.
        """
        if name not in self.classes:
            known = ", ".join(sorted(self.classes))
            raise UnknownTerm(f"there is no class {name!r}; the classes are {known}")
        return ancestor in (name, "Thing") or ancestor in self.classes[name].superclasses

    def classes_below(self, ancestor: str) -> frozenset[str]:
        """The local names of ``ancestor`` and all its subclasses."""
        return frozenset(name for name in self.classes if self.is_a(name, ancestor))

    def kinds_in_range(self, property_name: str) -> frozenset[str]:
        """The kinds of IRI that a value of the object property may have; all kinds where its range is open.

        Raises:
            UnknownTerm: the ontology has no such property.
        """
        if property_name not in self.properties:
            raise UnknownTerm(f"there is no property {property_name!r}")
        ranges = {r for r in self.properties[property_name].ranges if not isinstance(r, URIRef)}
        return frozenset(self.classes[name].kind for r in ranges for name in self.classes_below(r))


@cache
def schema() -> Schema:
    """The schema of the ontology this package ships; read once."""
    return read_schema(load_ontology())


def read_schema(ontology: Graph) -> Schema:
    """Collect the classes that have a ``cw:kind`` and the properties that have a domain."""
    classes = {info.name: info for info in _classes(ontology)}
    properties = {info.name: info for info in _properties(ontology)}
    return Schema(MappingProxyType(classes), MappingProxyType(properties))


def local_name(iri: Node) -> str:
    """The last part of an IRI, after ``#`` or ``/``."""
    return str(iri).rpartition("#")[2].rpartition("/")[2]


def _classes(ontology: Graph) -> Iterator[ClassInfo]:
    for iri, kind in ontology.subject_objects(CW.kind):
        if not isinstance(iri, URIRef):
            continue
        ancestors = set(ontology.transitive_objects(iri, RDFS.subClassOf)) - {iri}
        yield ClassInfo(
            name=local_name(iri),
            iri=iri,
            kind=str(kind),
            superclasses=frozenset(local_name(a) for a in ancestors if isinstance(a, URIRef)),
            label=_texts(ontology, iri, RDFS.label),
            comment=_texts(ontology, iri, RDFS.comment),
        )


def _properties(ontology: Graph) -> Iterator[PropertyInfo]:
    for property_type in _PROPERTY_TYPES:
        for iri in ontology.subjects(RDF.type, property_type):
            domains = _named(ontology, iri, RDFS.domain, SDO.domainIncludes)
            # Terms of other vocabularies count where we say what they join; those about classes are no data.
            about_data = domains and OWL.Class not in domains
            if not isinstance(iri, URIRef) or not about_data or _is_foreign(iri, ontology):
                continue
            is_object = property_type == OWL.ObjectProperty
            ranges = _named(ontology, iri, RDFS.range, SDO.rangeIncludes)
            yield PropertyInfo(
                name=local_name(iri),
                iri=iri,
                is_object=is_object,
                domains=frozenset(local_name(d) for d in domains),
                ranges=frozenset(local_name(r) if is_object else r for r in ranges),
                functional=(iri, RDF.type, OWL.FunctionalProperty) in ontology,
                derived=(iri, CW.derived, Literal(True)) in ontology,
                label=_texts(ontology, iri, RDFS.label),
                comment=_texts(ontology, iri, RDFS.comment),
            )


def _is_foreign(iri: URIRef, ontology: Graph) -> bool:
    return iri not in CW and (iri, SDO.domainIncludes, None) not in ontology


def _named(ontology: Graph, subject: Node, *predicates: URIRef) -> frozenset[URIRef]:
    """The IRIs that one of the predicates gives, a union taken apart."""
    found: set[URIRef] = set()
    for predicate in predicates:
        for value in ontology.objects(subject, predicate):
            union = ontology.value(value, OWL.unionOf)
            members = Collection(ontology, union) if union is not None else [value]
            found.update(member for member in members if isinstance(member, URIRef))
    return frozenset(found)


def _texts(ontology: Graph, subject: Node, predicate: URIRef) -> Mapping[str, str]:
    texts = {str(getattr(text, "language", "")): str(text) for text in ontology.objects(subject, predicate)}
    return MappingProxyType(texts)
