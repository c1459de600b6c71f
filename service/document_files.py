"""The files of ingested documents in the data folder: `documents/{slug}/{file name}`, one file a folder.

They are copies of what the user gave, kept so that every build reads them anew with the concepts of the
day. Changed only under the building lock.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_REPLACED = ".replaced-"


def stored_files(folder: Path) -> dict[str, Path]:
    """The stored file by slug, in alphabetical order; empty when nothing has been ingested."""
    if not folder.is_dir():
        return {}
    found = {}
    for entry in sorted(folder.iterdir()):
        files = sorted(entry.iterdir()) if entry.is_dir() and not entry.name.startswith(".") else []
        if files:
            found[entry.name] = files[0]
    return found


@contextmanager
def placed(folder: Path, files: Mapping[str, Path]) -> Iterator[None]:
    """Copies files into the folder, by slug; takes them back, and restores what they replaced, on an error.

    A kill inside the block leaves the new files: they are then part of the next build.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob(f"{_REPLACED}*"):
        shutil.rmtree(leftover)
    done: list[str] = []
    try:
        for slug, file in files.items():
            target, old = folder / slug, folder / f"{_REPLACED}{slug}"
            incoming = folder / f".incoming-{slug}"
            shutil.rmtree(incoming, ignore_errors=True)
            incoming.mkdir()
            shutil.copyfile(file, incoming / file.name)
            done.append(slug)
            if target.exists():
                target.rename(old)
            incoming.rename(target)
        yield
    except BaseException:
        for slug in done:
            old = folder / f"{_REPLACED}{slug}"
            shutil.rmtree(folder / f".incoming-{slug}", ignore_errors=True)
            shutil.rmtree(folder / slug, ignore_errors=True)
            if old.exists():
                old.rename(folder / slug)
        raise
    for slug in done:
        shutil.rmtree(folder / f"{_REPLACED}{slug}", ignore_errors=True)
