"""What things are called: labels of one build, in one language, with one fallback order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from ontology.errors import NotAnIdentifier
from ontology.identifiers import individual_iri, parse_individual
from ontology.labels import best_label
from ontology.loading import load_ontology
from ontology.schema import local_name, schema
from ontology.vocabulary import CW
from service.triple_store import EVERYTHING, TripleStore
from service.use_cases.shipped_queries import shipped_query

# Names of terms that come from other vocabularies, where their own labels are English only or technical.
_BORROWED: dict[str, tuple[str, str]] = {
    str(SKOS.broader): ("Oberbegriff", "broader concept"),
    str(SKOS.narrower): ("Unterbegriff", "narrower concept"),
    str(SKOS.related): ("verwandt mit", "related to"),
    str(SKOS.hasTopConcept): ("oberster Begriff", "top concept"),
    str(RDF.type): ("Art", "type"),
    str(RDF.value): ("Wortlaut", "wording"),
    str(RDF.subject): ("Verbindung von", "link from"),
    str(RDF.predicate): ("Art der Verbindung", "kind of link"),
    str(RDF.object): ("Verbindung zu", "link to"),
    "http://purl.org/dc/terms/source": ("Quelle", "source"),
    "http://purl.org/dc/terms/title": ("Titel", "title"),
    "http://purl.org/dc/terms/alternative": ("auch genannt", "alternative title"),
    "http://purl.org/dc/terms/format": ("Format", "format"),
    "http://purl.org/dc/terms/language": ("Sprache", "language"),
    "http://purl.org/dc/terms/isPartOf": ("Teil von", "part of"),
    "http://purl.org/dc/terms/hasPart": ("besteht aus", "has part"),
    "http://www.w3.org/ns/oa#hasSelector": ("Textstelle", "text selector"),
}


@dataclass(frozen=True)
class Name:
    """A thing with the text it is shown by; `language` is that of the text, None where it has none."""

    iri: str
    text: str
    language: str | None

    @property
    def local(self) -> bool:
        """Whether the thing has a page here."""
        return is_individual(self.iri)


class Names:
    """Labels of one build; each is looked up once."""

    def __init__(self, store: TripleStore) -> None:
        self._store = store
        self._known: dict[tuple[str, str], Name] = {}

    def of(self, iri: str, language: str) -> Name:
        """The name of any thing, class or property."""
        key = (iri, language)
        if key not in self._known:
            self._known[key] = term_name(iri, language) or self._looked_up(iri, language)
        return self._known[key]

    def _looked_up(self, iri: str, language: str) -> Name:
        rows = self._store.select(shipped_query("labels"), bindings={"thing": URIRef(iri)}, graphs=EVERYTHING)
        return name_from(iri, (row["label"] for row in rows), language)

    def by_slug(self, slug: str) -> str | None:
        """The IRI of the thing with a slug; the first where several kinds have one of the same slug."""
        rows = self._store.select(shipped_query("by_slug"), bindings={"slug": Literal(slug)})
        return next((str(row["thing"]) for row in rows), None)


def name_from(iri: str, labels: Iterable[Node], language: str) -> Name:
    """The name of a thing whose labels are at hand."""
    graph = Graph()
    for label in labels:
        graph.add((URIRef(iri), RDFS.label, label))
    best = best_label(graph, URIRef(iri), language)
    return Name(iri, str(best), best.language)


def term_name(iri: str, language: str) -> Name | None:
    """The name of a class or property of the vocabulary, None for any other IRI."""
    local = local_name(URIRef(iri))
    known = schema()
    info = known.properties.get(local) or known.classes.get(local) if iri.startswith(str(CW)) else None
    if info is not None and language in info.label:
        return Name(iri, info.label[language], language)
    if iri in _BORROWED:
        german, english = _BORROWED[iri]
        return Name(iri, german if language == "de" else english, language)
    if iri.startswith(str(CW)):
        best = best_label(load_ontology(), URIRef(iri), language)
        return Name(iri, str(best), best.language)
    return None


def is_individual(iri: str) -> bool:
    """Whether an IRI names an individual of ours."""
    try:
        parse_individual(iri)
    except NotAnIdentifier:
        return False
    return True


def thing_iri(kind: str, slug: str) -> URIRef | None:
    """The IRI for a kind and slug from a URL, None where they cannot be one."""
    try:
        return individual_iri(kind, slug)
    except NotAnIdentifier:
        return None
