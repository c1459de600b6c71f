"""Eight clients that ask as fast as they are answered, each over one connection that stays open.

Raw sockets: a client library would cost more than the servers that are measured.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from sparql_benchmark.queries import Query

RESULTS, TRIPLES = "application/sparql-results+json", "application/n-triples"
_CHUNK = 1 << 20


@dataclass
class Window:
    """What a window brought: queries answered, and the latency of each in seconds."""

    seconds: float
    latencies: list[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds


class Client:
    """One connection. Anything but 200 ends the run."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._path, self._host = parts.path, parts.netloc
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 80))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def request(self, query: Query) -> bytes:
        """The request for a query as it goes over the wire."""
        body = query.text.encode()
        head = (
            f"POST {self._path} HTTP/1.1\r\nHost: {self._host}\r\n"
            f"Accept: {TRIPLES if query.graph else RESULTS}\r\n"
            f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def ask(self, request: bytes) -> bytes:
        """Sends a request and reads the whole answer; the body, in chunks if it came so."""
        self._socket.sendall(request)
        data = self._socket.recv(_CHUNK)
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, body = data[:end].lower(), data[end + 4 :]
        if not head.startswith(b"http/1.1 200"):
            sys.exit(f"{request.decode()}\nwas answered with\n{data.decode()[:2000]}")
        if b"transfer-encoding: chunked" in head:
            while not body.endswith(b"0\r\n\r\n"):
                body += self._more()
            return body
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += self._more()
        return body

    def _more(self) -> bytes:
        data = self._socket.recv(_CHUNK)
        if not data:
            sys.exit("the server closed the connection")
        return data

    def close(self) -> None:
        """Ends the connection."""
        self._socket.close()


def unchunked(body: bytes) -> bytes:
    """A body in chunks as one; one that is not stays as it is."""
    parts, rest = [], body
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        try:
            length = int(size, 16)
        except ValueError:
            return body
        parts.append(rest[:length])
        rest = rest[length + 2 :]
    return b"".join(parts)


def window(url: str, queries: list[Query], seconds: float, clients: int = 8) -> Window:
    """Lets the clients ask for so many seconds, each beginning elsewhere in the list."""
    latencies: list[list[float]] = [[] for _ in range(clients)]
    until = time.perf_counter() + seconds

    def run(place: int) -> None:
        client = Client(url)
        requests = [client.request(query) for query in queries]
        number = place * len(requests) // clients
        while (begun := time.perf_counter()) < until:
            client.ask(requests[number % len(requests)])
            latencies[place].append(time.perf_counter() - begun)
            number += 1
        client.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Window(time.perf_counter() - begun, [one for some in latencies for one in some])
