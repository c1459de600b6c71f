"""The endpoint for machines (SPARQL 1.1 Service Description). SERVICE is refused, so no federation."""

from __future__ import annotations

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, VOID, DefinedNamespace

from ontology.vocabulary import PREFIXES
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
    Graph: URIRef
    NamedGraph: URIRef
    SPARQL11Query: URIRef
    Service: URIRef
    defaultDataset: URIRef  # noqa: N815 - the term's own name
    defaultGraph: URIRef  # noqa: N815
    endpoint: URIRef
    graph: URIRef
    name: URIRef
    namedGraph: URIRef  # noqa: N815
    resultFormat: URIRef  # noqa: N815
    supportedLanguage: URIRef  # noqa: N815


def service_description(build: Build, base_url: str) -> Graph:
    """What the endpoint at `base_url`/sparql can do and which graphs it holds."""
    endpoint = URIRef(f"{base_url}/sparql")
    graph = Graph()
    for prefix, namespace in {**PREFIXES, "sd": SD._NS, "void": VOID}.items():
        graph.bind(prefix, str(namespace), replace=True)
    graph.add((endpoint, RDF.type, SD.Service))
    graph.add((endpoint, SD.endpoint, endpoint))
    graph.add((endpoint, SD.supportedLanguage, SD.SPARQL11Query))
    for name in _NAMES:
        graph.add((endpoint, SD.resultFormat, URIRef(_FORMATS + name)))
    dataset, default = URIRef(f"{endpoint}#dataset"), URIRef(f"{endpoint}#default-graph")
    graph.add((endpoint, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    graph.add((default, VOID.triples, Literal(build.manifest.triples)))
    about = "The union of the graphs ontology, corpus and inferred. Documents are in graphs of their own."
    graph.add((default, RDFS.comment, Literal(about, lang="en")))
    for number, (name, triples) in enumerate(sorted(build.manifest.graphs.items())):
        node, content = URIRef(f"{endpoint}#graph-{number}"), URIRef(f"{endpoint}#graph-{number}-content")
        graph.add((dataset, SD.namedGraph, node))
        graph.add((node, RDF.type, SD.NamedGraph))
        graph.add((node, SD.name, URIRef(name)))
        graph.add((node, SD.graph, content))
        graph.add((content, RDF.type, SD.Graph))
        graph.add((content, VOID.triples, Literal(triples)))
    return graph
