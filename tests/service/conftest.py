"""A small build on disk, and an app over it with a scripted search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.app import create_app, open_runner
from service.build_writing import BuildInput, building_lock, write_build
from service.builds import Build, Hold
from service.derivations import StoredDerivations
from service.knowledge import Knowledge
from service.settings import Settings
from service.triple_store import TripleStore
from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.explaining_inference import InferenceExplainer
from service.use_cases.naming import Names
from service.use_cases.reconciling.reconciler import Reconciler
from service.use_cases.search.catalogue import Catalogue
from service.use_cases.search_functions import SearchFunctions
from tests.service.scripted_search import ScriptedScores, ScriptedSearch, scripted_suggest
from tests.service.small_graph import small_derivations, small_n_quads


def no_indexes(store: TripleStore, folder: Path) -> dict[str, int]:
    """Stands in for the search indexes."""
    (folder / "text").mkdir()
    (folder / "text" / "index").write_text(f"{len(store)} triples")
    return {"texts": len(store)}


def make_build(data: Path, n_quads: bytes | None = None, *, keep: int = 2) -> Build:
    """Writes a build of the small graph and switches to it."""
    texts = {"report": "Viele wissen nicht, was es bringt.\n"}
    source = BuildInput(n_quads or small_n_quads(), texts, "none", small_derivations())
    with building_lock(data):
        return write_build(data, source, no_indexes, keep=keep, progress=lambda _: None)


def open_small(settings: Settings, build: Build) -> Knowledge:
    """Opens a build with the scripted search."""
    store = OxigraphStore.open(build.store)
    runner = open_runner(settings, build)
    search = ScriptedSearch(build.id)
    names = Names(store)
    explainer = InferenceExplainer(StoredDerivations.open(build.derivations), store, names, build.id)
    functions, hold = SearchFunctions(ScriptedScores()), Hold(build)
    reconciler = Reconciler(Catalogue.load(store), store, lambda text: {})
    return Knowledge(
        build, store, names, runner, search, None, scripted_suggest, functions, reconciler, explainer, hold
    )


def client_of(settings: Settings) -> TestClient:
    """A client of an app that opens its builds with the scripted search."""
    app = create_app(settings, lambda build: open_small(settings, build))
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one build of the small graph."""
    folder = tmp_path_factory.mktemp("data")
    make_build(folder)
    return folder


@pytest.fixture(scope="session")
def settings(data: Path) -> Settings:
    """Settings with small caps, so that they can be reached."""
    return Settings(
        data=data,
        public_url="https://wissen.example.org",
        query_rows=20,
        query_timeout=5,
        request_bytes=20_000,
        query_length=10_000,
    )


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    """A client of the app over the small build."""
    with client_of(settings) as opened:
        yield opened


@pytest.fixture
def store() -> OxigraphStore:
    """The small graph in memory."""
    return OxigraphStore.in_memory(small_n_quads())
