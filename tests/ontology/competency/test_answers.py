"""The documented queries on the real corpus: each gives the answers that are expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from ontology.competency import ExampleQuery
from ontology.loading import example_queries

FOLDER = Path(__file__).parent
EXPECTED: Mapping[str, Mapping[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_bytes())
CONSTRAINTS = sorted((FOLDER.parent / "data_cube" / "constraints").glob("*.rq"))
Row = dict[str, str]


@pytest.fixture(scope="module")
def store(real_quads: bytes) -> ox.Store:
    store = ox.Store()
    store.bulk_load(real_quads, format=ox.RdfFormat.N_QUADS)
    return store


def answers(store: ox.Store, query: str) -> list[Row]:
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{name: shown(term) for name, term in zip(names, row, strict=True) if term} for row in solutions]


def shown(term: ox.NamedNode | ox.Literal) -> str:
    """A literal as it is written, an IRI by its last part."""
    is_iri = isinstance(term, ox.NamedNode)
    return term.value.rpartition("#")[2].rpartition("/")[2] if is_iri else term.value


def agrees(row: Row, expected: Mapping[str, Any]) -> bool:
    return all(
        set(row.get(name, "").split(", ")) == set(map(str, value))
        if isinstance(value, list)
        else row.get(name) == str(value)
        for name, value in expected.items()
    )


def test_there_are_at_least_sixty_queries_and_an_expectation_for_each() -> None:
    assert list(EXPECTED) == [query.name for query in example_queries()]
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("query", example_queries(), ids=lambda query: query.name)
def test_a_query_gives_the_expected_answers(query: ExampleQuery, store: ox.Store) -> None:
    expected, found = EXPECTED[query.name], answers(store, query.text)
    if "rows" in expected:
        assert len(found) == expected["rows"]
    assert len(found) >= expected.get("at-least", 1)
    for row in expected["has"]:
        assert any(agrees(answer, row) for answer in found), f"{row} is not among the answers"


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=lambda path: path.stem)
def test_the_tables_keep_the_integrity_constraints(constraint: Path, store: ox.Store) -> None:
    assert answers(store, constraint.read_text(encoding="utf-8")) == []
