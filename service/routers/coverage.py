"""The coverage report: what rests on which section of which source."""

from __future__ import annotations

from typing import Annotated, Literal
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.api_description import formats
from service.dependencies import KnowledgeOf, LanguageOf
from service.knowledge import Knowledge
from service.media_types import HTML, JSON
from service.negotiation import json_or_html
from service.responses import conditional
from service.schemas import CoverageReport
from service.triple_store import TripleStore
from service.use_cases.coverage import coverage
from service.web.rendering import page, page_headers

router = APIRouter(tags=["Data"])
# Counting takes half a second and a build never changes; a report goes when its store does.
_reports: WeakKeyDictionary[TripleStore, CoverageReport] = WeakKeyDictionary()


@router.get(
    "/coverage",
    response_model=CoverageReport,
    responses=formats(JSON, HTML),
    summary="What rests on each section of each source, and on which sections nothing rests",
)
def report(
    request: Request,
    knowledge: KnowledgeOf,
    lang: LanguageOf,
    format_: Annotated[
        Literal["json", "html"] | None, Query(alias="format", description="Stands in for Accept in links.")
    ] = None,
) -> Response:
    """JSON; a page for browsers. Per section: facts, statements, individuals and passages, and its state."""
    media_type = json_or_html(request.headers.get("accept"), format_)
    found = _report_of(knowledge)
    if media_type == JSON:
        return conditional(request, found.model_dump_json().encode(), JSON, {"Vary": "Accept"})
    html, shown = page(request, "coverage.html", {"lang": lang, "report": found})
    return conditional(request, html.encode(), HTML, page_headers(shown))


def _report_of(knowledge: Knowledge) -> CoverageReport:
    found = _reports.get(knowledge.store)
    if found is None:
        found = coverage(knowledge.store, knowledge.names, knowledge.build.id)
        _reports[knowledge.store] = found
    return found
