"""Builds on disk: whole or not there, switched in one step, never pruned while in use."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from service.build_writing import BuildInput, building_lock, prune, write_build
from service.builds import Hold, current_name, open_current, read_build, verify
from service.dumps import NAME
from service.errors import BuildDamaged, BuildLocked, BuildUnwritable, NoBuild
from tests.service.conftest import make_build
from tests.service.small_graph import OTHER_TRIPLE, small_n_quads

ROOT = Path(__file__).parents[2]
BUILDER = """
import sys, time
from pathlib import Path
from service.build_writing import BuildInput, building_lock, write_build
from tests.service.conftest import no_indexes
from tests.service.small_graph import OTHER_TRIPLE, small_n_quads

def step(name):
    print(name, flush=True)
    time.sleep(0.15)

with building_lock(Path(sys.argv[1])):
    source = BuildInput(small_n_quads(OTHER_TRIPLE), {}, "none")
    write_build(Path(sys.argv[1]), source, no_indexes, keep=2, progress=step)
"""


def start_builder(data: Path, code: str = BUILDER) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(data)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_build_lists_its_files_and_counts(tmp_path: Path) -> None:
    made = make_build(tmp_path)
    assert open_current(tmp_path) == made
    verify(made)
    manifest = json.loads((made.folder / "manifest.json").read_text())
    assert manifest["counts"] == {"passages": 1, "documents": 1, "texts": manifest["triples"]}
    assert manifest["classes"]["https://w3id.org/clusterwissen/ontology#Barrier"] == 2
    assert manifest["properties"]["https://w3id.org/clusterwissen/ontology#addressesBarrier"] == 2
    assert sum(manifest["graphs"].values()) == len(small_n_quads().splitlines())
    assert {"documents/report.txt", f"dumps/{NAME}.nq.gz", "text/index"} <= manifest["files"].keys()


def test_the_same_graph_gives_the_same_id_and_the_same_dumps(tmp_path: Path) -> None:
    first, second = make_build(tmp_path / "a"), make_build(tmp_path / "b")
    assert first.id == second.id
    for file in sorted(first.dumps.iterdir()):
        assert file.read_bytes() == (second.dumps / file.name).read_bytes(), file.name
    again = make_build(tmp_path / "a")
    assert (again.id, again.folder.name) == (first.id, f"{first.id}.2")
    assert make_build(tmp_path / "c", small_n_quads(OTHER_TRIPLE)).id != first.id


def test_every_dump_holds_the_same_triples(tmp_path: Path) -> None:
    made = make_build(tmp_path)
    triples = {len(Graph().parse(made.dumps / f"{NAME}.{suffix}")) for suffix in ("nt", "ttl", "rdf")}
    assert triples == {made.manifest.triples}
    quads = set()
    for suffix, form in (("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")):
        dataset = Dataset()
        dataset.parse(made.dumps / f"{NAME}.{suffix}", format=form)
        quads.add(len(dataset))
    assert quads == {len(small_n_quads().splitlines())}
    packed = made.dumps / f"{NAME}.nq.gz"
    assert gzip.decompress(packed.read_bytes()) == small_n_quads()


def test_without_a_build_it_is_said_how_to_get_one(tmp_path: Path) -> None:
    assert current_name(tmp_path) is None
    with pytest.raises(NoBuild, match="clusterwissen build"):
        open_current(tmp_path)


def test_damage_is_noticed(tmp_path: Path) -> None:
    made = make_build(tmp_path)
    dump = made.dumps / f"{NAME}.nt"
    content = dump.read_bytes()
    dump.write_bytes(content[:-1] + b" ")
    with pytest.raises(BuildDamaged, match=r"dumps/clusterwissen\.nt"):
        verify(made)
    dump.write_bytes(content[:-1])
    with pytest.raises(BuildDamaged):
        open_current(tmp_path)
    (made.folder / "manifest.json").write_text("{}")
    with pytest.raises(BuildDamaged, match=r"manifest\.json"):
        read_build(made.folder)


def test_old_builds_go_but_never_the_one_in_use(tmp_path: Path) -> None:
    first = make_build(tmp_path)
    hold = Hold(first)
    for _ in range(3):
        newest = make_build(tmp_path, keep=1)
    names = {folder.name for folder in (tmp_path / "builds").iterdir()}
    assert names == {first.folder.name, newest.folder.name}
    hold.release()
    prune(tmp_path, 1)
    assert [folder.name for folder in (tmp_path / "builds").iterdir()] == [newest.folder.name]
    verify(open_current(tmp_path))


def test_a_second_build_at_the_same_time_is_a_clear_error(tmp_path: Path) -> None:
    make_build(tmp_path)
    builder = start_builder(tmp_path)
    assert builder.stdout is not None
    assert builder.stdout.readline()
    with pytest.raises(BuildLocked, match="Another build"), building_lock(tmp_path):
        pytest.fail("two builds held the lock at once")
    _, errors = builder.communicate(timeout=60)
    assert builder.returncode == 0, errors
    with building_lock(tmp_path):
        verify(open_current(tmp_path))


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5])
def test_a_kill_at_any_step_leaves_the_previous_build(tmp_path: Path, steps: int) -> None:
    before = make_build(tmp_path)
    builder = start_builder(tmp_path)
    assert builder.stdout is not None
    for _ in range(steps):
        assert builder.stdout.readline()
    builder.send_signal(signal.SIGKILL)
    builder.communicate(timeout=60)
    current = open_current(tmp_path)
    assert current.id == before.id
    verify(current)
    complete = [f for f in (tmp_path / "builds").iterdir() if not f.name.startswith(".")]
    for folder in complete:
        verify(read_build(folder))
    after = make_build(tmp_path, small_n_quads(OTHER_TRIPLE))
    assert open_current(tmp_path) == after
    assert not [f for f in (tmp_path / "builds").iterdir() if f.name.startswith(".")]


FULL = BUILDER.replace(
    "def step",
    "import resource, signal\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))\n\ndef step",
)


def test_a_disk_that_is_full_is_a_clear_error_and_nothing_is_half_written(tmp_path: Path) -> None:
    before = make_build(tmp_path)
    builder = start_builder(tmp_path, FULL)
    _, errors = builder.communicate(timeout=60)
    assert builder.returncode == 1
    assert "BuildUnwritable: The build cannot be written" in errors
    assert "The previous build is untouched" in errors
    assert open_current(tmp_path) == before
    assert [f.name for f in (tmp_path / "builds").iterdir()] == [before.folder.name]


def test_no_space_reported_by_an_engine_of_its_own_kind_is_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> dict[str, int]:
        raise RuntimeError("index writer: something failed")

    source = BuildInput(small_n_quads(), {}, "none")
    with building_lock(tmp_path):
        with pytest.raises(RuntimeError, match="something failed"):
            write_build(tmp_path, source, failing, keep=2, progress=lambda _: None)
        usage = shutil.disk_usage(tmp_path)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
        with pytest.raises(BuildUnwritable, match="no space left"):
            write_build(tmp_path, source, failing, keep=2, progress=lambda _: None)
    assert not list((tmp_path / "builds").iterdir())


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(BuildUnwritable, match=r"CLUSTERWISSEN_DATA"),
        building_lock(tmp_path / "file" / "data"),
    ):
        pytest.fail("a folder inside a file was locked")
    with pytest.raises(BuildUnwritable), building_lock(Path("/proc/clusterwissen")):
        pytest.fail("a folder in /proc was locked")
