"""What is refused before an engine sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadQuery, ForbiddenQuery, TooLarge
from service.query_check import check_query


def check(query: str) -> None:
    check_query(query, length=100_000, nesting=100)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://10.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://a/> { ?s ?p ?o } }",
        "PREFIX a: <http://a/> SELECT * { SERVICE a:b { ?s ?p ?o } }",
        "PREFIX a: <http://a/> SELECT * { SERVICEa:b { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://a/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://a/>{ ?s ?p ?o } }",
        "SELECT * { BIND(<http://a/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { { { OPTIONAL { SERVICE <http://a/> {} } } } }",
        "SELECT * { SERV#\nICE <a:a> {} } # SERVICE\nSELECT * { SERVICE <a:a> {} }",
        "SELECT * { \\u0053ERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''it''s'''SERVICE <http://a/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "a\\\\"SERVICE <http://a/> { ?s ?p ?o } }',
        "SELECT * { FILTER(1<2)SERVICE<http://a/>{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b&&?c>?d)SERVICE<http://a/>{ ?s ?p ?o } }",
    ],
)
def test_service_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(ForbiddenQuery, match="other machines"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://a/> {}" }',
        "SELECT * { ?s ?p '''a ' SERVICE '' b''' }",
        "SELECT * { ?s <http://a/SERVICE> ?o } # SERVICE <http://a/> {}",
        "SELECT ?service { ?service ?p ?o }",
        "PREFIX a: <http://a/> SELECT * { ?s a:SERVICE ?o , 'x'@en-service }",
        "SELECT * { ?s ?p <http://a/#SERVICE> }",
    ],
)
def test_the_word_alone_is_no_federation(query: str) -> None:
    check(query)


@given(st.text(alphabet="SERVICE{}<>\"'#\\ \n:?a1.", max_size=60))
def test_any_text_is_decided(query: str) -> None:
    try:
        check(query)
    except ForbiddenQuery:
        assert "service" in query.lower()


def test_brackets_are_counted_outside_of_strings_and_comments() -> None:
    check("SELECT * { ?s ?p '" + "{(" * 200 + "' } # " + "[" * 200)
    check("ASK { VALUES (?a ?b) { " + "(1 2) " * 500 + "} }")
    for bracket, closing in ("{}", "()", "[]"):
        with pytest.raises(BadQuery, match="levels deep"):
            check("ASK {" + bracket * 150 + closing * 150 + "}")


@pytest.mark.parametrize("part", ["!", "+1", "||true", "/<a:a>"])
def test_endless_operators_are_refused(part: str) -> None:
    with pytest.raises(BadQuery, match="operators"):
        check("ASK { FILTER(1" + part * 2_500 + ") }")


def test_endless_clauses_are_refused() -> None:
    with pytest.raises(BadQuery, match="clauses"):
        check("ASK { " + "FILTER(true) " * 1_500 + "}")


def test_length_and_nul_are_refused() -> None:
    with pytest.raises(TooLarge, match="100000"):
        check("#" * 100_001)
    with pytest.raises(BadQuery, match="NUL"):
        check("ASK {}\x00")
