"""The vocabulary as a reader sees it: classes and properties in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from rdflib import URIRef
from rdflib.namespace import DCTERMS, RDF, XSD

from ontology.loading import load_ontology
from ontology.schema import ClassInfo, PropertyInfo, local_name, schema
from ontology.vocabulary import CW, ONTOLOGY
from service.schemas import Language
from service.use_cases.inverses import inverse_of
from service.use_cases.naming import term_name
from service.web.texts import text


@dataclass(frozen=True)
class TermLink:
    """A term with the anchor on this page, or without one where it is borrowed."""

    label: str
    anchor: str | None


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


def _by_label(entry: dict[str, Any]) -> str:
    return str(entry["label"]).casefold()


def _about(lang: Language) -> str:
    texts = load_ontology().objects(ONTOLOGY, DCTERMS.description)
    return next((str(t) for t in texts if getattr(t, "language", None) == lang), "")


def _class(info: ClassInfo, lang: Language) -> dict[str, Any]:
    known = schema()
    own = [name for name in info.superclasses if name in known.classes]
    with_it = [p for p in known.properties.values() if info.name in p.domains]
    return {
        "name": info.name,
        "iri": str(info.iri),
        "label": info.label[lang],
        "comment": info.comment[lang],
        "kind": info.kind,
        "superclasses": [_class_link(name, lang) for name in sorted(own)],
        "properties": sorted((_property_link(p, lang) for p in with_it), key=lambda link: link.label),
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
        "inverse": _by_iri(inverse, lang) if inverse else None,
    }


def _class_link(name: str, lang: Language) -> TermLink:
    info = schema().classes.get(name)
    if info is None:
        return TermLink(text("ontology.any", lang) if name == "Thing" else name, None)
    return TermLink(info.label.get(lang, name), info.name if str(info.iri).startswith(str(CW)) else None)


def _range_link(entry: str | URIRef, lang: Language) -> TermLink:
    if entry == RDF.langString:
        return TermLink(text("ontology.text", lang), None)
    if isinstance(entry, URIRef):
        prefix = "xsd:" if str(entry).startswith(str(XSD)) else ""
        return TermLink(prefix + local_name(entry), None)
    return _class_link(entry, lang)


def _property_link(info: PropertyInfo, lang: Language) -> TermLink:
    ours = str(info.iri).startswith(str(CW))
    name = term_name(str(info.iri), lang)
    return TermLink(name.text if name else info.name, info.name if ours else None)


def _by_iri(iri: str, lang: Language) -> TermLink | None:
    info = schema().properties.get(local_name(URIRef(iri)))
    return _property_link(info, lang) if info else None
