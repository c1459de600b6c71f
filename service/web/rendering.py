"""Templates to pages: one language, safe headers, links that keep the reader's language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from rdflib import URIRef
from starlette.responses import HTMLResponse, Response

from ontology.errors import NotAnIdentifier
from ontology.identifiers import parse_individual
from ontology.schema import local_name
from ontology.vocabulary import CW
from service.media_types import HTML
from service.negotiation import best_language
from service.responses import conditional
from service.schemas import Language
from service.web.texts import text

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = _number
    environment.filters["bytes"] = _bytes
    environment.filters["jsonld"] = _json_script
    return environment


@cache
def _version(name: str) -> str:
    """Changes with the content of a static file, so that browsers may keep it for long."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def render(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A page, with an ETag if it is no error. Its language is `context["lang"]`, else what is asked for."""
    body, lang = page(request, template, context)
    sent = {**page_headers(lang), **(headers or {})}
    if status == HTTPStatus.OK:
        return conditional(request, body.encode(), HTML, sent)
    return HTMLResponse(body, status_code=status, headers=sent)


def page_headers(lang: Language) -> dict[str, str]:
    """The headers every page has."""
    return {
        "Content-Security-Policy": CSP,
        "Content-Language": lang,
        "Vary": "Accept, Accept-Language",
    }


def framed_page_headers(lang: Language) -> dict[str, str]:
    """The headers of a page that other sites may show in a frame."""
    return {
        **page_headers(lang),
        "Content-Security-Policy": CSP.replace("frame-ancestors 'none'", "frame-ancestors *"),
    }


def page(request: Request, template: str, context: Mapping[str, Any]) -> tuple[str, Language]:
    """The HTML of a page, and the language it is in."""
    explicit = request.query_params.get("lang")
    asked = best_language(explicit, request.headers.get("accept-language"))
    lang: Language = context.get("lang") or asked
    base: str = request.app.state.settings.base_path
    keep = lang if explicit in {"de", "en"} else None
    knowledge = getattr(request.state, "knowledge", None)
    shown = (
        _environment()
        .get_template(template)
        .render(
            {
                "lang": lang,
                "other_lang": "en" if lang == "de" else "de",
                "t": partial(_translate, lang),
                "base": base,
                "to": partial(_page_url, base, keep),
                "doc": partial(term_url, base, keep),
                "switch_url": _switch_url(base, request, "en" if lang == "de" else "de"),
                "static": lambda name: f"{base}/static/{name}?v={_version(name)}",
                "here": request.url.path,
                "build": knowledge.build.id if knowledge else None,
                **context,
            }
        )
    )
    return shown, lang


def _translate(lang: Language, key: str, /, **values: object) -> str:
    return text(key, lang, **values)


def _page_url(base: str, keep: str | None, path: str, /, **parameters: Any) -> str:
    """A link to a page of ours; parameters that are None are left out, lists are repeated."""
    if keep:
        parameters.setdefault("lang", keep)
    given = {name: value for name, value in parameters.items() if value not in (None, [], ())}
    query = urlencode(given, doseq=True, quote_via=quote)
    return f"{base}{path}{'?' + query if query else ''}"


def term_url(base: str, keep: str | None, iri: str) -> str:
    """Where a reader learns about an IRI: our page for it, or the IRI itself where it is a web address."""
    try:
        kind, slug = parse_individual(iri)
    except NotAnIdentifier:
        if iri.startswith(str(CW)):
            return f"{_page_url(base, keep, '/ontology')}#{local_name(URIRef(iri))}"
        return iri if iri.startswith(("http://", "https://")) else "#"
    return _page_url(base, keep, f"/doc/{kind}/{slug}")


def _switch_url(base: str, request: Request, lang: Language) -> str:
    parameters = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    return f"{base}{request.url.path}?{urlencode([*parameters, ('lang', lang)], quote_via=quote)}"


def _number(value: int, lang: str) -> str:
    """A whole number with the thousands separator of the language (a thin space in German)."""
    return f"{value:,}".replace(",", "\u202f" if lang == "de" else ",")


def _bytes(size: int, lang: str) -> str:
    amount, unit = (size / 1_000_000, "MB") if size >= 1_000_000 else (size / 1_000, "kB")
    shown = f"{amount:.1f}"
    return f"{shown.replace('.', ',') if lang == 'de' else shown}\u00a0{unit}"


def _json_script(content: bytes) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element."""
    # Every "<" in JSON stands inside a string, where its escape means the same.
    return Markup(content.decode().replace("<", "\\u003c"))  # noqa: S704
