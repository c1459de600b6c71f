"""The endpoint for machines (SPARQL 1.1 Service Description).

No `sd:feature` is claimed: SERVICE is refused (no sd:BasicFederatedQuery), no graph is fetched (no
sd:DereferencesURIs), and the default graph is the union of three graphs only (no sd:UnionDefaultGraph).
What is left out is said in words, in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, VOID, DefinedNamespace

from ontology.loading import load_functions
from ontology.vocabulary import CWF, PREFIXES
from service.builds import Build

_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "JSON-LD", "RDF_XML", "N-Triples", "N-Quads", "TriG"),
)


class SD(DefinedNamespace):
    """The terms we use of the service description vocabulary."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/sparql-service-description#")

    Dataset: URIRef
    Feature: URIRef
    Function: URIRef
    Graph: URIRef
    GraphCollection: URIRef
    NamedGraph: URIRef
    SPARQL10Query: URIRef
    SPARQL11Query: URIRef
    Service: URIRef
    availableGraphs: URIRef  # noqa: N815 - the term's own name
    defaultDataset: URIRef  # noqa: N815
    defaultEntailmentRegime: URIRef  # noqa: N815
    defaultGraph: URIRef  # noqa: N815
    endpoint: URIRef
    extensionFunction: URIRef  # noqa: N815
    graph: URIRef
    name: URIRef
    namedGraph: URIRef  # noqa: N815
    propertyFeature: URIRef  # noqa: N815
    resultFormat: URIRef  # noqa: N815
    supportedLanguage: URIRef  # noqa: N815


_ENTAILMENT = Namespace("http://www.w3.org/ns/entailment/")
_LANGUAGES = ("SPARQL10Query", "SPARQL11Query")
_ABOUT = {
    "de": "Nur lesend, SPARQL 1.1 Query: Update und LOAD werden abgelehnt, ebenso SERVICE und FROM mit einem "
    "Graphen, den es hier nicht gibt. Zeit, Zeilen, Bytes und gleichzeitige Anfragen sind begrenzt; ein "
    "gekürztes Ergebnis trägt X-Clusterwissen-Truncated, ein Zeitablauf ist ein Fehler (503).",
    "en": "Read-only, SPARQL 1.1 Query: Update and LOAD are refused, and so are SERVICE and FROM with a "
    "graph that is not here. Time, rows, bytes and queries at once are limited; a result that was cut "
    "carries X-Clusterwissen-Truncated, a time-out is an error (503).",
}
_REASONED = {
    "de": "Gefragt wird ohne Schlussfolgern; was nach OWL 2 folgt, steht schon im Graphen inferred.",
    "en": "Queries do no reasoning; what follows by OWL 2 is in the graph inferred already.",
}
_UNION = {
    "de": "Die Vereinigung der Graphen ontology, corpus, inferred. Jedes Dokument hat seinen eigenen.",
    "en": "The union of the graphs ontology, corpus and inferred. Each document has a graph of its own.",
}


def service_description(build: Build, base_url: str) -> Graph:
    """What the endpoint at `base_url`/sparql can do and which graphs it holds."""
    endpoint = URIRef(f"{base_url}/sparql")
    graph = Graph()
    for prefix, namespace in {**PREFIXES, "cwf": CWF._NS, "sd": SD._NS, "void": VOID}.items():
        graph.bind(prefix, str(namespace), replace=True)
    graph.add((endpoint, RDF.type, SD.Service))
    graph.add((endpoint, SD.endpoint, endpoint))
    for name in _LANGUAGES:
        graph.add((endpoint, SD.supportedLanguage, SD[name]))
    for name in _NAMES:
        graph.add((endpoint, SD.resultFormat, URIRef(_FORMATS + name)))
    graph.add((endpoint, SD.defaultEntailmentRegime, _ENTAILMENT.Simple))
    graph.add((endpoint, RDFS.seeAlso, URIRef(f"{base_url}/dataset")))
    for words in (_ABOUT, _REASONED):
        _say(graph, endpoint, words)
    _add_graphs(graph, build, endpoint)
    _add_search(graph, endpoint)
    return graph


def _add_graphs(graph: Graph, build: Build, endpoint: URIRef) -> None:
    dataset, default = URIRef(f"{endpoint}#dataset"), URIRef(f"{endpoint}#default-graph")
    available = URIRef(f"{endpoint}#graphs")
    graph.add((endpoint, SD.defaultDataset, dataset))
    graph.add((endpoint, SD.availableGraphs, available))
    graph.add((available, RDF.type, SD.GraphCollection))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((default, VOID.triples, Literal(build.manifest.triples)))
    _say(graph, default, _UNION)
    for number, (name, triples) in enumerate(sorted(build.manifest.graphs.items())):
        node, content = URIRef(f"{endpoint}#graph-{number}"), URIRef(f"{endpoint}#graph-{number}-content")
        for holder in (dataset, available):
            graph.add((holder, SD.namedGraph, node))
        graph.add((node, RDF.type, SD.NamedGraph))
        graph.add((node, SD.name, URIRef(name)))
        graph.add((node, SD.graph, content))
        graph.add((content, RDF.type, SD.Graph))
        graph.add((content, VOID.triples, Literal(triples)))


def _add_search(graph: Graph, endpoint: URIRef) -> None:
    graph += load_functions()
    for kind, used_by in ((SD.Function, SD.extensionFunction), (SD.Feature, SD.propertyFeature)):
        for term in [*graph.subjects(RDF.type, kind)]:
            graph.add((endpoint, used_by, term))


def _say(graph: Graph, about: URIRef, words: Mapping[str, str]) -> None:
    for language, text in words.items():
        graph.add((about, RDFS.comment, Literal(text, lang=language)))
