"""The documented queries: complete headers, valid SPARQL, known terms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from ontology.competency import ExampleQuery, Persona, parse_example_query
from ontology.errors import MalformedQuery, NotAnIdentifier
from ontology.identifiers import is_slug, parse_individual
from ontology.loading import example_queries, load_ontology
from ontology.vocabulary import CW

GOOD = Path(__file__).parent / "graphs" / "good.ttl"
HEADER = """\
# title@de: Titel
# title@en: Title
# description@de: Was gefragt wird
# description@en: What is asked
# persona: advisor
"""
queries = pytest.mark.parametrize("query", example_queries(), ids=lambda query: query.name)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load_ontology().parse(GOOD)


def test_there_are_queries_for_every_persona_under_speaking_names() -> None:
    assert {query.persona for query in example_queries()} == set(Persona)
    names = [query.name for query in example_queries()]
    assert names == sorted(set(names))
    assert all(is_slug(name) for name in names)


@queries
def test_a_query_is_valid_and_selects_what_it_orders(query: ExampleQuery, graph: Graph) -> None:
    prepareQuery(query.text)
    assert "ORDER BY" in query.text, "an answer needs a fixed order"
    rows = graph.query(query.text)
    assert rows.type == "SELECT"
    assert len(rows.bindings) >= 0


@queries
def test_a_query_uses_terms_that_exist(query: ExampleQuery) -> None:
    body = re.sub(r"^PREFIX.*$", "", query.text, flags=re.MULTILINE)
    assert all(CW[name] for name in re.findall(r"\bcw:(\w+)", body))
    prefixes = dict(re.findall(r"^PREFIX (\w+): <(.+)>$", query.text, flags=re.MULTILINE))
    assert all(re.search(rf"\b{prefix}:", body) for prefix in prefixes), "a prefix is declared and not used"
    for prefix, namespace in prefixes.items():
        if "/id/" in namespace:
            individuals = re.findall(rf"(?<!\w){prefix}:([\w-]+)", body)
            assert all(parse_individual(namespace + slug) for slug in individuals)


@queries
def test_the_values_of_the_vocabulary_in_a_query_are_in_the_schemes(query: ExampleQuery) -> None:
    subjects = {str(subject) for subject in load_ontology().subjects()}
    prefixes = dict(re.findall(r"^PREFIX (\w+): <(.+)>$", query.text, flags=re.MULTILINE))
    for prefix in prefixes.keys() & {"stance", "basis", "degree", "horizon"}:
        for slug in re.findall(rf"(?<!\w){prefix}:([\w-]+)", query.text):
            assert prefixes[prefix] + slug in subjects


def test_queries_find_what_is_in_a_small_graph(graph: Graph) -> None:
    by_name = {query.name: query for query in example_queries()}
    answers = {
        name: {str(row[0]).rpartition("/")[2] for row in graph.query(q.text)} for name, q in by_name.items()
    }
    assert answers["measures-by-barrier"] == {"fog"}
    assert answers["links-that-are-our-reading"] == {"lamp"}
    assert answers["differing-founding-years"] == {"fleet"}
    assert answers["initiatives-with-management-size"] == {"fleet"}
    assert answers["barriers-without-a-measure"] == set()
    assert answers["works-naming-a-barrier"] == {"fog"}
    assert answers["most-relevant-literature"] == {"lund-2018"}
    assert answers["concept-hierarchy"] == {"barrier"}


def test_a_query_file_is_read() -> None:
    query = parse_example_query(
        "a-name", f"{HEADER}\n# a remark\nSELECT * WHERE {{ ?s ?p ?o }} ORDER BY ?s\n"
    )
    assert query.title == {"de": "Titel", "en": "Title"}
    assert query.description == {"de": "Was gefragt wird", "en": "What is asked"}
    assert query.persona is Persona.ADVISOR
    assert query.text == "# a remark\nSELECT * WHERE { ?s ?p ?o } ORDER BY ?s\n"


@pytest.mark.parametrize("missing", HEADER.splitlines())
def test_a_header_without_a_line_is_refused_and_the_line_named(missing: str) -> None:
    content = HEADER.replace(missing + "\n", "") + "ASK {}"
    with pytest.raises(MalformedQuery, match=missing.partition(":")[0]):
        parse_example_query("broken", content)


def test_an_unknown_persona_is_refused() -> None:
    with pytest.raises(MalformedQuery, match="researcher, advisor, tool"):
        parse_example_query("broken", HEADER.replace("advisor", "minister"))


def test_a_kind_in_a_query_that_does_not_exist_would_be_found() -> None:
    with pytest.raises(NotAnIdentifier):
        parse_individual("https://w3id.org/clusterwissen/id/barier/fog")
