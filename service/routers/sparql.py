"""The SPARQL 1.1 Protocol, query operation, and the editor page for browsers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.dependencies import KnowledgeOf, LanguageOf, SettingsOf
from service.envelope import TRUNCATED_HEADER
from service.errors import BadRequest, ForbiddenQuery, NotAcceptable, ServiceError, UnsupportedMediaType
from service.knowledge import Knowledge
from service.media_types import (
    CSV,
    GRAPH_FORMATS,
    GRAPH_OFFERS,
    RESULT_OFFERS,
    RESULTS_JSON,
    RESULTS_XML,
    TSV,
    TURTLE,
    with_charset,
)
from service.negotiation import best_type, prefers_html, require_type
from service.responses import conditional, graph_body
from service.routers.parameters import Parameters
from service.schemas import Language
from service.settings import Settings
from service.triple_store import QueryResult, ResultTypes
from service.use_cases.service_description import service_description
from service.use_cases.sparql import ProtocolRequest, QueryLimits, run_query
from service.web.editor_page import editor_page

router = APIRouter(tags=["SPARQL"])
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_SUFFIXES = {"json": RESULTS_JSON, "xml": RESULTS_XML, "csv": CSV, "tsv": TSV} | {
    form.suffix: form.media_type for form in GRAPH_FORMATS
}
_FORMAT_HELP = f"Instead of an Accept header, for links: {', '.join(_SUFFIXES)}."
_READ_ONLY = "This endpoint only reads: SPARQL Update is refused in every form. Send a query."


@router.get("/sparql", summary="SPARQL query; without one the editor or the service description")
async def sparql_get(
    request: Request,
    knowledge: KnowledgeOf,
    settings: SettingsOf,
    lang: LanguageOf,
    query: Annotated[str | None, Query(description="A SPARQL 1.1 query.")] = None,
    format: Annotated[str | None, Query(description=_FORMAT_HELP)] = None,
) -> Response:
    """Query operation by GET."""
    del query, format
    parameters = Parameters.parse(request.scope["query_string"])
    if parameters.all("update"):
        raise ForbiddenQuery(_READ_ONLY)
    text = parameters.one("query")
    html = parameters.one("format") is None and prefers_html(request.headers.get("accept"))
    if text is None and html:
        return editor_page(request, lang, example=parameters.one("example"))
    if text is None:
        return _description(request, knowledge, settings)
    if html:
        asked = _request(request, parameters, text, page=True)
        return await _as_page(request, knowledge, settings, asked, lang)
    result = await _run(knowledge, settings, _request(request, parameters, text))
    return _response(result)


@router.post(
    "/sparql",
    summary="SPARQL query, as a form or directly",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                FORM: {"schema": {"type": "object", "properties": {"query": {"type": "string"}}}},
                DIRECT: {"schema": {"type": "string"}},
            },
        }
    },
)
async def sparql_post(request: Request, knowledge: KnowledgeOf, settings: SettingsOf) -> Response:
    """Query operation by POST."""
    content_type, _, rest = request.headers.get("content-type", "").partition(";")
    kind = content_type.strip().lower()
    if kind == UPDATE:
        raise ForbiddenQuery(_READ_ONLY)
    if kind not in {FORM, DIRECT}:
        raise UnsupportedMediaType(f"A query is sent as {FORM} or {DIRECT}, not as {kind or 'nothing'!r}.")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in {"", "utf-8", "utf8"}:
        raise UnsupportedMediaType(f"Queries are read as UTF-8, not as {charset!r}.")
    body = await request.body()
    if kind == FORM:
        parameters = Parameters.parse(body)
        text = parameters.one("query")
    else:
        parameters = Parameters.parse(request.scope["query_string"])
        text = _utf8(body)
    if parameters.all("update"):
        raise ForbiddenQuery(_READ_ONLY)
    if text is None:
        raise BadRequest("There is no parameter `query` in the form.")
    result = await _run(knowledge, settings, _request(request, parameters, text))
    return _response(result)


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadRequest(f"The query is not UTF-8 (byte {problem.start}).") from problem


def _request(request: Request, parameters: Parameters, text: str, *, page: bool = False) -> ProtocolRequest:
    accept = _accept(request, parameters)
    return ProtocolRequest(
        query=text,
        default_graphs=parameters.all("default-graph-uri"),
        named_graphs=parameters.all("named-graph-uri"),
        types=ResultTypes(RESULTS_JSON, TURTLE.media_type)
        if page
        else ResultTypes(_chosen(accept, RESULT_OFFERS), _chosen(accept, GRAPH_OFFERS)),
        seconds=_seconds(parameters.one("timeout")),
    )


def _accept(request: Request, parameters: Parameters) -> str | None:
    suffix = parameters.one("format")
    if suffix is not None and suffix not in _SUFFIXES:
        raise NotAcceptable(f"There is no format {suffix[:40]!r}. There is {', '.join(_SUFFIXES)}.")
    return _SUFFIXES[suffix] if suffix else request.headers.get("accept")


def _chosen(accept: str | None, offers: dict[str, str]) -> str | None:
    best = best_type(accept, offers)
    return offers[best] if best else None


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        return float(value)
    except ValueError as problem:
        raise BadRequest(f"`timeout` is a number of seconds, not {value[:40]!r}.") from problem


async def _run(knowledge: Knowledge, settings: Settings, asked: ProtocolRequest) -> QueryResult:
    limits = QueryLimits(settings.query_timeout, settings.query_length, settings.query_nesting)
    return await run_query(knowledge.runner, asked, limits)


def _response(result: QueryResult) -> Response:
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if result.truncated:
        headers[TRUNCATED_HEADER] = "true"
    return Response(result.body, media_type=with_charset(result.media_type), headers=headers)


async def _as_page(
    request: Request, knowledge: Knowledge, settings: Settings, asked: ProtocolRequest, lang: Language
) -> Response:
    try:
        result = await _run(knowledge, settings, asked)
    except ServiceError as error:
        return editor_page(request, lang, query=asked.query, error=error)
    return editor_page(request, lang, query=asked.query, result=result)


def _description(request: Request, knowledge: Knowledge, settings: Settings) -> Response:
    offers = [form.media_type for form in GRAPH_FORMATS]
    media_type = require_type(request.headers.get("accept"), offers)
    graph = service_description(knowledge.build, settings.base_url)
    return conditional(request, graph_body(graph, media_type), media_type, {"Vary": "Accept"})
