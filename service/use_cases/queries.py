"""The documented example queries: the same files the editor shows and the tests run.

Those of the ontology run on any SPARQL engine; those of `service/queries/examples` use the search of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ontology.competency import ExampleQuery, Persona, parse_example_query
from ontology.lexicon import fold
from ontology.loading import example_queries
from service.errors import NotFound

_FOLDER = files("service") / "queries" / "examples"
_ORDER = (Persona.ADVISOR, Persona.RESEARCHER, Persona.TOOL)


@cache
def list_queries() -> tuple[ExampleQuery, ...]:
    """All example queries, by name."""
    texts = {file.name.removesuffix(".rq"): file.read_text(encoding="utf-8") for file in _FOLDER.iterdir()}
    searching = [parse_example_query(name, text) for name, text in texts.items()]
    return tuple(sorted((*example_queries(), *searching), key=lambda query: query.name))


def with_words(queries: Iterable[ExampleQuery], words: str) -> tuple[ExampleQuery, ...]:
    """Those in whose titles or descriptions, of either language, all the words stand."""
    wanted = fold(words).split()
    return tuple(query for query in queries if all(word in _written(query) for word in wanted))


def _written(query: ExampleQuery) -> str:
    return fold(" ".join((*query.title.values(), *query.description.values())))


def by_persona(queries: Iterable[ExampleQuery]) -> tuple[tuple[Persona, tuple[ExampleQuery, ...]], ...]:
    """The queries by who asks, without those who ask none of them."""
    known = tuple(queries)
    groups = ((persona, tuple(q for q in known if q.persona is persona)) for persona in _ORDER)
    return tuple((persona, group) for persona, group in groups if group)


def find_query(name: str) -> ExampleQuery:
    """The example query called `name`; raises NotFound."""
    for query in list_queries():
        if query.name == name:
            return query
    raise NotFound(f"There is no example query {name!r}; /queries lists them all.")
