"""Real engines for the tests: each started on a free port, with its files in a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from service.triple_store.remote_connection import Endpoint

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
VIRTUOSO_MISSING = "NO VIRTUOSO FOUND: nothing was tried with it. Debian: apt-get install virtuoso-opensource"
_START_SECONDS = 60
_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DisableUnixSocket = 1
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def oxigraph_server() -> Iterator[Endpoint]:
    """`oxigraph serve`, in memory."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--timeout-s", "30", "--bind", f"127.0.0.1:{port}"]
    with _running(command, Path.cwd(), f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"):
        yield Endpoint(f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[Endpoint]:
    """Virtuoso with small buffers."""
    assert VIRTUOSO is not None, VIRTUOSO_MISSING
    folder.mkdir()
    http = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(port=free_port(), http=http))
    command = [VIRTUOSO, "+configfile", "virtuoso.ini", "+foreground"]
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D"):
        yield Endpoint(f"http://127.0.0.1:{http}/sparql", user="dba", password="dba")


@contextmanager
def _running(command: list[str], folder: Path, probe: str) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(probe, process)
        yield
    finally:
        process.kill()
        process.wait()


def _wait_for(probe: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(_START_SECONDS * 10):
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        try:
            if httpx.get(probe).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"{probe} did not answer within {_START_SECONDS} seconds")
