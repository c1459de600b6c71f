"""For those who run the service."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

import service
from service.dependencies import CurrentOf, KnowledgeOf, LanguageOf, MetricsOf
from service.web.api_page import api_page

router = APIRouter(tags=["Operations"])


@router.get("/health", summary="The process answers")
def health() -> dict[str, str]:
    """Always `ok`, with or without a build."""
    return {"status": "ok"}


@router.get("/ready", summary="A build is loaded; 503 as long as there is none")
def ready(knowledge: KnowledgeOf, current: CurrentOf) -> dict[str, Any]:
    """`newest_failed` says why a newer build could not be opened, null when nothing failed."""
    return {"status": "ready", "build": knowledge.build.id, "newest_failed": current.failure}


@router.get("/version", summary="Versions of software and build")
def version(knowledge: KnowledgeOf) -> dict[str, Any]:
    """The manifest without its list of files."""
    manifest = knowledge.build.manifest.model_dump(exclude={"files", "classes", "properties", "graphs"})
    return {"service": service.__version__, **manifest}


@router.get("/metrics", summary="Counters in the Prometheus text format", response_class=PlainTextResponse)
def metrics(metrics: MetricsOf, current: CurrentOf) -> Response:
    """Of this process."""
    loaded = current.loaded
    text = metrics.render(
        build=loaded.build.id if loaded else None,
        switches=current.switches,
        failure=current.failure is not None,
    )
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/docs", include_in_schema=False)
def docs(request: Request, lang: LanguageOf) -> Response:
    """The API description as a page of our own: the usual viewers load scripts from other hosts."""
    return api_page(request, lang, request.app.openapi())
