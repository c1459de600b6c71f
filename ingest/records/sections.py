"""The sections of the sources, which locators point into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef

from ingest.records.model import Nested, Record, TypedValue
from ingest.records.problems import Problems

_SECTION_KEY = "sectionKey"


@dataclass(frozen=True, slots=True)
class SectionIndex:
    """Finds a section by source and key."""

    sources: frozenset[str]
    _iris: dict[tuple[str, str], URIRef]

    def find(self, source_slug: str, key: str) -> URIRef | None:
        """The IRI of the section, or None where the source has none with this key."""
        return self._iris.get((source_slug, key))

    def keys_of(self, source_slug: str) -> list[str]:
        """All keys of a source."""
        return sorted(key for slug, key in self._iris if slug == source_slug)


def index_sections(records: Iterable[Record], problems: Problems) -> SectionIndex:
    """Index the sections nested in each source; missing, repeated and unusable keys are reported."""
    iris: dict[tuple[str, str], URIRef] = {}
    sources = [record for record in records if record.type == "Source"]
    for source in sources:
        for nested in source.nested:
            if nested.record.type == "Section":
                _add(source, nested, iris, problems)
    return SectionIndex(frozenset(source.slug for source in sources), iris)


def _add(source: Record, nested: Nested, iris: dict[tuple[str, str], URIRef], problems: Problems) -> None:
    section = nested.record
    keys = [
        link.target.text
        for link in section.links
        if link.property == _SECTION_KEY and isinstance(link.target, TypedValue)
    ]
    if not keys:
        problems.report(
            section.place, _SECTION_KEY, "the section has no key", 'Add sectionKey: "…", as locators write it'
        )
    for key in keys:
        if "," in key:
            remedy = "Leave the comma out: in locators it starts the detail"
            problems.report(section.place, _SECTION_KEY, f"the section key '{key}' has a comma", remedy)
        elif (source.slug, key) in iris:
            problems.report(
                section.place, _SECTION_KEY, f"the section key '{key}' stands twice", "Keep one section"
            )
        iris.setdefault((source.slug, key), section.iri)
