"""Responses with a validator: an ETag, and 304 for a client that has it already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from rdflib import Graph
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send
from werkzeug.http import parse_etags, parse_range_header

from service.errors import NoSuchRange
from service.media_types import BY_MEDIA_TYPE, with_charset

_RDFLIB_NAMES = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/n-triples": "nt",
    "application/n-quads": "nquads",
    "application/trig": "trig",
}


def conditional(
    request: Request, body: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The body with its ETag; 304 without it when the client names that ETag in If-None-Match."""
    etag = content_etag(body)
    known = not_modified(request, etag, headers)
    return known or Response(body, media_type=with_charset(media_type), headers=_validated(etag, headers))


def content_etag(body: bytes) -> str:
    """The strong ETag of these bytes, in its quotes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def not_modified(request: Request, etag: str, headers: Mapping[str, str] | None = None) -> Response | None:
    """A 304 when the client names `etag` (in its quotes, W/ before them or not) in If-None-Match."""
    known = request.headers.get("if-none-match")
    if known is None or not parse_etags(known).contains_weak(etag.removeprefix("W/").strip('"')):
        return None
    return Response(status_code=304, headers=_validated(etag, headers))


def file_response(
    request: Request,
    path: Path,
    media_type: str,
    etag: str,
    headers: Mapping[str, str] | None = None,
    *,
    head: bool = False,
) -> Response:
    """A file, streamed, with a known ETag (without quotes); ranges are answered. Raises NoSuchRange.

    `head`: its headers only, for a file that is sent as it lies there.
    """
    quoted = f'"{etag}"'
    known = not_modified(request, quoted, headers)
    if known is not None:
        return known
    _check_range(request, path.stat().st_size)
    kind = HeadOfFile if head else FileResponse
    return kind(path, media_type=with_charset(media_type), headers=_validated(quoted, headers))


class HeadOfFile(FileResponse):
    """The headers of a file: nothing is read from the disk only to be left out."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__({**scope, "method": "HEAD"}, receive, send)


def _validated(etag: str, headers: Mapping[str, str] | None) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "no-cache", **(headers or {})}


def _check_range(request: Request, size: int) -> None:
    """Drops a Range that is none, as RFC 9110, section 14.2 wants; raises NoSuchRange beyond the end."""
    asked = request.headers.get("range")
    if asked is None:
        return
    parsed = parse_range_header(asked)
    if parsed is None or parsed.units != "bytes":
        request.scope["headers"] = [pair for pair in request.scope["headers"] if pair[0] != b"range"]
    elif "if-range" not in request.headers and all(start >= size for start, _ in parsed.ranges):
        raise NoSuchRange(size)


def graph_body(graph: Graph, media_type: str) -> bytes:
    """An rdflib graph serialised in one of our formats."""
    if media_type not in BY_MEDIA_TYPE:
        raise ValueError(f"{media_type} is not a graph format")
    name = _RDFLIB_NAMES[media_type]
    if name == "nt":
        return "".join(sorted(graph.serialize(format="nt").splitlines(keepends=True))).encode()
    return graph.serialize(format=name).encode()
