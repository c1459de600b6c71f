"""From records to triples: the graph of the reviewed corpus.

Only what the records say is written here. Inverses, symmetric links and superclasses follow by reasoning
(`ontology.reasoning.materialisation`). Every node has an IRI.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, URIRef

from ingest.records import (
    Corpus,
    LanguageText,
    Link,
    Record,
    Reference,
    StatementRecord,
    TypedValue,
    statement_iri,
)
from ontology.graphs import union
from ontology.identifiers import individual_iri, parse_individual
from ontology.labels import fill_pattern
from ontology.vocabulary import CW, PREFIXES

# A link whose evidence takes one of these stances is on record as evidence, but is not asserted.
_NOT_ASSERTING = frozenset({"contradicts", "no-information"})


def corpus_graph(corpus: Corpus) -> Graph:
    """The triples of all records: their individuals, those nested in them, and their statements."""
    builder = _GraphBuilder(corpus)
    for record in corpus.records:
        builder.add_individual(record, belongs_to=None)
    builder.add_pattern_labels()
    return builder.graph


class _GraphBuilder:
    """Fills one graph."""

    def __init__(self, corpus: Corpus) -> None:
        self.graph = union()
        for prefix, namespace in PREFIXES.items():
            self.graph.bind(prefix, namespace, replace=True)
        self._sections = corpus.sections
        self._rules = corpus.rules
        self._unlabelled: list[tuple[URIRef, URIRef]] = []  # individual and class, the outer ones first
        self._statements: list[URIRef] = []

    def add_individual(self, record: Record, belongs_to: Record | None) -> None:
        """Everything that `record` says, and what the records nested in it say."""
        iri = record.iri
        class_iri = self._rules.schema.classes[record.type].iri
        self._add(iri, RDF.type, class_iri)
        self._add(iri, DCTERMS.identifier, Literal(record.slug))
        if record.label is not None:
            self._add_text(iri, RDFS.label, record.label)
        else:
            self._unlabelled.append((iri, class_iri))
        if record.description is not None:
            self._add_text(iri, DCTERMS.description, record.description)
        self._add_names(record)
        if self._rules.is_concept(record.type):
            self._add_concept(record)
        for link in record.links:
            self._add_link(iri, link)
        for nested in record.nested:
            self._add(iri, nested.predicate, nested.record.iri)
            self.add_individual(nested.record, belongs_to=record)
        self._number_sections(record)
        for statement, backed in record.evidence():
            self._add_statement(record, statement, backed)
        for source in self._sources_of(record, belongs_to):
            self._add(iri, DCTERMS.source, source)

    def add_pattern_labels(self) -> None:
        """Label what has no label of its own; call this when everything else is in the graph."""
        for iri, class_iri in [*self._unlabelled, *((iri, CW.Statement) for iri in self._statements)]:
            for language in ("de", "en"):
                self._add(iri, RDFS.label, fill_pattern(self.graph, iri, class_iri, language))

    # -- parts of an individual

    def _add_names(self, record: Record) -> None:
        if record.notation is not None:
            self._add(record.iri, SKOS.notation, Literal(record.notation))
        for property_, wordings in ((SKOS.altLabel, record.synonyms), (SKOS.hiddenLabel, record.phrases)):
            for language, texts in (("de", wordings.de), ("en", wordings.en)):
                for text in texts:
                    self._add(record.iri, property_, Literal(text, lang=language))

    def _add_concept(self, record: Record) -> None:
        iri, scheme = record.iri, individual_iri("scheme", record.kind)
        self._add(iri, RDF.type, SKOS.Concept)
        self._add(iri, SKOS.inScheme, scheme)
        if record.label is not None:
            self._add_text(iri, SKOS.prefLabel, record.label)
        if record.description is not None:
            self._add_text(iri, SKOS.definition, record.description)
        for broader in record.broader:
            self._add(iri, SKOS.broader, broader.iri)
        if not record.broader:
            self._add(iri, SKOS.topConceptOf, scheme)

    def _add_link(self, iri: URIRef, link: Link) -> None:
        if link.statement is not None and link.statement.stance.slug in _NOT_ASSERTING:
            return
        for term in _terms(link.target):
            self._add(iri, link.predicate, term)

    def _number_sections(self, record: Record) -> None:
        """The sections of a source stand in document order in its record; a graph would forget that."""
        sections = [nested.record.iri for nested in record.nested if nested.record.type == "Section"]
        for position, section in enumerate(sections, 1):
            self._add(section, CW.position, Literal(position))

    def _sources_of(self, record: Record, belongs_to: Record | None) -> Iterator[URIRef]:
        """The sources of its statements; a source is its own, a section rests on the one it is part of."""
        for statement, _ in record.evidence():
            yield statement.source.iri
        if record.type == "Source":
            yield record.iri
        if record.type == "Section" and belongs_to is not None:
            yield belongs_to.iri

    # -- statements

    def _add_statement(self, record: Record, statement: StatementRecord, link: Link | None) -> None:
        iri = statement_iri(record, statement, link)
        self._statements.append(iri)
        self._add(iri, RDF.type, CW.Statement)
        self._add(iri, DCTERMS.identifier, Literal(parse_individual(iri)[1]))
        self._add(iri, CW.about, record.iri)
        self._add(iri, CW.source, statement.source.iri)
        self._add(iri, DCTERMS.source, statement.source.iri)
        self._add(iri, CW.locator, Literal(statement.locator))
        self._add(iri, CW.stance, statement.stance.iri)
        section = self._sections.find(statement.source.slug, statement.section_key)
        if section is not None:
            self._add(iri, CW.inSection, section)
        if statement.text is not None:
            self._add_text(iri, DCTERMS.description, statement.text)
        self._add_pointers(iri, statement)
        if link is not None:
            self._add(iri, RDF.subject, record.iri)
            self._add(iri, RDF.predicate, link.predicate)
            for term in _terms(link.target):
                self._add(iri, RDF.object, term)

    def _add_pointers(self, iri: URIRef, statement: StatementRecord) -> None:
        pointers = (
            (CW.holder, statement.holder),
            (CW.inCase, statement.case),
            (CW.basis, statement.basis),
            (CW.degree, statement.degree),
        )
        for predicate, reference in pointers:
            if reference is not None:
                self._add(iri, predicate, reference.iri)

    # -- triples

    def _add_text(self, subject: URIRef, predicate: URIRef, text: LanguageText) -> None:
        for term in _terms(text):
            self._add(subject, predicate, term)

    def _add(self, subject: URIRef, predicate: URIRef, term: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, term))


def _terms(value: Reference | TypedValue | LanguageText) -> tuple[URIRef | Literal, ...]:
    """The value as it stands in a triple; a text gives one literal for each language."""
    match value:
        case Reference():
            return (value.iri,)
        case TypedValue():
            return (value.literal(),)
        case LanguageText(de, en):
            return (Literal(de, lang="de"), Literal(en, lang="en"))
