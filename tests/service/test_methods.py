"""HEAD, OPTIONS and Allow everywhere, and addresses with a slash too many."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_head_is_get_without_a_body(client: TestClient) -> None:
    for path in ("/doc/measure/talk.ttl", "/export/clusterwissen.nt", "/", "/nope"):
        head, get = client.head(path), client.get(path)
        assert head.status_code == get.status_code
        assert head.content == b""
        assert head.headers["content-length"] == get.headers["content-length"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
        ("/graph", "GET, HEAD, OPTIONS"),
        ("/doc/measure/talk", "GET, HEAD, OPTIONS"),
        ("/static/style.css", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_and_allow_tell_what_an_address_takes(client: TestClient, path: str, methods: str) -> None:
    response = client.options(
        path, headers={"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    )
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["allow"] == response.headers["access-control-allow-methods"] == methods
    assert "Content-Type" in response.headers["access-control-allow-headers"]
    assert response.headers["access-control-allow-origin"] == "*"
    refused = client.delete(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, methods)
    assert refused.headers["content-type"] == "application/problem+json"


def test_options_of_nothing_is_a_404(client: TestClient) -> None:
    assert client.options("/nope").status_code == 404


def test_a_slash_too_many_leads_to_the_address_without_it_and_never_elsewhere(client: TestClient) -> None:
    response = client.post("/sparql/?timeout=2", data={"query": "ASK {}"})
    assert (response.status_code, response.headers["location"]) == (308, "/sparql?timeout=2")
    assert client.get("http://testserver//evil.example/").status_code == 404
    assert client.get("http://testserver//search/").headers["location"] == "/search"
    assert client.get("/nope/").status_code == 404
