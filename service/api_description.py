"""The OpenAPI description made true: every media type, 304 and problem that an operation answers with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import FastAPI

from service.media_types import DOCUMENT_FORMATS, HTML, PROBLEM

Responses = dict[int | str, dict[str, Any]]
DOCUMENTS = (*(form.media_type for form in DOCUMENT_FORMATS), HTML)
_PROBLEMS = {
    "404": "There is nothing by this name.",
    "406": "None of the formats asked for is available.",
    "413": "The request or its result is too large.",
    "414": "The address is too long; send a query by POST.",
    "429": "All places for queries are taken; see Retry-After.",
    "431": "Too many or too large headers.",
    "503": "There is no build yet, or the query did not end in time.",
}


def formats(*media_types: str, cached: bool = True, also: Responses | None = None) -> Responses:
    """The responses of a route that answers in `media_types`.

    `cached`: with an ETag, so that there is a 304; `also`: further statuses.
    """
    content = {media_type: {"schema": _schema(media_type)} for media_type in media_types}
    not_modified: Responses = {304: {"description": "The client has it already (If-None-Match)."}}
    return {200: {"content": content}, **(not_modified if cached else {}), **(also or {})}


def describe_api(app: FastAPI) -> None:
    """Replaces the app's own description by the complete one, made when it is first asked for."""
    app.openapi = partial(_described, app, app.openapi)  # type: ignore[method-assign]


def _described(app: FastAPI, generate: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    if app.openapi_schema is None:
        description = generate()
        for operations in description["paths"].values():
            for operation in operations.values():
                _with_problems(operation["responses"])
        app.openapi_schema = description
    return app.openapi_schema


def _with_problems(responses: dict[str, Any]) -> None:
    """Wrong parameters are a 400 here, not a 422; a problem is problem+json, or a page for a browser."""
    responses.pop("422", None)
    for status, text in _PROBLEMS.items():
        responses.setdefault(status, {"description": text})
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status, response in responses.items():
        if int(status) >= 400:
            response["content"] = {PROBLEM: problem, HTML: {"schema": _schema(HTML)}}


def _schema(media_type: str) -> dict[str, str]:
    return {} if media_type.endswith("json") else {"type": "string"}
