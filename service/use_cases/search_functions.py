"""Search inside SPARQL: `cwf:similarity`, `cwf:match`, `cwf:nearest` and `cwf:matching`.

The functions are worked out before the query runs, for the texts that are written in it, as tables that go
with it to the engine. The properties stand for the k best as bindings; an engine knows nothing like it, so
each such pattern is replaced by a VALUES block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import anyio
import anyio.to_thread

from ontology.vocabulary import CWF
from service.errors import BadQuery, QueryTimedOut
from service.query_tokens import read_terms
from service.schemas import Language
from service.triple_store import NO_TABLES, FunctionTable, Tables
from service.use_cases.search_calls import Call, Pattern, search_calls

MOST_SEARCHES: Final = 10
MOST_CHARACTERS: Final = 2_000
_AT_ONCE: Final = 2
_SIGNS: Final = ("function/", "\\/", "\\u", "\\U")
Scores = Mapping[str, float]
Ranked = Sequence[tuple[str, float]]


class TextScores(Protocol):
    """Scores of things and passages for a text; `language` None: detected. Higher is better, at most 1."""

    def similarity(self, text: str, language: Language | None) -> Scores:
        """How near in meaning, from 0, by IRI; what has no vector is left out."""
        ...

    def match(self, text: str, language: Language | None) -> Scores:
        """How well the words match, above 0, by IRI; what does not match is left out."""
        ...

    def nearest(self, text: str, language: Language | None, k: int, of_class: str | None) -> Ranked:
        """The `k` most similar, of a class (IRI) or of all, best first.

        Raises BadQuery for a class of which nothing is compared.
        """
        ...

    def matching(self, text: str, language: Language | None, k: int, of_class: str | None) -> Ranked:
        """The `k` that match best, of a class (IRI) or of all, best first. Raises as `nearest` does."""
        ...


@dataclass(frozen=True, slots=True)
class SearchedQuery:
    """A query as the engine understands it, and the tables of the functions that it calls."""

    query: str
    tables: Tables


class SearchFunctions:
    """Works out the search that queries ask for; few at a time, because it computes in the server itself."""

    def __init__(self, scores: TextScores) -> None:
        self._scores, self._limiter = scores, anyio.CapacityLimiter(_AT_ONCE)

    async def worked_out(self, query: str, seconds: float) -> SearchedQuery:
        """`with_search`, for what names it. Raises BadQuery, and QueryTimedOut when `seconds` pass first."""
        if not may_search(query):
            return SearchedQuery(query, NO_TABLES)
        try:
            with anyio.fail_after(seconds):
                return await anyio.to_thread.run_sync(
                    with_search, query, self._scores, limiter=self._limiter, abandon_on_cancel=True
                )
        except TimeoutError as late:
            raise QueryTimedOut(
                f"Comparing the texts of the query did not end within {seconds:g} seconds, and nothing of it "
                "was run. Try again in a moment, or with fewer and shorter texts."
            ) from late


def may_search(query: str) -> bool:
    """Whether a query may name something of the namespace; never False where it does.

    An IRI is resolved by whole segments, and a prefixed name can divide one in front of its slash only by
    escaping that, so one of these stands in the text.
    """
    return any(sign in query for sign in _SIGNS)


def with_search(query: str, scores: TextScores) -> SearchedQuery:
    """Works out the scores that a query asks for.

    Raises BadQuery where it uses the namespace otherwise than described, and for too many searches.
    """
    calls, patterns = search_calls(read_terms(query))
    _check_amount([*set(calls), *patterns])
    parts: list[str] = []
    done = 0
    for pattern in patterns:
        lines = query.count("\n", pattern.start, pattern.end)
        parts += [query[done : pattern.start], _values(pattern, lines, scores)]
        done = pattern.end
    return SearchedQuery("".join((*parts, query[done:])), _tables(calls, scores))


def _check_amount(searches: Sequence[Call | Pattern]) -> None:
    characters = sum(len(text.value) for text in {one.text for one in searches})
    if len(searches) > MOST_SEARCHES or characters > MOST_CHARACTERS:
        raise BadQuery(
            f"The query searches {len(searches)} times, with texts of {characters} characters; at most "
            f"{MOST_SEARCHES} times and {MOST_CHARACTERS} characters are worked out for one query."
        )


def _tables(calls: Sequence[Call], scores: TextScores) -> Tables:
    """By function the scores of its texts. What does not match scores 0, what has no vector nothing."""
    measures = {str(CWF.similarity): (scores.similarity, None), str(CWF.match): (scores.match, 0.0)}
    texts = {function: {c.text for c in calls if c.function == function} for function in measures}
    return {
        function: FunctionTable(
            {(text.value, text.tag): dict(measure(text.value, text.language)) for text in texts[function]},
            otherwise,
        )
        for function, (measure, otherwise) in measures.items()
        if texts[function]
    }


def _values(pattern: Pattern, lines: int, scores: TextScores) -> str:
    """The bindings of a pattern as a VALUES block of as many lines, so that lines keep their numbers."""
    rank = scores.nearest if pattern.function == str(CWF.nearest) else scores.matching
    found = rank(pattern.text.value, pattern.text.language, pattern.k, pattern.of_class)
    number = len(pattern.variables)
    names = " ".join(f"?{name}" for name in pattern.variables)
    rows = " ".join(f"({' '.join((f'<{iri}>', f'{score:.6f}e0')[:number])})" for iri, score in found)
    return f"VALUES ({names}) {{ {rows} }}" + "\n" * lines
