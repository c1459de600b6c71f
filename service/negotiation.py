"""Choosing a format or language for a client (RFC 9110, section 12.5).

The arithmetic of q-values and specificity is werkzeug's. Parameters other than q are dropped first:
`application/ld+json;profile="..."` or `text/turtle;charset=utf-8` ask for what we have all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

from service.errors import NotAcceptable
from service.media_types import HTML, JSON, PROBLEM
from service.schemas import Language

_MEDIA_RANGE = re.compile(r"[^/\s]+/[^/\s]+")
LANGUAGES: tuple[Language, ...] = ("de", "en")


def _accepted(header: str | None) -> MIMEAccept:
    parsed = parse_accept_header(header or "*/*", MIMEAccept)
    plain = [(value.split(";", 1)[0].strip().lower(), quality) for value, quality in parsed]
    usable = [(value, quality) for value, quality in plain if _MEDIA_RANGE.fullmatch(value)]
    return MIMEAccept(usable or [("*/*", 1.0)])


def best_type(header: str | None, offers: Iterable[str]) -> str | None:
    """The offer the client likes best, the first of equals; None when it accepts none of them.

    A missing header, or one without a single readable media range, accepts anything.
    """
    return _best_of(header, tuple(offers))


@lru_cache(maxsize=1024)
def _best_of(header: str | None, offers: tuple[str, ...]) -> str | None:
    return _accepted(header).best_match(list(offers))


def require_type(header: str | None, offers: Iterable[str]) -> str:
    """Like best_type; raises NotAcceptable, naming what there is."""
    known = list(offers)
    chosen = best_type(header, known)
    if chosen is None:
        raise NotAcceptable(
            f"None of the formats asked for ({(header or '')[:200]}) is available here. "
            f"Available: {', '.join(known)}."
        )
    return chosen


@lru_cache(maxsize=1024)
def prefers_html(header: str | None) -> bool:
    """True for browsers: they name text/html, and like it at least as much as JSON."""
    accepted = _accepted(header)
    named = any(value in {HTML, "application/xhtml+xml"} and quality > 0 for value, quality in accepted)
    return named and accepted.best_match([HTML, JSON, PROBLEM]) == HTML


def best_language(explicit: str | None, header: str | None) -> Language:
    """The language of a page: the `lang` parameter, else Accept-Language, else German."""
    if explicit in LANGUAGES:
        return "de" if explicit == "de" else "en"
    given = parse_accept_header(header, LanguageAccept) if header else LanguageAccept()
    # A reader of de-AT who puts up with English wants our German: only the primary language counts.
    accepted = LanguageAccept([(value.partition("-")[0], quality) for value, quality in given])
    return "en" if accepted.best_match(list(LANGUAGES), "de") == "en" else "de"


def json_or_html(accept: str | None, chosen: Literal["json", "html"] | None) -> str:
    """HTML for browsers, else what `Accept` prefers, JSON first; `chosen` stands in for it.

    Raises NotAcceptable for anything else.
    """
    if chosen:
        return HTML if chosen == "html" else JSON
    return HTML if prefers_html(accept) else require_type(accept, [JSON, HTML])
