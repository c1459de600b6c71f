"""What every request and response gets, in one ASGI middleware around the whole app.

Build id, CORS, nosniff; HEAD as GET without a body; OPTIONS and Allow; caps on the size of requests;
metrics; and the last resort for errors, inside all of this so that they carry the headers too.

Nothing that a client sent is logged: neither addresses nor queries, nor the words of an unexpected error,
which may quote them.
"""

from __future__ import annotations

import logging
import time
import traceback
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.allowed_methods import allowed_methods
from service.errors import NotFound, ServiceError, TooLarge
from service.knowledge import CurrentKnowledge
from service.metrics import Metrics
from service.problems import INTERNAL, problem_of, problem_response
from service.request_headers import check_size, in_one_line

log = logging.getLogger(__name__)

BUILD_HEADER = "X-Clusterwissen-Build"
TRUNCATED_HEADER = "X-Clusterwissen-Truncated"
_EXPOSED = (
    f"{BUILD_HEADER}, {TRUNCATED_HEADER}, ETag, Link, Allow, Content-Location, Content-Language, "
    "Content-Disposition, Content-Range, Accept-Ranges, Retry-After"
)
# As they go over the wire: they are added to every answer, and nothing inside of the envelope sets them.
_EVERYWHERE = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
_BUILD = BUILD_HEADER.lower().encode()
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, If-Range, Range",
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
        # A copy: the server below must go on knowing that this is HEAD.
        method, started = scope["method"], time.perf_counter()
        inner = {**scope, "method": "GET"} if method == "HEAD" else dict(scope)
        scope["state"]["head"] = method == "HEAD"
        sender = _Sender(send, inner, build=knowledge.build.id if knowledge else None, head=method == "HEAD")
        try:
            await self._answer(inner, receive, sender)
        finally:
            self._metrics.record(method, _route(inner), sender.status, time.perf_counter() - started)

    async def _answer(self, scope: Scope, receive: Receive, send: _Sender) -> None:
        try:
            check_size(scope)
            scope["headers"] = in_one_line(scope["headers"])
            if scope["method"] == "OPTIONS":
                await _options(scope)(scope, receive, send)
            elif (target := _without_slash(scope)) is not None:
                await Response(status_code=308, headers={"Location": target})(scope, receive, send)
            else:
                body = _CappedBody(receive, self._request_bytes, Headers(scope=scope).get("content-length"))
                body.check_announced()
                await self._app(scope, body, send)
        except ServiceError as error:
            await self._fail(scope, receive, send, error)
        except Exception as error:
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("an unexpected %s while answering %s\n%s", type(error).__name__, _route(scope), where)
            await self._fail(scope, receive, send, ServiceError(INTERNAL))

    async def _fail(self, scope: Scope, receive: Receive, send: _Sender, error: ServiceError) -> None:
        """Answers with a problem document, unless an answer has already begun; then the connection breaks."""
        if send.started:
            raise error
        response = problem_response(Request(scope), problem_of(error, scope["path"]), error.headers)
        await response(scope, receive, send)


def _route(scope: Scope) -> str:
    """The template of the path, which holds nothing a client wrote."""
    return getattr(scope.get("route"), "path", "other")


def _options(scope: Scope) -> Response:
    allowed = ", ".join(allowed_methods(scope))
    if not allowed:
        raise NotFound("There is nothing at this address. Look at /docs for all addresses.")
    return Response(
        status_code=204, headers={"Allow": allowed, "Access-Control-Allow-Methods": allowed, **_PREFLIGHT}
    )


def _without_slash(scope: Scope) -> str | None:
    """Where a path with a slash too many leads to, below our own address; None for any other path."""
    path = scope["path"]
    if not path.endswith("/") or path == "/" or path.startswith("/static/"):
        return None
    found = "/" + path.strip("/")
    if not allowed_methods({**scope, "path": found}):
        return None
    query = scope["query_string"].decode("latin-1")
    return f"{scope['app'].state.settings.base_path}{quote(found)}{'?' + query if query else ''}"


class _Sender:
    """Adds the headers, remembers the status and drops the body of a HEAD request."""

    def __init__(self, send: Send, scope: Scope, *, build: str | None, head: bool) -> None:
        # Routing changes the scope; the address is kept as it was.
        self._send, self._scope, self._build, self._head = send, dict(scope), build, head
        self.started = False
        self.status = 500

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started, self.status = True, message["status"]
            build = [(_BUILD, self._build.encode())] if self._build else []
            message["headers"] = [*message["headers"], *_EVERYWHERE, *build]
            if self.status == 405:
                MutableHeaders(scope=message)["Allow"] = ", ".join(allowed_methods(self._scope))
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
