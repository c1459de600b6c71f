"""Every case of the SPARQL protocol's suites over HTTP, once more for each engine behind the service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.builds import Build
from service.knowledge import Knowledge
from service.query_running.runner import Limits
from service.remote_runner import RemoteRunner
from service.settings import Settings
from service.triple_store.remote import RemoteStore
from service.use_cases.naming import Names
from tests.service.conftest import open_small
from tests.service.test_sparql_protocol import *  # noqa: F403 - their cases are collected here again
from tests.service.test_sparql_w3c import *  # noqa: F403

LIMITS = Limits(rows=20, size=100_000_000, memory=0, quick=4, total=32, per_client=24)


@pytest.fixture
def client(settings: Settings, small_store: RemoteStore) -> Iterator[TestClient]:
    """A client of the app over the small build, its graph kept by the engine."""

    def opener(build: Build) -> Knowledge:
        runner, names = RemoteRunner(small_store, LIMITS), Names(small_store)
        return replace(open_small(settings, build), store=small_store, runner=runner, names=names)

    app = create_app(settings, opener)
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as opened:
        yield opened
