"""Builds on disk, write side: a build is written whole beside the others, then switched to in one step.

Whatever ends a build early (an error, a kill, no power) leaves a `.partial-` folder that nobody looks
at and that the next build removes; `current` still names the previous build.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import service
from ontology.reasoning.derivations import Derivation
from service.build_counting import Counted, count
from service.builds import (
    DERIVATIONS,
    IN_USE,
    MANIFEST,
    Build,
    Manifest,
    checksum,
    current_link,
    read_build,
    unused,
)
from service.derivations import write_derivations
from service.dumps import write_dumps
from service.errors import BuildFailed, BuildLocked, BuildUnwritable, StoreFailed
from service.triple_store import TripleStore
from service.triple_store.oxigraph import OxigraphStore

PARTIAL = ".partial-"
Progress = Callable[[str], None]
Publisher = Callable[[Build, bytes], None]
IndexWriter = Callable[[TripleStore, Path], dict[str, int]]

_UNWRITABLE = {
    errno.ENOSPC: "there is no space left on the disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file would become larger than allowed",
    errno.EACCES: "this user may not write there",
    errno.EPERM: "this user may not write there",
    errno.EROFS: "the file system is read-only",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EEXIST: "a file is in the way",
}
_LITTLE_SPACE = 1_000_000


@dataclass(frozen=True)
class BuildInput:
    """What a build is made of: sorted N-Quads, the cleaned texts of documents by slug, the encoder's name,
    and the derivations of the inferred triples."""

    n_quads: bytes
    texts: Mapping[str, str]
    encoder: str
    derivations: Sequence[Derivation] = ()


@contextmanager
def building_lock(data: Path) -> Iterator[None]:
    """Holds the lock of the data folder, which is created; raises BuildLocked while another holds it."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = os.open(data / "building", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as problem:
        raise _unwritable(data, _UNWRITABLE.get(problem.errno or 0) or str(problem)) from problem
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise BuildLocked(
                f"Another build is writing to {data} right now. Wait until it is done, then try again."
            ) from busy
        yield
    finally:
        os.close(handle)


@contextmanager
def clear_errors(data: Path) -> Iterator[None]:
    """Turns failures for want of space or rights into BuildUnwritable, whoever noticed them.

    The engines below report a full disk as errors of their own, so the disk itself is asked as well.
    """
    try:
        yield
    except (BuildFailed, StoreFailed):
        raise
    except Exception as problem:
        code = problem.errno if isinstance(problem, OSError) else None
        reason = _UNWRITABLE.get(code or 0)
        if reason is None and data.exists() and shutil.disk_usage(data).free < _LITTLE_SPACE:
            reason = _UNWRITABLE[errno.ENOSPC]
        if reason is None and isinstance(problem, OSError) and code is None:
            reason = str(problem)  # of an engine, which has no error numbers
        if reason is None:
            raise
        raise _unwritable(data, reason) from problem


def _unwritable(data: Path, reason: str) -> BuildUnwritable:
    return BuildUnwritable(
        f"The build cannot be written to {data}: {reason}. The previous build is untouched. "
        "Free some space or give the rights, or set CLUSTERWISSEN_DATA to another folder."
    )


def write_build(
    data: Path,
    source: BuildInput,
    write_indexes: IndexWriter,
    *,
    keep: int,
    progress: Progress,
    publish: Publisher | None = None,
) -> Build:
    """Writes a build and makes it the current one; the caller holds building_lock.

    `publish` is given the whole build just before, to take it elsewhere as well. Raises BuildUnwritable, and
    whatever `write_indexes` and `publish` raise; then nothing has changed.
    """
    builds = data / "builds"
    with clear_errors(data):
        builds.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(builds)
        digest = hashlib.sha256(source.n_quads).hexdigest()[:16]
        partial = builds / f"{PARTIAL}{digest}"
        try:
            partial.mkdir()
            counted = _write_files(partial, source, write_indexes, progress)
            progress("Computing checksums")
            _write_manifest(partial, digest, source, counted)
            _sync(partial)
            if publish is not None:
                publish(read_build(partial), source.n_quads)
            folder = _free_name(builds, digest)
            partial.rename(folder)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        progress("Switching to the new build")
        switch(data, folder)
    prune(data, keep)
    return read_build(folder)


def _write_files(
    partial: Path, source: BuildInput, write_indexes: IndexWriter, progress: Progress
) -> Counted:
    progress("Writing the quad store")
    OxigraphStore.write(source.n_quads, partial / "store")
    progress("Writing the derivations")
    write_derivations(partial / DERIVATIONS, source.derivations)
    progress("Writing the dumps")
    write_dumps(source.n_quads, partial / "dumps")
    (partial / "documents").mkdir()
    for slug, text in source.texts.items():
        (partial / "documents" / f"{slug}.txt").write_text(text, encoding="utf-8")
    progress("Writing the search indexes")
    store = OxigraphStore.open(partial / "store")
    return count(store, write_indexes(store, partial))


def _write_manifest(partial: Path, build: str, source: BuildInput, counted: Counted) -> None:
    files = sorted(file for file in partial.rglob("*") if file.is_file())
    manifest = Manifest(
        build=build,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        software=service.__version__,
        encoder=source.encoder,
        files={str(file.relative_to(partial)): checksum(file) for file in files},
        **counted.model_dump(),
    )
    (partial / IN_USE).touch()
    (partial / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")


def _sync(folder: Path) -> None:
    """Forces everything below `folder` to the disk, so that a switch never points at files not yet there."""
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _free_name(builds: Path, digest: str) -> Path:
    """`builds/{digest}`; with a number behind it where the same graph has been built before."""
    folder, number = builds / digest, 1
    while folder.exists():
        number += 1
        folder = builds / f"{digest}.{number}"
    return folder


def switch(data: Path, folder: Path) -> None:
    """Points `current` at `folder` in one step: readers see the old build or the new one, never neither."""
    link = data / f".current-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("builds") / folder.name)
    link.replace(current_link(data))


def prune(data: Path, keep: int) -> None:
    """Removes the oldest builds beyond `keep`, but neither the current one nor one that is held."""
    current = current_link(data).resolve()
    others = [f for f in (data / "builds").iterdir() if not f.name.startswith(".") and f != current]
    others.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in others[max(0, keep - 1) :]:
        with unused(folder) as free:
            if free:
                doomed = folder.with_name(f"{PARTIAL}removed-{folder.name}")
                folder.rename(doomed)
                shutil.rmtree(doomed, ignore_errors=True)


def _remove_leftovers(builds: Path) -> None:
    for leftover in builds.glob(f"{PARTIAL}*"):
        shutil.rmtree(leftover, ignore_errors=True)
