"""Search inside SPARQL: what is worked out for a query, what is left alone, what is refused."""

from __future__ import annotations

import json
import pickle
import time
from typing import Any

import anyio
import pytest

from ontology.vocabulary import CW, CWF
from service.errors import BadQuery, QueryTimedOut
from service.media_types import RESULTS_JSON, TURTLE
from service.triple_store import DEFAULT, Caps, ResultTypes
from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.search_functions import SearchFunctions, may_search, with_search
from tests.service.scripted_search import ScriptedScores
from tests.service.small_graph import GRAPH, ID

PREFIX = f"PREFIX cwf: <{CWF}> PREFIX cw: <{CW}> "
TALK, PASSAGE = f"{ID}measure/talk", f"{ID}passage/report-1"
CAPS = Caps(100, 10**6, time.monotonic() + 3600)


def rows(store: OxigraphStore, query: str) -> list[dict[str, Any]]:
    """The rows of a query sent through the search and the engine; what goes with it can cross a pipe."""
    searched = pickle.loads(pickle.dumps(with_search(query, ScriptedScores())))
    types = ResultTypes(RESULTS_JSON, TURTLE.media_type)
    result = store.answer(searched.query, graphs=DEFAULT, types=types, caps=CAPS, tables=searched.tables)
    bindings = json.loads(result.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


@pytest.mark.parametrize(
    "query",
    [
        PREFIX + 'SELECT * { (?m ?s) cwf:nearest ("Innung" 5) }',
        PREFIX + 'SELECT * { (?m ?s) cwf:matching ("Innung"@de 5) . }',
        PREFIX + "SELECT * { (?m ?s) cwf:nearest ('Innung') . FILTER(?s > 0.1) }",
        PREFIX + f'SELECT * {{ ($m $s) <{CWF}nearest> ("""Innung""" 1000)\n}}',
        PREFIX + 'SELECT * { ?m a ?c . (?m ?s) cwf:nearest ("Innung" 5 cw:Measure) . ?m a cw:Measure }',
        PREFIX + f'SELECT * {{ {{ (?m ?s) cwf:nearest ("Innung" 1 <{CW.Measure}>) }} }}',
        PREFIX + 'SELECT * { FILTER(1 < 2) (?m ?s) cwf:nearest ("Innung" 5) OPTIONAL { ?m a ?class } }',
        f'PREFIX x: <{str(CWF)[:-1]}> SELECT * {{ (?m ?s) x:\\/nearest ("Innung" 5) }}',
        f'PREFIX x: <{CWF}near> SELECT * {{ (?m ?s) x:est ("Innung" 5) }}',
        f'BASE <{CWF}> SELECT * {{ (?m ?s) <nearest> ("Innung" 5) }}',
        f'PREFIX cwf: <http://a/> PREFIX cwf: <{CWF}> SELECT * {{ (?m ?s) cwf:nearest ("Innung" 5) }}',
        PREFIX + 'SELECT * { (?m ?s) # cwf:nearest ("x" 0)\n cwf:nearest # (\n ("Innung" 5) }',
    ],
)
def test_the_nearest_are_bound(store: OxigraphStore, query: str) -> None:
    assert (TALK, "0.75") in {(row["m"], row["s"]) for row in rows(store, query)}


def test_a_pattern_joins_with_the_graph_and_restricts_to_a_class(store: OxigraphStore) -> None:
    everything = rows(store, PREFIX + 'SELECT ?m { ?m cwf:nearest ("Innung") }')
    assert [row["m"] for row in everything] == [TALK, PASSAGE]
    in_graph = 'SELECT * { ?m cwf:matching ("Innung" 10 cw:Passage) . GRAPH ?g { ?m cw:passageOf ?source } }'
    [row] = rows(store, PREFIX + in_graph)
    assert (row["m"], row["g"]) == (PASSAGE, GRAPH + "documents/report")
    assert rows(store, PREFIX + 'SELECT * { ?m cwf:nearest ("nothing") }') == []
    twice = '{ (?m ?a) cwf:nearest ("Innung") . (?m ?b) cwf:matching ("Innung") . MINUS { ?m a cw:Passage } }'
    assert len(rows(store, f"{PREFIX} SELECT * {twice}")) == 2


def test_functions_give_scores_where_there_are_some(store: OxigraphStore) -> None:
    values = f'VALUES ?x {{ <{TALK}> <{PASSAGE}> <{ID}barrier/unaware> "text" }}'
    both = 'BIND(cwf:similarity(?x, "Innung") AS ?s) BIND(cwf:match(?x, "Innung") AS ?m)'
    found = rows(store, f"{PREFIX} SELECT * {{ {values} {both} }}")
    assert {row["x"]: (row.get("s"), row.get("m")) for row in found} == {
        TALK: ("0.75", "0.75"),
        PASSAGE: ("0.5", "0.5"),
        f"{ID}barrier/unaware": (None, "0"),
        "text": (None, None),
    }


def test_functions_filter_and_order_and_know_texts_apart(store: OxigraphStore) -> None:
    query = (
        f"SELECT ?x {{ VALUES ?x {{ <{PASSAGE}> <{TALK}> }} "
        'FILTER(cwf:match(?x, "a") && !cwf:match(?x, "nothing")) '
        'FILTER(cwf:similarity(IF(true, ?x, ?y), "a\\u0062"@de-AT) >= 0.5) } '
        'ORDER BY DESC(cwf:similarity(?x, "a"))'
    )
    assert [row["x"] for row in rows(store, PREFIX + query)] == [TALK, PASSAGE]


def test_a_text_is_asked_for_once_and_in_its_language() -> None:
    scores = ScriptedScores()
    query = 'cwf:match(?m, "a"@de-AT) cwf:match(?m, "a"@DE-at) cwf:match(?m, "a"@fr) cwf:match(?m, "a"^^<{}>)'
    with_search(PREFIX + query.format("http://www.w3.org/2001/XMLSchema#string"), scores)
    assert sorted(scores.asked, key=str) == [("a", "de"), ("a", None), ("a", None)]


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "cwf:nearest (1 2) function/" }',
        "SELECT * { ?s ?p '''\n?x cwf:nearest ('a' 3) .''' } # ?x cwf:nearest ('function/')",
        "PREFIX cwf: <http://example.org/function/> SELECT * { ?x cwf:nearest ('a' 3) ; cwf:match 1 }",
        f"SELECT * {{ ?s ?p <{CWF}> }}".replace("function/", "functions/"),
        "SELECT",
        "",
    ],
)
def test_other_queries_are_left_as_they_are(query: str) -> None:
    searched = with_search(query, ScriptedScores())
    assert (searched.query, searched.tables) == (query, {})


