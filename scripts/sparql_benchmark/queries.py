"""The queries: interactive ones of five kinds about many things, and a few analytic ones."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sparql_benchmark.data import CW, DCTERMS, RDF, RDFS, SEED, SKOS, Sizes, iri

_PREFIXES = (
    f"PREFIX cw: <{CW}> PREFIX rdf: <{RDF}> PREFIX rdfs: <{RDFS}> PREFIX skos: <{SKOS}> "
    f"PREFIX dcterms: <{DCTERMS}> "
)
_ROUNDS = 40

# MEASURE, BARRIER, AUDIENCE, HORIZON, SLUG: a thing, another each time.
_INTERACTIVE = (
    ("lookup", "SELECT ?p ?o { MEASURE ?p ?o }"),
    ("lookup", "SELECT ?label ?text { BARRIER rdfs:label ?label ; dcterms:description ?text }"),
    ("lookup", 'SELECT ?thing ?label { ?thing dcterms:identifier "SLUG" ; rdfs:label ?label }'),
    ("lookup", "ASK { MEASURE cw:addressesBarrier BARRIER }"),
    (
        "join",
        "SELECT ?m ?label ?who { ?m cw:addressesBarrier BARRIER ; rdfs:label ?label ; cw:targetGroup ?g . "
        "?g rdfs:label ?who FILTER(LANG(?label) = 'de' && LANG(?who) = 'de') }",
    ),
    (
        "join",
        "SELECT ?text ?locator ?title { ?x cw:about MEASURE ; cw:locator ?locator ; cw:source ?s ; "
        "dcterms:description ?text . ?s rdfs:label ?title FILTER(LANG(?text) = LANG(?title)) }",
    ),
    (
        "join",
        "SELECT ?m ?label { ?m cw:addressesBarrier BARRIER ; cw:targetGroup AUDIENCE ; rdfs:label ?label } "
        "ORDER BY ?label",
    ),
    (
        "join",
        "SELECT DISTINCT ?other { MEASURE cw:addressesBarrier ?b ; cw:targetGroup ?g . "
        "?other cw:addressesBarrier ?b ; cw:targetGroup ?g } ORDER BY ?other LIMIT 20",
    ),
    (
        "join",
        "SELECT ?m ?label { ?m cw:targetGroup AUDIENCE ; cw:horizon HORIZON ; rdfs:label ?label } "
        "ORDER BY ?label LIMIT 20",
    ),
    ("path", "SELECT DISTINCT ?m { ?b skos:broader* BARRIER . ?m cw:addressesBarrier ?b }"),
    ("path", "SELECT ?b ?label { MEASURE cw:addressesBarrier/skos:broader* ?b . ?b rdfs:label ?label }"),
    ("path", "SELECT ?label { BARRIER (skos:broader|^skos:broader)/rdfs:label ?label }"),
    (
        "construct",
        "CONSTRUCT { MEASURE ?p ?o . ?x ?q ?v } { { MEASURE ?p ?o } UNION { ?x cw:about MEASURE ; ?q ?v } }",
    ),
    ("describe", "DESCRIBE MEASURE"),
    ("describe", "DESCRIBE BARRIER"),
)
_ANALYTIC = (
    "SELECT ?b (COUNT(?m) AS ?n) { ?m cw:addressesBarrier ?b } GROUP BY ?b ORDER BY DESC(?n) ?b LIMIT 10",
    "SELECT ?s (COUNT(DISTINCT ?m) AS ?n) { ?x cw:source ?s ; cw:about ?m } GROUP BY ?s ORDER BY ?s",
    'SELECT ?m ?l { ?m a cw:Measure ; rdfs:label ?l FILTER(CONTAINS(?l, "Innung Kammer")) } ORDER BY ?m ?l',
    "SELECT (COUNT(*) AS ?n) { ?m a cw:Measure FILTER NOT EXISTS { ?m cw:targetGroup AUDIENCE } }",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
    "SELECT (COUNT(DISTINCT ?m) AS ?n) { ?m cw:addressesBarrier/skos:broader* BARRIER }",
)


@dataclass(frozen=True)
class Query:
    """A query, its kind, and whether its result is a graph."""

    kind: str
    text: str

    @property
    def graph(self) -> bool:
        """Whether it is answered with triples."""
        return self.kind in {"construct", "describe"}


def interactive(sizes: Sizes) -> list[Query]:
    """Lookups, joins, paths, CONSTRUCT and DESCRIBE, mixed, each about another thing."""
    made = random.Random(SEED)  # noqa: S311 - repeatable, and nothing secret
    return [Query(kind, _about(text, sizes, made)) for _ in range(_ROUNDS) for kind, text in _INTERACTIVE]


def analytic(sizes: Sizes) -> list[Query]:
    """Queries that read a good part of the graph."""
    made = random.Random(SEED)  # noqa: S311
    return [Query("analytic", _about(text, sizes, made)) for text in _ANALYTIC]


def _about(text: str, sizes: Sizes, made: random.Random) -> str:
    measure = made.randrange(sizes.measures)
    values = {
        "MEASURE": iri("measure", measure),
        "SLUG": f"measure-{measure}",
        "BARRIER": iri("barrier", made.randrange(sizes.barriers // 2, sizes.barriers)),
        "HORIZON": iri("horizon", made.randrange(3)),
        "AUDIENCE": iri("actor-type", made.randrange(sizes.audiences)),
    }
    for name, value in values.items():
        text = text.replace(name, value)
    return _PREFIXES + text
