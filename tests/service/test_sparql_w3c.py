"""The 34 cases of the W3C's protocol tests (data-sparql11/protocol), in our words and on our graphs.

Their documents are three graphs of ours. Updates, which 14 of the cases send, are refused: 7 of them for
being updates, 7 for their mistakes too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from ontology.vocabulary import document_graph
from tests.service.small_graph import GRAPH, ID

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
RESULTS = {"application/sparql-results+json", "application/sparql-results+xml"}
TABLES = RESULTS | {"text/csv", "text/tab-separated-values"}
GRAPHS = {"text/turtle", "application/rdf+xml"}
ONE, TWO, THREE = f"{GRAPH}corpus", f"{GRAPH}ontology", str(document_graph("report"))
IN_ONE, IN_TWO = f"{ID}measure/talk", "https://w3id.org/clusterwissen/ontology#Measure"


@dataclass(frozen=True)
class Case:
    """One request. `types`: what a success may be; none of them where a 4xx is expected."""

    name: str
    method: str = "POST"
    url: list[tuple[str, str]] = field(default_factory=list)
    body: str | bytes = ""
    content_type: str | None = None
    types: frozenset[str] = frozenset()
    boolean: bool | None = None


def ok(name: str, types: set[str], boolean: bool | None = None, **request: object) -> Case:
    return Case(name, types=frozenset(types), boolean=boolean, **request)  # type: ignore[arg-type]


def pairs(name: str, *values: str) -> list[tuple[str, str]]:
    return [(name, value) for value in values]


BOTH = f"ASK {{ <{IN_ONE}> ?p ?o . <{IN_TWO}> ?q ?r }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g {{ <{IN_ONE}> ?p ?o }} GRAPH ?h {{ <{IN_TWO}> ?q ?r }} }}"
FULL = f"ASK {{ ?p a <{ID[:-3]}ontology#Passage> GRAPH ?g {{ <{IN_ONE}> ?q ?r }} }}"
CASES = [
    ok("query_get", RESULTS, True, method="GET", url=pairs("query", "ASK {}")),
    ok("query_post_form", RESULTS, True, body=urlencode({"query": "ASK {}"}), content_type=FORM),
    ok("query_post_direct", RESULTS, True, body="ASK {}", content_type=QUERY),
    ok(
        "query_dataset_default_graphs_get",
        RESULTS,
        True,
        method="GET",
        url=[("query", BOTH), *pairs("default-graph-uri", ONE, TWO)],
    ),
    ok(
        "query_dataset_default_graphs_post",
        RESULTS,
        True,
        url=pairs("default-graph-uri", ONE, TWO),
        body=BOTH,
        content_type=QUERY,
    ),
    ok(
        "query_dataset_named_graphs_get",
        RESULTS,
        True,
        method="GET",
        url=[("query", BOTH_NAMED), *pairs("named-graph-uri", ONE, TWO)],
    ),
    ok(
        "query_dataset_named_graphs_post",
        RESULTS,
        True,
        url=pairs("named-graph-uri", ONE, TWO),
        body=BOTH_NAMED,
        content_type=QUERY,
    ),
    ok(
        "query_dataset_full",
        RESULTS,
        True,
        url=[*pairs("default-graph-uri", THREE), *pairs("named-graph-uri", ONE, TWO)],
        body=FULL,
        content_type=QUERY,
    ),
    ok(
        "query_multiple_dataset",
        RESULTS,
        True,
        url=pairs("default-graph-uri", TWO),
        body=f"ASK FROM <{ONE}> {{ <{IN_TWO}> ?p ?o }}",
        content_type=QUERY,
    ),
    ok("query_content_type_select", TABLES, body="SELECT (1 AS ?value) {}", content_type=QUERY),
    ok("query_content_type_ask", RESULTS, True, body="ASK {}", content_type=QUERY),
    ok("query_content_type_describe", GRAPHS, body="DESCRIBE <http://example.org/>", content_type=QUERY),
    ok("query_content_type_construct", GRAPHS, body="CONSTRUCT { <s> <p> 1 } WHERE {}", content_type=QUERY),
    Case("bad_query_method", "PUT", url=pairs("query", "ASK {}")),
    Case("bad_multiple_queries", "GET", url=pairs("query", "ASK {}", "SELECT * {}")),
    Case("bad_query_wrong_media_type", body="ASK {}", content_type="text/plain"),
    Case("bad_query_missing_form_type", body=urlencode({"query": "ASK {}"})),
    Case("bad_query_missing_direct_type", body="ASK {}"),
    Case("bad_query_non_utf8", body="ASK {}".encode("utf-16"), content_type=f"{QUERY}; charset=UTF-16"),
    Case("bad_query_syntax", "GET", url=pairs("query", "ASK {")),
    Case("bad_update_get", "GET", url=pairs("update", "CLEAR ALL")),
    Case("bad_multiple_updates", body="update=CLEAR+NAMED&update=CLEAR+DEFAULT", content_type=FORM),
    Case("bad_update_wrong_media_type", body="CLEAR NAMED", content_type="text/plain"),
    Case("bad_update_missing_form_type", body="update=CLEAR+NAMED"),
    Case(
        "bad_update_non_utf8", body="CLEAR NAMED".encode("utf-16"), content_type=f"{UPDATE}; charset=UTF-16"
    ),
    Case("bad_update_syntax", body="update=CLEAR+XYZ", content_type=FORM),
    Case(
        "bad_update_dataset_conflict",
        url=pairs("using-named-graph-uri", ONE),
        body=urlencode({"update": f"WITH <{ONE}> DELETE {{ ?s ?p 1 }} WHERE {{ ?s ?p 1 }}"}),
        content_type=FORM,
    ),
    Case("update_post_form", body="update=CLEAR+ALL", content_type=FORM),
    Case("update_post_direct", body="CLEAR ALL", content_type=UPDATE),
    Case("update_base_uri", body="INSERT DATA { GRAPH <g> { <s> <p> 1 } }", content_type=UPDATE),
    *(
        Case(
            f"update_dataset_{name}",
            url=url,
            body="INSERT { GRAPH <http://example.org/g> { ?s ?p 1 } } WHERE { ?s ?p ?o }",
            content_type=UPDATE,
        )
        for name, url in (
            ("default_graph", pairs("using-graph-uri", ONE)),
            ("default_graphs", pairs("using-graph-uri", ONE, TWO)),
            ("named_graphs", pairs("using-named-graph-uri", ONE, TWO)),
            ("full", [*pairs("using-graph-uri", THREE), *pairs("using-named-graph-uri", ONE, TWO)]),
        )
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_of_the_w3c(client: TestClient, case: Case) -> None:
    address = "/sparql" + (f"?{urlencode(case.url)}" if case.url else "")
    body = case.body.encode() if isinstance(case.body, str) else case.body
    headers = {"Content-Type": case.content_type} if case.content_type else {}
    response = client.request(case.method, address, content=body or None, headers=headers)
    if case.types:
        assert response.status_code == 200, response.text
        assert response.headers["content-type"].partition(";")[0] in case.types
    else:
        assert 400 <= response.status_code < 500
        assert response.headers["content-type"] == "application/problem+json"
    if case.boolean is not None:
        assert response.json()["boolean"] is case.boolean


def test_all_cases_are_here_and_no_update_has_changed_anything(client: TestClient) -> None:
    assert len({case.name for case in CASES}) == len(CASES) == 34
    changed = "ASK { GRAPH <http://example.org/g> { ?s ?p ?o } }"
    assert not client.get("/sparql", params={"query": changed}).json()["boolean"]
    assert client.get("/sparql", params={"query": BOTH}).json()["boolean"]
