"""YAML as a tree of nodes that know their line and their way from the top of the record.

libyaml composes, by way of PyYAML, and tags are resolved as in YAML 1.2, section 10.3 (`yes` and `no` are
plain words); values are read from the tree later, so that a mistake in any value can be reported with its
own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yaml import CBaseLoader, MappingNode, MarkedYAMLError, ScalarNode, SequenceNode, YAMLError

from ingest.records.model import Place
from ingest.records.problems import Problems

_TAG_PREFIX = "tag:yaml.org,2002:"
# Tag -> how a plain word reads that has it, and how it can begin.
_TAGS = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?(0b[01_]+|0o?[0-7_]+|[0-9_]+|0x[0-9a-fA-F_]+)", "-+0123456789"),
    "float": (
        r"[-+]?([0-9][0-9_]*)\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
        r"|[-+]?\.[0-9_]+([eE][-+][0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+0123456789.",
    ),
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "timestamp": (
        r"\d{4}-\d\d-\d\d"
        r"|\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d:\d\d(\.\d*)?([ \t]*(Z|[-+]\d\d?(:\d\d)?))?",
        "0123456789",
    ),
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it is spelled; `tag` is `str`, `int`, `float`, `bool`, `null` or `timestamp`."""

    place: Place
    field: str
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    place: Place
    field: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; `key_places` has the line of each key."""

    place: Place
    field: str
    entries: dict[str, Node]
    key_places: dict[str, Place]

    def field_of(self, key: str) -> str:
        """The way to `key` from the top of the record."""
        return f"{self.field}.{key}" if self.field else key


Node = Scalar | Sequence | Mapping


def items_of(node: Node) -> tuple[Node, ...]:
    """The entries of a list; a single value counts as a list of one."""
    return node.items if isinstance(node, Sequence) else (node,)


def compose(text: str, file: str, first_line: int, problems: Problems) -> Mapping | None:
    """The mapping that the YAML `text` holds, or None after a mistake was reported.

    `first_line` is the line of the file on which `text` starts, counted from 1.
    """
    try:
        composed = _Composer(text).get_single_node()
    except YAMLError as error:
        _report_broken_yaml(error, file, first_line, problems)
        return None
    if composed is None:
        problems.report(
            Place(file, first_line), "", "the front matter is empty", "Start with 'id: …' and 'type: …'"
        )
        return None
    tree = _Converter(file, first_line, problems).convert(composed, "")
    if not isinstance(tree, Mapping):
        problems.report(
            tree.place, "", "the front matter is not a list of keys", "Write one 'key: value' per line"
        )
        return None
    return tree


class _Composer(CBaseLoader):
    """Composes one document, with the tags of YAML 1.2 and not those of 1.1, which PyYAML has."""


for _tag, (_words, _beginnings) in _TAGS.items():
    _pattern = re.compile(f"(?:{_words})$", re.ASCII)
    _Composer.add_implicit_resolver(_TAG_PREFIX + _tag, _pattern, list(_beginnings))


def _report_broken_yaml(error: YAMLError, file: str, first_line: int, problems: Problems) -> None:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    reason = error.problem if isinstance(error, MarkedYAMLError) else str(error).splitlines()[0]
    line = first_line + (mark.line if mark is not None else 0)
    problems.report(
        Place(file, line),
        "",
        f"the YAML cannot be read: {reason}",
        "Check indentation and quotes here and just above; a text with ': ' or ' #' stands in double quotes",
    )


class _Converter:
    """Turns PyYAML's nodes into ours; reports keys that stand twice."""

    def __init__(self, file: str, first_line: int, problems: Problems) -> None:
        self._file = file
        self._first_line = first_line
        self._problems = problems

    def convert(self, node: Any, field: str) -> Node:
        place = self._place(node)
        if isinstance(node, MappingNode):
            return self._mapping(node, field, place)
        if isinstance(node, SequenceNode):
            children = (self.convert(child, f"{field}[{n}]") for n, child in enumerate(node.value, start=1))
            return Sequence(place, field, tuple(children))
        return Scalar(place, field, str(node.value), str(node.tag).removeprefix(_TAG_PREFIX))

    def _mapping(self, node: MappingNode, field: str, place: Place) -> Mapping:
        entries: dict[str, Node] = {}
        key_places: dict[str, Place] = {}
        for key, key_place, value in self._keys(node):
            path = f"{field}.{key}" if field else key
            if key in entries:
                first = key_places[key].line
                remedy = f"Join both values in one list under the first '{key}' or remove one"
                self._problems.report(
                    key_place, path, f"the key '{key}' stands twice (first on line {first})", remedy
                )
                continue
            entries[key] = self._value(value, path, key_place)
            key_places[key] = key_place
        return Mapping(place, field, entries, key_places)

    def _value(self, node: Any, field: str, key_place: Place) -> Node:
        """The value of a key; an empty one stands where its key stands, not where YAML sees its end."""
        if isinstance(node, ScalarNode) and not node.value:
            return Scalar(key_place, field, "", str(node.tag).removeprefix(_TAG_PREFIX))
        return self.convert(node, field)

    def _keys(self, node: MappingNode) -> Iterator[tuple[str, Place, Any]]:
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield str(key.value), self._place(key), value
            else:
                self._problems.report(self._place(key), "", "a key is not a word", "Write 'key: value'")

    def _place(self, node: Any) -> Place:
        return Place(self._file, self._first_line + node.start_mark.line)
