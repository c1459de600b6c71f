"""One build of the real corpus and one server on it for all tests that need them."""

from __future__ import annotations

import fcntl
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from service.app import create_app
from service.building import build
from service.builds import open_current
from service.settings import Settings


@pytest.fixture(scope="session")
def real_data(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with a build of the corpus; parallel workers share it, the first one builds."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "real-data"
    folder.mkdir(exist_ok=True)
    with (folder / "shared").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "current").exists():
            build(Settings(data=folder))
    return folder


@pytest.fixture(scope="session")
def real_quads(real_data: Path) -> bytes:
    """The N-Quads of the real build."""
    return (open_current(real_data).folder / "dumps" / "clusterwissen.nq").read_bytes()


@pytest.fixture(scope="session")
def real_url(real_data: Path) -> Iterator[str]:
    """The address of a server on the real build."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = create_app(Settings(data=real_data, public_url=url))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield url
    server.should_exit = True
    thread.join()
