"""The connection to a SPARQL endpoint: a pool, a deadline for each request, errors that say what is wrong.

SPARQL 1.1 Protocol for queries (by POST, so that a long dataset fits) and updates, Graph Store HTTP
Protocol for adding triples. Passwords are sent as the endpoint asks for them, as Digest or as Basic.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx

from service.errors import BadQuery, QueryTimedOut, StoreRefused, StoreUnreachable
from service.triple_store.protocol import check_deadline
from service.triple_store.remote_body import CLOSING_SECONDS, Body, stopping_at

_CONNECT_SECONDS = 5.0
_WRITE_SECONDS = 600.0
_MESSAGE_CHARACTERS = 300
# Where the engines that we know keep the three endpoints: the path for queries, for updates, for graphs.
_KNOWN_PATHS = {
    "/query": ("/update", "/store"),  # oxigraph serve
    "/sparql": ("/sparql-auth", "/sparql-graph-crud-auth"),  # Virtuoso
}


@dataclass(frozen=True)
class Endpoint:
    """The addresses of a store and who asks; `update` and `graphs` may be empty, then they are derived."""

    query: str
    update: str = ""
    graphs: str = ""
    user: str = ""
    password: str = ""

    def for_updates(self) -> str:
        """Address of updates; raises StoreRefused where it is neither given nor known."""
        return self.update or self._known(0, "CLUSTERWISSEN_STORE_UPDATE")

    def for_graphs(self) -> str:
        """Address of the Graph Store Protocol; raises StoreRefused where it is neither given nor known."""
        return self.graphs or self._known(1, "CLUSTERWISSEN_STORE_GRAPHS")

    def _known(self, place: int, setting: str) -> str:
        parts = urlsplit(self.query)
        paths = _KNOWN_PATHS.get(parts.path)
        if paths is None:
            raise StoreRefused(
                f"It is not known where {self.query} takes changes; set {setting} (for the paths of oxigraph "
                "serve, /query, and of Virtuoso, /sparql, it is derived)."
            )
        return urlunsplit(parts._replace(path=paths[place]))


class _Auth(httpx.Auth):
    """Basic or Digest, whichever the endpoint asks for; remembered, so that bodies go out twice only once."""

    def __init__(self, user: str, password: str) -> None:
        self._digest, self._basic = httpx.DigestAuth(user, password), httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            asked = response.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if "digest" in asked else self._basic
        yield from self._chosen.auth_flow(request)


class Connection:
    """Speaks with one endpoint; may be used by many threads at once."""

    def __init__(self, endpoint: Endpoint, *, places: int = 32) -> None:
        self.endpoint = endpoint
        self._client = httpx.Client(
            limits=httpx.Limits(max_connections=places, max_keepalive_connections=places),
            headers={"User-Agent": "clusterwissen", "Accept-Encoding": "identity"},
        )
        self._auth: dict[str, _Auth] = {}
        self.virtuoso = False
        """Whether the last answer came from Virtuoso, which needs some of its habits translated."""

    def close(self) -> None:
        """Closes all connections."""
        self._client.close()

    @contextmanager
    def query(
        self, text: str, *, default: Sequence[str], named: Sequence[str], accept: str, deadline: float
    ) -> Iterator[Body]:
        """The answer to a query on a dataset, read while it comes; closed at `deadline` (time.monotonic()).

        Raises BadQuery, QueryTimedOut, StoreRefused, StoreUnreachable, also while the body is read.
        """
        form = {"query": text, "default-graph-uri": list(default), "named-graph-uri": list(named)}
        if self.virtuoso:  # in milliseconds, at least a second; it then says that it gave up
            form["timeout"] = str(max(1000, int((deadline - time.monotonic()) * 1000)))
        request = self._client.build_request(
            "POST", self.endpoint.query, data=form, headers={"Accept": accept}
        )
        with self._errors(self.endpoint.query, deadline):
            response = self._sent(request, deadline)
            try:
                with stopping_at(deadline, response):
                    self._check_answer(response, deadline)
                    yield Body(response.iter_bytes(), deadline)
            finally:
                response.close()

    def update(self, text: str) -> None:
        """Runs an update, all of it. Raises StoreRefused, StoreUnreachable."""
        self._change(self.endpoint.for_updates(), text.encode(), "application/sparql-update", {})

    def add(self, graph: str, n_triples: bytes) -> None:
        """Adds triples to a graph (Graph Store Protocol, POST). Raises StoreRefused, StoreUnreachable."""
        self._change(self.endpoint.for_graphs(), n_triples, "application/n-triples", {"graph": graph})

    def _sent(self, request: httpx.Request, deadline: float) -> httpx.Response:
        """The answer's head. A connection that was closed while it lay idle is replaced, once."""
        check_deadline(deadline)
        seconds = deadline - time.monotonic()
        limits = httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
        request.extensions["timeout"] = limits.as_dict()
        try:
            return self._client.send(request, stream=True, auth=self._auth_for(self.endpoint.query))
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            check_deadline(deadline)
            return self._client.send(request, stream=True, auth=self._auth_for(self.endpoint.query))

    def _change(self, url: str, body: bytes, content_type: str, parameters: dict[str, str]) -> None:
        # Never sent again after a failure: it is not known whether the first one was carried out.
        request = self._client.build_request(
            "POST",
            url,
            content=body,
            params=parameters,
            headers={"Content-Type": content_type},
            timeout=httpx.Timeout(_WRITE_SECONDS, connect=_CONNECT_SECONDS),
        )
        with self._errors(url, time.monotonic() + _WRITE_SECONDS):
            response = self._client.send(request, auth=self._auth_for(url))
        if not response.is_success:
            raise _refusal(response)

    def _auth_for(self, url: str) -> httpx.Auth | None:
        if not self.endpoint.user:
            return None
        return self._auth.setdefault(url, _Auth(self.endpoint.user, self.endpoint.password))

    @contextmanager
    def _errors(self, url: str, deadline: float) -> Iterator[None]:
        try:
            yield
        except httpx.ConnectTimeout as problem:
            raise _unreachable(url, problem) from problem
        except httpx.TransportError as problem:
            check_deadline(deadline - CLOSING_SECONDS)
            raise _unreachable(url, problem) from problem

    def _check_answer(self, response: httpx.Response, deadline: float) -> None:
        self.virtuoso = response.headers.get("server", "").startswith("Virtuoso")
        if response.headers.get("x-sql-state") == "S1TAT":
            # Virtuoso sends what it had found when it gave up; a part would look like the whole.
            check_deadline(min(deadline, time.monotonic() - 1))
        if "x-sparql-maxrows" in response.headers:
            most = response.headers["x-sparql-maxrows"]
            raise StoreRefused(
                f"The store cuts results at {most} rows, and a part would look like the whole. Set its "
                "ResultSetMaxRows above CLUSTERWISSEN_QUERY_ROWS."
            )
        if response.is_success:
            return
        response.read()
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise BadQuery(f"The query cannot be read as SPARQL 1.1: {_message(response)}")
        if response.status_code in {httpx.codes.REQUEST_TIMEOUT, httpx.codes.GATEWAY_TIMEOUT}:
            raise QueryTimedOut(f"The store gave the query up: {_message(response)}")
        raise _refusal(response)


def _refusal(response: httpx.Response) -> StoreRefused | StoreUnreachable:
    url, status = response.request.url, response.status_code
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return StoreRefused(
            f"{url} lets nobody in without the right name and password ({status}). Set "
            "CLUSTERWISSEN_STORE_USER and CLUSTERWISSEN_STORE_PASSWORD."
        )
    if status in {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.BAD_GATEWAY}:
        return StoreUnreachable(f"{url} is busy or starting ({status}): {_message(response)}")
    return StoreRefused(
        f"{url} answered {status}: {_message(response)} - is it the address of a SPARQL 1.1 store?"
    )


def _message(response: httpx.Response) -> str:
    return " ".join(response.text.split())[:_MESSAGE_CHARACTERS] or response.reason_phrase


def _unreachable(url: str, problem: Exception) -> StoreUnreachable:
    return StoreUnreachable(
        f"The store at {url} does not answer ({problem or type(problem).__name__}). Is it running, and is "
        "CLUSTERWISSEN_STORE its address for queries?"
    )
