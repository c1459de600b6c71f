"""A query made ready for a foreign engine: its form, its dataset said outright, its values written in.

Engines differ in what a query sees that names no graphs (Virtuoso: all there are) and in what FROM means
beside the dataset of the protocol (Virtuoso: both count). So the dataset is always worked out here,
FROM clauses are taken out of the text, and it goes along as parameters of the protocol. Graphs that
are not of the publication are left out: they are empty for our readers, whoever else uses the store.

Names are written out as absolute IRIs and the prologue is dropped, because engines differ in it too: Virtuoso
reads one BASE at most, and knows prefixes that nobody declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

from rdflib import URIRef
from rdflib.term import Node

from service.errors import BadQuery
from service.query_tokens import Term, read_terms
from service.triple_store.protocol import Bindings, Graphs
from service.triple_store.remote_publication import NOTHING, Publication
from service.triple_store.terms import engine_term, graph_name

QueryForm = Literal["select", "ask", "construct", "describe"]
_FORMS = {"select", "ask", "construct", "describe"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_ENGINES_OWN = ("bif:", "sql:")
_ESCAPE = re.compile(r"\\(.)([uU])?", re.DOTALL)
_LETTER = {"u": "\\u0075", "U": "\\u0055"}


@dataclass(frozen=True)
class EngineQuery:
    """A query with the graphs that make its default graph and those that it may name; never empty lists."""

    text: str
    form: QueryForm
    default: tuple[str, ...]
    named: tuple[str, ...]


def engine_query(
    query: str, bindings: Bindings | None, graphs: Graphs, publication: Publication
) -> EngineQuery:
    """Makes a query ready. Raises BadQuery for what is no query of SPARQL 1.1, or names no absolute IRI."""
    terms = read_terms(query)
    form = _form(terms)
    _check_terms(terms)
    clauses = _dataset_clauses(terms)
    edits = [(start, end, " ") for start, end, _, _ in clauses]
    edits.append((0, terms[0].start, "\n" * query[: terms[0].start].count("\n")))
    edits += _names(query, terms, edits)
    edits += _substitutions(terms, form, bindings or {})
    given = _given(graphs, clauses)
    if given is None:
        default = publication.everything if graphs.everything else (publication.reviewed,)
        named = publication.graphs
    else:
        default, named = (tuple(n for n in names if n in publication.graphs) for names in given)
    strange = list(_strange_graphs(terms, named))
    edits = [edit for edit in edits if edit[:2] not in {edit[:2] for edit in strange}] + strange
    named = (*named, NOTHING) if strange or not named else named
    return EngineQuery(_edited(query, edits), form, default or (NOTHING,), named)


def _form(terms: Sequence[Term]) -> QueryForm:
    first = terms[0].value if terms and terms[0].kind == "word" else ""
    if first not in _FORMS:
        raise _unreadable("it has to begin with SELECT, ASK, CONSTRUCT or DESCRIBE, behind its prefixes")
    return cast("QueryForm", first)


def _check_terms(terms: Sequence[Term]) -> None:
    depth = 0
    for term in terms:
        depth += (term.kind == "open") - (term.kind == "close")
        if term.kind == "iri" and not _ABSOLUTE.match(term.value):
            raise _unreadable(f"{term.value[:100]!r} is a relative IRI, and no BASE is declared")
        if term.kind == "iri" and term.value.lower().startswith(_ENGINES_OWN):
            raise _unreadable(f"{term.value[:100]!r} is a function of one engine")
        if term.kind == "mark" and term.value == ";" and depth == 0:
            raise _unreadable("one query is read at a time")


def _names(
    query: str, terms: Sequence[Term], gone: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Each name as an absolute IRI, but for those in parts of the text that are `gone`."""
    for term in terms:
        if term.kind == "iri" and not any(start <= term.start < end for start, end, _ in gone):
            text = query[term.start : term.end]
            if text == term.value:
                raise _unreadable(f"the prefix of {text[:100]} is not declared")
            try:
                yield term.start, term.end, str(engine_term(URIRef(term.value)))
            except ValueError as problem:
                raise _unreadable(f"{term.value[:100]!r} is no IRI ({problem})") from problem


def _strange_graphs(terms: Sequence[Term], named: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Each graph that GRAPH names outside of the dataset, as one that is empty.

    Virtuoso finds one row there where no variable is asked for (ASK, COUNT).
    """
    for before, term in pairwise(terms):
        asked = before.kind == "word" and before.value == "graph" and term.kind == "iri"
        if asked and term.value not in named:
            yield term.start, term.end, f"<{NOTHING}>"


def _unreadable(reason: str) -> BadQuery:
    return BadQuery(f"The query cannot be read as SPARQL 1.1: {reason}.")


def _dataset_clauses(terms: Sequence[Term]) -> list[tuple[int, int, str, bool]]:
    """Where each FROM clause begins and ends, its graph, and whether that is a named one."""
    clauses = []
    for place, term in enumerate(terms):
        if term.kind == "word" and term.value == "from":
            named = _word(terms, place + 1) == "named"
            graph = terms[place + 1 + named : place + 2 + named]
            if graph and graph[0].kind == "iri":
                clauses.append((term.start, graph[0].end, graph[0].value, named))
    return clauses


def _word(terms: Sequence[Term], place: int) -> str:
    return terms[place].value if place < len(terms) and terms[place].kind == "word" else ""


def _given(
    graphs: Graphs, clauses: Sequence[tuple[int, int, str, bool]]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The dataset that the protocol names, else that of the query; None where neither does."""
    if graphs.default is not None or graphs.named is not None:
        default, named = graphs.default or (), graphs.named or ()
    elif clauses:
        default = tuple(graph for _, _, graph, is_named in clauses if not is_named)
        named = tuple(graph for _, _, graph, is_named in clauses if is_named)
    else:
        return None
    return tuple(graph_name(n).value for n in default), tuple(graph_name(n).value for n in named)


def _substitutions(terms: Sequence[Term], form: QueryForm, bindings: Bindings) -> list[tuple[int, int, str]]:
    """Each bound variable as the value it has; in the list of a SELECT it keeps its name (SEP-0007).

    Behind the pattern (ORDER BY) a variable stays one. A variable that a query of ours binds itself, with
    AS or VALUES, cannot be bound: the engine then reports an error of syntax.
    """
    written = {name: written_term(term) for name, term in bindings.items()}
    edits: list[tuple[int, int, str]] = []
    braces, brackets, pattern = 0, 0, False
    for term in terms:
        if term.kind in {"open", "close"}:
            step = 1 if term.kind == "open" else -1
            braces += step * (term.value in "{}")
            brackets += step * (term.value not in "{}")
            pattern = pattern or braces > 0
        elif term.kind == "variable" and term.value in written:
            text = written[term.value]
            if braces or brackets or (form == "describe" and not pattern):
                edits.append((term.start, term.end, text))
            elif not pattern:
                edits.append((term.start, term.end, f"({text} AS ?{term.value})"))
    return edits


def written_term(term: Node) -> str:
    r"""A term as SPARQL text: the one place where values come into a query. Raises TypeError for blank nodes.

    Some parsers resolve ``\uXXXX`` in the whole text first; a backslash before a `u` of the value
    must not look like one to them.
    """
    return _ESCAPE.sub(
        lambda m: m[0] if m[1] != "\\" or not m[2] else "\\\\" + _LETTER[m[2]], str(engine_term(term))
    )


def _edited(query: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, text in sorted(edits, reverse=True):
        query = query[:start] + text + query[end:]
    return query
