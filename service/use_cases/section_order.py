"""The sections of a source in the order of the document, with how deep each stands.

A graph has no order. Where every section of a source has a `cw:position`, that is it. Else a section stands
where its first ingested passage begins, and a chapter without one where the next chapter does; sections of
which nothing was ingested come last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_CHAPTER: Final = re.compile(r"\d+(?:\.\d+)*")
_RUN: Final = re.compile(r"\d+|\D+")


@dataclass(frozen=True)
class SectionEntry:
    """A section as the graph has it; `position` from 1, `first_character` of its first passage from 0."""

    iri: str
    key: str
    position: int | None = None
    first_character: int | None = None
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def is_chapter(self) -> bool:
        """Whether the key is a chapter number, such as "4.2.4"."""
        return _CHAPTER.fullmatch(self.key) is not None


class PlacedSection(NamedTuple):
    """A section and its depth: 0 at the top."""

    section: SectionEntry
    depth: int


def in_document_order(sections: Sequence[SectionEntry]) -> list[PlacedSection]:
    """All sections; "4.2.4" stands below "4.2", a table or figure below the chapter before it."""
    positions = {section.iri: section.position for section in sections}
    if None in positions.values():
        positions = _beginnings(sections)
    known = [(place, s) for s in sections if (place := positions[s.iri]) is not None]
    known.sort(key=lambda pair: (pair[0], _natural(pair[1].key)))
    unknown = [section for section in sections if positions[section.iri] is None]
    unknown.sort(key=lambda section: _natural(section.key))
    return [*_with_depths([section for _, section in known]), *(PlacedSection(s, 0) for s in unknown)]


def _with_depths(ordered: Sequence[SectionEntry]) -> Iterator[PlacedSection]:
    chapters = {section.key for section in ordered if section.is_chapter}
    below_chapter = 0
    for section in ordered:
        if section.is_chapter:
            depth = sum(section.key.startswith(f"{other}.") for other in chapters)
            yield PlacedSection(section, depth)
            below_chapter = depth + 1
        else:
            yield PlacedSection(section, below_chapter)


def _beginnings(sections: Sequence[SectionEntry]) -> dict[str, int | None]:
    """By IRI, the character at which a section begins, as far as that can be told."""
    begins = {section.iri: section.first_character for section in sections}
    chapters = sorted((s for s in sections if s.is_chapter), key=lambda s: _natural(s.key), reverse=True)
    following: int | None = None
    for chapter in chapters:
        if begins[chapter.iri] is None:
            begins[chapter.iri] = following
        following = begins[chapter.iri]
    return begins


def _natural(key: str) -> tuple[tuple[int, str], ...]:
    """Numbers by their value and before words: "2" before "10" before "A 1"."""
    return tuple((int(run), "") if run.isdigit() else (10**9, run) for run in _RUN.findall(key))
