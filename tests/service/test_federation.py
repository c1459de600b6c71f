"""SERVICE over HTTP: refused, unless the list of endpoints names the one that is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastapi.testclient import TestClient

from service.settings import Settings
from tests.service.conftest import client_of

RESULT = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"far:away"}}]}}'


class Endpoint(BaseHTTPRequestHandler):
    """Answers every query with one row; /moved leads elsewhere."""

    asked: list[str]

    def do_POST(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        moved = self.path == "/moved"
        self.send_response(302 if moved else 200)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(RESULT)))
        self.end_headers()
        self.wfile.write(RESULT)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[str]:
    """The address of another endpoint."""
    Endpoint.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def asking(url: str) -> dict[str, str]:
    return {"query": f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"}


def test_nobody_is_asked_who_is_not_on_the_list(client: TestClient, endpoint: str) -> None:
    response = client.get("/sparql", params=asking(f"{endpoint}/sparql"))
    assert response.status_code == 400
    assert response.json()["type"].endswith("/remote-refused")
    assert "does not" in response.json()["detail"]
    assert Endpoint.asked == []


def test_whoever_is_on_the_list_is_asked_and_leads_nowhere_else(settings: Settings, endpoint: str) -> None:
    listed = f"{endpoint}/sparql {endpoint}/moved"
    with client_of(settings.model_copy(update={"query_services": listed})) as client:
        answer = client.get("/sparql", params=asking(f"{endpoint}/sparql"))
        assert answer.json()["results"]["bindings"][0]["s"]["value"] == "far:away"
        moved = client.get("/sparql", params=asking(f"{endpoint}/moved"))
        assert moved.status_code == 502
        assert moved.json()["type"].endswith("/remote-failed")
        other = client.get("/sparql", params=asking(f"{endpoint}/other"))
        assert other.status_code == 400
        assert f"{endpoint}/moved" in other.json()["detail"]
    assert set(Endpoint.asked) == {"/sparql", "/moved"}
