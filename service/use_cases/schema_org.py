"""A thing in the words of schema.org, for search engines and reference managers.

Only what fits is said: a work is a book or an article, a region a place. What schema.org has no word for is
a DefinedTerm of our dataset where it has a description, and a Thing otherwise. Everything else stands in our
own vocabulary beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rdflib.namespace import DCTERMS, SKOS

from ontology.vocabulary import CW
from service.schemas import Language
from service.use_cases.dataset import DATASET, LICENCE, TITLE
from service.use_cases.describe import Description, Value

_CONTEXT = "https://schema.org"
_BY_KIND = {
    "initiative": "Organization",
    "organisation": "Organization",
    "management": "Organization",
    "region": "AdministrativeArea",
    "district": "AdministrativeArea",
    "work": "CreativeWork",
    "source": "Report",
    "profile": "Review",
    "section": "Chapter",
    "passage": "Quotation",
    "statement": "Claim",
    "table": "Dataset",
    "funding": "MonetaryGrant",
}
_BY_WORK_TYPE = {
    "article": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "talk": "PresentationDigitalDocument",
}
_WRITTEN = frozenset({"CreativeWork", "Report", "Review", "Chapter", "Claim", *_BY_WORK_TYPE.values()})
# Our property: the property of schema.org, and the type of its value where that is a thing.
_PROPERTIES: dict[str, tuple[str, str | None]] = {
    str(CW.authors): ("author", None),
    str(CW.year): ("datePublished", None),
    str(CW.published): ("publication", None),
    str(CW.publisher): ("publisher", "Organization"),
    str(CW.founded): ("foundingDate", None),
    str(CW.location): ("location", "Place"),
    str(CW.memberOrganisation): ("member", "Organization"),
    str(CW.managedBy): ("subOrganization", "Organization"),
    str(CW.profileOf): ("itemReviewed", "CreativeWork"),
    str(CW.partOf): ("containedInPlace", "Place"),
    str(CW.passageOf): ("isPartOf", "CreativeWork"),
    str(CW.topic): ("about", "DefinedTerm"),
    str(CW.discusses): ("about", "DefinedTerm"),
    str(CW.source): ("appearance", "CreativeWork"),
    str(DCTERMS.isPartOf): ("isPartOf", "CreativeWork"),
    str(SKOS.exactMatch): ("sameAs", None),
}
_PUBLICATION = "publication"


def schema_org(thing: Description, language: Language, base_url: str) -> dict[str, Any]:
    """The description as JSON-LD; `base_url` is the public URL of the service, without a slash at its end."""
    kind = _type(thing)
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@id": thing.iri,
        "@type": kind,
        "name": thing.name.text,
        "identifier": thing.slug,
        "url": f"{base_url}/doc/{thing.kind}/{thing.slug}?lang={language}",
        "alternateName": list(thing.synonyms),
        "description": thing.text.text if thing.text else None,
        "text": thing.wording.text if thing.wording and kind == "Quotation" else None,
        "termCode": thing.notation if kind == "DefinedTerm" else None,
        "inDefinedTermSet": _term_set(language) if kind == "DefinedTerm" else None,
        "license": str(LICENCE) if kind == "Dataset" else None,
        **_values(thing, kind),
        "subjectOf": _sources(thing) if kind != "Claim" else None,
    }
    return {key: value for key, value in described.items() if value not in (None, [], "")}


def _type(thing: Description) -> str:
    if thing.kind == "work":
        written = next((v.text for v in _of(thing, str(CW.workType))), "")
        return _BY_WORK_TYPE.get(written, _BY_KIND["work"])
    return _BY_KIND.get(thing.kind) or ("DefinedTerm" if thing.text else "Thing")


def _term_set(language: Language) -> dict[str, str]:
    return {"@type": "DefinedTermSet", "@id": str(DATASET), "name": TITLE[language]}


def _of(thing: Description, property_iri: str) -> Iterable[Value]:
    return (value for fact in thing.facts if fact.property.iri == property_iri for value in fact.values)


def _values(thing: Description, kind: str) -> dict[str, list[Any]]:
    """The facts that schema.org has a property for, those of writings only where the thing is one."""
    found: dict[str, list[Any]] = {}
    for fact in thing.facts:
        name, kind_of_value = _PROPERTIES.get(fact.property.iri, ("", None))
        fits = kind in _WRITTEN or name not in {"about", "isPartOf", "author", _PUBLICATION, "appearance"}
        if name and fits:
            found.setdefault(name, []).extend(_value(name, kind_of_value, value) for value in fact.values)
    return found


def _value(name: str, kind: str | None, value: Value) -> Any:
    if kind and value.name:
        return {"@type": kind, "@id": value.name.iri, "name": value.name.text}
    if name == "author":
        return {"@type": "Person" if "," in value.text else "Organization", "name": value.text}
    if name == _PUBLICATION:
        return {"@type": "PublicationEvent", "name": value.text}
    return value.name.iri if value.name else value.text


def _sources(thing: Description) -> list[dict[str, str]]:
    """The sources of what is said about the thing, each once."""
    named = {item.source.iri: item.source.text for item in thing.evidence if item.source.iri}
    return [{"@type": "Report", "@id": iri, "name": name} for iri, name in sorted(named.items())]
