"""Responses with a validator: ETag from the content, 304 for a client that has it already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from rdflib import Graph
from starlette.responses import FileResponse, Response
from werkzeug.http import parse_etags

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
    etag = hashlib.sha256(body).hexdigest()[:32]
    sent = {"ETag": f'"{etag}"', "Cache-Control": "no-cache", **(headers or {})}
    if _has(request, etag):
        return Response(status_code=304, headers=sent)
    return Response(body, media_type=with_charset(media_type), headers=sent)


def file_response(
    request: Request, path: Path, media_type: str, etag: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A file, streamed, with a known ETag; ranges are answered."""
    sent = {"ETag": f'"{etag}"', "Cache-Control": "no-cache", **(headers or {})}
    if _has(request, etag):
        return Response(status_code=304, headers=sent)
    return FileResponse(path, media_type=with_charset(media_type), headers=sent)


def _has(request: Request, etag: str) -> bool:
    known = request.headers.get("if-none-match")
    return known is not None and parse_etags(known).contains_weak(etag)


def graph_body(graph: Graph, media_type: str) -> bytes:
    """An rdflib graph serialised in one of our formats."""
    if media_type not in BY_MEDIA_TYPE:
        raise ValueError(f"{media_type} is not a graph format")
    name = _RDFLIB_NAMES[media_type]
    if name == "nt":
        return "".join(sorted(graph.serialize(format="nt").splitlines(keepends=True))).encode()
    return graph.serialize(format=name).encode()
