"""The vocabulary: a page per language, and the files for programs."""

from __future__ import annotations

import json
from functools import cache

from fastapi import APIRouter, Request
from starlette.responses import Response

from ontology.loading import load_context, load_ontology, load_shapes
from service.api_description import DOCUMENTS, formats
from service.dependencies import KnowledgeOf, LanguageOf, SettingsOf
from service.errors import NotFound
from service.media_types import BY_SUFFIX, DOCUMENT_FORMATS, HTML, JSON, JSON_LD, TURTLE
from service.negotiation import prefers_html, require_type
from service.responses import conditional, graph_body
from service.routers.parameters import DocumentSuffix
from service.schemas import Language
from service.use_cases.vocabulary_examples import NO_EXAMPLES, vocabulary_examples
from service.use_cases.vocabulary_terms import terms_in_use
from service.web.ontology_page import vocabulary_entries
from service.web.rendering import page, page_headers

router = APIRouter(tags=["Vocabulary"])


@router.get(
    "/ontology",
    response_class=Response,
    responses=formats(*DOCUMENTS),
    summary="The vocabulary: documentation page, Turtle, JSON-LD, RDF/XML, N-Triples",
)
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


@router.get(
    "/ontology.{suffix}",
    response_class=Response,
    responses=formats(*DOCUMENTS),
    summary="The vocabulary as a file",
)
def ontology_file(request: Request, suffix: DocumentSuffix, lang: LanguageOf) -> Response:
    """By suffix: ttl, jsonld, rdf, nt, html."""
    if suffix == "html":
        return _page(request, lang, {})
    form = BY_SUFFIX.get(suffix)
    if form not in DOCUMENT_FORMATS:
        raise NotFound(f"There is no /ontology.{suffix}. There is .html, .ttl, .jsonld, .rdf and .nt.")
    return conditional(request, _ontology(form.media_type), form.media_type)


@router.get(
    "/ontology/shapes.ttl",
    response_class=Response,
    responses=formats(TURTLE.media_type),
    summary="The SHACL shapes every build satisfies",
)
def shapes(request: Request) -> Response:
    """Turtle."""
    return conditional(request, _shapes(), TURTLE.media_type)


@router.get(
    "/ontology/context.jsonld",
    response_class=Response,
    responses=formats(JSON_LD.media_type),
    summary="The JSON-LD context",
)
def context(request: Request) -> Response:
    """A document with `@context`, never needed at run time by any answer of ours."""
    return conditional(request, json.dumps(load_context(), ensure_ascii=False).encode(), JSON_LD.media_type)


@router.get(
    "/ontology/terms.json",
    response_class=Response,
    responses=formats(JSON),
    summary="The classes and properties in use, with label and count",
)
def terms(request: Request, knowledge: KnowledgeOf, lang: LanguageOf) -> Response:
    """What the query editor completes from."""
    found = terms_in_use(knowledge.build.manifest, knowledge.names, lang)
    headers = {"Vary": "Accept-Language", "Content-Language": lang}
    return conditional(request, json.dumps(found, ensure_ascii=False).encode(), JSON, headers)


def _page(request: Request, lang: Language, headers: dict[str, str]) -> Response:
    knowledge = getattr(request.state, "knowledge", None)
    examples = vocabulary_examples(knowledge.store, knowledge.names, lang) if knowledge else NO_EXAMPLES
    context = {"lang": lang, "examples": examples, **vocabulary_entries(lang)}
    html, shown = page(request, "ontology.html", context)
    return conditional(request, html.encode(), HTML, {**headers, **page_headers(shown)})


@cache
def _ontology(media_type: str) -> bytes:
    return graph_body(load_ontology(), media_type)


@cache
def _shapes() -> bytes:
    return graph_body(load_shapes(), TURTLE.media_type)
