"""Why an inferred triple holds."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from rdflib import URIRef
from starlette.responses import Response

from ontology.vocabulary import BASE, CW
from service.api_description import formats
from service.dependencies import KnowledgeOf, LanguageOf
from service.errors import BadRequest
from service.media_types import HTML, JSON
from service.negotiation import json_or_html
from service.responses import conditional
from service.schemas import Explanation
from service.triple_store.terms import read_term
from service.web.rendering import page, page_headers

router = APIRouter(tags=["Linked data"])
_LONGEST = 4000
_IDS = f"{BASE}id/"


@router.get(
    "/explanation",
    response_model=Explanation,
    responses=formats(JSON, HTML),
    summary="Why an inferred triple holds: the asserted triples and the rules, step by step",
)
def explanation(
    request: Request,
    knowledge: KnowledgeOf,
    lang: LanguageOf,
    subject: Annotated[
        str, Query(max_length=_LONGEST, description="IRI of the subject.", examples=[f"{_IDS}measure/cm-om6"])
    ],
    predicate: Annotated[
        str,
        Query(max_length=_LONGEST, description="IRI of the property.", examples=[str(CW.addressesBarrier)]),
    ],
    object_: Annotated[
        str,
        Query(
            alias="object",
            max_length=_LONGEST,
            description='IRI of the object, or a literal in N-Triples, e.g. "Text"@de.',
            examples=[f"{_IDS}barrier/information-deficit"],
        ),
    ],
    format_: Annotated[
        Literal["json", "html"] | None, Query(alias="format", description="Stands in for Accept in links.")
    ] = None,
) -> Response:
    """JSON; a page for browsers. A triple that is asserted, or does not follow, is a 404 that says which."""
    triple = (_iri("subject", subject), _iri("predicate", predicate), read_term(object_))
    found = knowledge.explainer.explain(triple)
    media_type = json_or_html(request.headers.get("accept"), format_)
    if media_type == JSON:
        return conditional(request, found.model_dump_json().encode(), JSON, {"Vary": "Accept"})
    html, shown = page(request, "explanation.html", {"lang": lang, "explanation": found})
    return conditional(request, html.encode(), HTML, page_headers(shown))


def _iri(name: str, text: str) -> URIRef:
    term = read_term(text)
    if not isinstance(term, URIRef):
        raise BadRequest(f"The {name} {text[:200]!r} is a literal; only the object of a triple may be one.")
    return term
