"""How far the corpus and the ingested documents cover each section of the sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rdflib import URIRef

from ontology.schema import local_name
from service.schemas import (
    CoverageCounts,
    CoverageReport,
    SectionCoverage,
    SectionState,
    SourceCoverage,
    Text,
)
from service.triple_store import EVERYTHING, TripleStore
from service.use_cases.naming import Names
from service.use_cases.section_order import PlacedSection, SectionEntry, in_document_order
from service.use_cases.shipped_queries import shipped_query

_Counts = dict[str, dict[str, int]]


def coverage(store: TripleStore, names: Names, build: str) -> CoverageReport:
    """The report of one build, its sources by slug."""
    counts = _counts(store)
    sources = _sections_by_source(store, counts)
    return CoverageReport(
        build=build,
        sources=[_source(iri, sections, counts, names) for iri, sections in sorted(sources.items())],
    )


def _counts(store: TripleStore) -> _Counts:
    """By the IRI of a section or source, what the queries count there: facts, statements, ..."""
    found: _Counts = defaultdict(dict)
    for query in ("coverage_facts", "coverage_statements", "coverage_passages"):
        for row in store.select(shipped_query(query), graphs=EVERYTHING):
            place = str(row["place"])
            found[place] |= {name: int(str(value)) for name, value in row.items() if name != "place"}
    return found


def _sections_by_source(store: TripleStore, counts: _Counts) -> dict[str, list[SectionEntry]]:
    sources: dict[str, dict[str, SectionEntry]] = defaultdict(dict)
    for row in store.select(shipped_query("coverage_sections"), graphs=EVERYTHING):
        sections = sources[str(row["source"])]
        if "section" not in row:
            continue
        iri = str(row["section"])
        entry = sections.setdefault(
            iri,
            SectionEntry(
                iri=iri,
                key=str(row.get("key", local_name(URIRef(iri)))),
                position=int(str(row["position"])) if "position" in row else None,
                first_character=counts.get(iri, {}).get("first"),
            ),
        )
        language = getattr(row.get("label"), "language", None)
        if language:
            entry.labels[language] = str(row["label"])
    return {source: list(sections.values()) for source, sections in sources.items()}


def _source(iri: str, sections: list[SectionEntry], counts: _Counts, names: Names) -> SourceCoverage:
    placed = in_document_order(sections)
    listed = [
        SectionCoverage(
            iri=section.iri,
            id=local_name(URIRef(section.iri)),
            key=section.key,
            label=Text(de=section.labels.get("de"), en=section.labels.get("en")),
            depth=depth,
            state=_state(placed, index, counts),
            counts=_counted(section.iri, counts),
        )
        for index, (section, depth) in enumerate(placed)
    ]
    return SourceCoverage(
        iri=iri,
        id=local_name(URIRef(iri)),
        label=Text(de=names.of(iri, "de").text, en=names.of(iri, "en").text),
        counts=_counted(iri, counts),
        sections=listed,
        uncovered=[section.key for section in listed if section.state in ("passages-only", "nothing")],
    )


def _counted(iri: str, counts: _Counts) -> CoverageCounts:
    known = {name: number for name, number in counts.get(iri, {}).items() if name != "first"}
    return CoverageCounts(**known)


def _state(placed: Sequence[PlacedSection], index: int, counts: _Counts) -> SectionState:
    """A chapter of which only the subsections say something is not empty; it is covered in its parts."""
    section, depth = placed[index]
    own = _counted(section.iri, counts)
    if own.statements:
        return "covered"
    parts: list[CoverageCounts] = []
    for below, its_depth in placed[index + 1 :]:
        if its_depth <= depth:
            break
        parts.append(_counted(below.iri, counts))
    if any(part.statements for part in parts):
        return "in-parts"
    return "passages-only" if any(part.passages for part in (own, *parts)) else "nothing"
