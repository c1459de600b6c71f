"""A running process and a new build: taken over in one step, or left alone."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from service.builds import Hold, current_name, verify
from service.errors import NoBuild
from service.knowledge import CurrentKnowledge
from service.settings import Settings
from tests.service.conftest import make_build, open_small
from tests.service.small_graph import OTHER_TRIPLE, small_n_quads


def test_a_running_process_takes_over_a_new_build(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    current = CurrentKnowledge(tmp_path, lambda build: open_small(settings, build))
    assert not current.refresh()
    with pytest.raises(NoBuild):
        _ = current.now
    first = make_build(tmp_path)
    assert current.refresh()
    held = current.now
    assert not current.refresh()
    second = make_build(tmp_path, small_n_quads(OTHER_TRIPLE))
    assert current.refresh()
    assert (held.build, current.now.build) == (first, second)
    assert held.store.ask("ASK { ?s ?p ?o }")
    assert current.switches == 2


def test_a_new_build_that_cannot_be_opened_leaves_the_old_one_in_service(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    current = CurrentKnowledge(tmp_path, lambda build: open_small(settings, build))
    first = make_build(tmp_path)
    current.refresh()
    second = make_build(tmp_path, small_n_quads(OTHER_TRIPLE))
    (second.folder / "manifest.json").unlink()
    assert not current.refresh()
    assert current.now.build == first
    assert "manifest.json" in (current.failure or "")
    make_build(tmp_path, small_n_quads(OTHER_TRIPLE))
    assert current.refresh()
    assert current.failure is None


def test_readers_never_see_a_moment_without_a_build(tmp_path: Path) -> None:
    make_build(tmp_path)
    missing: list[str | None] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            name = current_name(tmp_path)
            if name is None or not (tmp_path / "builds" / name / "manifest.json").is_file():
                missing.append(name)
            time.sleep(0.0005)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(4):
        make_build(tmp_path)
    done.set()
    reader.join()
    assert missing == []


def test_a_build_can_be_read_by_a_process_without_write_rights(tmp_path: Path) -> None:
    made = make_build(tmp_path)
    for path in [*made.folder.rglob("*"), made.folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    hold = Hold(made)
    try:
        opened = open_small(Settings(data=tmp_path), made)
        assert opened.store.ask("ASK { ?s ?p ?o }")
    finally:
        hold.release()
        for path in [made.folder, *made.folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
    verify(made)
    assert os.access(made.folder, os.W_OK)
