"""A build that is published before it is switched to, and a server that waits for its store."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.build_writing import BuildInput, building_lock, write_build
from service.builds import Build, current_name, open_current
from service.errors import StoreMismatch, StoreUnreachable
from service.knowledge import CurrentKnowledge, Knowledge
from service.settings import Settings
from service.stores import connect, open_store
from service.triple_store.oxigraph import OxigraphStore
from service.triple_store.remote import RemoteStore
from service.triple_store.remote_connection import Connection
from service.triple_store.remote_publishing import Contents, check_writable, publish
from tests.service.conftest import make_build, no_indexes, open_small
from tests.service.small_graph import OTHER_TRIPLE, small_derivations, small_n_quads


def settings_for(connection: Connection, data: Path) -> Settings:
    endpoint = connection.endpoint
    return Settings(
        data=data, store=endpoint.query, store_user=endpoint.user, store_password=endpoint.password
    )


def build_with(settings: Settings, n_quads: bytes) -> Build:
    connection = connect(settings)
    check_writable(connection)

    def publishing(build: Build, quads: bytes) -> None:
        manifest = build.manifest
        publish(connection, Contents(quads, build.id, manifest.graphs, manifest.triples), lambda _: None)

    source = BuildInput(n_quads, {}, "none", small_derivations())
    with building_lock(settings.data):
        return write_build(
            settings.data, source, no_indexes, keep=2, progress=lambda _: None, publish=publishing
        )


def test_a_build_is_published_and_answered_from(
    engine: str, running: dict[str, Connection], tmp_path: Path
) -> None:
    settings = settings_for(running[engine], tmp_path)
    first = build_with(settings, small_n_quads())
    store = open_store(settings, first)
    assert isinstance(store, RemoteStore)
    assert len(store) == first.manifest.triples
    second = build_with(settings, small_n_quads(OTHER_TRIPLE))
    assert len(open_store(settings, second)) == second.manifest.triples > first.manifest.triples
    with pytest.raises(StoreMismatch, match=f"holds build {second.id}, the data folder {first.id}"):
        open_store(settings, first)
    assert isinstance(open_store(Settings(data=tmp_path), second), OxigraphStore)


def test_a_build_that_cannot_be_published_changes_nothing(tmp_path: Path) -> None:
    make_build(tmp_path)
    before = current_name(tmp_path)

    def failing(build: Build, n_quads: bytes) -> None:
        assert build.manifest.triples
        raise StoreUnreachable("gone")

    source = BuildInput(small_n_quads(OTHER_TRIPLE), {}, "none", small_derivations())
    with building_lock(tmp_path), pytest.raises(StoreUnreachable, match="gone"):
        write_build(tmp_path, source, no_indexes, keep=2, progress=lambda _: None, publish=failing)
    assert current_name(tmp_path) == before
    assert [folder.name for folder in (tmp_path / "builds").iterdir()] == [before]
    assert open_current(tmp_path).id == before


def test_a_server_waits_for_its_store(tmp_path: Path) -> None:
    make_build(tmp_path)
    settings = Settings(data=tmp_path)
    there = False

    def opener(build: Build) -> Knowledge:
        if not there:
            raise StoreUnreachable("The store does not answer.")
        return open_small(settings, build)

    current = CurrentKnowledge(tmp_path, opener)
    assert not current.refresh()
    assert current.failure == "The store does not answer."
    there = True
    assert current.refresh()
    assert current.failure is None
    assert not current.refresh()


@pytest.mark.parametrize("url", ["localhost:7878", "ftp://h/query", "http://", "http://me:secret@h/query"])
def test_an_address_that_is_none_or_holds_a_password_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="give"):
        Settings(store=url)


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(Settings(store_password="secret"))
