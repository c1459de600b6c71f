"""The Reconciliation Service API 0.2, for OpenRefine and other clients that match tables with our things.

Every address stands below `/reconcile`, where the language is negotiated, and below `/reconcile/de` and
`/reconcile/en`, where it is fixed; a manifest names the addresses of its own language.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Annotated, Any, Literal

import anyio.to_thread
from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from service.api_description import formats
from service.dependencies import KnowledgeOf, SettingsOf
from service.errors import BadRequest, UnsupportedMediaType
from service.knowledge import Knowledge
from service.media_types import HTML, JSON
from service.negotiation import LANGUAGES, best_language
from service.responses import conditional
from service.routers import reconcile_examples as examples
from service.routers.parameters import Parameters
from service.routers.reconcile_forms import WHAT_IS_RIGHT, read_batch, read_extension_query
from service.schemas import Language
from service.use_cases.reconciling.entities import description_of, types_of
from service.use_cases.reconciling.messages import (
    Candidates,
    Extension,
    ExtensionQuery,
    Flyout,
    Manifest,
    Proposals,
    SuggestedList,
)
from service.use_cases.reconciling.suggesting import PAGE
from service.web.rendering import framed_page_headers, page, term_url

_FORM = "application/x-www-form-urlencoded"
routes = APIRouter(tags=["Reconciliation"])


def get_named_language(request: Request, lang: str | None = None) -> Language | None:
    """The language in the path, else parameter `lang`, else Accept-Language; None where none is named."""
    part = request.scope["path"].split("/")[2:3]
    fixed = part[0] if part and part[0] in LANGUAGES else None
    named, accepted = fixed or lang, request.headers.get("accept-language")
    return best_language(named, accepted) if named in LANGUAGES or accepted else None


def get_language(named: Annotated[Language | None, Depends(get_named_language)]) -> Language:
    """The same, and German where none is named."""
    return named or "de"


NamedLanguageOf = Annotated[Language | None, Depends(get_named_language)]
LanguageOf = Annotated[Language, Depends(get_language)]
Id = Annotated[str, Query(max_length=500, description="The id of a thing.", examples=["measure/cm-om5"])]


@routes.get(
    "",
    summary="The manifest; with `queries` or `extend` the same as POST",
    response_model=Manifest | dict[str, Candidates] | Extension,
    response_model_exclude_none=True,
    openapi_extra={"parameters": examples.PARAMETERS},
)
async def manifest(
    request: Request, knowledge: KnowledgeOf, settings: SettingsOf, named: NamedLanguageOf
) -> Response:
    """Without parameters: what the service is, for OpenRefine's "Add standard service"."""
    parameters = Parameters.parse(request.scope["query_string"])
    if parameters.all("query"):
        raise BadRequest(WHAT_IS_RIGHT)
    if parameters.all("queries") or parameters.all("extend"):
        return await _answer(knowledge, parameters, named)
    lang: Language = named or "de"
    body = _json(knowledge.reconciler.manifest(settings.base_url, lang))
    return conditional(request, body, JSON, {"Vary": "Accept-Language", "Content-Language": lang})


@routes.post(
    "",
    summary="A batch of reconciliation queries (`queries`), or property values of things (`extend`)",
    response_model=dict[str, Candidates] | Extension,
    response_model_exclude_none=True,
    responses={415: {"description": f"A body that is no {_FORM}."}},
    openapi_extra=examples.FORM,
)
async def post(request: Request, knowledge: KnowledgeOf, lang: NamedLanguageOf) -> Response:
    """A form. A query that cannot be answered has no `result` but an `error`; the others are answered."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _FORM:
        raise UnsupportedMediaType(f"Queries are sent as {_FORM}, not as {kind[:100] or 'nothing'!r}.")
    return await _answer(knowledge, Parameters.parse(await request.body()), lang)


@routes.get("/view", status_code=303, summary="From an id to the thing itself")
def view(
    id_: Annotated[Id, Query(alias="id")],
    knowledge: KnowledgeOf,
    settings: SettingsOf,
    named: NamedLanguageOf,
) -> Response:
    """Redirects to the IRI's address here, so that an id with its slash fits into any URL template."""
    thing = knowledge.reconciler.thing(id_)
    keep = f"?lang={named}" if named else ""
    target = f"{settings.base_path}/id/{thing.kind}/{thing.slug}{keep}"
    return Response(status_code=303, headers={"Location": target, "Vary": "Accept-Language"})


