"""Reads evidence: the entries of `statements` and what a link says about its own evidence."""

from __future__ import annotations

from ingest.records.literals import read_language_text
from ingest.records.model import LanguageText, Reference, StatementRecord
from ingest.records.problems import Problems, did_you_mean
from ingest.records.references import ReferenceReader
from ingest.records.rules import Rules
from ingest.records.yaml_nodes import Mapping, Node, Scalar, items_of
from ontology.identifiers import is_slug

_STATEMENT_KEYS = frozenset({"at", "text", "holder", "stance", "inCase", "id"})
_EVIDENCE_KEYS = {
    "to": _STATEMENT_KEYS | {"to", "basis", "degree"},
    "value": _STATEMENT_KEYS | {"value", "basis"},  # a number or a year has no main and no side effect
}
_DEFAULTS = {"stance": "supports", "basis": "stated", "degree": "central"}
_PLACE_EXAMPLE = '"source-slug#section, detail", such as "cluster-und-handwerk-bw#4.2.4"'


class StatementReader:
    """Turns YAML into `StatementRecord`s."""

    def __init__(self, rules: Rules, references: ReferenceReader, problems: Problems) -> None:
        self._rules = rules
        self._references = references
        self._problems = problems

    def read_all(self, node: Node) -> tuple[StatementRecord, ...]:
        """The entries of `statements`: mappings, or strings that give the place only."""
        read = (self._read_one(item) for item in items_of(node))
        return tuple(statement for statement in read if statement is not None)

    def read_for_link(self, node: Mapping, value_key: str) -> StatementRecord | None:
        """The evidence that a link carries beside its `value_key` (`to` or `value`), or None."""
        if node.entries.keys() == {value_key}:
            return None
        return self._read_mapping(node, _EVIDENCE_KEYS[value_key])

    def _read_one(self, node: Node) -> StatementRecord | None:
        if not isinstance(node, Mapping):  # the place only, short for {at: place}
            node = Mapping(node.place, node.field, {"at": node}, {"at": node.place})
        return self._read_mapping(node, _STATEMENT_KEYS)

    def _read_mapping(self, node: Mapping, keys: frozenset[str]) -> StatementRecord | None:
        self._report_unknown_keys(node, keys)
        found = self._read_own_place(node)
        text = self._read_text(node.entries.get("text"))
        holder = self._pointer(node, "holder")
        case = self._pointer(node, "inCase")
        name = self._read_name(node.entries.get("id"))
        stance = self._concept(node, "stance")
        basis = self._concept(node, "basis") if "basis" in keys else None
        degree = self._concept(node, "degree") if "degree" in keys else None
        if found is None:
            return None
        source, locator = found
        return StatementRecord(
            source, locator, stance, text, holder, case, basis, degree, name, node.place, node.field
        )

    def _report_unknown_keys(self, node: Mapping, keys: frozenset[str]) -> None:
        for key in node.entries.keys() - keys:
            place = node.key_places[key]
            self._problems.report(
                place, node.field_of(key), f"'{key}' is not known here", did_you_mean(key, keys, "keys")
            )

    def _read_own_place(self, node: Mapping) -> tuple[Reference, str] | None:
        if "at" in node.entries:
            return self._read_place(node.entries["at"])
        remedy = f"Add at: {_PLACE_EXAMPLE}"
        self._problems.report(node.place, node.field_of("at"), "the evidence has no place", remedy)
        return None

    def _read_place(self, node: Node) -> tuple[Reference, str] | None:
        """Source and locator of `source#locator`."""
        if not isinstance(node, Scalar) or node.tag == "null":
            self._problems.at(node, "a place was expected here", f"Write {_PLACE_EXAMPLE}")
            return None
        slug, mark, locator = (part.strip() for part in node.text.partition("#"))
        if not mark or not locator.partition(",")[0].strip():
            self._problems.at(
                node, f"'{node.text}' does not say where in the source", f"Write {_PLACE_EXAMPLE}"
            )
            return None
        pointer = Scalar(node.place, node.field, slug, "str")
        source = self._references.read(pointer, frozenset({"Source"}))
        return (source, " ".join(locator.split())) if source else None

    def _read_text(self, node: Node | None) -> LanguageText | None:
        return read_language_text(node, self._problems) if node is not None else None

    def _pointer(self, node: Mapping, key: str) -> Reference | None:
        value = node.entries.get(key)
        if value is None:
            return None
        return self._references.read(value, self._rules.expected_classes(self._rules.schema.properties[key]))

    def _concept(self, node: Mapping, key: str) -> Reference:
        """A concept of a small fixed scheme, such as a stance; whether it exists is checked later."""
        expected = frozenset({key.capitalize()})
        value = node.entries.get(key)
        read = self._references.read(value, expected) if value is not None else None
        return read or Reference(key, _DEFAULTS[key], expected, node.place, node.field)

    def _read_name(self, node: Node | None) -> str | None:
        if node is None:
            return None
        if isinstance(node, Scalar) and is_slug(node.text):
            return node.text
        self._problems.at(node, "the id is no slug", "Write lower-case words joined by '-'")
        return None
