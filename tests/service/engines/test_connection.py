"""What goes wrong between the service and an endpoint, with one that misbehaves as it is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service.errors import BadQuery, QueryTimedOut, ServiceError, StoreRefused, StoreUnreachable
from service.media_types import RESULTS_JSON
from service.triple_store import DEFAULT, Caps, ResultTypes
from service.triple_store.remote import RemoteStore
from service.triple_store.remote_connection import Connection, Endpoint
from service.triple_store.remote_publication import Publication, publication_of
from tests.service.engines.servers import free_port

Answer = Callable[[BaseHTTPRequestHandler], None]
pytestmark = pytest.mark.alone
HEAD = b'{"head":{"vars":["x"]},"results":{"bindings":['
ROW = b'{"x":{"type":"literal","value":"1"}},'


@contextmanager
def endpoint(answer: Answer) -> Iterator[str]:
    """The address of a server that gives every query this answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/query"
    server.shutdown()
    server.server_close()


def plain(status: int, body: bytes, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def asked(url: str, seconds: float = 5) -> None:
    store = RemoteStore(Connection(Endpoint(url)), Publication("urn:uuid:1", "b", ()))
    caps = Caps(100, 10**6, time.monotonic() + seconds)
    store.answer("SELECT ?x { }", graphs=DEFAULT, types=ResultTypes(RESULTS_JSON, None), caps=caps)


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (plain(404, b"no"), StoreRefused, "answered 404: no"),
        (plain(401, b""), StoreRefused, "CLUSTERWISSEN_STORE_USER"),
        (plain(301, b"", Location="/sparql"), StoreRefused, "answered 301"),
        (plain(500, b"broken  inside"), StoreRefused, "answered 500: broken inside"),
        (plain(503, b"starting"), StoreUnreachable, "busy or starting"),
        (plain(504, b"slow"), QueryTimedOut, "gave the query up"),
        (plain(400, b"line 1"), BadQuery, "SPARQL 1.1: line 1"),
        (plain(200, b"<html>Welcome</html>"), StoreRefused, "cannot be read"),
        (plain(200, HEAD + ROW), StoreRefused, "cannot be read"),
        (plain(200, b'{"boolean":true}'), StoreRefused, "boolean"),
        (plain(200, HEAD + b"]}}", X_SPARQL_MaxRows="50"), StoreRefused, "cuts results at 50 rows"),
        (plain(200, HEAD + b"]}}", X_SQL_State="S1TAT"), QueryTimedOut, "nothing of it is shown"),
    ],
)
def test_each_answer_that_is_none_has_its_error(answer: Answer, error: type[ServiceError], says: str) -> None:
    with endpoint(answer) as url, pytest.raises(error, match=says):
        asked(url)


def test_nobody_there_is_said_so() -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(StoreUnreachable, match=r"does not answer .* Is it running"):
        asked(url)
    with pytest.raises(StoreUnreachable):
        publication_of(Connection(Endpoint(url)), "b")


def test_a_page_instead_of_a_store_is_noticed_at_the_start() -> None:
    with endpoint(plain(200, b"<html>")) as url, pytest.raises(StoreRefused, match="address for queries"):
        publication_of(Connection(Endpoint(url)), "b")


@pytest.mark.parametrize("first", [b"", HEAD, HEAD + ROW * 10])
def test_an_answer_that_stops_coming_is_ended_at_the_deadline(first: bytes) -> None:
    ended = threading.Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if first:
            handler.send_response(200)
            handler.end_headers()
            handler.wfile.write(first)
            handler.wfile.flush()
        handler.connection.settimeout(5)
        if not handler.connection.recv(1):  # nothing: the other side has closed
            ended.set()

    started = time.monotonic()
    with endpoint(answer) as url:
        with pytest.raises(QueryTimedOut, match="nothing of it is shown"):
            asked(url, seconds=0.5)
        assert 0.4 < time.monotonic() - started < 1.4
        assert ended.wait(2)


def test_an_answer_that_trickles_is_ended_at_the_deadline() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(HEAD)
        for _ in range(100):
            handler.wfile.write(ROW)
            handler.wfile.flush()
            time.sleep(0.1)

    started = time.monotonic()
    with endpoint(answer) as url, pytest.raises(QueryTimedOut):
        asked(url, seconds=0.5)
    assert time.monotonic() - started < 1.4


@pytest.mark.parametrize(
    ("query", "update", "graphs"),
    [
        ("http://h:1/query", "http://h:1/update", "http://h:1/store"),
        ("https://h/sparql", "https://h/sparql-auth", "https://h/sparql-graph-crud-auth"),
    ],
)
def test_known_engines_need_one_address(query: str, update: str, graphs: str) -> None:
    assert (Endpoint(query).for_updates(), Endpoint(query).for_graphs()) == (update, graphs)
    given = Endpoint(query, update="http://u", graphs="http://g")
    assert (given.for_updates(), given.for_graphs()) == ("http://u", "http://g")


def test_an_unknown_engine_needs_all_addresses() -> None:
    with pytest.raises(StoreRefused, match="CLUSTERWISSEN_STORE_UPDATE"):
        Endpoint("http://h/ds/query").for_updates()
    with pytest.raises(StoreRefused, match="CLUSTERWISSEN_STORE_GRAPHS"):
        Endpoint("http://h/ds/query").for_graphs()
