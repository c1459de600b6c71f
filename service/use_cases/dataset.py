"""The dataset described for machines: VoID (W3C note, 2011) and DCAT 3, from the counts of the build."""

from __future__ import annotations

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, RDF, VOID, XSD, DefinedNamespace

from ontology.schema import local_name
from ontology.vocabulary import BASE, CW, ONTOLOGY, PREFIXES
from service.builds import Build
from service.media_types import GRAPH_FORMATS, N_TRIPLES
from service.use_cases.export import Dump, dumps

DATASET = URIRef(BASE + "dataset")
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
TITLE = {
    "de": "Clusterwissen: Cluster, kleine Betriebe und das Handwerk",
    "en": "Clusterwissen: business clusters, small firms and the crafts",
}
ABOUT = {
    "de": "Geprüftes Wissen über Clusterinitiativen: was kleine Betriebe davon haben, was sie abhält, welche "
    "Maßnahmen helfen und wer das wo belegt.",
    "en": "Reviewed knowledge about cluster initiatives: what small firms gain, what keeps them away, which "
    "measures help, and who says so where.",
}
_FORMATS = "http://www.w3.org/ns/formats/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


class SPDX(DefinedNamespace):
    """The terms we use of SPDX, for checksums."""

    _fail = True
    _NS = Namespace("http://spdx.org/rdf/terms#")

    Checksum: URIRef
    algorithm: URIRef
    checksum: URIRef
    checksumAlgorithm_sha256: URIRef  # noqa: N815 - the term's own name
    checksumValue: URIRef  # noqa: N815


def dataset_description(build: Build, base_url: str) -> Graph:
    """VoID and DCAT of a build; `base_url` is the public URL of the service, without a slash at its end."""
    graph = Graph()
    for prefix, namespace in {**PREFIXES, "void": VOID, "dcat": DCAT, "spdx": SPDX._NS}.items():
        graph.bind(prefix, str(namespace), replace=True)
    _general(graph, build, base_url)
    _statistics(graph, build)
    _endpoint(graph, base_url)
    for dump in dumps(build):
        _distribution(graph, dump, base_url)
    return graph


def _general(graph: Graph, build: Build, base_url: str) -> None:
    add = graph.add
    for kind in (VOID.Dataset, DCAT.Dataset):
        add((DATASET, RDF.type, kind))
    for language in ("de", "en"):
        add((DATASET, DCTERMS.title, Literal(TITLE[language], lang=language)))
        add((DATASET, DCTERMS.description, Literal(ABOUT[language], lang=language)))
        add((DATASET, DCTERMS.language, Literal(language)))
    created = Literal(build.manifest.created, datatype=XSD.dateTime, normalize=False)
    add((DATASET, DCTERMS.issued, created))
    add((DATASET, DCTERMS.license, LICENCE))
    add((DATASET, OWL.versionInfo, Literal(build.id)))
    add((DATASET, DCAT.landingPage, URIRef(f"{base_url}/dataset")))
    add((DATASET, FOAF.homepage, URIRef(f"{base_url}/")))
    add((DATASET, VOID.uriSpace, Literal(BASE + "id/")))
    add((DATASET, VOID.sparqlEndpoint, URIRef(f"{base_url}/sparql")))
    add((DATASET, VOID.exampleResource, URIRef(BASE + "id/measure/cm-om5")))
    for form in GRAPH_FORMATS:
        add((DATASET, VOID.feature, URIRef(_FORMATS + form.name.replace("/", "_"))))
    for vocabulary in sorted({str(ONTOLOGY), *(PREFIXES[p] for p in ("skos", "dcterms", "prov", "org"))}):
        add((DATASET, VOID.vocabulary, URIRef(vocabulary)))


def _endpoint(graph: Graph, base_url: str) -> None:
    """The SPARQL endpoint as a DCAT data service; it describes itself at its own address."""
    service, address = URIRef(f"{DATASET}#sparql"), URIRef(f"{base_url}/sparql")
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCTERMS.title, Literal("SPARQL 1.1")))
    graph.add((service, DCTERMS.conformsTo, URIRef("https://www.w3.org/TR/sparql11-protocol/")))
    for relation in (DCAT.endpointURL, DCAT.endpointDescription):
        graph.add((service, relation, address))
    graph.add((service, DCAT.servesDataset, DATASET))


def _statistics(graph: Graph, build: Build) -> None:
    manifest, add = build.manifest, graph.add
    add((DATASET, VOID.triples, Literal(manifest.triples)))
    add((DATASET, VOID.classes, Literal(len(manifest.classes))))
    add((DATASET, VOID.properties, Literal(len(manifest.properties))))
    for number, (iri, count) in enumerate(manifest.classes.items()):
        part = _part("class", iri, number)
        add((DATASET, VOID.classPartition, part))
        add((part, VOID["class"], URIRef(iri)))
        add((part, VOID.entities, Literal(count)))
    for number, (iri, count) in enumerate(manifest.properties.items()):
        part = _part("property", iri, number)
        add((DATASET, VOID.propertyPartition, part))
        add((part, VOID.property, URIRef(iri)))
        add((part, VOID.triples, Literal(count)))


def _part(kind: str, iri: str, number: int) -> URIRef:
    """A name for a partition; terms of other vocabularies are numbered, as their local names may clash."""
    own = iri.startswith(str(CW))
    return URIRef(f"{DATASET}#{kind}-{local_name(URIRef(iri)) if own else number}")


def _distribution(graph: Graph, dump: Dump, base_url: str) -> None:
    node, add = URIRef(f"{DATASET}#{dump.name}"), graph.add
    url = URIRef(f"{base_url}/export/{dump.name}")
    add((DATASET, DCAT.distribution, node))
    if dump.name.removesuffix(".gz") != dump.name or dump.form is N_TRIPLES:
        add((DATASET, VOID.dataDump, url))
    add((node, RDF.type, DCAT.Distribution))
    add((node, DCTERMS.title, Literal(dump.name)))
    for relation in (DCAT.accessURL, DCAT.downloadURL):
        add((node, relation, url))
    add((node, DCAT.mediaType, URIRef(_MEDIA_TYPES + dump.form.media_type)))
    if dump.media_type != dump.form.media_type:
        add((node, DCAT.compressFormat, URIRef(_MEDIA_TYPES + dump.media_type)))
    add((node, DCAT.byteSize, Literal(dump.bytes, datatype=XSD.nonNegativeInteger)))
    add((node, DCTERMS.license, LICENCE))
    checksum = URIRef(f"{node}-checksum")
    add((node, SPDX.checksum, checksum))
    add((checksum, RDF.type, SPDX.Checksum))
    add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    add((checksum, SPDX.checksumValue, Literal(dump.sha256, datatype=XSD.hexBinary, normalize=False)))
