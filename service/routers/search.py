"""Questions in natural language, and completions for the search box."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

import service
from service.api_description import formats
from service.dependencies import KnowledgeOf, LanguageOf
from service.envelope import TRUNCATED_HEADER
from service.knowledge import Knowledge
from service.media_types import HTML, JSON
from service.negotiation import prefers_html, require_type
from service.responses import conditional, content_etag, not_modified
from service.routers.search_parameters import SearchParameters
from service.schemas import Language, Question, SearchAnswer, SuggestAnswer
from service.search_process import Written
from service.web.search_page import search_page

router = APIRouter(tags=["Search"])


@router.get("/", include_in_schema=False)
def start(request: Request, knowledge: KnowledgeOf, lang: LanguageOf) -> Response:
    """The search page."""
    return search_page(request, knowledge, lang, None, None)


@router.get(
    "/search",
    response_model=SearchAnswer,
    responses=formats(JSON, HTML),
    summary="Answers to a question in German or English, with reasons, evidence and the query that was run",
)
async def search(
    request: Request,
    knowledge: KnowledgeOf,
    page_lang: LanguageOf,
    asked: Annotated[SearchParameters, Query()],
) -> Response:
    """JSON; a page for browsers. `answered` is false, with suggestions, when the corpus does not say."""
    accept = request.headers.get("accept")
    html = asked.format == "html" or (asked.format is None and _wants_page(accept))
    question = asked.question()
    if html:
        # `lang` is the language of the page then; people ask in English on a German page all the same.
        question = question.model_copy(update={"lang": None})
    headers = {"Vary": "Accept, Accept-Language"}
    if html:
        answer = knowledge.search(question)
        return search_page(request, knowledge, page_lang, question, answer, headers | _truncation(answer))
    # The same question of the same build has the same answer, but for the time it took: a weak ETag.
    told = f"{knowledge.build.id} {service.__version__} {question.model_dump_json()}"
    headers |= {"ETag": f"W/{content_etag(told.encode())}", "Cache-Control": "no-cache"}
    if known := not_modified(request, headers["ETag"], headers):
        return known
    written = await _written(knowledge, question)
    headers |= _truncation(written)
    return Response(written.body, media_type=JSON, headers=headers)


async def _written(knowledge: Knowledge, question: Question) -> Written:
    """The answer, from the second process if it is free, or else from this one.

    From this one in the event loop: a question takes a few milliseconds of one core, and handing it to a
    thread costs a quarter more, as both wait for the interpreter's lock (BENCHMARKS.md).
    """
    if knowledge.beside and (written := await knowledge.beside.answer(question)):
        return written
    return Written.of(knowledge.search(question))


def _truncation(answer: SearchAnswer | Written) -> dict[str, str]:
    return {TRUNCATED_HEADER: "true"} if answer.truncated else {}


def _wants_page(accept: str | None) -> bool:
    return prefers_html(accept) or require_type(accept, [JSON, HTML]) == HTML


@router.get(
    "/suggest",
    response_model=SuggestAnswer,
    responses=formats(JSON),
    summary="Completions from labels, synonyms and answerable questions",
)
def suggest(
    request: Request,
    knowledge: KnowledgeOf,
    q: Annotated[
        str, Query(max_length=200, description="What has been typed so far.", examples=["Inform"])
    ] = "",
    lang: Annotated[Language | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> Response:
    """An empty `q` gives the questions to begin with."""
    found = SuggestAnswer(query=q, suggestions=knowledge.suggest(q, lang, limit))
    return conditional(request, found.model_dump_json().encode(), JSON)
