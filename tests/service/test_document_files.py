"""Copies of ingested documents: taken in whole, or everything as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.document_files import placed, stored_files


def new_file(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_nothing_is_stored_before_the_first_document(tmp_path: Path) -> None:
    assert stored_files(tmp_path / "documents") == {}


def test_files_are_kept_by_slug(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    with placed(folder, {"b": new_file(tmp_path, "b.txt", "1"), "a": new_file(tmp_path, "a.md", "2")}):
        assert list(stored_files(folder)) == ["a", "b"]
    assert stored_files(folder)["a"].name == "a.md"


def test_a_newer_version_replaces_an_older_one(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    with placed(folder, {"a": new_file(tmp_path, "old.txt", "old")}):
        pass
    with placed(folder, {"a": new_file(tmp_path, "new.txt", "new")}):
        assert stored_files(folder)["a"].read_text(encoding="utf-8") == "new"
    assert [entry.name for entry in folder.iterdir()] == ["a"]


def test_an_error_takes_everything_back(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    with placed(folder, {"a": new_file(tmp_path, "old.txt", "old")}):
        pass
    files = {"a": new_file(tmp_path, "new.txt", "new"), "b": new_file(tmp_path, "b.txt", "b")}
    with pytest.raises(RuntimeError), placed(folder, files):
        raise RuntimeError("the build failed")
    assert list(stored_files(folder)) == ["a"]
    assert stored_files(folder)["a"].read_text(encoding="utf-8") == "old"
    with pytest.raises(FileNotFoundError), placed(folder, {"a": tmp_path / "none.txt"}):
        pytest.fail("a file that is not there was copied")
    assert stored_files(folder)["a"].read_text(encoding="utf-8") == "old"


def test_leftovers_of_a_kill_are_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    new_file(folder / ".replaced-a", "old.txt", "old")
    new_file(folder / ".incoming-a", "half.txt", "half")
    with placed(folder, {"a": new_file(tmp_path, "new.txt", "new")}):
        pass
    assert [entry.name for entry in folder.iterdir()] == ["a"]
