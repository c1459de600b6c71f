"""The read side of the SPARQL 1.1 Graph Store HTTP Protocol; other methods are a 405."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from rdflib import URIRef
from starlette.responses import Response

import service
from ontology.vocabulary import GRAPH_CORPUS
from service.api_description import formats
from service.dependencies import KnowledgeOf
from service.errors import BadRequest, NotFound
from service.knowledge import Knowledge
from service.media_types import GRAPH_FORMATS, GRAPH_OFFERS, with_charset
from service.negotiation import require_type
from service.responses import content_etag, not_modified
from service.routers.export import send_dump
from service.routers.parameters import Parameters
from service.use_cases.export import default_graph_dump

router = APIRouter(tags=["SPARQL"])
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


@router.get(
    "/graph",
    response_class=Response,
    responses=formats(*(form.media_type for form in GRAPH_FORMATS)),
    summary="A whole graph: ?graph=IRI, or ?default",
)
def graph(
    request: Request,
    knowledge: KnowledgeOf,
    graph: Annotated[
        str | None, Query(description="IRI of a named graph.", examples=[str(GRAPH_CORPUS)])
    ] = None,
    default: Annotated[str | None, Query(description="The default graph; takes no value.")] = None,
) -> Response:
    """Negotiated; an unknown graph is a 404 before a format is a 406."""
    del graph, default
    parameters = Parameters.parse(request.scope["query_string"])
    name, is_default = parameters.one("graph"), bool(parameters.all("default"))
    if (name is None) == (not is_default):
        raise BadRequest("Name one graph: either `graph=IRI` or `default`.")
    iri = None if name is None else _known(knowledge, name)
    media_type = GRAPH_OFFERS[require_type(request.headers.get("accept"), GRAPH_OFFERS)]
    headers = {"Vary": "Accept"}
    dump = default_graph_dump(knowledge.build, media_type) if iri is None else None
    if dump is not None:
        return send_dump(request, knowledge.build, dump, headers)
    # A build never changes: what it is asked for says what it answers, and nothing is written to be hashed.
    asked = f"{knowledge.build.id} {iri} {media_type} {service.__version__}"
    headers |= {"ETag": "W/" + content_etag(asked.encode()), "Cache-Control": "no-cache"}
    known = not_modified(request, headers["ETag"], headers)
    body = b"" if known else knowledge.store.graph_bytes(iri, media_type)
    return known or Response(body, media_type=with_charset(media_type), headers=headers)


def _known(knowledge: Knowledge, name: str) -> URIRef:
    """The graph of this name. Raises BadRequest for a relative IRI, NotFound for an unknown one."""
    if not _ABSOLUTE.match(name):
        raise BadRequest(f"{name[:200]!r} is no absolute IRI, as the name of a graph has to be.")
    # Compared as text: rdflib logs what does not look like an IRI, and nothing a client sends is logged.
    found = {str(iri): iri for iri in knowledge.store.graph_names()}.get(name)
    if found is None:
        raise NotFound(f"There is no graph {name[:200]!r}. GET /sparql describes the graphs there are.")
    return found
