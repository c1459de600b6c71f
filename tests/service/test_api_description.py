"""The OpenAPI description says what happens: schemathesis asks every operation, and every example works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, assume
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import CHECKS, load_all_checks

from service.app import create_app
from service.settings import Settings

DESCRIPTION = create_app(Settings()).openapi()
METHODS = {"get", "post"}
load_all_checks()
HELD = CHECKS.get_by_names(
    [
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "unsupported_method",
        "allow_header_conformance",
    ]
)
LONGEST = 30_000  # of what the test's client sends in an address


@schemathesis.serializer("application/sparql-query")
def as_query(_: schemathesis.SerializationContext, value: object) -> bytes:
    return str(value).encode("utf-8", "surrogatepass")


described = schemathesis.openapi.from_dict(DESCRIPTION)


@described.parametrize()
@hypothesis_settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_what_an_operation_answers_is_described(client: TestClient, case: schemathesis.Case) -> None:
    sent = case.as_transport_kwargs(base_url="http://testserver")
    sent.pop("allow_redirects", None)
    assume(len(urlencode(sent["params"] or {}, doseq=True)) < LONGEST)
    response = client.request(**sent)
    # A client may give its query so little time that it must be late.
    assert response.status_code < 500 or response.json()["title"] == "The query took too long"
    case.validate_response(response, checks=HELD)


def examples(operation: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[str, Any] | None]]:
    """(parameters by name, media type and body) of each example.

    The first examples of all that is required belong together, and so do the second ones.
    """
    given = {p["name"]: _examples(p) for p in operation.get("parameters", ())}
    needed = {p["name"]: given[p["name"]] for p in operation.get("parameters", ()) if p.get("required")}
    if not all(needed.values()):
        return  # which is told by a test below
    contents = operation.get("requestBody", {}).get("content", {})
    bodies = [(kind, body) for kind, content in contents.items() for body in _examples(content)] or [None]
    together = [
        {name: values[min(number, len(values) - 1)] for name, values in needed.items()}
        for number in range(max(map(len, needed.values()), default=1))
    ]
    for required in together:
        for body in bodies:
            if required or body or not any(given.values()):
                yield required, body
    for name in sorted(given.keys() - needed.keys()):
        for value in given[name]:
            yield {**together[0], name: value}, bodies[0]


def _examples(described: dict[str, Any]) -> list[Any]:
    several = [example["value"] for example in described.get("examples", {}).values()]
    one = [described["example"]] if "example" in described else []
    schema = described.get("schema", {})
    return several or one or list(schema.get("examples") or schema.get("enum") or ())


EXAMPLES = [
    (method, path, parameters, body)
    for path, operations in DESCRIPTION["paths"].items()
    for method, operation in operations.items()
    if method in METHODS
    for parameters, body in examples(operation)
]


@pytest.mark.parametrize(("method", "path", "parameters", "body"), EXAMPLES)
def test_an_example_works(
    real_url: str, method: str, path: str, parameters: dict[str, Any], body: tuple[str, Any] | None
) -> None:
    inside = {name for name in parameters if f"{{{name}}}" in path}
    address = path.format(**{name: parameters[name] for name in inside})
    query = {name: value for name, value in parameters.items() if name not in inside}
    kind, content = body or (None, None)
    as_form = {"data": content} if isinstance(content, dict) else {"content": content}
    headers = {"Content-Type": kind} if kind else {}
    response = httpx.request(method, real_url + address, params=query, headers=headers, timeout=60, **as_form)
    assert response.status_code in {200, 303}, response.text[:500]
    operation = DESCRIPTION["paths"][path][method]
    if response.status_code == 200:
        content_types = operation["responses"]["200"]["content"]
        assert response.headers["content-type"].partition(";")[0] in content_types


def test_every_operation_that_needs_something_has_an_example_of_it() -> None:
    without = [
        (path, parameter["name"])
        for path, operations in DESCRIPTION["paths"].items()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if parameter.get("required") and not _examples(parameter)
    ]
    assert without == []
    assert len(EXAMPLES) > 40
