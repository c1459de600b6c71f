"""The stores of the compliance suites, kept by engines other than our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from service.errors import StoreMismatch
from service.triple_store.oxigraph import OxigraphStore
from service.triple_store.remote import RemoteStore
from service.triple_store.remote_connection import Connection
from service.triple_store.remote_publishing import Contents, publish
from tests.service.engines.deviations import DEVIATIONS
from tests.service.engines.servers import VIRTUOSO, VIRTUOSO_MISSING, oxigraph_server, virtuoso_server
from tests.service.small_graph import small_n_quads

ENGINES = ("oxigraph-server", "virtuoso")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the cases an engine fails, and those for Virtuoso, which are skipped where it lacks."""
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        engine = next((name for name in ENGINES if name in item.name), "")
        if engine == "virtuoso":
            item.add_marker(pytest.mark.virtuoso)
            if VIRTUOSO is None:
                item.add_marker(pytest.mark.skip(reason=VIRTUOSO_MISSING))
        for case, reason in DEVIATIONS.get(engine, {}).items():
            if item.name == case:
                item.add_marker(pytest.mark.xfail(strict=True, reason=reason))


def contents_of(n_quads: bytes, build: str = "small") -> Contents:
    """What is published of these quads."""
    store = OxigraphStore.in_memory(n_quads)
    rows = store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return Contents(n_quads, build, {str(row["g"]): int(str(row["n"])) for row in rows}, len(store))


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine behind the store."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Connection]]:
    """Engines by name; each is started when it is first asked for, and ends with the session."""
    with ExitStack() as servers:
        yield _Servers(servers, tmp_path_factory.mktemp("engines"))


class _Servers(dict[str, Connection]):
    def __init__(self, servers: ExitStack, folder: Path) -> None:
        super().__init__()
        self._servers, self._folder = servers, folder

    def __missing__(self, name: str) -> Connection:
        started = virtuoso_server(self._folder / name) if name == "virtuoso" else oxigraph_server()
        self[name] = Connection(self._servers.enter_context(started))
        return self[name]


@pytest.fixture
def small_store(engine: str, running: dict[str, Connection]) -> RemoteStore:
    """The small graph, published unless it still is."""
    try:
        return RemoteStore.open(running[engine], "small")
    except StoreMismatch:
        publish(running[engine], contents_of(small_n_quads()), lambda _: None)
        return RemoteStore.open(running[engine], "small")
