"""The documented example queries."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from ontology.competency import ExampleQuery
from service.dependencies import LanguageOf
from service.media_types import HTML, JSON
from service.negotiation import prefers_html, require_type
from service.use_cases.queries import find_query, list_queries
from service.web.rendering import render

router = APIRouter(tags=["SPARQL"])
SPARQL = "application/sparql-query"


@router.get("/queries", summary="The example queries, with titles and descriptions in both languages")
def queries(request: Request, lang: LanguageOf) -> Response:
    """JSON, or a page for browsers."""
    accept = request.headers.get("accept")
    if prefers_html(accept) or require_type(accept, [JSON, HTML]) == HTML:
        return render(request, "queries.html", {"lang": lang, "queries": list_queries(), "single": False})
    listed = [_as_json(query) for query in list_queries()]
    return JSONResponse({"queries": listed}, headers={"Vary": "Accept"})


@router.get("/queries/{name}", summary="One example query: JSON, SPARQL text (also .rq), or a page")
def query(request: Request, name: str, lang: LanguageOf) -> Response:
    """Negotiated; the suffix .rq gives the SPARQL."""
    found = find_query(name.removesuffix(".rq"))
    accept = request.headers.get("accept")
    if name.endswith(".rq"):
        return Response(found.text, media_type=SPARQL)
    chosen = HTML if prefers_html(accept) else require_type(accept, [JSON, SPARQL, HTML])
    if chosen == HTML:
        return render(request, "queries.html", {"lang": lang, "queries": (found,), "single": True})
    if chosen == SPARQL:
        return Response(found.text, media_type=SPARQL, headers={"Vary": "Accept"})
    return JSONResponse(_as_json(found), headers={"Vary": "Accept"})


def _as_json(query: ExampleQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": dict(query.title),
        "description": dict(query.description),
        "persona": str(query.persona),
        "sparql": query.text,
    }
