"""The servers that are compared, each a process tree of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sparql_benchmark.load import Client
from sparql_benchmark.queries import Query

_TICKS = os.sysconf("SC_CLK_TCK")
_HERE = Path(__file__).parent
_WAITS = 600


@dataclass
class Server:
    """How to start a server, and the address of its SPARQL endpoint."""

    name: str
    command: list[str]
    url: str
    load: list[str] = field(default_factory=list)
    """Loads the data into a server without a store on disk, once it runs."""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Starts it; seconds until it answers."""
        begun = time.perf_counter()
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(self.command, stdout=quiet, stderr=quiet, start_new_session=True)
        self._wait()
        if self.load:
            subprocess.run(self.load, check=True, stdout=quiet, stderr=quiet)
        return time.perf_counter() - begun

    def _wait(self) -> None:
        for _ in range(_WAITS):
            try:
                client = Client(self.url)
            except OSError:
                time.sleep(0.1)
                continue
            client.ask(client.request(Query("first", "ASK { ?s ?p ?o }")))
            client.close()
            return
        sys.exit(f"{self.name} does not start")

    def stop(self) -> None:
        """Ends it with all its processes."""
        if self.process is not None:
            for pid in self.tree():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def tree(self) -> list[int]:
        """Its process and all below it."""
        parents = {int(path.name): _parent(path) for path in Path("/proc").glob("[0-9]*")}
        found = [self.process.pid] if self.process else []
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def cpu(self) -> float:
        """Seconds of processor time it has used, its ended processes included."""
        return sum(_cpu(pid) for pid in self.tree())

    def memory(self) -> list[int]:
        """Resident MiB of each process."""
        return [_status(pid, "VmRSS") // 1024 for pid in self.tree()]

    def proportional(self) -> int:
        """MiB of all processes together, what they share counted once."""
        return sum(int(_read(pid, "smaps_rollup").split("Pss:")[1].split()[0]) for pid in self.tree()) // 1024


def our_server(data: Path, port: int, remembered: int = 0) -> Server:
    """Clusterwissen on a build in `data`, keeping `remembered` MiB of results of costly queries."""
    command = [sys.executable, str(_HERE / "serving.py"), str(data), str(port), "--remember", str(remembered)]
    name = "remembering" if remembered else "clusterwissen"
    return Server(name, command, f"http://127.0.0.1:{port}/sparql")


def oxigraph_on_disk(binary: str, store: Path, port: int) -> Server:
    """`oxigraph serve` on a store on disk."""
    command = [binary, "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    return Server("oxigraph on disk", command, f"http://127.0.0.1:{port}/query")


def oxigraph_in_memory(binary: str, triples: Path, port: int) -> Server:
    """`oxigraph serve` without a store on disk, filled over HTTP."""
    load = ["curl", "-sf", "-X", "POST", "-H", "Content-Type: application/n-triples", "-T", str(triples)]
    load.append(f"http://127.0.0.1:{port}/store?default")
    command = [binary, "serve", "--bind", f"127.0.0.1:{port}"]
    return Server("oxigraph in memory", command, f"http://127.0.0.1:{port}/query", load)


def rdflib_endpoint(binary: str, triples: Path, port: int) -> Server:
    """`rdflib-endpoint serve` on a file."""
    command = [binary, "serve", str(triples), "--host", "127.0.0.1", "--port", str(port)]
    return Server("rdflib-endpoint", command, f"http://127.0.0.1:{port}/")


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return "Pss: 0"


def _status(pid: int, what: str) -> int:
    found = _read(pid, "status").split(f"{what}:")
    return int(found[1].split()[0]) if len(found) > 1 else 0


def _parent(path: Path) -> int:
    fields = _read(int(path.name), "stat").rpartition(")")[2].split()
    return int(fields[1]) if len(fields) > 1 else 0


def _cpu(pid: int) -> float:
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / _TICKS if len(fields) > 15 else 0.0
