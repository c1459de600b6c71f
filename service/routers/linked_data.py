"""Things and their descriptions: `/id` says see other (303), `/doc` describes (W3C, Cool URIs)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from rdflib import URIRef
from starlette.responses import Response

from service.api_description import DOCUMENTS, formats
from service.dependencies import KnowledgeOf, LanguageOf, SettingsOf
from service.errors import NotFound
from service.knowledge import Knowledge
from service.media_types import BY_SUFFIX, DOCUMENT_FORMATS, HTML, JSON_LD
from service.negotiation import prefers_html, require_type
from service.responses import conditional, file_response
from service.schemas import Language
from service.settings import Settings
from service.triple_store import EVERYTHING
from service.use_cases.describe import describe, exists
from service.use_cases.naming import thing_iri
from service.use_cases.schema_org import schema_org
from service.use_cases.shipped_queries import shipped_query
from service.web.rendering import page, page_headers

router = APIRouter(tags=["Linked data"])
_TEXT = "text/plain"
_Kind = Annotated[str, Path(description="The kind of thing.", examples=["measure"])]
_Slug = Annotated[str, Path(description="The name of the thing.", examples=["cm-om5"])]
_Name = Annotated[
    str,
    Path(description="The name, with a suffix or without.", examples=["cm-om5", "cm-om5.ttl", "cm-om5.html"]),
]


@router.get(
    "/id/{kind}/{slug}",
    status_code=303,
    response_class=Response,
    summary="A thing itself: see its description",
)
def identity(
    request: Request, kind: _Kind, slug: _Slug, knowledge: KnowledgeOf, settings: SettingsOf
) -> Response:
    """Redirects to the description, which negotiates the format."""
    _known(knowledge, kind, slug)
    query = f"?{request.url.query}" if request.url.query else ""
    target = f"{settings.base_path}/doc/{kind}/{slug}{query}"
    return Response(status_code=303, headers={"Location": target, "Vary": "Accept"})


@router.get(
    "/doc/{kind}/{name}",
    response_class=Response,
    responses=formats(*DOCUMENTS, _TEXT),
    summary="The description of a thing; suffixes .ttl .jsonld .rdf .nt .html",
)
def document(
    request: Request, kind: _Kind, name: _Name, knowledge: KnowledgeOf, settings: SettingsOf, lang: LanguageOf
) -> Response:
    """The description, negotiated or by suffix. An unknown thing is a 404 before a format is a 406."""
    slug, dot, suffix = name.partition(".")
    iri = _known(knowledge, kind, slug)
    if kind == "source" and suffix == "txt":
        return _document_text(request, knowledge, slug)
    path = f"{settings.base_path}/doc/{kind}/{slug}"
    media_type = _media_type(request, suffix if dot else None, name)
    headers = {
        "Link": _alternates(path, iri),
        "Content-Location": f"{path}.{_suffix(media_type)}",
    }
    if media_type == HTML:
        return _html(request, knowledge, settings, iri, lang, headers)
    body = knowledge.store.description(
        shipped_query("thing_description"), media_type=media_type, bindings={"thing": iri}, graphs=EVERYTHING
    )
    return conditional(request, body, media_type, {**headers, "Vary": "Accept"})


def _known(knowledge: Knowledge, kind: str, slug: str) -> URIRef:
    iri = thing_iri(kind, slug)
    if iri is None or not exists(knowledge.store, iri):
        raise NotFound(
            f"Nothing is known about {kind}/{slug}. The search at / finds things by what they are."
        )
    return iri


def _media_type(request: Request, suffix: str | None, name: str) -> str:
    if suffix is None:
        accept = request.headers.get("accept")
        if prefers_html(accept):
            return HTML
        return require_type(accept, [*(form.media_type for form in DOCUMENT_FORMATS), HTML])
    if suffix == "html":
        return HTML
    form = BY_SUFFIX.get(suffix)
    if form not in DOCUMENT_FORMATS:
        raise NotFound(f"There is no {name}. Descriptions end in .html, .ttl, .jsonld, .rdf or .nt.")
    return form.media_type


def _suffix(media_type: str) -> str:
    return next((form.suffix for form in DOCUMENT_FORMATS if form.media_type == media_type), "html")


def _alternates(path: str, iri: URIRef) -> str:
    links = [(f"{path}.{form.suffix}", form.media_type) for form in DOCUMENT_FORMATS]
    parts = [f'<{url}>; rel="alternate"; type="{kind}"' for url, kind in [*links, (f"{path}.html", HTML)]]
    return ", ".join([*parts, f'<{iri}>; rel="describes"'])


def _html(
    request: Request,
    knowledge: Knowledge,
    settings: Settings,
    iri: URIRef,
    lang: Language,
    headers: Mapping[str, str],
) -> Response:
    thing = describe(knowledge.store, knowledge.names, iri, lang)
    embedded = knowledge.store.description(
        shipped_query("thing_triples"),
        media_type=JSON_LD.media_type,
        bindings={"thing": iri},
        graphs=EVERYTHING,
    )
    has_text = thing.kind == "source" and knowledge.build.document(thing.slug).is_file()
    why = knowledge.explainer.for_page(thing)
    context = {
        "lang": lang,
        "thing": thing,
        "why": why,
        "embedded": embedded,
        "schema_org": json.dumps(schema_org(thing, lang, settings.base_url), ensure_ascii=False).encode(),
        "has_text": has_text,
    }
    html, shown = page(request, "thing.html", context)
    return conditional(request, html.encode(), HTML, {**page_headers(shown), **headers})


def _document_text(request: Request, knowledge: Knowledge, slug: str) -> Response:
    file = knowledge.build.document(slug)
    entry = knowledge.build.manifest.files.get(f"documents/{slug}.txt")
    if entry is None:
        raise NotFound(f"The source {slug} has not been ingested, so there is no text of it here.")
    return file_response(request, file, _TEXT, entry.sha256[:32])
