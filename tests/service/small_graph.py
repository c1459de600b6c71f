"""A graph small enough to be drawn: one measure, its barrier, who acts, one statement, one passage.

measure/talk --addressesBarrier--> barrier/unaware --broader--> barrier/informed-badly
    |--audience--> actor-type/cluster-manager
    `--horizon--> horizon/short-term
statement about the measure, in source/report "3.1"; another backs its link to the barrier
passage/report-1 (graph documents/report) mentions the barrier
"""

from __future__ import annotations

from rdflib import Dataset, URIRef
from rdflib.namespace import RDF, SKOS

from ingest.quads import n_quads
from ontology.reasoning.derivations import Derivation
from ontology.reasoning.rules import CHAIN, INVERSE, SUBCLASS
from ontology.vocabulary import CW

ID = "https://w3id.org/clusterwissen/id/"
GRAPH = "https://w3id.org/clusterwissen/graph/"

_TRIG = """
@prefix cw: <https://w3id.org/clusterwissen/ontology#> .
@prefix g: <https://w3id.org/clusterwissen/graph/> .
@prefix id: <https://w3id.org/clusterwissen/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .

g:ontology { cw:Measure a <http://www.w3.org/2002/07/owl#Class> ; rdfs:label "Maßnahme"@de , "Measure"@en . }
g:corpus {
  <ID/measure/talk> a cw:OperativeMeasure ; dcterms:identifier "talk" ; skos:notation "OM1" ;
    rdfs:label "Vortrag in der Innung"@de , "Talk at the guild"@en ;
    skos:altLabel "Referat"@de , "Ansprache"@de , "speech"@en ;
    dcterms:description "Der Cluster stellt sich vor."@de , "The cluster introduces itself."@en ;
    cw:audience <ID/actor-type/cluster-manager> ; cw:horizon <ID/horizon/short-term> ;
    cw:targetGroup <ID/actor-type/small-firm> ; cw:addressesBarrier <ID/barrier/unaware> .
  <ID/barrier/unaware> a cw:Barrier ; dcterms:identifier "unaware" ;
    skos:broader <ID/barrier/informed-badly> ;
    rdfs:label "Nutzen unbekannt"@de , "Benefits unknown"@en .
  <ID/barrier/informed-badly> a cw:Barrier ; dcterms:identifier "informed-badly" ;
    rdfs:label "Schlecht informiert"@de , "Badly informed"@en .
  <ID/actor-type/cluster-manager> a cw:ActorType ; dcterms:identifier "cluster-manager" ;
    rdfs:label "Clustermanager"@de , "Cluster manager"@en .
  <ID/actor-type/small-firm> a cw:ActorType ; dcterms:identifier "small-firm" ;
    rdfs:label "Kleinbetrieb"@de , "Small firm"@en .
  <ID/horizon/short-term> a cw:Horizon ; dcterms:identifier "short-term" ;
    rdfs:label "kurzfristig"@de , "short term"@en .
  <ID/source/report> a cw:Source ; dcterms:identifier "report" ;
    rdfs:label "Ein Bericht"@de , "A report"@en .
  <ID/statement/talk-1> a cw:Statement ; dcterms:identifier "talk-1" ; cw:about <ID/measure/talk> ;
    cw:source <ID/source/report> ; cw:locator "3.1" ; cw:stance <ID/stance/supports> ;
    dcterms:description "Vorträge werden empfohlen."@de , "Talks are recommended."@en .
  <ID/statement/talk-2> a cw:Statement ; dcterms:identifier "talk-2" ; cw:about <ID/measure/talk> ;
    cw:source <ID/source/report> ; cw:locator "3.2" ; cw:basis <ID/basis/interpreted> ;
    rdf:subject <ID/measure/talk> ; rdf:predicate cw:addressesBarrier ; rdf:object <ID/barrier/unaware> .
  <ID/work/bode-2011> a cw:Work ; dcterms:identifier "bode-2011" ;
    rdfs:label "Bode (2011)"@de , "Bode (2011)"@en .
  <ID/statement/unaware-1> a cw:Statement ; dcterms:identifier "unaware-1" ; cw:about <ID/barrier/unaware> ;
    cw:source <ID/source/report> ; cw:locator "2.6" ; cw:holder <ID/work/bode-2011> ;
    cw:stance <ID/stance/qualifies> ; dcterms:description "Gilt nur teilweise."@de , "Holds in part."@en .
  <ID/thesis/no-english> a cw:Thesis ; dcterms:identifier "no-english" ; rdfs:label "Nur auf Deutsch"@de .
}
g:inferred {
  <ID/measure/talk> a cw:Measure ; cw:addressesBarrier <ID/barrier/informed-badly> .
  <ID/barrier/unaware> cw:addressedBy <ID/measure/talk> .
}
<GRAPH/documents/report> {
  <ID/passage/report-1> a cw:Passage ; dcterms:identifier "report-1" ; cw:passageOf <ID/source/report> ;
    rdfs:label "Ein Bericht, Stelle 1"@de , "A report, passage 1"@en ;
    cw:mentions <ID/barrier/unaware> ; cw:page 4 ; rdf:value "Viele wissen nicht, was es bringt."@de .
}
"""


def small_n_quads(extra: str = "") -> bytes:
    """The graph as sorted N-Quads; `extra` is TriG put behind it."""
    dataset = Dataset()
    text = _TRIG.replace("<ID/", f"<{ID}").replace("<GRAPH/", f"<{GRAPH}")
    dataset.parse(data=text + extra, format="trig")
    return n_quads({URIRef(graph.identifier): graph for graph in dataset.graphs()})


def small_derivations() -> tuple[Derivation, ...]:
    """Why the inferred triples of the graph hold, and one more that rests on another inferred one."""
    talk, unaware, badly = (URIRef(f"{ID}{name}") for name in _NAMES)
    addresses, inverse = CW.addressesBarrier, "cw:addressedBy InverseOf cw:addressesBarrier"
    chain = "cw:addressesBarrier o skos:broader SubPropertyOf cw:addressesBarrier"
    subclass = "cw:OperativeMeasure SubClassOf cw:Measure"
    broader = (unaware, SKOS.broader, badly)
    return (
        Derivation(
            (talk, RDF.type, CW.Measure),
            SUBCLASS,
            ((talk, RDF.type, CW.OperativeMeasure),),
            subclass,
            CW.OperativeMeasure,
        ),
        Derivation((talk, addresses, badly), CHAIN, ((talk, addresses, unaware), broader), chain, addresses),
        Derivation(
            (unaware, CW.addressedBy, talk), INVERSE, ((talk, addresses, unaware),), inverse, CW.addressedBy
        ),
        Derivation(
            (badly, CW.addressedBy, talk), INVERSE, ((talk, addresses, badly),), inverse, CW.addressedBy
        ),
    )


_NAMES = ("measure/talk", "barrier/unaware", "barrier/informed-badly")

OTHER_TRIPLE = """
g:corpus { <https://w3id.org/clusterwissen/id/topic/new> a cw:Topic ; dcterms:identifier "new" ;
  rdfs:label "Neu"@de , "New"@en . }
"""
