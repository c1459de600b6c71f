"""Which methods an address takes, for Allow, OPTIONS and the CORS preflight."""

from __future__ import annotations

from starlette.routing import Match, Mount
from starlette.types import Scope

_READ = ("GET", "HEAD")
_KNOWN = ("GET", "POST")


def allowed_methods(scope: Scope) -> tuple[str, ...]:
    """The methods of the path in `scope`, OPTIONS last; empty where nothing is. `*` stands for the server."""
    if scope["path"] == "*":
        return (*_READ, "POST", "OPTIONS")
    taken = [method for method in _KNOWN if _is_taken(scope, method)]
    if not taken:
        return ()
    return (*(_READ if "GET" in taken else ()), *(m for m in taken if m != "GET"), "OPTIONS")


def _is_taken(scope: Scope, method: str) -> bool:
    asked = {key: scope[key] for key in ("type", "path", "root_path", "headers", "app") if key in scope}
    for route in scope["app"].router.routes:
        match, _ = route.matches({**asked, "method": method})
        if match is Match.FULL:
            return method == "GET" or not isinstance(route, Mount)
    return False
