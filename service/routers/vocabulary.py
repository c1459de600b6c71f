"""The vocabulary: a page per language, and the files for programs."""

from __future__ import annotations

import json
from functools import cache

from fastapi import APIRouter, Request
from starlette.responses import Response

from ontology.loading import load_context, load_ontology, load_shapes
from service.dependencies import LanguageOf, SettingsOf
from service.errors import NotFound
from service.media_types import BY_SUFFIX, DOCUMENT_FORMATS, HTML, JSON_LD, TURTLE
from service.negotiation import prefers_html, require_type
from service.responses import conditional, graph_body
from service.schemas import Language
from service.web.ontology_page import vocabulary_entries
from service.web.rendering import page, page_headers

router = APIRouter(tags=["Vocabulary"])


@router.get("/ontology", summary="The vocabulary: documentation page, Turtle, JSON-LD, RDF/XML, N-Triples")
def ontology(request: Request, settings: SettingsOf, lang: LanguageOf) -> Response:
    """Negotiated."""
    accept = request.headers.get("accept")
    offers = [*(form.media_type for form in DOCUMENT_FORMATS), HTML]
    media_type = HTML if prefers_html(accept) else require_type(accept, offers)
    path = f"{settings.base_path}/ontology"
    links = [f'<{path}.{f.suffix}>; rel="alternate"; type="{f.media_type}"' for f in DOCUMENT_FORMATS]
    headers = {"Link": ", ".join(links), "Vary": "Accept"}
    if media_type == HTML:
        return _page(request, lang, headers)
    return conditional(request, _ontology(media_type), media_type, headers)


@router.get("/ontology.{suffix}", summary="The vocabulary as a file")
def ontology_file(request: Request, suffix: str, lang: LanguageOf) -> Response:
    """By suffix: ttl, jsonld, rdf, nt, html."""
    if suffix == "html":
        return _page(request, lang, {})
    form = BY_SUFFIX.get(suffix)
    if form not in DOCUMENT_FORMATS:
        raise NotFound(f"There is no /ontology.{suffix}. There is .html, .ttl, .jsonld, .rdf and .nt.")
    return conditional(request, _ontology(form.media_type), form.media_type)


@router.get("/ontology/shapes.ttl", summary="The SHACL shapes every build satisfies")
def shapes(request: Request) -> Response:
    """Turtle."""
    return conditional(request, _shapes(), TURTLE.media_type)


@router.get("/ontology/context.jsonld", summary="The JSON-LD context")
def context(request: Request) -> Response:
    """A document with `@context`, never needed at run time by any answer of ours."""
    return conditional(request, json.dumps(load_context(), ensure_ascii=False).encode(), JSON_LD.media_type)


def _page(request: Request, lang: Language, headers: dict[str, str]) -> Response:
    html, shown = page(request, "ontology.html", {"lang": lang, **vocabulary_entries(lang)})
    return conditional(request, html.encode(), HTML, {**headers, **page_headers(shown)})


@cache
def _ontology(media_type: str) -> bytes:
    return graph_body(load_ontology(), media_type)


@cache
def _shapes() -> bytes:
    return graph_body(load_shapes(), TURTLE.media_type)
