"""Checks that need all records at once: duplicates, references, locators, alike statements, circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import URIRef

from ingest.records.model import Place, Record, Reference, StatementRecord
from ingest.records.problems import Problems, did_you_mean
from ingest.records.rules import Rules
from ingest.records.sections import SectionIndex
from ingest.records.statement_names import statement_iri

Key = tuple[str, str]  # kind and slug


class CorpusChecker:
    """Holds what exists, and compares every record with it.

    `unreadable` are individuals whose file has a mistake that hides the rest: pointing to them is no mistake.
    """

    def __init__(
        self, records: Iterable[Record], unreadable: frozenset[Key], rules: Rules, problems: Problems
    ) -> None:
        self._individuals = [part for record in records for part in record.with_nested()]
        self._unreadable = unreadable
        self._rules = rules
        self._problems = problems
        self._class_of: dict[Key, str] = dict(rules.fixed)
        self._class_of.update({(record.kind, record.slug): record.type for record in self._individuals})
        self._slugs_of: dict[str, set[str]] = defaultdict(set)
        for kind, slug in self._class_of:
            self._slugs_of[kind].add(slug)

    def check(self, sections: SectionIndex) -> None:
        """Report every mistake; `sections` are those of all sources."""
        unique = self._unique_individuals()
        for record in self._individuals:
            for reference in _references_of(record):
                self._check_reference(reference)
            for statement, _ in record.evidence():
                self._check_locator(statement, sections)
            self._check_repeated_links(record)
        self._check_alike_statements(unique)
        self._check_circles()

    def _unique_individuals(self) -> list[Record]:
        """Each individual once, in the order of the files; those that exist already are reported."""
        first: dict[Key, Record] = {}
        for record in self._individuals:
            key = (record.kind, record.slug)
            if key in self._rules.fixed:
                problem = f"'{record.kind}/{record.slug}' is an individual of the ontology itself"
                self._problems.report(record.place, "id", problem, "Remove this record or choose another id")
            elif key in first:
                earlier = first[key].place
                problem = f"'{record.kind}/{record.slug}' exists already: {earlier.file}, line {earlier.line}"
                self._problems.report(record.place, "id", problem, "Choose another id or merge both records")
            else:
                first[key] = record
        return list(first.values())

    def _check_reference(self, reference: Reference) -> None:
        key = (reference.kind, reference.slug)
        if key in self._unreadable:
            return
        found = self._class_of.get(key)
        if found is None:
            problem = f"there is no {reference.kind} '{reference.slug}'"
            elsewhere = sorted(kind for kind, slugs in self._slugs_of.items() if reference.slug in slugs)
            remedy = did_you_mean(
                reference.slug, self._slugs_of[reference.kind], f"ids of kind {reference.kind}"
            )
            if elsewhere:
                remedy = f"There is '{elsewhere[0]}/{reference.slug}', which is another kind. {remedy}"
            self._problems.at(reference, problem, remedy)
        elif reference.expected and not self._rules.is_a(found, reference.expected):
            problem = f"'{reference.slug}' is of class {found}"
            remedy = f"This field takes {' or '.join(sorted(reference.expected))}"
            self._problems.at(reference, problem, remedy)

    def _check_locator(self, statement: StatementRecord, sections: SectionIndex) -> None:
        source, key = statement.source, statement.section_key
        if ("source", source.slug) not in self._class_of or source.slug not in sections.sources:
            return  # reported as a dangling reference, or the record of the source cannot be read
        if sections.find(source.slug, key) is None:
            problem = f"the source '{source.slug}' has no section '{key}'"
            remedy = did_you_mean(key, sections.keys_of(source.slug), "sections")
            self._problems.at(statement.source, problem, remedy)

    def _check_repeated_links(self, record: Record) -> None:
        seen: set[tuple[str, object]] = set()
        for link in record.links:
            key = (link.property, link.target)
            if link.statement is None and key in seen:
                self._problems.at(link, "this value stands twice", "Leave one out")
            seen.add(key)

    def _check_alike_statements(self, individuals: Iterable[Record]) -> None:
        first: dict[URIRef, Place] = {}
        for record in individuals:
            for statement, link in record.evidence():
                iri = statement_iri(record, statement, link)
                if iri in first:
                    problem = f"this evidence is like the one on line {first[iri].line} of {first[iri].file}"
                    remedy = "Merge both, make the locator more exact, or tell them apart by an 'id'"
                    self._problems.at(statement, problem, remedy)
                first.setdefault(iri, statement.place)

    def _check_circles(self) -> None:
        broader = {(record.kind, record.slug): list(record.broader) for record in self._individuals}
        for circle in circles(broader):
            kind, slug = circle[0]
            way = " → ".join(step for _, step in (*circle, circle[0]))
            reference = broader[kind, slug][0]
            self._problems.report(
                reference.place,
                "broader",
                f"the concepts run in a circle: {way}",
                "Remove one of these steps",
            )


def _references_of(record: Record) -> Iterable[Reference]:
    yield from record.broader
    for link in record.links:
        if isinstance(link.target, Reference):
            yield link.target
    for statement, _ in record.evidence():
        yield from statement.references()


def circles(broader: Mapping[Key, list[Reference]]) -> list[tuple[Key, ...]]:
    """The circles in a graph of concepts, each once, starting at its smallest member."""
    finished: set[Key] = set()
    found: set[tuple[Key, ...]] = set()
    for start in sorted(broader):
        path: list[Key] = []
        _walk(start, path, broader, finished, found)
    return sorted(found)


def _walk(
    node: Key,
    path: list[Key],
    broader: Mapping[Key, list[Reference]],
    finished: set[Key],
    found: set[tuple[Key, ...]],
) -> None:
    if node in path:
        circle = path[path.index(node) :]
        smallest = circle.index(min(circle))
        found.add((*circle[smallest:], *circle[:smallest]))
        return
    if node in finished:
        return
    path.append(node)
    for reference in broader.get(node, ()):
        _walk((reference.kind, reference.slug), path, broader, finished, found)
    path.pop()
    finished.add(node)
