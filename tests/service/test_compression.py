"""Answers compressed for those who ask, and validators and ranges that stay true."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable

import anyio
import pytest
from fastapi.testclient import TestClient
from starlette.responses import Response, StreamingResponse
from starlette.types import Message

from service.compression import LEAST_BYTES, Compression, accepts_gzip

PLAIN = {"Accept-Encoding": "identity"}
GZIP = {"Accept-Encoding": "gzip"}
LARGE = ["/ontology.ttl", "/doc/measure/talk", "/openapi.json", "/static/style.css", "/ontology.jsonld"]


def raw(client: TestClient, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and the bytes on the wire."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    with client.stream("GET", path, headers=sent) as response:
        return response.status_code, dict(response.headers), b"".join(response.iter_raw())


@pytest.mark.parametrize("path", LARGE)
def test_text_is_compressed_for_those_who_ask(client: TestClient, path: str) -> None:
    _, plain, body = raw(client, path, Accept_Encoding="identity")
    _, packed, small = raw(client, path, Accept_Encoding="gzip")
    assert "content-encoding" not in plain
    assert packed["content-encoding"] == "gzip"
    assert gzip.decompress(small) == body
    assert len(small) < len(body) / 2
    assert "Accept-Encoding" in plain["vary"]
    assert plain["vary"] == packed["vary"]
    assert packed["etag"] == f"W/{plain['etag']}"
    for etag in (plain["etag"], packed["etag"]):
        status, headers, nothing = raw(client, path, Accept_Encoding="gzip", If_None_Match=etag)
        assert (status, nothing) == (304, b"")
        assert headers["etag"] == etag


@pytest.mark.parametrize(
    "path", ["/health", "/static/mark.svg", "/static/page.png", "/sparql?query=ASK%7B%7D"]
)
def test_what_would_gain_nothing_is_left_alone(client: TestClient, path: str) -> None:
    assert "content-encoding" not in raw(client, path, **{"Accept_Encoding": "gzip"})[1]


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("*", True),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("identity", False),
        ("", False),
        ("gzippy", False),
        (";;,=q", False),
    ],
)
def test_accept_encoding_is_read_with_its_q_values(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted


def test_a_dump_is_sent_from_its_compressed_copy(client: TestClient) -> None:
    copy = raw(client, "/export/clusterwissen.nt.gz", Accept_Encoding="gzip")
    assert "content-encoding" not in copy[1]
    _, headers, body = raw(client, "/export/clusterwissen.nt", Accept_Encoding="gzip")
    assert (headers["content-encoding"], headers["content-type"]) == ("gzip", "application/n-triples")
    assert body == copy[2]
    assert headers["etag"] == copy[1]["etag"]
    assert int(headers["content-length"]) == len(body)
    _, headers, default = raw(
        client, "/graph?default", Accept="application/n-triples", Accept_Encoding="gzip"
    )
    assert default == body
    assert headers["vary"] == "Accept, Accept-Encoding"
    part = raw(client, "/export/clusterwissen.nt", Accept_Encoding="gzip", Range="bytes=0-9")
    assert (part[0], part[2]) == (206, gzip.decompress(body)[:10])
    assert "content-encoding" not in part[1]


@pytest.mark.parametrize("coding", [PLAIN, GZIP])
@pytest.mark.parametrize("path", ["/export/clusterwissen.trig", "/graph?default", "/ontology.ttl", "/"])
def test_head_tells_what_get_would_send(client: TestClient, path: str, coding: dict[str, str]) -> None:
    _, get, _ = raw(client, path, **{"Accept_Encoding": coding["Accept-Encoding"]})
    head = dict(client.head(path, headers=coding).headers)
    assert head == get


def test_ranges_are_answered_refused_or_ignored(client: TestClient) -> None:
    path = "/export/clusterwissen.nt"
    size = int(client.head(path, headers=PLAIN).headers["content-length"])
    status, headers, _ = raw(client, path, Range=f"bytes={size}-", Accept_Encoding="identity")
    assert (status, headers["content-range"]) == (416, f"bytes */{size}")
    assert headers["content-type"] == "application/problem+json"
    for nonsense in ("bytes=9-2", "lines=1-2", "bytes", "bytes=a-b"):
        assert raw(client, path, Range=nonsense, Accept_Encoding="identity")[0] == 200
    etag = client.head(path, headers=PLAIN).headers["etag"]
    for known, status in ((etag, 206), ('"older"', 200)):
        assert raw(client, path, Range="bytes=5-", If_Range=known, Accept_Encoding="identity")[0] == status


def test_a_stream_is_compressed_while_it_runs() -> None:
    parts = [b"a" * LEAST_BYTES, b"", b"b" * 200_000]

    async def app(scope: object, receive: object, send: Callable[[Message], Awaitable[None]]) -> None:
        async def body() -> object:
            for part in parts:
                yield part

        response: Response = StreamingResponse(body(), media_type="text/plain", headers={"ETag": '"a"'})
        await response({"type": "http", "method": "GET"}, receive, send)  # type: ignore[arg-type]

    sent: list[Message] = []

    async def receive() -> Message:
        await anyio.sleep(60)
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"gzip")]}
    anyio.run(Compression(app), scope, receive, send)  # type: ignore[arg-type]
    assert gzip.decompress(b"".join(m["body"] for m in sent[1:])) == b"".join(parts)
    assert (b"etag", b'W/"a"') in sent[0]["headers"]
    assert not any(name == b"content-length" for name, _ in sent[0]["headers"])
