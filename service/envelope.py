"""What every request and response gets, in one ASGI middleware around the whole app.

Build id, CORS, nosniff; HEAD as GET without a body; OPTIONS; a cap on the size of requests; metrics;
and the last resort for errors, inside all of this so that they carry the headers too.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import ServiceError, TooLarge
from service.knowledge import CurrentKnowledge
from service.metrics import Metrics
from service.problems import INTERNAL, problem_of, problem_response

log = logging.getLogger(__name__)

BUILD_HEADER = "X-Clusterwissen-Build"
TRUNCATED_HEADER = "X-Clusterwissen-Truncated"
_EXPOSED = f"{BUILD_HEADER}, {TRUNCATED_HEADER}, ETag, Link, Content-Location, Content-Language, Retry-After"
_METHODS = "GET, HEAD, POST, OPTIONS"
_PREFLIGHT = {
    "Allow": _METHODS,
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


class Envelope:
    """The middleware. `request_bytes`: the most a request body may have."""

    def __init__(
        self, app: ASGIApp, *, current: CurrentKnowledge, metrics: Metrics, request_bytes: int
    ) -> None:
        self._app, self._current, self._metrics = app, current, metrics
        self._request_bytes = request_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        knowledge = self._current.loaded
        scope.setdefault("state", {})["knowledge"] = knowledge
        sender = _Sender(
            send, build=knowledge.build.id if knowledge else None, head=scope["method"] == "HEAD"
        )
        method, started = scope["method"], time.perf_counter()
        try:
            await self._answer(scope, receive, sender)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            self._metrics.record(method, route, sender.status, time.perf_counter() - started)

    async def _answer(self, scope: Scope, receive: Receive, send: _Sender) -> None:
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope["method"] = "GET"
        body = _CappedBody(receive, self._request_bytes, Headers(scope=scope).get("content-length"))
        try:
            body.check_announced()
            await self._app(scope, body, send)
        except ServiceError as error:
            await self._fail(scope, receive, send, error)
        except Exception:
            log.exception("an unexpected error while answering %s", scope["path"])
            await self._fail(scope, receive, send, ServiceError(INTERNAL))

    async def _fail(self, scope: Scope, receive: Receive, send: _Sender, error: ServiceError) -> None:
        """Answers with a problem document, unless an answer has already begun; then the connection breaks."""
        if send.started:
            raise error
        response = problem_response(Request(scope), problem_of(error, scope["path"]), error.headers)
        await response(scope, receive, send)


class _Sender:
    """Adds the headers, remembers the status and drops the body of a HEAD request."""

    def __init__(self, send: Send, *, build: str | None, head: bool) -> None:
        self._send, self._build, self._head = send, build, head
        self.started = False
        self.status = 500

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started, self.status = True, message["status"]
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Expose-Headers"] = _EXPOSED
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "same-origin"
            if self._build:
                headers[BUILD_HEADER] = self._build
        elif self._head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


class _CappedBody:
    """Receives a request body; raises TooLarge at the first byte too many."""

    def __init__(self, receive: Receive, most: int, announced: str | None) -> None:
        self._receive, self._most, self._left = receive, most, most
        self._announced = int(announced) if announced and announced.isdecimal() else 0

    def check_announced(self) -> None:
        """Refuses by Content-Length, before anything is read."""
        if self._announced > self._most:
            raise self._too_large()

    async def __call__(self) -> Message:
        message: dict[str, Any] = dict(await self._receive())
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise self._too_large()
        return message

    def _too_large(self) -> TooLarge:
        return TooLarge(f"The request has more than {self._most} bytes, the most that is read.")
