"""A short way to the endpoint that programs ask thousands of times: past the framework's routing.

Matching a path against all routes and resolving what an endpoint depends on take more time than a query of
everyday size. The endpoints are the same functions, declared and described as all others.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import SimpleNamespace

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.negotiation import prefers_html

Answer = Callable[[Request], Awaitable[Response]]


class ShortWay:
    """The middleware. `answers`: by method and path; browsers, who get pages, always go the long way."""

    def __init__(self, app: ASGIApp, *, answers: Mapping[tuple[str, str], Answer]) -> None:
        self._app, self._answers = app, answers
        self._routes = {path: SimpleNamespace(path=path) for _, path in answers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answers.get((scope.get("method", ""), scope["path"])) if "path" in scope else None
        if answer is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if prefers_html(request.headers.get("accept")):
            await self._app(scope, receive, send)
            return
        scope["route"] = self._routes[scope["path"]]
        response = await answer(request)
        await response(scope, receive, send)
