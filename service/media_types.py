"""The formats there are: media types, suffixes and which of them can hold named graphs.

Order is preference: the first is what a client gets that accepts anything.
"""

from __future__ import annotations

from dataclasses import dataclass

HTML = "text/html"
PROBLEM = "application/problem+json"
JSON = "application/json"


@dataclass(frozen=True)
class Format:
    """A serialisation: its media type, its file suffix (no dot), whether it holds named graphs."""

    media_type: str
    suffix: str
    name: str
    datasets: bool = False


TURTLE = Format("text/turtle", "ttl", "Turtle")
JSON_LD = Format("application/ld+json", "jsonld", "JSON-LD", datasets=True)
RDF_XML = Format("application/rdf+xml", "rdf", "RDF/XML")
N_TRIPLES = Format("application/n-triples", "nt", "N-Triples")
N_QUADS = Format("application/n-quads", "nq", "N-Quads", datasets=True)
TRIG = Format("application/trig", "trig", "TriG", datasets=True)

GRAPH_FORMATS = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES, N_QUADS, TRIG)
DOCUMENT_FORMATS = (TURTLE, JSON_LD, RDF_XML, N_TRIPLES)
BY_SUFFIX = {form.suffix: form for form in GRAPH_FORMATS}
BY_MEDIA_TYPE = {form.media_type: form for form in GRAPH_FORMATS}

RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
RESULT_TYPES = (RESULTS_JSON, RESULTS_XML, CSV, TSV)

# What a client may also call a format -> what it is answered with.
_RESULT_ALIASES = {JSON: RESULTS_JSON, "application/xml": RESULTS_XML, "text/xml": RESULTS_XML}
_GRAPH_ALIASES = {
    JSON: JSON_LD.media_type,
    "application/xml": RDF_XML.media_type,
    "text/xml": RDF_XML.media_type,
    "text/plain": N_TRIPLES.media_type,
    "application/x-turtle": TURTLE.media_type,
}
RESULT_OFFERS = {**{name: name for name in RESULT_TYPES}, **_RESULT_ALIASES}
GRAPH_OFFERS = {**{form.media_type: form.media_type for form in GRAPH_FORMATS}, **_GRAPH_ALIASES}


def with_charset(media_type: str) -> str:
    """Adds the charset where the media type's registration has that parameter."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
