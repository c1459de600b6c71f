"""The SPARQL 1.1 Protocol in words of OpenAPI: the router reads its parameters itself."""

from __future__ import annotations

from typing import Any

from ontology.vocabulary import GRAPH_CORPUS, GRAPH_INFERRED
from service.api_description import Responses, formats
from service.media_types import CSV, GRAPH_FORMATS, HTML, RESULT_TYPES, RESULTS_JSON, RESULTS_XML, TSV

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
SUFFIXES = {"json": RESULTS_JSON, "xml": RESULTS_XML, "csv": CSV, "tsv": TSV} | {
    form.suffix: form.media_type for form in GRAPH_FORMATS
}
_QUERY = "SELECT ?s ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 5"
_REFUSED: Responses = {403: {"description": "An update; this endpoint only reads."}}
_UNREADABLE: Responses = {415: {"description": f"A body that is neither {FORM} nor {DIRECT}, in UTF-8."}}
_ANSWERS = (*RESULT_TYPES, *(form.media_type for form in GRAPH_FORMATS))

# name -> (what it is, its schema, an example)
_PARAMETERS: dict[str, tuple[str, dict[str, Any], Any]] = {
    "query": ("A SPARQL 1.1 query; exactly one.", {"type": "string"}, _QUERY),
    "default-graph-uri": (
        "Graphs whose union is the default graph; overrides FROM.",
        {"type": "array", "items": {"type": "string", "format": "iri"}},
        [str(GRAPH_CORPUS), str(GRAPH_INFERRED)],
    ),
    "named-graph-uri": (
        "The named graphs; overrides FROM NAMED.",
        {"type": "array", "items": {"type": "string", "format": "iri"}},
        [str(GRAPH_CORPUS)],
    ),
    "timeout": (
        "Seconds the query may take, if fewer than the server allows.",
        {"type": "number", "exclusiveMinimum": 0},
        5,
    ),
    "format": ("Instead of an Accept header, for links.", {"type": "string", "enum": [*SUFFIXES]}, "csv"),
}


def _in_address(*names: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "description": text, "schema": schema, "example": example}
        for name, (text, schema, example) in _PARAMETERS.items()
        if name in names
    ]


_BODY = {
    "required": True,
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "properties": {name: {**s, "description": t} for name, (t, s, _) in _PARAMETERS.items()},
                "required": ["query"],
            },
            "example": {"query": _QUERY},
        },
        DIRECT: {"schema": {"type": "string"}, "example": _QUERY},
    },
}
_BESIDE_A_BODY = [name for name in _PARAMETERS if name != "query"]

GET: dict[str, Any] = {
    "responses": formats(*_ANSWERS, HTML, also=_REFUSED),
    "openapi_extra": {"parameters": _in_address(*_PARAMETERS)},
}
POST: dict[str, Any] = {
    "responses": {**formats(*_ANSWERS, cached=False), **_REFUSED, **_UNREADABLE},
    "openapi_extra": {"parameters": _in_address(*_BESIDE_A_BODY), "requestBody": _BODY},
}
