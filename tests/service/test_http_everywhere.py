"""What every response has: headers, problem documents, caps, HEAD and OPTIONS, a switch without a failure."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.errors import ServiceError
from service.settings import PREFIX, Settings, rows
from tests.service.conftest import client_of, make_build
from tests.service.small_graph import OTHER_TRIPLE, small_n_quads

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = [
    "/",
    "/search?q=Frage",
    "/search?q=nothing",
    "/sparql",
    "/sparql?query=SELECT+*+%7B%3Fs+a+%3Ft%7D+LIMIT+3",
    "/queries",
    "/ontology",
    "/dataset",
    "/coverage",
    "/docs",
    "/doc/measure/talk",
    "/doc/barrier/unaware",
    "/doc/source/report",
    "/doc/passage/report-1",
    "/doc/statement/talk-1",
    "/reconcile/preview?id=measure%2Ftalk",
]
MACHINE = [
    *("/health", "/ready", "/version", "/metrics", "/openapi.json", "/suggest?q=Vor", "/search?q=Frage"),
    "/reconcile",
]


@pytest.mark.parametrize("path", [*PAGES, *MACHINE, "/nope", "/sparql?query=SELECT", "/doc/measure/none"])
def test_every_response_has_the_common_headers(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers
    assert "X-Clusterwissen-Build" in response.headers["access-control-expose-headers"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert len(response.headers["x-clusterwissen-build"]) == 16


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_in_one_language_and_load_nothing_from_elsewhere(
    client: TestClient, path: str, lang: str
) -> None:
    response = client.get(path, headers={**HTML, "Accept-Language": lang})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-language"] == lang
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert {"Accept", "Accept-Language"} <= set(response.headers["vary"].split(", "))
    assert f'<html lang="{lang}">' in response.text
    for start in ('src="http', 'href="//', "@import", "url(http"):
        assert start not in response.text
    assert '<link rel="stylesheet" href="/static/' in response.text


def test_the_language_of_a_page_is_the_parameter_then_the_browser_then_german(client: TestClient) -> None:
    english = {**HTML, "Accept-Language": "fr, en;q=0.8, de;q=0.2"}
    assert client.get("/", headers=english).headers["content-language"] == "en"
    assert client.get("/?lang=de", headers=english).headers["content-language"] == "de"
    assert client.get("/?lang=xx", headers=HTML).headers["content-language"] == "de"


@pytest.mark.parametrize(
    ("method", "path", "status", "title"),
    [
        ("GET", "/nope", 404, "Not Found"),
        ("GET", "/doc/measure/none", 404, "Not found"),
        ("GET", "/doc/unknown-kind/talk", 404, "Not found"),
        ("DELETE", "/search", 405, "Method Not Allowed"),
        ("GET", "/search", 400, "The request cannot be understood"),
        ("GET", "/search?q=%20", 400, "The request cannot be understood"),
        ("GET", "/search?q=a&limit=0", 400, "The request cannot be understood"),
        ("GET", "/search?q=a&type=Nonsense", 400, "The request cannot be understood"),
        ("GET", "/search?q=a&audience=No%20Slug", 400, "The request cannot be understood"),
        ("GET", "/search?q=" + "a" * 1001, 400, "The request cannot be understood"),
        ("GET", "/sparql?query=SELECT", 400, "The SPARQL query cannot be run"),
        ("GET", "/queries/none", 404, "Not found"),
    ],
)
def test_errors_are_problem_documents(
    client: TestClient, method: str, path: str, status: int, title: str
) -> None:
    response = client.request(method, path)
    problem = response.json()
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert problem.keys() == {"type", "title", "status", "detail", "instance"}
    assert (problem["status"], problem["title"]) == (status, title)
    assert problem["instance"] == path.partition("?")[0]
    assert len(problem["detail"]) > 20


def test_a_browser_gets_the_problem_as_a_page(client: TestClient) -> None:
    response = client.get("/doc/measure/none", headers=HTML)
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "Nothing is known about measure/none" in response.text
    assert "Zur Startseite" in response.text


def test_an_unexpected_error_is_ours_and_says_nothing_about_the_inside(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with client_of(settings) as client:
        monkeypatch.setattr("service.routers.queries.list_queries", lambda: 1 / 0)
        response = client.get("/queries")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "division" not in response.text
    assert "ZeroDivisionError while answering /queries" in caplog.text
    assert "division by" not in caplog.text


def test_every_error_of_the_tree_has_a_status_a_title_and_a_type() -> None:
    pending, seen = [ServiceError], set()
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        error = kind("what was wrong; what would be right")
        assert 400 <= error.status < 600
        assert error.exit_code in {1, 3, 4}
        assert error.slug not in seen
        seen.add(error.slug)
    assert len(seen) > 12


def test_what_is_so_now_is_not_kept(client: TestClient) -> None:
    for path in ("/health", "/ready", "/metrics", "/nope"):
        assert client.get(path).headers["cache-control"] == "no-store"


def test_request_bodies_are_capped_announced_or_not(client: TestClient, settings: Settings) -> None:
    large = b"x" * (settings.request_bytes + 1)
    direct = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=large, headers=direct).status_code == 413
    chunks = iter([large[:10_000], large[10_000:]])
    response = client.post("/sparql", content=chunks, headers=direct)
    assert response.status_code == 413
    assert str(settings.request_bytes) in response.json()["detail"]


def test_without_a_build_the_service_is_alive_but_not_ready(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, watch_seconds=0.05)
    with client_of(settings) as client:
        assert client.get("/health").json() == {"status": "ok"}
        assert client.get("/ontology.ttl").status_code == 200
        for path in ("/ready", "/search?q=a", "/doc/measure/talk", "/dataset", "/"):
            response = client.get(path)
            assert response.status_code == 503
            assert "clusterwissen build" in response.json()["detail"]
            assert response.headers["retry-after"] == "10"
        make_build(tmp_path)
        assert _wait_for(client, "/ready")


def _wait_for(client: TestClient, path: str) -> bool:
    pause = threading.Event()
    for _ in range(100):
        if client.get(path).status_code == 200:
            return True
        pause.wait(0.1)
    return False


def test_a_switch_fails_no_request(tmp_path: Path) -> None:
    first = make_build(tmp_path)
    statuses: set[int] = set()
    builds: set[str] = set()
    done = threading.Event()
    with client_of(Settings(data=tmp_path, watch_seconds=0.05)) as client:

        def read() -> None:
            while not done.is_set():
                for path in ("/doc/measure/talk.ttl", "/export/clusterwissen.nt", "/sparql?query=ASK%7B%7D"):
                    response = client.get(path)
                    statuses.add(response.status_code)
                    builds.add(response.headers["x-clusterwissen-build"])

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        second = make_build(tmp_path, small_n_quads(OTHER_TRIPLE), keep=1)
        pause = threading.Event()
        for _ in range(100):
            if second.id in builds:
                break
            pause.wait(0.1)
        done.set()
        for reader in readers:
            reader.join()
        assert client.get("/doc/topic/new.ttl").status_code == 200
    assert statuses == {200}
    assert builds == {first.id, second.id}


def test_metrics_count_requests_by_route(client: TestClient) -> None:
    client.get("/doc/measure/talk.ttl")
    client.get("/doc/measure/none.ttl")
    text = client.get("/metrics").text
    assert 'clusterwissen_requests_total{method="GET",route="/doc/{kind}/{name}",status="200"}' in text
    assert 'route="/doc/{kind}/{name}",status="404"' in text
    assert 'clusterwissen_build_info{build="' in text
    assert 'le="+Inf"' in text


def test_every_setting_is_explained_and_has_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {name for name, _, _ in rows()}
    assert names == {PREFIX + name.upper() for name in Settings.model_fields}
    for name, _, text in rows():
        assert len(text) > 15, f"{name} needs help"
        assert text.endswith(".")
    monkeypatch.setenv("CLUSTERWISSEN_PORT", "9000")
    monkeypatch.setenv("CLUSTERWISSEN_PUBLIC_URL", "https://a.example/wissen/")
    settings = Settings()
    assert (settings.port, settings.base_url, settings.base_path) == (
        9000,
        "https://a.example/wissen",
        "/wissen",
    )
    with pytest.raises(ValueError, match="http"):
        Settings(public_url="ftp://a.example")


def test_the_openapi_description_knows_problems(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    for path, operations in description["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert "422" not in operation["responses"]
            assert "application/problem+json" in operation["responses"]["400"]["content"]
