"""The documented example queries: the same files the editor shows and the tests run."""

from __future__ import annotations

from ontology.competency import ExampleQuery
from ontology.loading import example_queries
from service.errors import NotFound


def list_queries() -> tuple[ExampleQuery, ...]:
    """All example queries, by name."""
    return example_queries()


def find_query(name: str) -> ExampleQuery:
    """The example query called `name`; raises NotFound."""
    for query in example_queries():
        if query.name == name:
            return query
    raise NotFound(f"There is no example query {name!r}; /queries lists them all.")
