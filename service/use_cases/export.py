"""The dumps of a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from service.builds import Build
from service.dumps import NAME
from service.errors import NotFound
from service.media_types import BY_MEDIA_TYPE, BY_SUFFIX, GRAPH_FORMATS, Format

GZIP = "application/gzip"


@dataclass(frozen=True)
class Dump:
    """A file to download: its format, its media type on the wire, size in bytes and SHA-256 (hex)."""

    name: str
    path: Path
    form: Format
    media_type: str
    bytes: int
    sha256: str


def dumps(build: Build) -> list[Dump]:
    """All dumps of a build, plain and compressed, in the order of preference."""
    return [find_dump(build, f"{NAME}.{form.suffix}{end}") for form in GRAPH_FORMATS for end in ("", ".gz")]


def compressed(build: Build, dump: Dump) -> Dump | None:
    """The same dump as gzip; None for one that is gzip already."""
    return None if dump.media_type == GZIP else find_dump(build, f"{dump.name}.gz")


def default_graph_dump(build: Build, media_type: str) -> Dump | None:
    """The dump that holds the default graph and nothing else; None where the format's dump holds more."""
    form = BY_MEDIA_TYPE[media_type]
    name = f"{NAME}.{form.suffix}"
    return None if form.datasets or f"dumps/{name}" not in build.manifest.files else find_dump(build, name)


def find_dump(build: Build, name: str) -> Dump:
    """The dump called `name`, e.g. `clusterwissen.ttl.gz`; raises NotFound, naming what there is."""
    entry = build.manifest.files.get(f"dumps/{name}")
    plain = name.removesuffix(".gz")
    form = BY_SUFFIX.get(plain.removeprefix(f"{NAME}."))
    if entry is None or form is None:
        suffixes = ", ".join(form.suffix for form in GRAPH_FORMATS)
        raise NotFound(f"There is no dump {name!r}. There is {NAME} with .{suffixes}, each also with .gz.")
    media_type = form.media_type if plain == name else GZIP
    return Dump(name, build.dumps / name, form, media_type, entry.bytes, entry.sha256)
