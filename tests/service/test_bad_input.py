"""What no honest client sends, on a real connection: the right status, a problem, and nothing in the log."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.service.conftest import make_build

SECRET = "xyzzy-private"
DIRECT = b"Content-Type: application/sparql-query"
FORM = b"Content-Type: application/x-www-form-urlencoded"
ASK = b"/sparql?query=ASK%7B%7D"


@dataclass(frozen=True)
class Server:
    """A running server, and the file its output goes to."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def send(self, request: bytes) -> http.client.HTTPResponse:
        """Sends bytes as they are and reads the answer."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        # It may answer and hang up before the end of a long request.
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request)
        response = http.client.HTTPResponse(connection)
        response.begin()
        return response


@pytest.fixture(scope="module", params=["h11", "auto"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the small build, with each of the parsers of HTTP it may run with."""
    folder = tmp_path_factory.mktemp("bad")
    make_build(folder / "data")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.service.small_server", str(folder / "data"), str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, request.param], stdout=log, stderr=log)
        try:
            _wait_until_ready(port)
            yield Server(process, port, folder / "log")
        finally:
            process.terminate()
            process.wait(20)


def _wait_until_ready(port: int) -> None:
    for _ in range(300):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/ready")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail("the server did not start")


def lines(first: bytes, *headers: bytes, body: bytes = b"") -> bytes:
    length = [b"Content-Length: %d" % len(body)] if body else []
    head = [first, b"Host: localhost", b"User-Agent: " + SECRET.encode(), *headers, *length]
    return b"\r\n".join([*head, b"", body])


def get(path: bytes, *headers: bytes) -> bytes:
    return lines(b"GET " + path + b" HTTP/1.1", *headers)


def post(body: bytes, *headers: bytes) -> bytes:
    return lines(b"POST /sparql HTTP/1.1", *headers, body=body)


MANY = [b"X-%d: %s" % (n, SECRET.encode()) for n in range(1000)]
CASES = {
    "two queries": (get(ASK + b"&query=ASK%7B%7D"), 400),
    "an empty query": (get(b"/sparql?query="), 400),
    "no query in a form": (post(b"timeout=1", FORM), 400),
    "an unknown media type": (post(b"ASK {}", b"Content-Type: application/nonsense"), 415),
    "broken UTF-8, encoded": (get(b"/sparql?query=%C3%28"), 400),
    "broken UTF-8, raw": (post(b"ASK { ?s ?p '\xc3\x28' }", DIRECT), 400),
    "broken UTF-8 in a form": (post(b"query=\xff", FORM), 400),
    "broken UTF-8 in a path": (get(b"/doc/measure/%FF%FE"), 404),
    "broken UTF-8 in a question": (get(b"/search?q=%FF"), 200),
    "broken percent signs": (get(b"/sparql?query=%ZZ%"), 400),
    "a query of 1 MB": (post(b"ASK {} #" + SECRET.encode() * 77_000, DIRECT), 413),
    "a query of 1 MB in a form": (post(b"query=ASK+%7B%7D+%23" + SECRET.encode() * 77_000, FORM), 413),
    "a body over the cap": (post(b"x" * 2_000_001, DIRECT), 413),
    "NUL in a query": (get(b"/sparql?query=ASK%7B%7D%00"), 400),
    "NUL in a body": (post(b"ASK {}\x00", DIRECT), 400),
    "NUL in a path": (get(b"/doc/measure/a%00b"), 404),
    "NUL in a question": (get(b"/search?q=a%00b"), 200),
    "an unknown graph": (get(ASK + b"&default-graph-uri=http://example.org/" + SECRET.encode()), 400),
    "a graph that is a file": (get(ASK + b"&named-graph-uri=file:///etc/passwd"), 400),
    "a relative graph": (get(b"/graph?graph=corpus"), 400),
    "a graph that is no IRI": (get(b"/graph?graph=a:%20%3C" + SECRET.encode()), 404),
    "an Accept of garbage": (get(ASK, b"Accept: ;;,/=\xe4\xff q=,," + SECRET.encode()), 200),
    "an Accept of 20 kB": (get(ASK, b"Accept: " + b"a/b;q=0.1," * 2000 + b"text/csv"), 200),
    "a language of garbage": (get(b"/", b"Accept: text/html", b"Accept-Language: ;q=\xff, --, *;q=x"), 200),
    "a validator of garbage": (get(b"/dataset.ttl", b'If-None-Match: W/"", "\xff, *x'), 200),
    "a range of garbage": (get(b"/export/clusterwissen.nt", b"Range: bytes=9-2,,a"), 200),
    "a thousand headers": (get(ASK, *MANY), 431),
    "headers of 40 kB": (get(ASK, b"X: " + b"a" * 40_000), 431),
    "a method of its own": (lines(b"FROBNICATE /sparql HTTP/1.1"), 405),
    "a length that is none": (lines(b"POST /sparql HTTP/1.1", DIRECT, b"Content-Length: ten"), 400),
    "no request at all": (b"\x16\x03\x01" + SECRET.encode() + b"\r\n\r\n", 400),
}
# What is refused before our code sees it is said in plain text.
BEFORE_US = {"a length that is none", "no request at all", "a method of its own"}


@pytest.mark.parametrize("name", CASES)
def test_bad_input_has_the_right_status(server: Server, name: str) -> None:
    request, status = CASES[name]
    response = server.send(request)
    body = response.read()
    if name in BEFORE_US:
        assert response.status in {status, 400}
    else:
        assert response.status == status, body[:500]
    if status >= 400 and name not in BEFORE_US:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert json.loads(body)["status"] == status


def test_an_address_of_1_mb_is_refused(server: Server) -> None:
    response = server.send(get(b"/sparql?query=ASK%7B%7D%23" + b"a" * 1_000_000))
    assert response.status in {400, 414}


def test_a_connection_goes_on_after_head_and_errors(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.connect()
    first = connection.sock
    for method, path, status in (
        ("HEAD", "/export/clusterwissen.trig", 200),
        ("HEAD", "/ontology", 200),
        ("HEAD", "/static/style.css", 200),
        ("GET", "/nope", 404),
        ("OPTIONS", "/sparql", 204),
        ("GET", "/sparql?query=ASK%7B%7D", 200),
    ):
        connection.request(method, path)
        response = connection.getresponse()
        body = response.read()
        assert response.status == status
        assert (len(body) > 0) is (method == "GET")
        assert connection.sock is first


def test_nothing_a_client_sent_is_in_the_log(server: Server) -> None:
    for request, _ in CASES.values():
        server.send(request).read()
    assert server.process.poll() is None
    log = server.log.read_text(errors="replace")
    for trace in (SECRET, "127.0.0.1", "ASK", "Traceback", "/doc/", "passwd"):
        assert trace not in log
