"""Errors as RFC 9457 problem documents; a browser gets the same as a page."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from service.errors import BadRequest, ServiceError
from service.media_types import PROBLEM
from service.negotiation import prefers_html
from service.schemas import Problem
from service.web.rendering import render

_TYPES = "https://w3id.org/clusterwissen/problem/"
_REMEDY = {
    404: "There is nothing at this address. Start from / or look at /docs for all addresses.",
    405: "This address does not take this method; the Allow header names those it takes.",
}
INTERNAL = "Something went wrong on our side; it is in the log. The request itself may be fine."


def install_problem_handlers(app: FastAPI) -> None:
    """Makes every error of the app a problem document."""
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)


def problem_response(
    request: Request, problem: Problem, headers: Mapping[str, str] | None = None
) -> Response:
    """The problem as JSON, or as a page for a browser."""
    sent = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store", **(headers or {})}
    if prefers_html(request.headers.get("accept")):
        return render(request, "problem.html", {"problem": problem}, status=problem.status, headers=sent)
    return JSONResponse(problem.model_dump(), status_code=problem.status, media_type=PROBLEM, headers=sent)


def problem_of(error: ServiceError, path: str) -> Problem:
    """The problem document for an error raised while answering `path`."""
    return Problem(
        type=_TYPES + error.slug, title=error.title, status=error.status, detail=str(error), instance=path
    )


def _service_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, ServiceError):
        raise error
    return problem_response(request, problem_of(error, request.url.path), error.headers)


def _validation_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    found = [f"{'.'.join(str(part) for part in e['loc'][1:])}: {e['msg']}" for e in error.errors()]
    bad = BadRequest(f"Wrong parameters: {'; '.join(found)}. See /docs for what each may be.")
    return problem_response(request, problem_of(bad, request.url.path))


def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    title = HTTPStatus(error.status_code).phrase
    problem = Problem(
        type=_TYPES + title.lower().replace(" ", "-"),
        title=title,
        status=error.status_code,
        detail=_REMEDY.get(error.status_code, str(error.detail)),
        instance=request.url.path,
    )
    return problem_response(request, problem, error.headers)
