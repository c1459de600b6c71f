"""The triples of a processed document: its passages and mentions, and its source if the corpus lacks it.

A mention is a Web Annotation (https://www.w3.org/TR/annotation-model/): the annotation `{passage}#mention-1`
has the thing as its body and `{passage}#char=12,34` as its target (the fragment of RFC 5147, counted in the
passage's text), whose selector gives the same span as numbers. `cw:mentions` says the same without the place.
"""

from __future__ import annotations

from rdflib import DCTERMS, RDF, RDFS, XSD, Graph, Literal, URIRef

from ingest.document_model import Mention, Passage, ProcessedDocument
from ingest.documents.section_iris import SectionIris
from ontology.identifiers import individual_iri
from ontology.labels import fill_pattern
from ontology.vocabulary import CW, OA, PREFIXES

_LANGUAGES = ("de", "en")


def document_graph_triples(document: ProcessedDocument, corpus: Graph | None = None) -> Graph:
    """The graph of one document, without blank nodes.

    `corpus` is the graph of the reviewed records. If it has a source with the document's slug, the passages
    attach to that source and its sections, and nothing is said about either again.
    """
    return _DocumentGraph(document, corpus if corpus is not None else Graph()).build()


class _DocumentGraph:
    def __init__(self, document: ProcessedDocument, corpus: Graph) -> None:
        self._document = document
        self._corpus = corpus
        self._source = individual_iri("source", document.slug)
        self._is_reviewed = (self._source, RDF.type, CW.Source) in corpus
        self._sections = SectionIris(document, self._source, corpus if self._is_reviewed else None)
        self._graph = Graph()
        for prefix, namespace in PREFIXES.items():
            self._graph.bind(prefix, namespace, replace=True)
        self._names = Graph()
        """What labels of passages are made of; for a reviewed source it is not said again here."""

    def build(self) -> Graph:
        self._name_source_and_sections()
        if not self._is_reviewed:
            self._graph += self._names
            self._describe_source()
        for passage in self._document.passages:
            self._add_passage(passage)
        return self._graph

    def _name_source_and_sections(self) -> None:
        if self._is_reviewed:
            for label in self._corpus.objects(self._source, RDFS.label):
                self._names.add((self._source, RDFS.label, label))
        else:
            for language in _LANGUAGES:
                self._names.add((self._source, RDFS.label, Literal(self._document.title, lang=language)))
        for section in self._sections.used():
            self._names.add((section.iri, CW.sectionKey, Literal(section.key)))

    def _describe_source(self) -> None:
        source, document = self._source, self._document
        self._graph.add((source, RDF.type, CW.Source))
        self._graph.add((source, DCTERMS.identifier, Literal(document.slug)))
        self._graph.add((source, DCTERMS.title, Literal(document.title, lang=document.language)))
        self._graph.add((source, DCTERMS.language, Literal(document.language)))
        self._graph.add((source, DCTERMS.format, Literal(document.media_type)))
        self._graph.add((source, DCTERMS.alternative, Literal(document.file_name)))
        for position, section in enumerate(self._sections.used(), 1):
            self._graph.add((source, CW.section, section.iri))
            self._graph.add((section.iri, CW.position, Literal(position)))
            self._graph.add((section.iri, RDF.type, CW.Section))
            self._graph.add((section.iri, DCTERMS.identifier, Literal(section.slug)))
            for language in _LANGUAGES:
                self._graph.add((section.iri, RDFS.label, Literal(section.label, lang=language)))

    def _add_passage(self, passage: Passage) -> None:
        iri = individual_iri("passage", passage.slug)
        section = self._sections.of(passage)
        facts = [
            (CW.passageOf, self._source),
            (CW.originalStart, _offset(passage.original_start)),
            *([(CW.inSection, section.iri)] if section else []),
            *([(CW.page, Literal(passage.page, datatype=XSD.positiveInteger))] if passage.page else []),
        ]
        for predicate, value in facts:
            self._graph.add((iri, predicate, value))
            self._names.add((iri, predicate, value))
        for language in _LANGUAGES:
            self._graph.add((iri, RDFS.label, fill_pattern(self._names, iri, CW.Passage, language)))
        self._graph.add((iri, RDF.type, CW.Passage))
        self._graph.add((iri, DCTERMS.identifier, Literal(passage.slug)))
        self._graph.add((iri, CW.originalEnd, _offset(passage.original_end)))
        if passage.section is not None:
            title = self._document.sections[passage.section].title
            self._graph.add((iri, CW.sectionTitle, Literal(title)))
        self._graph.add((iri, RDF.value, Literal(passage.text, lang=passage.language)))
        self._add_selector(iri, passage.slug, passage.start, passage.end)
        for number, mention in enumerate(passage.mentions, 1):
            self._add_mention(iri, passage, mention, number)

    def _add_mention(self, passage_iri: URIRef, passage: Passage, mention: Mention, number: int) -> None:
        start, end = mention.start - passage.start, mention.end - passage.start
        annotation = URIRef(f"{passage_iri}#mention-{number}")
        target = URIRef(f"{passage_iri}#char={start},{end}")
        thing = URIRef(mention.iri)
        self._graph.add((passage_iri, CW.mentions, thing))
        self._graph.add((annotation, RDF.type, OA.Annotation))
        self._graph.add((annotation, OA.hasBody, thing))
        self._graph.add((annotation, OA.hasTarget, target))
        self._graph.add((target, OA.hasSource, passage_iri))
        self._add_selector(target, f"{passage.slug}-{start}-{end}", start, end)

    def _add_selector(self, of: URIRef, slug: str, start: int, end: int) -> None:
        selector = individual_iri("selector", slug)
        self._graph.add((of, OA.hasSelector, selector))
        self._graph.add((selector, RDF.type, OA.TextPositionSelector))
        self._graph.add((selector, OA.start, _offset(start)))
        self._graph.add((selector, OA.end, _offset(end)))


def _offset(number: int) -> Literal:
    return Literal(number, datatype=XSD.nonNegativeInteger)
