"""Reads one record, and the individuals nested in it, from the YAML tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from ingest.records.literals import read_language_text, read_literal
from ingest.records.model import LanguageText, Link, Nested, Record, Reference, StatementRecord
from ingest.records.names import read_notation, read_wordings
from ingest.records.problems import Problems, did_you_mean
from ingest.records.record_file import RecordFile
from ingest.records.references import ReferenceReader, slug_remedy
from ingest.records.rows import read_rows
from ingest.records.rules import NEEDS_NO_DESCRIPTION, NEEDS_NO_STATEMENT, Rules
from ingest.records.statement_reading import StatementReader
from ingest.records.yaml_nodes import Mapping, Node, Scalar, Sequence, items_of
from ontology.identifiers import KIND_OF_CLASS, is_slug
from ontology.schema import PropertyInfo

_OWN_KEYS = frozenset(
    {"id", "type", "label", "notation", "synonyms", "phrases", "broader", "statements", "rows"}
)
_NESTED_KEYS = _OWN_KEYS | {"description"}


@dataclass(frozen=True, slots=True)
class _Properties:
    links: tuple[Link, ...]
    nested: tuple[Nested, ...]


class RecordReader:
    """Turns the YAML of a file into a `Record`; every mistake is reported and the reading goes on."""

    def __init__(self, rules: Rules, problems: Problems) -> None:
        self._rules = rules
        self._problems = problems
        self._references = ReferenceReader(rules, problems)
        self._statements = StatementReader(rules, self._references, problems)

    def read_file(self, top: Mapping, parts: RecordFile, path: Path) -> Record | None:
        """The record of a whole file; None where its id or class cannot be told."""
        slug = self._read_id(top)
        if slug is not None and slug != path.stem:
            remedy = f"Call the file '{slug}.md' or write id: {path.stem}"
            self._problems.at(top.entries["id"], f"the id '{slug}' differs from the file name", remedy)
        class_name = self._read_type(top, self._rules.record_classes)
        if slug is None or class_name is None:
            return None
        kind = KIND_OF_CLASS[class_name]
        if kind != path.parent.name:
            problem = f"a {class_name} lies in the folder '{path.parent.name}'"
            remedy = f"Move the file to '{kind}/{path.name}' or correct the type"
            self._problems.at(top.entries["type"], problem, remedy)
        if not parts.has_body and class_name not in NEEDS_NO_DESCRIPTION:
            remedy = "Add '## Deutsch' and '## English' with one to three plain sentences each"
            self._problems.at(top, "the description is missing", remedy)
        return self._read(top, class_name, slug, parts.description, _OWN_KEYS)

    def _read(
        self,
        node: Mapping,
        class_name: str,
        slug: str,
        description: LanguageText | None,
        own_keys: frozenset[str],
    ) -> Record:
        entries = node.entries
        properties = self._read_properties(node, class_name, slug, own_keys)
        return Record(
            type=class_name,
            kind=KIND_OF_CLASS[class_name],
            slug=slug,
            label=self._read_label(node, class_name),
            description=description,
            notation=read_notation(entries.get("notation"), self._problems),
            synonyms=read_wordings("synonyms", entries.get("synonyms"), self._problems),
            phrases=read_wordings("phrases", entries.get("phrases"), self._problems),
            broader=self._read_broader(entries.get("broader"), class_name),
            links=properties.links,
            nested=properties.nested,
            statements=self._read_statements(node, class_name),
            place=node.place,
        )

    # -- the record's own keys

    def _read_id(self, node: Mapping) -> str | None:
        value = node.entries.get("id")
        if not isinstance(value, Scalar) or value.tag == "null":
            place = value.place if value is not None else node.place
            self._problems.report(
                place, node.field_of("id"), "the id is missing", "Add id: with the slug of the thing"
            )
            return None
        if is_slug(value.text):
            return value.text
        self._problems.at(value, f"'{value.text}' is no slug", slug_remedy(value.text))
        return None

    def _read_type(self, node: Mapping, allowed: frozenset[str]) -> str | None:
        value = node.entries.get("type")
        if isinstance(value, Scalar) and value.text in allowed:
            return value.text
        place = value.place if value is not None else node.place
        if isinstance(value, Scalar):
            problem = f"there is no class '{value.text}' for this place"
            remedy = did_you_mean(value.text, allowed, "classes")
        else:
            problem, remedy = (
                "the type is missing",
                f"Add type: with a class, such as {min(allowed, key=len)}",
            )
        self._problems.report(place, node.field_of("type"), problem, remedy)
        return None

    def _read_label(self, node: Mapping, class_name: str) -> LanguageText | None:
        value = node.entries.get("label")
        if value is not None:
            return read_language_text(value, self._problems)
        if class_name not in self._rules.labelled_by_pattern:
            remedy = 'Add label: {de: "…", en: "…"}'
            self._problems.report(node.place, node.field_of("label"), "the label is missing", remedy)
        return None

    def _read_broader(self, node: Node | None, class_name: str) -> tuple[Reference, ...]:
        if node is None:
            return ()
        if not self._rules.is_concept(class_name):
            problem = f"{class_name} is no concept and has nothing broader"
            self._problems.at(node, problem, "Remove the key")
            return ()
        expected = frozenset({class_name})
        read = (self._references.read(item, expected) for item in items_of(node))
        return tuple(reference for reference in read if reference is not None)

    def _read_statements(self, node: Mapping, class_name: str) -> tuple[StatementRecord, ...]:
        value = node.entries.get("statements")
        if isinstance(value, Sequence) and not value.items:
            value = None
        if value is not None:
            return self._statements.read_all(value)
        if class_name not in NEEDS_NO_STATEMENT:
            remedy = 'Add statements: with at least one place, such as - at: "source-slug#section"'
            self._problems.report(
                node.place, node.field_of("statements"), "nothing says where this comes from", remedy
            )
        return ()

    # -- properties of the ontology

    def _read_properties(
        self, node: Mapping, class_name: str, slug: str, own_keys: frozenset[str]
    ) -> _Properties:
        known = self._rules.properties_of(class_name)
        links: list[Link] = []
        nested: list[Nested] = []
        for key, value in node.entries.items():
            if key in own_keys:
                continue
            info = known.get(key)
            if info is None:
                self._report_unknown_key(node, key, class_name, own_keys | known.keys())
                continue
            found = [self._read_value(item, info, slug) for item in items_of(value)]
            self._report_too_many(value, info)
            links.extend(item for item in found if isinstance(item, Link))
            nested.extend(item for item in found if isinstance(item, Nested))
        nested.extend(self._read_rows(node, class_name, slug))
        return _Properties(tuple(links), tuple(nested))

    def _read_rows(self, node: Mapping, class_name: str, slug: str) -> Iterator[Nested]:
        """The nested individuals that are written as rows of a table."""
        if "rows" not in node.entries:
            return
        known = {name: info for name, info in self._rules.properties_of(class_name).items() if info.is_object}
        for name, row in read_rows(node.entries["rows"], self._problems):
            if name.text not in known:
                problem = f"'{name.text}' is no property of {class_name} that leads to individuals"
                self._problems.at(name, problem, did_you_mean(name.text, known, "properties"))
                return
            nested = self._read_nested(row, known[name.text], slug)
            if nested is not None:
                yield nested

    def _report_unknown_key(self, node: Mapping, key: str, class_name: str, known: frozenset[str]) -> None:
        info = self._rules.schema.properties.get(key)
        place, field = node.key_places[key], node.field_of(key)
        if info is not None and info.derived:
            problem = f"'{key}' follows by reasoning; no record states it"
        elif info is not None:
            owners = " or ".join(sorted(info.domains))
            problem = f"'{key}' belongs to {owners}, not to {class_name}"
        else:
            problem = f"the key '{key}' is not known"
        self._problems.report(place, field, problem, did_you_mean(key, known, "keys"))

    def _report_too_many(self, node: Node, info: PropertyInfo) -> None:
        if info.functional and len(items_of(node)) > 1:
            problem = f"'{info.name}' takes one value, {len(items_of(node))} are given"
            remedy = "Keep one value; put what else the sources say into statements"
            self._problems.at(node, problem, remedy)

    def _read_value(self, node: Node, info: PropertyInfo, slug: str) -> Link | Nested | None:
        if info.is_object:
            if isinstance(node, Mapping) and "to" not in node.entries:
                return self._read_nested(node, info, slug)
            return self._read_object_link(node, info)
        return self._read_data_link(node, info)

    def _read_object_link(self, node: Node, info: PropertyInfo) -> Link | None:
        expected = self._rules.expected_classes(info)
        if not isinstance(node, Mapping):
            target, statement = self._references.read(node, expected), None
        else:
            target = self._references.read(node.entries["to"], expected)
            statement = self._statements.read_for_link(node, "to")
        return Link(info.name, info.iri, target, statement, node.place, node.field) if target else None

    def _read_data_link(self, node: Node, info: PropertyInfo) -> Link | None:
        datatype = URIRef(str(next(iter(info.ranges))))
        if isinstance(node, Mapping) and "value" in node.entries:
            value = read_literal(node.entries["value"], info.name, datatype, self._problems)
            statement = self._statements.read_for_link(node, "value")
        else:
            value, statement = read_literal(node, info.name, datatype, self._problems), None
        return Link(info.name, info.iri, value, statement, node.place, node.field) if value else None

    def _read_nested(self, node: Mapping, info: PropertyInfo, parent_slug: str) -> Nested | None:
        end = self._read_id(node)
        class_name = self._nested_class(node, info)
        if end is None or class_name is None:
            return None
        value = node.entries.get("description")
        description = read_language_text(value, self._problems) if value is not None else None
        record = self._read(node, class_name, f"{parent_slug}-{end}", description, _NESTED_KEYS)
        return Nested(info.name, info.iri, record)

    def _nested_class(self, node: Mapping, info: PropertyInfo) -> str | None:
        """The class that `type` names, or the only one the property leads to."""
        expected = self._rules.expected_classes(info)
        allowed = frozenset(name for name in self._rules.record_classes if self._rules.is_a(name, expected))
        if "type" not in node.entries and len(allowed) == 1:
            return next(iter(allowed))
        return self._read_type(node, allowed or self._rules.record_classes)
