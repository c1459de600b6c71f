"""The SPARQL 1.1 Protocol, query operation, and the editor page for browsers."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.dependencies import KnowledgeOf, LanguageOf, SettingsOf, get_knowledge, get_settings
from service.envelope import TRUNCATED_HEADER
from service.errors import BadRequest, ForbiddenQuery, NotAcceptable, ServiceError, UnsupportedMediaType
from service.knowledge import Knowledge
from service.media_types import (
    GRAPH_FORMATS,
    GRAPH_OFFERS,
    RESULT_OFFERS,
    RESULTS_JSON,
    TURTLE,
    with_charset,
)
from service.negotiation import best_type, prefers_html, require_type
from service.responses import conditional, graph_body
from service.routers import sparql_description as description
from service.routers.parameters import Parameters
from service.routers.sparql_description import DIRECT, FORM, SUFFIXES, UPDATE
from service.schemas import Language
from service.settings import Settings
from service.triple_store import QueryResult, ResultTypes
from service.use_cases.base_iri import with_base
from service.use_cases.service_description import service_description
from service.use_cases.sparql import ProtocolRequest, QueryLimits, run_query
from service.web.editor_page import editor_page

router = APIRouter(tags=["SPARQL"])
_READ_ONLY = "This endpoint only reads: SPARQL Update is refused in every form. Send a query."


@router.get(
    "/sparql",
    response_class=Response,
    summary="SPARQL query; without one the editor or the service description",
    **description.GET,
)
async def sparql_get(
    request: Request, knowledge: KnowledgeOf, settings: SettingsOf, lang: LanguageOf
) -> Response:
    """Query operation by GET."""
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
    return conditional(request, result.body, result.media_type, _headers(result))


@router.post(
    "/sparql",
    response_class=Response,
    summary="SPARQL query, as a form or directly",
    **description.POST,
)
async def sparql_post(request: Request, knowledge: KnowledgeOf, settings: SettingsOf) -> Response:
    """Query operation by POST."""
    kind = _content_type(request)
    body = await request.body()
    # What stands in the address counts for a form too: a dataset left out unsaid gives wrong answers.
    parameters = Parameters.parse(request.scope["query_string"])
    parameters = parameters.and_more(body if kind == FORM else b"")
    if parameters.all("update"):
        raise ForbiddenQuery(_READ_ONLY)
    text = parameters.one("query")
    if kind == DIRECT and text is not None:
        raise BadRequest("There is a `query` in the address and one in the body; send exactly one.")
    text = _utf8(body) if kind == DIRECT else text
    if text is None:
        raise BadRequest("There is no parameter `query` in the form.")
    result = await _run(knowledge, settings, _request(request, parameters, text))
    return Response(result.body, media_type=with_charset(result.media_type), headers=_headers(result))


async def _short_get(request: Request) -> Response:
    return await sparql_get(request, await get_knowledge(request), await get_settings(request), "de")


async def _short_post(request: Request) -> Response:
    return await sparql_post(request, await get_knowledge(request), await get_settings(request))


SHORT_WAYS = {("GET", "/sparql"): _short_get, ("POST", "/sparql"): _short_post}
"""For `ShortWay`, which leaves browsers aside: no page is made here, so the language plays no part."""


def _content_type(request: Request) -> str:
    """FORM or DIRECT; raises UnsupportedMediaType for anything else, ForbiddenQuery for updates."""
    kind = _kind(request.headers.get("content-type", ""))
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        raise UnsupportedMediaType(f"Queries are read as they are, not compressed with {coding!r}.")
    return kind


@lru_cache(maxsize=64)
def _kind(header: str) -> str:
    content_type, _, rest = header.partition(";")
    kind = content_type.strip().lower()
    if kind == UPDATE:
        raise ForbiddenQuery(_READ_ONLY)
    if kind not in {FORM, DIRECT}:
        raise UnsupportedMediaType(f"A query is sent as {FORM} or {DIRECT}, not as {kind or 'nothing'!r}.")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(' "')
    if charset not in {"", "utf-8", "utf8"}:
        raise UnsupportedMediaType(f"Queries are read as UTF-8, not as {charset!r}.")
    return kind


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadRequest(f"The query is not UTF-8 (byte {problem.start}).") from problem


def _request(request: Request, parameters: Parameters, text: str, *, page: bool = False) -> ProtocolRequest:
    return ProtocolRequest(
        query=text,
        default_graphs=parameters.all("default-graph-uri"),
        named_graphs=parameters.all("named-graph-uri"),
        types=ResultTypes(RESULTS_JSON, TURTLE.media_type) if page else _types(_accept(request, parameters)),
        seconds=_seconds(parameters.one("timeout")),
        client=request.client.host if request.client else "",
    )


def _accept(request: Request, parameters: Parameters) -> str | None:
    suffix = parameters.one("format")
    if suffix is not None and suffix not in SUFFIXES:
        raise NotAcceptable(f"There is no format {suffix[:40]!r}. There is {', '.join(SUFFIXES)}.")
    return SUFFIXES[suffix] if suffix else request.headers.get("accept")


@lru_cache(maxsize=1024)
def _types(accept: str | None) -> ResultTypes:
    return ResultTypes(_chosen(accept, RESULT_OFFERS), _chosen(accept, GRAPH_OFFERS))


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
    services = tuple(settings.query_services.split())
    limits = QueryLimits(settings.query_timeout, settings.query_length, settings.query_nesting, services)
    query = with_base(asked.query, f"{settings.base_url}/sparql")
    asked = asked if query is asked.query else replace(asked, query=query)
    return await run_query(knowledge.runner, knowledge.functions, asked, limits, knowledge.store.graph_names)


def _headers(result: QueryResult) -> dict[str, str]:
    truncated = {TRUNCATED_HEADER: "true"} if result.truncated else {}
    return {"Vary": "Accept", "Cache-Control": "no-cache", **truncated}


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
