"""Who says what about a thing, and where: statements, and passages that mention it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Node

from ontology.schema import local_name
from ontology.vocabulary import CW
from service.triple_store import TripleStore
from service.use_cases.naming import Name, Names, name_from
from service.use_cases.shipped_queries import shipped_query

_SHOWN_MENTIONS = 6
_MOST_MENTIONS = 200


@dataclass(frozen=True)
class Evidence:
    """One statement: what it is about, its place, what it says, who holds it, and the link it backs.

    `stance`: supports, qualifies, contradicts, no-information; `basis`: stated by the source, or our
    reading of it (interpreted). `link`: (property, object) where it backs one link. `section`: the section
    of the source in which its place lies, None where the place is not in the table of contents.
    """

    iri: str
    about: Name | None
    source: Name
    locator: str
    section: Name | None
    text: str
    language: str | None
    stance: str
    basis: str | None
    holder: Name | None
    case: Name | None
    link: tuple[Name, Name] | None


@dataclass(frozen=True)
class Mention:
    """A passage that mentions a thing."""

    iri: str
    source: Name
    text: str
    page: str | None


@dataclass(frozen=True)
class Mentions:
    """The first mentions and the number of all; `more`: there are more than were counted."""

    first: tuple[Mention, ...]
    total: int
    more: bool


_Fields = dict[URIRef, dict[Node, list[Node]]]


def evidence_of(store: TripleStore, names: Names, thing: URIRef, language: str) -> tuple[Evidence, ...]:
    """The statements about a thing: those about itself first, then those that back one of its links."""
    found = _statements(store, names, "thing_statements", thing, language)
    return tuple(
        sorted(found, key=lambda e: (e.link is not None, not e.text, e.source.text, e.locator, e.iri))
    )


def sayings_of(store: TripleStore, names: Names, thing: URIRef, language: str) -> tuple[Evidence, ...]:
    """What a work, an actor or a case study says about other things, by what it is about."""
    found = _statements(store, names, "thing_says", thing, language)
    return tuple(sorted(found, key=lambda e: (e.about.text.casefold() if e.about else "", e.locator, e.iri)))


def _statements(store: TripleStore, names: Names, query: str, thing: URIRef, language: str) -> list[Evidence]:
    rows = store.select(shipped_query(query), bindings={"thing": thing})
    statements: dict[str, _Fields] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for row in rows:
        labels = statements[str(row["statement"])][URIRef(str(row["property"]))][row["value"]]
        if "label" in row:
            labels.append(row["label"])
    return [_evidence(iri, fields, names, language) for iri, fields in statements.items()]


def _evidence(iri: str, fields: _Fields, names: Names, language: str) -> Evidence:
    texts = sorted(
        fields.get(DCTERMS.description, {}), key=lambda text: getattr(text, "language", None) != language
    )
    source = _name(fields, CW.source, language)
    predicate = next(iter(fields.get(RDF.predicate, {})), None)
    target = _name(fields, RDF.object, language)
    return Evidence(
        iri=iri,
        about=_name(fields, CW.about, language),
        source=source or Name("", "", None),
        locator=str(next(iter(fields.get(CW.locator, {})), "")),
        section=_name(fields, CW.inSection, language),
        text=str(texts[0]) if texts else "",
        language=getattr(texts[0], "language", None) if texts else None,
        stance=_slug(fields, CW.stance) or "supports",
        basis=_slug(fields, CW.basis),
        holder=_name(fields, CW.holder, language),
        case=_name(fields, CW.inCase, language),
        link=(names.of(str(predicate), language), target) if predicate is not None and target else None,
    )


def _name(fields: _Fields, property_: URIRef, language: str) -> Name | None:
    for value, labels in fields.get(property_, {}).items():
        return name_from(str(value), labels, language) if isinstance(value, URIRef) else None
    return None


def _slug(fields: _Fields, property_: URIRef) -> str | None:
    return next((local_name(value) for value in fields.get(property_, {})), None)


def mentions_of(store: TripleStore, names: Names, thing: URIRef, language: str) -> Mentions:
    """The passages of ingested documents that mention a thing."""
    rows = store.select(shipped_query("thing_mentions"), bindings={"thing": thing})
    first = tuple(
        Mention(
            iri=str(row["passage"]),
            source=names.of(str(row["source"]), language),
            text=str(row["text"]),
            page=str(row["page"]) if "page" in row else None,
        )
        for row in rows[:_SHOWN_MENTIONS]
    )
    return Mentions(first, min(len(rows), _MOST_MENTIONS), len(rows) > _MOST_MENTIONS)
