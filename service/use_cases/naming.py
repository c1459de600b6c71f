"""What things are called: labels of one build, in one language, with one fallback order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from ontology.errors import NotAnIdentifier
from ontology.identifiers import individual_iri, parse_individual
from ontology.labels import best_label
from ontology.loading import load_ontology
from ontology.schema import local_name, schema
from ontology.vocabulary import CW
from service.triple_store import EVERYTHING, TripleStore
from service.use_cases.borrowed_names import borrowed_name
from service.use_cases.shipped_queries import shipped_query


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
    borrowed = borrowed_name(iri, language)
    if borrowed is not None:
        return Name(iri, borrowed, language)
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
