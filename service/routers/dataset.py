"""The dataset described: VoID and DCAT for programs, a page for people."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.api_description import DOCUMENTS, formats
from service.dependencies import KnowledgeOf, LanguageOf, SettingsOf
from service.errors import NotFound
from service.knowledge import Knowledge
from service.media_types import BY_SUFFIX, DOCUMENT_FORMATS, HTML
from service.negotiation import prefers_html, require_type
from service.responses import conditional, graph_body
from service.routers.parameters import DocumentSuffix
from service.schemas import Language
from service.settings import Settings
from service.use_cases.dataset import ABOUT, LICENCE, TITLE, dataset_description
from service.use_cases.export import dumps
from service.web.rendering import page, page_headers

router = APIRouter(tags=["Data"])
_OFFERS = [form.media_type for form in DOCUMENT_FORMATS]


@router.get(
    "/dataset",
    response_class=Response,
    responses=formats(*DOCUMENTS),
    summary="DCAT and VoID: counts, licence, version, dumps with checksums",
)
def dataset(request: Request, knowledge: KnowledgeOf, settings: SettingsOf, lang: LanguageOf) -> Response:
    """Negotiated: a page, Turtle, JSON-LD, RDF/XML or N-Triples."""
    accept = request.headers.get("accept")
    media_type = HTML if prefers_html(accept) else require_type(accept, [*_OFFERS, HTML])
    if media_type == HTML:
        return _page(request, knowledge, lang)
    return _graph(request, knowledge, settings, media_type)


@router.get(
    "/dataset.{suffix}",
    response_class=Response,
    responses=formats(*DOCUMENTS),
    summary="The same description as a file",
)
def dataset_file(
    request: Request, suffix: DocumentSuffix, knowledge: KnowledgeOf, settings: SettingsOf, lang: LanguageOf
) -> Response:
    """By suffix: ttl, jsonld, rdf, nt, html."""
    if suffix == "html":
        return _page(request, knowledge, lang)
    form = BY_SUFFIX.get(suffix)
    if form not in DOCUMENT_FORMATS:
        raise NotFound(f"There is no /dataset.{suffix}. There is .html, .ttl, .jsonld, .rdf and .nt.")
    return _graph(request, knowledge, settings, form.media_type)


@router.get(
    "/.well-known/void",
    response_class=Response,
    responses=formats(*_OFFERS),
    summary="The same description at the address VoID reserves",
)
def well_known(request: Request, knowledge: KnowledgeOf, settings: SettingsOf) -> Response:
    """RDF only."""
    media_type = require_type(request.headers.get("accept"), [*_OFFERS, HTML])
    if media_type == HTML:
        media_type = _OFFERS[0]
    return _graph(request, knowledge, settings, media_type)


def _graph(request: Request, knowledge: Knowledge, settings: Settings, media_type: str) -> Response:
    graph = dataset_description(knowledge.build, settings.base_url)
    return conditional(request, graph_body(graph, media_type), media_type, {"Vary": "Accept"})


def _page(request: Request, knowledge: Knowledge, lang: Language) -> Response:
    manifest = knowledge.build.manifest
    classes = [(knowledge.names.of(iri, lang), number) for iri, number in manifest.classes.items()]
    ours = [(name, number) for name, number in classes if "clusterwissen" in name.iri]
    context = {
        "lang": lang,
        "title": TITLE[lang],
        "about": ABOUT[lang],
        "manifest": manifest,
        "classes": sorted(ours, key=lambda pair: (-pair[1], pair[0].text)),
        "dumps": dumps(knowledge.build),
        "licence": str(LICENCE),
        "formats": DOCUMENT_FORMATS,
    }
    html, shown = page(request, "dataset.html", context)
    return conditional(request, html.encode(), HTML, page_headers(shown))
