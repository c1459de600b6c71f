"""Questions in natural language, and completions for the search box."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.dependencies import KnowledgeOf, LanguageOf
from service.envelope import TRUNCATED_HEADER
from service.media_types import HTML, JSON
from service.negotiation import prefers_html, require_type
from service.routers.search_parameters import SearchParameters
from service.schemas import Language, SearchAnswer, SuggestAnswer
from service.web.search_page import search_page

router = APIRouter(tags=["Search"])


@router.get("/", include_in_schema=False)
def start(request: Request, knowledge: KnowledgeOf, lang: LanguageOf) -> Response:
    """The search page."""
    return search_page(request, knowledge, lang, None, None)


@router.get(
    "/search",
    response_model=SearchAnswer,
    summary="Answers to a question in German or English, with reasons, evidence and the query that was run",
)
def search(
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
    answer = knowledge.search(question)
    headers = {"Vary": "Accept, Accept-Language"} | ({TRUNCATED_HEADER: "true"} if answer.truncated else {})
    if html:
        return search_page(request, knowledge, page_lang, question, answer, headers)
    return Response(answer.model_dump_json(), media_type=JSON, headers=headers)


def _wants_page(accept: str | None) -> bool:
    return prefers_html(accept) or require_type(accept, [JSON, HTML]) == HTML


@router.get("/suggest", summary="Completions from labels, synonyms and answerable questions")
def suggest(
    knowledge: KnowledgeOf,
    q: Annotated[str, Query(max_length=200, description="What has been typed so far.")] = "",
    lang: Annotated[Language | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> SuggestAnswer:
    """An empty `q` gives the questions to begin with."""
    return SuggestAnswer(query=q, suggestions=knowledge.suggest(q, lang, limit))
