"""The OpenAPI description as a plain page."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from fastapi import Request
from starlette.responses import Response

from service.schemas import Language
from service.web.rendering import render


def api_page(request: Request, lang: Language, description: dict[str, Any]) -> Response:
    """All operations by tag, in the order of the description."""
    by_tag: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            entry = {
                "path": path,
                "method": method.upper(),
                "summary": operation.get("summary", ""),
                "description": operation.get("description", ""),
                "parameters": operation.get("parameters", []),
            }
            by_tag[operation.get("tags", [""])[0]].append(entry)
    return render(request, "api.html", {"lang": lang, "groups": dict(by_tag)})
