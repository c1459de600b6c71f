"""What is refused before an engine sees it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadQuery, RemoteRefused, TooLarge
from service.query_check import check_graphs, check_query, refuse_update
from service.remote_addresses import check_addresses, is_public


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
    with pytest.raises(RemoteRefused, match="other machines"):
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
    except RemoteRefused:
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


ALLOWED = "https://query.example.org/sparql"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <{ALLOWED}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service SILENT<{ALLOWED}>{{ ?s ?p ?o }} OPTIONAL {{ SERVICE #\n<{ALLOWED}> {{}} }} }}",
    ],
)
def test_an_endpoint_on_the_list_may_be_asked(query: str) -> None:
    check_query(query, length=1000, nesting=100, services=[ALLOWED])
    with pytest.raises(RemoteRefused, match="not"):
        check(query)


@pytest.mark.parametrize(
    "endpoint",
    [
        *(
            "<https://query.example.org/sparql/>",
            "<http://query.example.org/sparql>",
            "?endpoint",
            "ex:sparql",
        ),
        *("<https://query.example.org/sp\\u0061rql>", "<sparql>", "silent:sparql", ""),
    ],
)
def test_an_endpoint_has_to_stand_there_exactly_as_in_the_list(endpoint: str) -> None:
    query = f"SELECT * {{ SERVICE <{ALLOWED}> {{}} SERVICE {endpoint} {{ ?s ?p ?o }} }}"
    with pytest.raises(RemoteRefused, match="exactly like"):
        check_query(query, length=1000, nesting=100, services=[ALLOWED])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *(("93.184.216.34", True), ("2606:4700::1111", True)),
        *(("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("100.64.0.1", False)),
        *(
            ("0.0.0.0", False),
            ("224.0.0.1", False),
            ("::1", False),
            ("fe80::1%eth0", False),
            ("fd00::1", False),
        ),
        *(("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False)),
    ],
)
def test_addresses_of_networks_that_are_not_public_are_known(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_host_has_to_be_public_unless_the_list_names_its_address() -> None:
    check_addresses(["http://127.0.0.1:8000/sparql", "http://[::1]/sparql"])
    with pytest.raises(RemoteRefused, match="not a public one"):
        check_addresses(["http://localhost/sparql"])
    with pytest.raises(RemoteRefused, match="no address"):
        check_addresses(["http://nowhere.invalid/sparql"])


KNOWN = ["http://example.org/a", "http://example.org/b"]
IN_A = ox.Store()
IN_A.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:p"), ox.NamedNode("a:o"), ox.NamedNode(KNOWN[0])))


@pytest.mark.parametrize(
    "query",
    [
        "ASK FROM <http://elsewhere.org/g> {}",
        "SELECT * FROM NAMED <file:///etc/passwd> { ?s ?p ?o }",
        "PREFIX ex: <http://elsewhere.org/> ASK FROM <http://example.org/a> FROM ex:g {}",
        "BASE <http://elsewhere.org/> ASKFROM<g>{}",
        "SELECT * FROMNAMED<http://elsewhere.org/g>{ ?s ?p ?o }",
        "CONSTRUCT FROM <http://elsewhere.org/g> WHERE { ?s ?p ?o }",
        "DESCRIBE <a:a> FROM <http://ex\\u0061mple.org/c>",
    ],
)
def test_graphs_from_elsewhere_are_refused_with_the_graphs_there_are(query: str) -> None:
    with pytest.raises(BadQuery, match="none is fetched") as refused:
        check_graphs(query, [], lambda: KNOWN)
    assert "<http://example.org/b>" in str(refused.value)


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX ex: <http://example.org/> SELECT * FROMex:a { ?s ?p ?o }",
        "PREFIX ex: <http://example.org/> SELECT * FROMNAMEDex:a { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX ex: <http://example.org/> ASKFROMex:a { ?s ?p ?o }",
        "PREFIX ex: <http://example.org/> SELECT (1AS?x)FROMex:a { ?s ?p ?o }",
        "PREFIX ex: <http://example.org/> DESCRIBE <a:a>FROMex:a",
        "PREFIX : <http://example.org/> SELECT * FROM:a { ?s ?p ?o }",
    ],
)
def test_a_graph_stuck_to_its_keyword_is_refused_and_not_overlooked(query: str) -> None:
    found = IN_A.query(query)
    assert found if isinstance(found, ox.QueryBoolean) else list(found), "the engine reads a dataset"
    with pytest.raises(BadQuery, match="Put a space behind FROM"):
        check_graphs(query, [], lambda: KNOWN)


def test_names_that_only_sound_like_a_dataset_pass() -> None:
    prefixes = "PREFIX fromage: <http://example.org/> "
    for query in ("SELECT * { ?s fromage:of ?o } ORDER BY fromage:year(?s)", "DESCRIBE fromage:brie"):
        check_graphs(prefixes + query, [], lambda: KNOWN)


def test_graphs_of_ours_may_be_named() -> None:
    query = "PREFIX ex: <http://example.org/> SELECT * FROM ex:a FROM NAMED <http://example.org/b> {}"
    check_graphs(query, KNOWN, lambda: KNOWN)
    check_graphs("ASK { ?from ?p 'FROM <http://elsewhere.org/>' } # FROM <x:x>", [], lambda: KNOWN)
    with pytest.raises(BadQuery, match="There is no graph"):
        check_graphs("ASK {}", ["http://example.org/c"], lambda: KNOWN)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://a/>",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX ex: <http://a/> DELETE WHERE { ?s ex:p ?o }",
        "# SELECT\nclear all",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_called_by_their_name(update: str) -> None:
    with pytest.raises(BadQuery, match="only reads"):
        refuse_update(update)


def test_what_only_mentions_an_update_is_none() -> None:
    refuse_update("SELECT * { ?load ?insert 'CLEAR ALL' }")
    refuse_update("")