@routes.get("/preview", summary="A small page about a thing, to be shown in a frame", responses=formats(HTML))
def preview(
    request: Request,
    id_: Annotated[Id, Query(alias="id")],
    knowledge: KnowledgeOf,
    settings: SettingsOf,
    lang: LanguageOf,
) -> Response:
    """HTML that other sites may frame."""
    thing = knowledge.reconciler.thing(id_)
    shown = {
        "lang": lang,
        "thing": thing,
        "address": term_url(settings.base_path, lang, thing.iri),
        "types": types_of(thing, lang)[:1],
        "description": description_of(thing, lang),
    }
    html, language = page(request, "reconcile_preview.html", shown)
    return conditional(request, html.encode(), HTML, framed_page_headers(language))


@routes.get(
    "/suggest/{sort}",
    response_model=SuggestedList,
    response_model_exclude_none=True,
    summary="Completions of names of entities, types or properties",
)
def suggest(
    sort: Literal["entity", "type", "property"],
    knowledge: KnowledgeOf,
    lang: LanguageOf,
    prefix: Annotated[
        str, Query(max_length=200, description="What has been typed.", examples=["Inform"])
    ] = "",
    cursor: Annotated[int, Query(ge=0, le=10_000, description="How many to leave out.")] = 0,
    limit: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = PAGE,
) -> Response:
    """By the beginning of any word of a name or synonym, or of the id; small slips are forgiven."""
    return _sent(knowledge.reconciler.suggest(sort, prefix, lang, cursor, limit), lang)


@routes.get("/flyout/{sort}", response_model=Flyout, summary="A suggestion's preview as a piece of HTML")
def flyout(
    sort: Literal["entity", "type", "property"],
    id_: Annotated[
        str,
        Query(
            alias="id",
            max_length=500,
            description="The id of an entity, a type or a property.",
            examples=["measure/cm-om5", "Barrier", "targetGroup"],
        ),
    ],
    knowledge: KnowledgeOf,
    lang: LanguageOf,
) -> Response:
    """Name, types and description."""
    return _sent(knowledge.reconciler.flyout(sort, id_, lang), lang)


@routes.get(
    "/extend/propose",
    response_model=Proposals,
    response_model_exclude_none=True,
    summary="Properties that things of a type have",
)
def propose(
    knowledge: KnowledgeOf,
    lang: LanguageOf,
    type_: Annotated[
        str,
        Query(alias="type", max_length=200, description="A type, or nothing for all.", examples=["Measure"]),
    ] = "",
    limit: Annotated[int | None, Query(ge=1, le=500, description="How many at most.")] = None,
) -> Response:
    """The most used first; each is used by at least one thing."""
    return _sent(knowledge.reconciler.propose(type_, lang, limit), lang)


async def _answer(knowledge: Knowledge, parameters: Parameters, lang: Language | None) -> Response:
    queries, extension = parameters.one("queries"), parameters.one("extend")
    if (queries is None) == (extension is None):
        raise BadRequest(
            f"There is {'neither' if queries is None else 'both'} of `queries` and `extend`. {WHAT_IS_RIGHT}"
        )
    if queries is not None:
        work = partial(_batch_json, knowledge, read_batch(queries), lang)
    else:
        work = partial(_extension_json, knowledge, read_extension_query(extension or ""), lang or "de")
    with knowledge.reconciler.place():
        return _response(await anyio.to_thread.run_sync(work), lang)


def _batch_json(knowledge: Knowledge, batch: dict[str, Any], lang: Language | None) -> bytes:
    answers = {key: knowledge.reconciler.candidates(query, lang) for key, query in batch.items()}
    found = {key: answer.model_dump(exclude_none=True) for key, answer in answers.items()}
    return json.dumps(found, ensure_ascii=False).encode()


def _extension_json(knowledge: Knowledge, query: ExtensionQuery, lang: Language) -> bytes:
    return _json(knowledge.reconciler.extend(query, lang))


def _json(answer: BaseModel) -> bytes:
    return answer.model_dump_json(exclude_none=True).encode()


def _sent(answer: BaseModel, lang: Language) -> Response:
    return _response(_json(answer), lang)


def _response(body: bytes, lang: Language | None) -> Response:
    headers = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
    spoken = {"Content-Language": lang} if lang else {}
    return Response(body, media_type=JSON, headers={**headers, **spoken})


router = APIRouter()
router.include_router(routes, prefix="/reconcile")
# Not a parameter of the path: `/reconcile/view` would then be a language for POST.
for _language in LANGUAGES:
    router.include_router(routes, prefix=f"/reconcile/{_language}", include_in_schema=False)
