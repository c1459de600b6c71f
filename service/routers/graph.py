"""The read side of the SPARQL 1.1 Graph Store HTTP Protocol; other methods are a 405."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from rdflib import URIRef
from starlette.responses import Response

from service.dependencies import KnowledgeOf
from service.errors import BadRequest, NotFound
from service.media_types import GRAPH_OFFERS
from service.negotiation import require_type
from service.responses import conditional
from service.routers.parameters import Parameters

router = APIRouter(tags=["SPARQL"])


@router.get("/graph", summary="A whole graph: ?graph=IRI, or ?default")
def graph(
    request: Request,
    knowledge: KnowledgeOf,
    graph: Annotated[str | None, Query(description="IRI of a named graph.")] = None,
    default: Annotated[str | None, Query(description="The default graph; takes no value.")] = None,
) -> Response:
    """Negotiated; an unknown graph is a 404 before a format is a 406."""
    del graph, default
    parameters = Parameters.parse(request.scope["query_string"])
    name, is_default = parameters.one("graph"), bool(parameters.all("default"))
    if (name is None) == (not is_default):
        raise BadRequest("Name one graph: either `graph=IRI` or `default`.")
    iri = None if name is None else URIRef(name)
    if iri is not None and iri not in knowledge.store.graph_names():
        raise NotFound(f"There is no graph {name!r}. /dataset lists the graphs.")
    media_type = GRAPH_OFFERS[require_type(request.headers.get("accept"), GRAPH_OFFERS)]
    body = knowledge.store.graph_bytes(iri, media_type)
    return conditional(request, body, media_type, {"Vary": "Accept"})
