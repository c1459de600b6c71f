"""The vocabulary as a reader sees it: classes and properties in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

from ontology.loading import load_ontology
from ontology.schema import ClassInfo, PropertyInfo, local_name, schema
from ontology.vocabulary import CW, ONTOLOGY, PREFIXES
from service.schemas import Language
from service.use_cases.inverses import inverse_of
from service.use_cases.naming import term_name
from service.web.texts import text


@dataclass(frozen=True)
class TermLink:
    """A term with its address: an anchor on this page, the IRI of a borrowed term, None for a datatype."""

    label: str
    href: str | None


_TRAITS = {
    OWL.FunctionalProperty: "ontology.functional",
    OWL.SymmetricProperty: "ontology.symmetric",
    OWL.TransitiveProperty: "ontology.transitive",
}


@cache
def vocabulary_entries(lang: Language) -> dict[str, Any]:
    """What the template shows: `about`, `classes` and `properties`, sorted by label."""
    known = schema()
    classes = [info for info in known.classes.values() if str(info.iri).startswith(str(CW))]
    properties = [info for info in known.properties.values() if str(info.iri).startswith(str(CW))]
    return {
        "about": _about(lang),
        "classes": sorted((_class(info, lang) for info in classes), key=_by_label),
        "properties": sorted((_property(info, lang) for info in properties), key=_by_label),
    }


@cache
def _ontology() -> Graph:
    return load_ontology()


def _by_label(entry: dict[str, Any]) -> str:
    return str(entry["label"]).casefold()


def _about(lang: Language) -> str:
    texts = _ontology().objects(ONTOLOGY, DCTERMS.description)
    return next((str(t) for t in texts if getattr(t, "language", None) == lang), "")


def _class(info: ClassInfo, lang: Language) -> dict[str, Any]:
    known = schema()
    with_it = [p for p in known.properties.values() if info.name in p.domains]
    below = [name for name, other in known.classes.items() if info.name in other.superclasses]
    return {
        "name": info.name,
        "iri": str(info.iri),
        "label": info.label[lang],
        "comment": info.comment[lang],
        "kind": info.kind,
        "superclasses": _above(info.iri, RDFS.subClassOf, lang),
        "subclasses": [_class_link(name, lang) for name in sorted(below)],
        "properties": sorted((_link(p.iri, lang) for p in with_it), key=lambda link: link.label),
    }


def _property(info: PropertyInfo, lang: Language) -> dict[str, Any]:
    inverse = inverse_of(str(info.iri))
    return {
        "name": info.name,
        "iri": str(info.iri),
        "label": info.label[lang],
        "comment": info.comment[lang],
        "domains": [_class_link(name, lang) for name in sorted(info.domains)],
        "ranges": [_range_link(entry, lang) for entry in sorted(info.ranges, key=str)],
        "inverse": _link(URIRef(inverse), lang) if inverse else None,
        "above": _above(info.iri, RDFS.subPropertyOf, lang),
        "traits": [text(key, lang) for key in _traits(info)],
    }


def _above(iri: URIRef, relation: URIRef, lang: Language) -> list[TermLink]:
    """What a term is a special case of: named terms only, ours first."""
    terms = {term for term in _ontology().objects(iri, relation) if isinstance(term, URIRef)}
    return [_link(term, lang) for term in sorted(terms, key=lambda term: (term not in CW, term))]


def _traits(info: PropertyInfo) -> list[str]:
    """The keys of the texts for what the ontology says about a property as a whole."""
    kinds = set(_ontology().objects(info.iri, RDF.type))
    traits = [key for kind, key in _TRAITS.items() if kind in kinds]
    return [*traits, *(["ontology.derived"] if info.derived else [])]


def _class_link(name: str, lang: Language) -> TermLink:
    info = schema().classes.get(name)
    if info is None:
        return TermLink(text("ontology.any", lang) if name == "Thing" else name, None)
    return _link(info.iri, lang)


def _range_link(entry: str | URIRef, lang: Language) -> TermLink:
    if entry == RDF.langString:
        return TermLink(text("ontology.text", lang), None)
    if isinstance(entry, URIRef):
        return TermLink(_compact(entry), None)
    return _class_link(entry, lang)


def _link(iri: URIRef, lang: Language) -> TermLink:
    """A class or property: ours by its label, a borrowed one by its prefixed name."""
    ours = iri in CW
    name = term_name(str(iri), lang) if ours else None
    return TermLink(name.text if name else _compact(iri), f"#{local_name(iri)}" if ours else str(iri))


def _compact(iri: URIRef) -> str:
    prefix = next((p for p, space in PREFIXES.items() if iri.startswith(space)), None)
    return f"{prefix}:{local_name(iri)}" if prefix else str(iri)
