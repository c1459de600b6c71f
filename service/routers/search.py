"""Questions in natural language, and completions for the search box."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ontology.schema import schema
from service.dependencies import KnowledgeOf, LanguageOf
from service.envelope import TRUNCATED_HEADER
from service.errors import BadRequest
from service.media_types import HTML, JSON
from service.negotiation import prefers_html, require_type
from service.schemas import Language, Question, SearchAnswer, SuggestAnswer
from service.web.search_page import search_page

router = APIRouter(tags=["Search"])
_Slugs = Annotated[list[str], Query(max_length=20)]


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
    q: Annotated[str, Query(min_length=1, max_length=1000, description="The question.")],
    lang: Annotated[Language | None, Query(description="Language; detected when left out.")] = None,
    type: Annotated[list[str], Query(max_length=20, description="Class names, e.g. Measure.")] = [],  # noqa: A002,B006
    audience: _Slugs = [],  # noqa: B006
    targetGroup: _Slugs = [],  # noqa: B006,N803
    actionField: _Slugs = [],  # noqa: B006,N803
    horizon: _Slugs = [],  # noqa: B006
    sector: _Slugs = [],  # noqa: B006
    region: _Slugs = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
    format: Annotated[Literal["json", "html"] | None, Query(description="Instead of Accept, for links.")] = None,  # noqa: A002
) -> Response:
    """JSON; a page for browsers. `answered` is false, with suggestions, when the corpus does not say."""
    accept = request.headers.get("accept")
    html = format == "html" or (format is None and _wants_page(accept))
    chosen = {
        "audience": audience,
        "targetGroup": targetGroup,
        "actionField": actionField,
        "horizon": horizon,
        "sector": sector,
        "region": region,
    }
    if not q.strip():
        raise BadRequest("The question `q` is empty; ask something of 1 to 1,000 characters.")
    question = Question(
        q=q.strip(),
        lang=lang,
        types=tuple(_class_name(name) for name in type),
        filters={name: tuple(slugs) for name, slugs in chosen.items() if slugs},
        limit=limit,
        offset=offset,
    )
    answer = knowledge.search(question)
    headers = {"Vary": "Accept, Accept-Language"} | ({TRUNCATED_HEADER: "true"} if answer.truncated else {})
    if html:
        return search_page(request, knowledge, page_lang, question, answer, headers)
    return Response(answer.model_dump_json(), media_type=JSON, headers=headers)


def _wants_page(accept: str | None) -> bool:
    return prefers_html(accept) or require_type(accept, [JSON, HTML]) == HTML


def _class_name(name: str) -> str:
    if name not in schema().classes:
        raise BadRequest(f"There is no class {name[:60]!r}. The classes: {', '.join(sorted(schema().classes))}.")
    return name


@router.get("/suggest", summary="Completions from labels, synonyms and answerable questions")
def suggest(
    knowledge: KnowledgeOf,
    q: Annotated[str, Query(max_length=200, description="What has been typed so far.")] = "",
    lang: Annotated[Language | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 8,
) -> SuggestAnswer:
    """An empty `q` gives the questions to begin with."""
    return SuggestAnswer(query=q, suggestions=knowledge.suggest(q, lang, limit))
