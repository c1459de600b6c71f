"""Many nested individuals of one kind, written as the rows of a table.

`rows` is a short way to write them; each row becomes the mapping that the author could have written in full::

    rows:
      property: observation
      id: [trade, refArea]
      same: {type: Observation, refPeriod: 2008}
      at: "study#Table 1"
      columns: [trade, refArea, count]
      values:
        - [tischler, district/ulm, 12]
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass

from ingest.records.problems import Problems, did_you_mean
from ingest.records.yaml_nodes import Mapping, Node, Scalar, Sequence, items_of
from ontology.errors import NotAnIdentifier
from ontology.identifiers import slugify

_NEEDED = ("property", "id", "columns", "values")
_KEYS = frozenset({*_NEEDED, "same", "at"})
_CELLS = "cells"


def read_rows(node: Node, problems: Problems) -> Iterator[tuple[Scalar, Mapping]]:
    """Each row as the name of its property and the mapping it stands for; mistakes are reported."""
    heading = _read_heading(node, problems)
    if heading is None:
        return
    for row in items_of(heading.values):
        written = _written_out(row, heading, problems)
        if written is not None:
            yield heading.property, written


@dataclass(frozen=True, slots=True)
class _Heading:
    """What all rows share: the names of the cells, those that make up the id, and what each row repeats."""

    property: Scalar
    columns: tuple[str, ...]
    id_columns: tuple[str, ...]
    same: Map[str, Node]
    values: Sequence


def _read_heading(node: Node, problems: Problems) -> _Heading | None:
    if not isinstance(node, Mapping):
        problems.at(node, "rows have a heading", f"Write the keys {', '.join(_NEEDED)} below rows")
        return None
    for key in sorted(node.entries.keys() - _KEYS):
        remedy = did_you_mean(key, _KEYS, "keys")
        problems.report(node.key_places[key], node.field_of(key), f"'{key}' is not known here", remedy)
    missing = [key for key in _NEEDED if key not in node.entries]
    if missing:
        problems.at(node, f"rows lack {', '.join(missing)}", "Add it: see corpus/README.md, Rows")
        return None
    name, values = node.entries["property"], node.entries["values"]
    columns = _words(node.entries["columns"], problems)
    id_columns = _words(node.entries["id"], problems)
    if not isinstance(name, Scalar) or not isinstance(values, Sequence) or not columns or not id_columns:
        problems.at(node, "the heading cannot be read", "property is a word, values a list with one row each")
        return None
    unknown = [column for column in id_columns if column not in columns]
    if unknown:
        problem = f"the id uses '{unknown[0]}', which is no column"
        problems.at(node.entries["id"], problem, did_you_mean(unknown[0], columns, "columns"))
        return None
    return _Heading(name, columns, id_columns, _repeated(node, problems), values)


def _words(node: Node, problems: Problems) -> tuple[str, ...]:
    words = tuple(item.text for item in items_of(node) if isinstance(item, Scalar) and item.tag == "str")
    if len(words) != len(items_of(node)) or len(set(words)) != len(words):
        problems.at(node, "a list of different words was expected", "Write names of properties")
        return ()
    return words


def _repeated(node: Mapping, problems: Problems) -> dict[str, Node]:
    """What every row says: the entries of `same`, and `at` as the place of its statement."""
    same = node.entries.get("same")
    if same is not None and not isinstance(same, Mapping):
        problems.at(same, "a mapping was expected", "Write {property: value}")
        same = None
    repeated = dict(same.entries) if isinstance(same, Mapping) else {}
    if "at" in node.entries:
        repeated["statements"] = node.entries["at"]
    return repeated


def _written_out(row: Node, heading: _Heading, problems: Problems) -> Mapping | None:
    """The mapping that the row stands for. A row with more to say is a mapping, its cells below `cells`."""
    said = row.entries if isinstance(row, Mapping) else {_CELLS: row}
    cells, more = said.get(_CELLS), {key: value for key, value in said.items() if key != _CELLS}
    if not isinstance(cells, Sequence):
        problems.at(row, "a row is a list of cells", "Write [first cell, second cell, …] or {cells: […], …}")
        return None
    if len(cells.items) != len(heading.columns):
        problem = f"the row has {len(cells.items)} cells, there are {len(heading.columns)} columns"
        problems.at(row, problem, f"The columns are {', '.join(heading.columns)}; write ~ for an empty cell")
        return None
    by_column = dict(zip(heading.columns, cells.items, strict=True))
    name = _name(by_column, heading.id_columns, problems)
    if name is None:
        return None
    filled = {column: cell for column, cell in by_column.items() if not _is_empty(cell)}
    entries: dict[str, Node] = {"id": name, **heading.same, **filled, **more}
    return Mapping(row.place, row.field, entries, {key: value.place for key, value in entries.items()})


def _name(cells: Map[str, Node], id_columns: tuple[str, ...], problems: Problems) -> Scalar | None:
    """The id of a row: the last parts of its slugs, or its values, joined."""
    named = [cells[column] for column in id_columns]
    texts = [cell.text.rpartition("/")[2] for cell in named if isinstance(cell, Scalar)]
    try:
        return Scalar(named[0].place, f"{named[0].field}.id", slugify("-".join(texts)), "str")
    except NotAnIdentifier:
        problems.at(named[0], "the row gives no id", "Fill the cells that make up the id")
        return None


def _is_empty(cell: Node) -> bool:
    return isinstance(cell, Scalar) and cell.tag == "null"