def test_lines_keep_their_numbers_behind_a_pattern() -> None:
    query = PREFIX + 'SELECT * {\n(?m\n?s)\ncwf:nearest (\n"a") .\n?x }'
    assert with_search(query, ScriptedScores()).query.count("\n") == query.count("\n")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ('{ ?m cwf:nearest ("a" 10) ; a ?c }', "a dot follows its closing bracket"),
        ('{ ?m cwf:nearest ("a" 10) , ("b" 1) }', "a dot follows its closing bracket"),
        ('{ ?m cwf:nearest ("a" 10) ?m a ?c }', "a dot follows its closing bracket"),
        ('{ ?m a cw:Measure ; cwf:nearest ("a" 10) }', "one or two different variables"),
        ('{ ?m a ?x cwf:nearest ("a" 10) }', "a dot is missing before it"),
        ('{ (?m ?m) cwf:nearest ("a") }', "one or two different variables"),
        ('{ (?m ?s ?x) cwf:nearest ("a") }', "one or two different variables"),
        ('{ <http://a/> cwf:nearest ("a") }', "one or two different variables"),
        ('{ [] cwf:nearest ("a") }', "one or two different variables"),
        ('{ ?m cw:partOf/cwf:nearest ("a") }', "one or two different variables"),
        ('{ ?m cwf:nearest+ ("a") }', "in brackets, a text"),
        ('{ ?m cwf:nearest "a" }', "in brackets, a text"),
        ("{ ?m cwf:nearest (?text 3) }", r"has to be written out.*\?text here"),
        ('{ ?m cwf:nearest (3 "a") }', "has to be written out"),
        ('{ ?m cwf:nearest ("a" ?k) }', "a text, then a number, then a class"),
        ('{ ?m cwf:nearest ("a" cw:Measure 3) }', "a text, then a number, then a class"),
        ('{ ?m cwf:nearest ("a" 0) }', "from 1 to 1000, not 0"),
        ('{ ?m cwf:nearest ("a" 1001) }', "from 1 to 1000"),
        ('{ ?m cwf:nearest ("a" 99999999999999999999) }', "from 1 to 1000"),
        ('{ ?m cwf:nearest ("a" 2.5) }', "from 1 to 1000"),
        ('{ ?m cwf:nearest ("a" -1) }', "a text, then a number"),
        ("{ ?m cwf:nearest (", "a dot follows"),
        ("{ ?m cwf:nearest", "in brackets, a text"),
        ('{ BIND(cwf:nearest(?m, "a") AS ?s) }', "one or two different variables"),
        ('{ ?m cwf:similarity "a" }', "is a function of a thing and a text.*no bracket"),
        ('{ BIND(cwf:similarity("a") AS ?s) }', "other arguments"),
        ('{ BIND(cwf:match(?m, "a", "b") AS ?s) }', "other arguments"),
        ('{ BIND(cwf:match(?m, CONCAT("a", "b")) AS ?s) }', "has to be written out"),
        ("{ ?m rdfs:label ?l FILTER(cwf:match(?m, ?l)) }", r"has to be written out.*\?l here"),
        ('{ BIND(cwf:match(?m, "a" + 1) AS ?s) }', "something else follows the text"),
        ('{ BIND(cwf:match(?m, "a"^^cw:text) AS ?s) }', "something else follows the text"),
        ('{ BIND(cwf:match(?m, "' + "a" * 1001 + '") AS ?s) }', "1001 characters; at most 1000"),
        ('{ BIND(cwf:matches(?m, "a") AS ?s) }', "no function or property.*cwf:similarity, cwf:match"),
        ("{ " + "".join(f'FILTER(cwf:match(?m, "{n}")) ' for n in range(11)) + "}", "searches 11 times"),
        ("{ " + '?m cwf:nearest ("a") . ' * 11 + "}", "searches 11 times"),
        ("{ " + "".join(f'?m cwf:nearest ("{n * 999}") . ' for n in "abc") + "}", "2997 characters"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_would_be_right(query: str, reason: str) -> None:
    with pytest.raises(BadQuery, match=reason):
        with_search(f"{PREFIX} SELECT * {query}", ScriptedScores())


@pytest.mark.parametrize(
    "form", ["CONSTRUCT {} WHERE { ?m a ?c }", "CONSTRUCT WHERE {}", "CONSTRUCT FROM <a:a> {}"]
)
def test_what_construct_writes_cannot_be_searched(form: str) -> None:
    with pytest.raises(BadQuery, match="put cwf:nearest into WHERE"):
        with_search(PREFIX + form.replace("{}", '{ ?m cwf:nearest ("a") }'), ScriptedScores())
    long_form = 'CONSTRUCT { ?m a cw:Measure } WHERE { ?m cwf:nearest ("a") }'
    assert "VALUES (?m)" in with_search(PREFIX + long_form, ScriptedScores()).query


def test_a_function_the_tokens_do_not_show_is_still_no_silent_error(store: OxigraphStore) -> None:
    """By the grammar `<cwf:…>` is an IRI; the engine takes it for a comparison."""
    hidden = PREFIX + "SELECT * { VALUES ?x { 1 } FILTER(?x<cwf:match(?x,'b')&&?x>0) EVEN_SO }"
    for others in ("", 'BIND(cwf:match(?x, "a") AS ?y)'):
        with pytest.raises(BadQuery, match="space behind"):
            rows(store, hidden.replace("EVEN_SO", others))


def test_an_unknown_function_is_the_mistake_of_the_query(store: OxigraphStore) -> None:
    with pytest.raises(BadQuery, match="http://a/f"):
        rows(store, "SELECT * { BIND(<http://a/f>(1) AS ?x) }")


def test_most_queries_are_not_looked_at() -> None:
    assert not may_search("SELECT * { ?s ?p 'a\\n' }")
    assert may_search(PREFIX)


def test_comparing_takes_its_share_of_the_deadline() -> None:
    class SlowScores(ScriptedScores):
        def match(self, text: str, language: str | None) -> dict[str, float]:
            time.sleep(0.5)
            return {}

    functions = SearchFunctions(SlowScores())
    with pytest.raises(QueryTimedOut, match=r"0\.05 seconds"):
        anyio.run(functions.worked_out, PREFIX + 'cwf:match(?m, "a")', 0.05)
