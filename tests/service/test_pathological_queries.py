"""Twenty queries that would never end, or take all memory, at once over HTTP; a simple one beside them."""

from __future__ import annotations

import http.client
import json
import random
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn

from service.app import create_app
from service.settings import Settings
from tests.service.conftest import make_build, open_small
from tests.service.small_graph import GRAPH, small_n_quads

pytestmark = pytest.mark.alone
DEADLINE, LATER, MEMORY_MIB = 3.0, 1.0, 128
SIMPLE = "SELECT ?label { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 3"
EDGE = "<http://example.org/edge>"
ANY = f"({EDGE}|^{EDGE})"
TEN = " ".join(map(str, range(10)))
PRODUCT = " ".join(f"VALUES ?v{n} {{ {TEN} }}" for n in range(12))
DOUBLING = " ".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1})" for n in range(40))
MANY = " ".join(str(n) for n in range(9_000))
LETTERS = "a" * 2_000


def nested(opening: str, inside: str, closing: str, levels: int = 90) -> str:
    """A pattern in a pattern in a pattern."""
    return opening * levels + inside + closing * levels


QUERIES = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product of values": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "sorted": f"SELECT * {{ {PRODUCT} }} ORDER BY ?v3 ?v1",
    "sorted by chance": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY RAND()",
    "distinct": f"SELECT DISTINCT * {{ {PRODUCT} }} OFFSET 100000000",
    "counted distinct": "SELECT (COUNT(DISTINCT CONCAT(STR(?c), STR(?f), STR(?i))) AS ?n) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "grouped": f"SELECT ?x (COUNT(*) AS ?n) {{ {PRODUCT} BIND(?v0 + 10 * ?v1 AS ?x) }} GROUP BY ?x",
    "concatenated": f"SELECT (GROUP_CONCAT(CONCAT(STR(?v0), '{LETTERS}')) AS ?x) {{ {PRODUCT} }}",
    "doubled text": f"SELECT (STRLEN(?s40) AS ?n) {{ VALUES ?s0 {{ 'ab' }} {DOUBLING} }}",
    "path": f"SELECT (COUNT(*) AS ?n) {{ ?a {ANY}+ ?b . ?b {ANY}+ ?c . ?c {ANY}+ ?d }}",
    "path of paths": f"SELECT (COUNT(*) AS ?n) {{ ?a ({ANY}/{ANY}/{ANY})* ?b . ?c ({ANY}+/{ANY}*)* ?d }}",
    "long path": f"SELECT (COUNT(*) AS ?n) {{ ?a {'/'.join([ANY] * 60)} ?b }}",
    "negated path": "SELECT (COUNT(*) AS ?n) { ?a (!<a:a>)* ?b . ?c (!<a:b>|^<a:c>)* ?d . ?e (!<a:d>)+ ?f }",
    "regular expression": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    f"FILTER REGEX(CONCAT(STR(?c), '{LETTERS}', STR(?i)), '^(a*)*(a|aa)+(.*a){{20}}$') }}",
    "replaced": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} "
    f"FILTER(STRLEN(REPLACE('{LETTERS}', '(a?){{50}}', '$1$1')) > ?v0) }}",
    "huge values": f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {MANY} }} VALUES ?b {{ {MANY} }} "
    f"VALUES ?c {{ {MANY} }} }}",
    "not exists": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . "
    f"{nested('FILTER NOT EXISTS { ?x ?y ?z . ', '?s ?p ?o FILTER(?s = ?a && ?o = <a:a>)', '}')} }}",
    "optional": f"SELECT (COUNT(*) AS ?n) {{ {nested('OPTIONAL { ?a ?b ?c . ', f'?d {EDGE} ?e', '}')} }}",
    "nested lists": f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?s ?p {nested('( ', '1', ' )')} }}",
    "deep parentheses": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} FILTER({nested('(', '?v0', ')')} > 100) }}",
}


@dataclass(frozen=True)
class Answer:
    """A status, a problem's or a result's JSON, and how long it took, in seconds."""

    status: int
    body: bytes
    seconds: float


def ask(port: int, query: str, **parameters: str) -> Answer:
    """Sends a query as a form over a connection of its own."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sparql", urlencode({"query": query, **parameters}), form)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return Answer(response.status, body, time.monotonic() - began)


def dense_quads() -> bytes:
    """The small graph, and two hundred things that are connected in many ways."""
    made = random.Random(1)
    edges = {(made.randrange(200), made.randrange(200)) for _ in range(3_000)}
    lines = [
        f"<http://example.org/{a}> {EDGE} <http://example.org/{b}> <{GRAPH}corpus> .\n".encode()
        for a, b in edges
    ]
    return b"".join(sorted([*small_n_quads().splitlines(keepends=True), *lines]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a build of them."""
    folder = tmp_path_factory.mktemp("dense")
    make_build(folder, dense_quads())
    return folder


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """The port of a real server on them."""
    settings = Settings(data=folder, query_memory=MEMORY_MIB)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = create_app(settings, lambda build: open_small(settings, build))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    ask(listener.getsockname()[1], SIMPLE)
    yield listener.getsockname()[1]
    server.should_exit = True
    thread.join()


def query_processes(data: Path) -> list[int]:
    """The processes that answer queries on this data; other tests' servers may run beside them."""
    return [
        int(process.parent.name)
        for process in Path("/proc").glob("[0-9]*/cmdline")
        if str(data).encode() in text_of(process)
    ]


def text_of(file: Path) -> bytes:
    """What a file under /proc says, empty if its process has ended."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def largest_mib(pid: int) -> int:
    """The most memory a process has had resident, 0 for one that has ended."""
    status = text_of(Path(f"/proc/{pid}/status"))
    return int(status.split(b"VmHWM:")[1].split()[0]) // 1024 if b"VmHWM:" in status else 0


def test_each_is_answered_or_stopped_and_a_simple_one_beside_them_is_quick(port: int, folder: Path) -> None:
    largest = 0
    beside: list[Answer] = []
    with ThreadPoolExecutor(len(QUERIES)) as clients:
        running = {
            name: clients.submit(ask, port, query, timeout=f"{DEADLINE:g}") for name, query in QUERIES.items()
        }
        while not all(answer.done() for answer in running.values()):
            beside.append(ask(port, SIMPLE))
            largest = max([largest, *map(largest_mib, query_processes(folder))])
            time.sleep(0.1)
    answers = {name: answer.result() for name, answer in running.items()}
    late = {name: answer.seconds for name, answer in answers.items() if answer.seconds > DEADLINE + LATER}
    assert not late
    assert {answer.status for answer in answers.values()} <= {200, 400, 413, 503}
    stopped = [answer for answer in answers.values() if answer.status == 503]
    assert len(stopped) >= 10
    assert {json.loads(answer.body)["type"].rsplit("/", 1)[1] for answer in stopped} <= {
        "query-timed-out",
        "query-broke",
    }
    assert [answer.seconds for answer in beside if answer.status != 200 or answer.seconds >= 1] == []
    assert MEMORY_MIB / 4 < largest < MEMORY_MIB + 150


def test_afterwards_all_are_well(port: int) -> None:
    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda _: ask(port, SIMPLE), range(40)))
    assert {answer.status for answer in answers} == {200}
    assert max(answer.seconds for answer in answers) < 1
