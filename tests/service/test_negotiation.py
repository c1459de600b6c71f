"""Formats and languages chosen for clients."""

from __future__ import annotations

import pytest

from service.errors import NotAcceptable
from service.negotiation import best_language, best_type, prefers_html, require_type

OFFERS = ["text/turtle", "application/ld+json", "text/html"]


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("text/*", "text/turtle"),
        ("TEXT/HTML", "text/html"),
        ("application/ld+json;profile='x';q=0.9, text/turtle;q=0.8", "application/ld+json"),
        ("text/turtle;q=0, */*", "application/ld+json"),
        ("text/html;q=0.5, application/ld+json;q=0.5", "application/ld+json"),
        ("image/png", None),
        ("image/png;q=1, */*;q=0.1", "text/turtle"),
        ("nonsense", "text/turtle"),
    ],
)
def test_the_best_type(header: str | None, chosen: str | None) -> None:
    assert best_type(header, OFFERS) == chosen


def test_what_cannot_be_had_is_named() -> None:
    with pytest.raises(NotAcceptable, match=r"image/png.*text/turtle, application/ld"):
        require_type("image/png", OFFERS)


@pytest.mark.parametrize(
    ("header", "html"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", True),
        ("text/html", True),
        ("*/*", False),
        (None, False),
        ("application/json, text/html;q=0.5", False),
        ("text/html;q=0", False),
        ("text/turtle", False),
    ],
)
def test_browsers_are_those_that_name_html(header: str | None, html: bool) -> None:
    assert prefers_html(header) is html


@pytest.mark.parametrize(
    ("explicit", "header", "language"),
    [
        (None, None, "de"),
        ("en", "de", "en"),
        ("fr", "en-GB,en;q=0.9", "en"),
        (None, "fr", "de"),
        (None, "de-CH, en;q=0.3", "de"),
        (None, "en;q=0.2, de;q=0.9", "de"),
    ],
)
def test_the_language_of_a_page(explicit: str | None, header: str | None, language: str) -> None:
    assert best_language(explicit, header) == language
