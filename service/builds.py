"""Builds on disk, read side: layout, manifest, the current one, verification, noticing a new one.

    data/
      builds/{build-id}/        store/ text/ vectors/ search.json dumps/ documents/{slug}.txt
                                derivations.sqlite manifest.json in-use
      builds/.partial-.../      a build being written, or left over from one that was killed
      current -> builds/...     switched in one step
      documents/                copies of the ingested files, so that every build can read them again
      building                  locked while a build is written

A folder in `builds/` without a dot is complete: it was written elsewhere, synced and renamed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from service.errors import BuildDamaged, NoBuild

MANIFEST = "manifest.json"
DERIVATIONS = "derivations.sqlite"
IN_USE = "in-use"
_CHUNK = 1 << 20


class FileEntry(BaseModel):
    """Size in bytes and SHA-256 (hex) of one file of a build."""

    model_config = ConfigDict(frozen=True)
    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What a build is: counts of triples by graph, class and property, and every file with its checksum.

    `build` is the first 16 hex digits of the SHA-256 of the sorted N-Quads: the same graph, the same id.
    """

    model_config = ConfigDict(frozen=True)
    build: str
    created: str
    software: str
    encoder: str
    triples: int
    counts: dict[str, int]
    graphs: dict[str, int]
    classes: dict[str, int]
    properties: dict[str, int]
    files: dict[str, FileEntry]


@dataclass(frozen=True)
class Build:
    """A complete build on disk."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The build id, as in `X-Clusterwissen-Build`."""
        return self.manifest.build

    @property
    def store(self) -> Path:
        """Folder of the quad store."""
        return self.folder / "store"

    @property
    def dumps(self) -> Path:
        """Folder of the dumps."""
        return self.folder / "dumps"

    @property
    def derivations(self) -> Path:
        """The file that says why the inferred triples hold; an older build may lack it."""
        return self.folder / DERIVATIONS

    def document(self, slug: str) -> Path:
        """The cleaned text of an ingested document; the file may not exist."""
        return self.folder / "documents" / f"{slug}.txt"


def current_link(data: Path) -> Path:
    """The symbolic link to the build being served."""
    return data / "current"


def current_name(data: Path) -> str | None:
    """Where `current` points, None when there is no build. Cheap enough to ask every second."""
    try:
        return current_link(data).readlink().name
    except OSError:
        return None


def read_build(folder: Path) -> Build:
    """Reads the manifest of a build; raises BuildDamaged when it is missing or unreadable."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError, json.JSONDecodeError) as problem:
        raise BuildDamaged(
            f"The build {folder.name} has no readable {MANIFEST}. Run `clusterwissen build`."
        ) from problem
    return Build(folder, manifest)


def open_current(data: Path) -> Build:
    """The current build, its files present in the listed sizes. Raises NoBuild, BuildDamaged."""
    name = current_name(data)
    if name is None:
        raise NoBuild("There is no build yet. Run `clusterwissen build`, then it is picked up by itself.")
    build = read_build((data / "builds" / name).resolve())
    for path, entry in build.manifest.files.items():
        file = build.folder / path
        if not file.is_file() or file.stat().st_size != entry.bytes:
            raise _damaged(build, path)
    return build


def verify(build: Build) -> None:
    """Compares every file with the manifest, bit by bit; raises BuildDamaged for the first that differs."""
    for path, entry in build.manifest.files.items():
        file = build.folder / path
        if not file.is_file() or checksum(file) != entry:
            raise _damaged(build, path)


def _damaged(build: Build, path: str) -> BuildDamaged:
    return BuildDamaged(
        f"{path} of build {build.id} is missing or differs from the manifest. Run `clusterwissen build`."
    )


def checksum(file: Path) -> FileEntry:
    """Size and SHA-256 of a file."""
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while block := handle.read(_CHUNK):
            digest.update(block)
    return FileEntry(bytes=file.stat().st_size, sha256=digest.hexdigest())


class Hold:
    """Marks a build as in use by this process until released, so that no other process prunes it."""

    def __init__(self, build: Build) -> None:
        self._handle = os.open(build.folder / IN_USE, os.O_RDONLY)
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def release(self) -> None:
        """Gives the build free; a second call does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self.release()


@contextmanager
def unused(folder: Path) -> Iterator[bool]:
    """True inside the block when nobody holds the build in `folder`, and nobody can begin to."""
    handle = -1
    try:
        with suppress(FileNotFoundError):
            handle = os.open(folder / IN_USE, os.O_RDONLY)
        try:
            if handle >= 0:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = True
        except BlockingIOError:
            free = False
        yield free
    finally:
        if handle >= 0:
            os.close(handle)
