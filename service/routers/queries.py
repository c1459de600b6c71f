"""The documented example queries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from ontology.competency import ExampleQuery
from service.api_description import formats
from service.dependencies import LanguageOf
from service.media_types import HTML, JSON
from service.negotiation import prefers_html, require_type
from service.responses import conditional
from service.use_cases.queries import by_persona, find_query, list_queries, with_words
from service.web.rendering import render

router = APIRouter(tags=["SPARQL"])
SPARQL = "application/sparql-query"
_FIRST = list_queries()[0].name
_Name = Annotated[str, Path(description="The name of the query.", examples=[_FIRST, f"{_FIRST}.rq"])]


@router.get(
    "/queries",
    response_class=Response,
    responses=formats(JSON, HTML),
    summary="The example queries, with titles and descriptions in both languages",
)
def queries(
    request: Request,
    lang: LanguageOf,
    q: Annotated[str, Query(max_length=200, description="Words of the title or description.")] = "",
) -> Response:
    """JSON, or a page for browsers."""
    accept = request.headers.get("accept")
    found = with_words(list_queries(), q)
    if prefers_html(accept) or require_type(accept, [JSON, HTML]) == HTML:
        context = {"lang": lang, "groups": by_persona(found), "words": q, "total": len(found)}
        return render(request, "queries.html", context)
    return _json(request, {"queries": [_as_json(query) for query in found]})


@router.get(
    "/queries/{name}",
    response_class=Response,
    responses=formats(JSON, SPARQL, HTML),
    summary="One example query: JSON, SPARQL text (also .rq), or a page",
)
def query(request: Request, name: _Name, lang: LanguageOf) -> Response:
    """Negotiated; the suffix .rq gives the SPARQL."""
    found = find_query(name.removesuffix(".rq"))
    accept = request.headers.get("accept")
    if name.endswith(".rq"):
        return conditional(request, found.text.encode(), SPARQL)
    chosen = HTML if prefers_html(accept) else require_type(accept, [JSON, SPARQL, HTML])
    if chosen == HTML:
        return render(request, "query.html", {"lang": lang, "query": found})
    if chosen == SPARQL:
        return conditional(request, found.text.encode(), SPARQL, {"Vary": "Accept"})
    return _json(request, _as_json(found))


def _json(request: Request, content: Mapping[str, Any]) -> Response:
    body = json.dumps(content, ensure_ascii=False).encode()
    return conditional(request, body, JSON, {"Vary": "Accept"})


def _as_json(query: ExampleQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": dict(query.title),
        "description": dict(query.description),
        "persona": str(query.persona),
        "sparql": query.text,
    }
