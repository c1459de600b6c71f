"""Gzip for clients that ask for it (RFC 9110, sections 8.4 and 12.5.3), in one ASGI middleware.

Only text, only where it saves a packet, at the fastest level: an answer of 40 kB costs a third of a
millisecond. The compressed form is another representation, so its ETag is weak: the strong one stays
with the plain bytes, and If-None-Match, which compares weakly, knows both. No answer holds a secret, so
its length may be told.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache

import anyio.to_thread
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.http import parse_accept_header

LEAST_BYTES = 1_400
_LEVEL = 1
_GZIP = 16 + zlib.MAX_WBITS
_THREAD_BYTES = 128_000
_TEXTUAL = ("text/", "application/json", "application/xml", "application/javascript", "image/svg+xml")
_TEXTUAL_ENDS = ("+json", "+xml", "n-triples", "n-quads", "/trig", "sparql-query")


def _with_vary(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """These headers, saying also that the answer depends on Accept-Encoding."""
    vary = b", ".join([*(value for name, value in headers if name == b"vary"), b"Accept-Encoding"])
    return [*((name, value) for name, value in headers if name != b"vary"), (b"vary", vary)]


@lru_cache(maxsize=256)
def accepts_gzip(accept_encoding: str) -> bool:
    """True when the header names gzip, or anything, with a q-value above 0."""
    return parse_accept_header(accept_encoding).quality("gzip") > 0


@lru_cache(maxsize=256)
def is_textual(content_type: str) -> bool:
    """True for media types that become much smaller; images and archives do not."""
    media_type = content_type.partition(";")[0].strip().lower()
    return media_type.startswith(_TEXTUAL) or media_type.endswith(_TEXTUAL_ENDS)


class Compression:
    """The middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        wanted = accepts_gzip(headers.get(b"accept-encoding", b"").decode("latin-1"))
        sender = _Sender(send, wanted=wanted, known=headers.get(b"if-none-match", b"").decode("latin-1"))
        await self._app(scope, receive, sender)


class _Sender:
    """Holds the start of an answer back until its size is known, then compresses it or does not."""

    def __init__(self, send: Send, *, wanted: bool, known: str) -> None:
        self._send, self._wanted, self._known = send, wanted, known
        self._start: Message | None = None
        self._compressor: zlib._Compress | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._start is not None:
            await self._first(self._start, message)
        elif self._compressor is not None:
            await self._next(self._compressor, message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        headers = dict(message["headers"])
        textual = is_textual(headers.get(b"content-type", b"").decode("latin-1"))
        if textual and b"content-encoding" not in headers and message["status"] not in {204, 206}:
            message["headers"] = _with_vary(message["headers"])
            if self._wanted:
                self._start = message
                return
        if message["status"] == 304 and self._known:
            self._weaken(MutableHeaders(scope=message))
        await self._send(message)

    def _weaken(self, headers: MutableHeaders) -> None:
        """A client that has the compressed form is told so by its own validator."""
        if f"W/{headers.get('etag')}" in self._known:
            headers["ETag"] = f"W/{headers['etag']}"

    async def _first(self, start: Message, message: Message) -> None:
        self._start = None
        more = message.get("more_body", False)
        if not more and len(message.get("body", b"")) < LEAST_BYTES:
            await self._send(start)
            await self._send(message)
            return
        headers = MutableHeaders(scope=start)
        headers["Content-Encoding"] = "gzip"
        if headers.get("etag", "").startswith('"'):
            headers["ETag"] = f"W/{headers['etag']}"
        for name in ("Content-Length", "Accept-Ranges"):
            if name in headers:
                del headers[name]
        self._compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        body = await _compressed(self._compressor, message)
        if not more:
            headers["Content-Length"] = str(len(body))
        await self._send(start)
        await self._send({**message, "body": body})

    async def _next(self, compressor: zlib._Compress, message: Message) -> None:
        await self._send({**message, "body": await _compressed(compressor, message)})


async def _compressed(compressor: zlib._Compress, message: Message) -> bytes:
    body, last = message.get("body", b""), not message.get("more_body", False)

    def compress() -> bytes:
        return compressor.compress(body) + (compressor.flush() if last else b"")

    # zlib lets the interpreter go: a long body on a thread holds up nobody.
    return await anyio.to_thread.run_sync(compress) if len(body) > _THREAD_BYTES else compress()
