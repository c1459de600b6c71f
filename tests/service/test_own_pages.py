"""A forked worker copies what it shares while it waits, and stops when it is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

# In a process with one thread, as the spawner is: only from such a one a fork is safe.
_FORK = """
import os, socket, sys
from pathlib import Path
from service.query_running.own_pages import OwnPages

def own_mib():
    status = Path("/proc/self/smaps_rollup").read_text()
    return int(status.split("Private_Dirty:")[1].split()[0]) // 1024

graph = bytearray(os.urandom(1 << 20)) * 96
before = hash(bytes(graph))
ours, theirs = socket.socketpair()
if sys.argv[1] == "asked":
    ours.sendall(b"task")
if os.fork() == 0:
    pages = OwnPages()
    shared = own_mib()
    pages.copy_until_asked(theirs)
    copied = own_mib() - shared
    print(copied, hash(bytes(graph)) == before, flush=True)
    os._exit(0)
os.wait()
"""


@pytest.mark.parametrize(("state", "least", "most"), [("idle", 90, 130), ("asked", 0, 20)])
def test_idle_workers_copy_the_graph_and_busy_ones_do_not(state: str, least: int, most: int) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _FORK, state], capture_output=True, text=True, check=True, timeout=60
    )
    copied, same = run.stdout.split()
    assert least <= int(copied) <= most
    assert same == "True"
