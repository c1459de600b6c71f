"""For those who run the service."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

import service
from service.api_description import formats
from service.dependencies import CurrentOf, KnowledgeOf, LanguageOf, MetricsOf
from service.media_types import JSON
from service.responses import conditional
from service.web.api_page import api_page

router = APIRouter(tags=["Operations"])
# What is so now is not so later: nobody may keep it.
_NOW = {"Cache-Control": "no-store"}


@router.get("/health", summary="The process answers")
def health(response: Response) -> dict[str, str]:
    """Always `ok`, with or without a build."""
    response.headers.update(_NOW)
    return {"status": "ok"}


@router.get("/ready", summary="A build is loaded; 503 as long as there is none")
def ready(response: Response, knowledge: KnowledgeOf, current: CurrentOf) -> dict[str, Any]:
    """`newest_failed` says why a newer build could not be opened, null when nothing failed."""
    response.headers.update(_NOW)
    return {"status": "ready", "build": knowledge.build.id, "newest_failed": current.failure}


@router.get(
    "/version",
    response_class=Response,
    responses=formats(JSON),
    summary="Versions of software and build",
)
def version(request: Request, knowledge: KnowledgeOf) -> Response:
    """The manifest without its list of files."""
    manifest = knowledge.build.manifest.model_dump(exclude={"files", "classes", "properties", "graphs"})
    body = json.dumps({"service": service.__version__, **manifest}).encode()
    return conditional(request, body, JSON)


@router.get("/metrics", summary="Counters in the Prometheus text format", response_class=PlainTextResponse)
def metrics(metrics: MetricsOf, current: CurrentOf) -> Response:
    """Of this process."""
    loaded = current.loaded
    text = metrics.render(
        build=loaded.build.id if loaded else None,
        switches=current.switches,
        failure=current.failure is not None,
    )
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8", headers=_NOW)


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """The API's own description."""
    return conditional(request, json.dumps(request.app.openapi(), ensure_ascii=False).encode(), JSON)


@router.get("/docs", include_in_schema=False)
def docs(request: Request, lang: LanguageOf) -> Response:
    """The API description as a page of our own: the usual viewers load scripts from other hosts."""
    return api_page(request, lang, request.app.openapi())
