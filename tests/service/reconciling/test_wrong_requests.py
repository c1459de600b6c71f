"""What is wrong in a request is said; what is wrong in one query of a batch spoils no other."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.use_cases.reconciling.reconciler import PLACES
from tests.service.reconciling import message_schemas as schemas
from tests.service.reconciling.message_schemas import check

GOOD = {"query": "Nutzen unbekannt"}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({}, "not empty"),
        ({"query": "  "}, "not empty"),
        ({"query": "x" * 1001}, "1000 characters"),
        ({"query": ["Nutzen"]}, "valid string"),
        ({"query": "x", "limit": 0}, "limit"),
        ({"query": "x", "limit": "many"}, "limit"),
        ({"query": "x", "type": "Nonsense"}, "There is no type 'Nonsense'"),
        ({"query": "x", "type_strict": "perhaps"}, "type_strict"),
        ({"query": "x", "properties": [{"pid": "audience"}]}, "properties.0.v"),
        ({"query": "x", "properties": {"audience": "x"}}, "properties"),
        ("Nutzen unbekannt", "EntityQuery"),
        (None, "EntityQuery"),
    ],
)
def test_a_broken_query_spoils_no_other(client: TestClient, query: Any, reason: str) -> None:
    response = client.post("/reconcile", data={"queries": json.dumps({"bad": query, "good": GOOD})})
    found = check(response.json(), schemas.RESULTS)
    assert found["bad"]["result"] == []
    assert reason in found["bad"]["error"]
    assert found["good"]["result"][0]["match"]
    assert "error" not in found["good"]


def test_an_unknown_property_is_left_out_and_named(client: TestClient) -> None:
    query = {**GOOD, "properties": [{"pid": "colour", "v": "blue"}]}
    found = check(
        client.get("/reconcile", params={"queries": json.dumps({"q": query})}).json(), schemas.RESULTS
    )
    assert found["q"]["result"][0]["match"]
    assert "colour" in found["q"]["error"]


@pytest.mark.parametrize(
    ("parameters", "status", "detail"),
    [
        ("queries=", 400, "not JSON"),
        ("queries={", 400, "not JSON"),
        ("queries=[]", 400, "is a JSON object"),
        ("queries=" + "[" * 5000, 400, "not JSON"),
        ('queries={"q":{"query":"\\ud800"}}', 400, "not JSON"),
        ("queries={}&queries={}", 400, "2 parameters `queries`"),
        ("queries={}&extend={}", 400, "both of `queries` and `extend`"),
        ("extend={}", 400, "ids"),
        ('extend={"ids":["measure/talk"],"properties":[{"id":"colour"}]}', 400, "no property 'colour'"),
        ('extend={"ids":[],"properties":[{"id":"label","settings":{"limit":"-1"}}]}', 400, "limit"),
        ('extend={"ids":[],"properties":[{"id":"label","settings":{"lang":"fr"}}]}', 400, "de or en"),
        ("queries=%FF", 400, "UTF-8"),
        ("queries=" + json.dumps({str(n): GOOD for n in range(51)}), 413, "at most 50 queries"),
    ],
)
def test_a_broken_batch_is_a_problem_that_says_what_is_right(
    client: TestClient, parameters: str, status: int, detail: str
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    response = client.post("/reconcile", content=parameters.encode(), headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert detail in response.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/reconcile?query=Nutzen", 400),
        ("GET", "/reconcile/fr", 404),
        ("GET", "/reconcile/preview", 400),
        ("GET", "/reconcile/preview?id=measure/none", 404),
        ("GET", "/reconcile/view?id=../../etc", 404),
        ("GET", "/reconcile/flyout/type?id=Nonsense", 404),
        ("GET", "/reconcile/suggest/colour?prefix=a", 400),
        ("GET", "/reconcile/suggest/entity?prefix=a&cursor=-1", 400),
        ("GET", "/reconcile/extend/propose?type=Nonsense", 400),
        ("POST", "/reconcile", 415),
        ("PUT", "/reconcile", 405),
    ],
)
def test_wrong_addresses_are_problems(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_more_batches_than_places_are_told_to_come_again(client: TestClient) -> None:
    knowledge = client.app.state.current.now  # type: ignore[attr-defined]
    form = {"queries": json.dumps({"q": GOOD})}
    with ExitStack() as taken:
        for _ in range(PLACES):
            taken.enter_context(knowledge.reconciler.place())
        refused = client.post("/reconcile", data=form)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "2")
    assert client.post("/reconcile", data=form).status_code == 200


def test_unknown_parameters_of_browsers_do_no_harm(client: TestClient) -> None:
    check(client.get("/reconcile?callback=jQuery1&_=1").json(), schemas.MANIFEST)
    check(client.get("/reconcile/suggest/entity?prefix=&lang=fr").json(), schemas.SUGGESTED_ENTITIES)


def test_the_manifest_is_fetched_once(client: TestClient) -> None:
    first = client.get("/reconcile")
    again = client.get("/reconcile", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.headers["vary"]) == (304, "Accept-Language")


def test_the_examples_of_the_description_are_answered(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/reconcile"]
    form = described["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]["examples"]
    checked = {"queries": schemas.RESULTS, "extend": schemas.EXTENSION}
    for name, example in form.items():
        check(client.post("/reconcile", data=example["value"]).json(), checked[name])
    for parameter in described["get"]["parameters"]:
        if parameter["name"] in checked:
            answer = client.get("/reconcile", params={parameter["name"]: parameter["example"]})
            check(answer.json(), checked[parameter["name"]])
