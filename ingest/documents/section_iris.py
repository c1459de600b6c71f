"""Which section individual each section of a document is: one of the corpus, or one of its own.

Sections of a reviewed source are found by their key, as locators write it: the printed number ("4.2.4",
"Übersicht 6", "A 4" for "Übersicht A 4"), the title, or a word of the title ("Vernetzung" for "Resultate des
Themenbereichs Vernetzung"). Where a section has none, the next one around it that has one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import Graph, URIRef

from ingest.document_model import Passage, ProcessedDocument, Section
from ontology.errors import NotAnIdentifier
from ontology.identifiers import individual_iri, slugify
from ontology.vocabulary import CW

_LONGEST_SLUG: Final = 60
_LEAD_KEYS: Final = ("Einleitung", "Introduction")
_BEGINNING: Final = {"de": "Anfang", "en": "Beginning"}
_CHAPTER_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*$")


@dataclass(frozen=True, slots=True)
class SectionIri:
    """A section individual: `key` as printed, `slug` as its identifier."""

    iri: URIRef
    slug: str
    key: str
    label: str


class SectionIris:
    """The section individuals of one document; `corpus` is None for one that the corpus does not have."""

    def __init__(self, document: ProcessedDocument, source: URIRef, corpus: Graph | None) -> None:
        self._document = document
        known = dict(_known_sections(source, corpus)) if corpus is not None else None
        if known is None:
            self._by_position = self._new_sections()
            self._lead: SectionIri | None = self._beginning()
        else:
            self._by_position = [self._find(section, known) for section in document.sections]
            self._lead = next((known[key] for key in _LEAD_KEYS if key in known), None)

    def of(self, passage: Passage) -> SectionIri | None:
        """The section of a passage, or the nearest one around it that has an individual."""
        position = passage.section
        while position is not None:
            found = self._by_position[position]
            if found is not None:
                return found
            position = self._document.sections[position].parent
        is_lead = (
            passage.section is None or self._document.sections[passage.section].title == self._document.title
        )
        return self._lead if is_lead else None

    def used(self) -> list[SectionIri]:
        """The sections of all passages, each once, in the order of the text."""
        found = dict.fromkeys(self.of(passage) for passage in self._document.passages)
        return [section for section in found if section is not None]

    def _new_sections(self) -> list[SectionIri | None]:
        taken: set[str] = set()
        return [self._new_section(section, taken) for section in self._document.sections]

    def _new_section(self, section: Section, taken: set[str]) -> SectionIri:
        key = section.number or section.title
        label = section.title if section.number is None else f"{section.number} {section.title}"
        name = _name(section)
        slug, number = name, 1
        while slug in taken:
            number += 1
            slug = f"{name}-{number}"
        taken.add(slug)
        return self._make(slug, key, label)

    def _beginning(self) -> SectionIri:
        key = _BEGINNING[self._document.language]
        return self._make("beginning", key, f"{self._document.title}: {key}")

    def _make(self, name: str, key: str, label: str) -> SectionIri:
        slug = f"{self._document.slug}-{name}"
        return SectionIri(individual_iri("section", slug), slug, key, label)

    def _find(self, section: Section, known: dict[str, SectionIri]) -> SectionIri | None:
        for key in _keys(section):
            if key in known:
                return known[key]
        return next((found for key, found in known.items() if _is_word_of(key, section.title)), None)


def _known_sections(source: URIRef, corpus: Graph) -> Iterator[tuple[str, SectionIri]]:
    found = [iri for iri in corpus.objects(source, CW.section) if isinstance(iri, URIRef)]
    for iri in sorted(found):
        for key in corpus.objects(iri, CW.sectionKey):
            yield str(key), SectionIri(iri, iri.rsplit("/", 1)[-1], str(key), str(key))


def _keys(section: Section) -> Iterable[str]:
    """The keys under which a locator may name the section, the surest first."""
    if section.number:
        yield section.number
        yield re.sub(r"^\w+\s(?=[A-Z]\s)", "", section.number)
    yield section.title
    yield re.sub(r"[\"„“”«»]", "", section.title)


def _is_word_of(key: str, title: str) -> bool:
    return not key[0].isdigit() and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", title) is not None


def _name(section: Section) -> str:
    """The part of a section's slug behind its source's: "s4-2-4", "uebersicht-6", or from the title."""
    try:
        if section.number and _CHAPTER_NUMBER.match(section.number):
            return "s" + slugify(section.number)
        return slugify(section.number or section.title)[:_LONGEST_SLUG].rstrip("-")
    except NotAnIdentifier:
        return "section"
