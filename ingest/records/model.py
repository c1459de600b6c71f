"""What a record says, as frozen values; nothing here knows files or RDF graphs.

Slugs and kinds follow `ontology.identifiers`; property names are local names of the ontology.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import XSD, Literal, URIRef

from ontology.identifiers import individual_iri


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file relative to the corpus folder and a line, counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class LanguageText:
    """The same text in both languages; neither is empty."""

    de: str
    en: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """Texts in both languages by which people ask for a thing: its synonyms, or whole phrases."""

    de: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A number, year, truth value or plain string: its canonical XSD spelling and its datatype."""

    text: str
    datatype: URIRef

    def literal(self) -> Literal:
        """The value as a term; an `xsd:string` is always a plain literal (the same by RDF 1.1)."""
        datatype = None if self.datatype == XSD.string else self.datatype
        return Literal(self.text, datatype=datatype, normalize=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to an individual. `expected` are the classes it may have; empty means any."""

    kind: str
    slug: str
    expected: frozenset[str] = dataclasses.field(compare=False)
    place: Place = dataclasses.field(compare=False)
    field: str = dataclasses.field(compare=False)

    @property
    def iri(self) -> URIRef:
        return individual_iri(self.kind, self.slug)


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One piece of evidence. `basis` and `degree` are set exactly where it backs a link.

    `name` replaces the derived end of the slug where two statements would otherwise be alike.
    """

    source: Reference
    locator: str
    stance: Reference
    text: LanguageText | None
    holder: Reference | None
    case: Reference | None
    basis: Reference | None
    degree: Reference | None
    name: str | None
    place: Place
    field: str

    @property
    def section_key(self) -> str:
        """The part of the locator that names a section of the source: up to the first comma."""
        return self.locator.partition(",")[0].strip()

    def references(self) -> Iterator[Reference]:
        """Every individual that the statement points to."""
        pointers = (self.source, self.stance, self.holder, self.case, self.basis, self.degree)
        return (reference for reference in pointers if reference is not None)


@dataclass(frozen=True, slots=True)
class Link:
    """A property of a record with one value, and the evidence for exactly this value where there is some."""

    property: str
    predicate: URIRef
    target: Reference | TypedValue | LanguageText
    statement: StatementRecord | None
    place: Place
    field: str


@dataclass(frozen=True, slots=True)
class Nested:
    """An individual that is written inside the record of the one it belongs to."""

    property: str
    predicate: URIRef
    record: Record


@dataclass(frozen=True, slots=True)
class Record:
    """One individual. `label` is None where it is to be built from the pattern of the class."""

    type: str
    kind: str
    slug: str
    label: LanguageText | None
    description: LanguageText | None
    notation: str | None
    synonyms: Wordings
    phrases: Wordings
    broader: tuple[Reference, ...]
    links: tuple[Link, ...]
    nested: tuple[Nested, ...]
    statements: tuple[StatementRecord, ...]
    place: Place

    @property
    def iri(self) -> URIRef:
        return individual_iri(self.kind, self.slug)

    def evidence(self) -> Iterator[tuple[StatementRecord, Link | None]]:
        """Every statement of this individual: those about itself, then those that back one of its links."""
        for statement in self.statements:
            yield statement, None
        for link in self.links:
            if link.statement is not None:
                yield link.statement, link

    def with_nested(self) -> Iterator[Record]:
        """This record and every record inside it, the outer ones first."""
        yield self
        for nested in self.nested:
            yield from nested.record.with_nested()
