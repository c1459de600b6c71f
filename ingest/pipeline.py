"""The whole way from reviewed records and processed documents to one validated, reasoned data set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, Graph, URIRef

from ingest.alignments import alignments_for
from ingest.documents import ProcessedDocument, document_graph_triples
from ingest.errors import OutdatedDocument
from ingest.graph_building import corpus_graph
from ingest.progress import Progress, Silence
from ingest.quads import n_quads
from ingest.records import Corpus, read_corpus
from ingest.skolemisation import name_blank_nodes
from ingest.validation import validate
from ontology.loading import load_ontology, load_shapes
from ontology.reasoning.consistency import check
from ontology.reasoning.derivations import Derivation
from ontology.reasoning.materialisation import Materialisation
from ontology.vocabulary import CW, GRAPH_CORPUS, GRAPH_INFERRED, GRAPH_ONTOLOGY, document_graph

__all__ = ["Assembled", "assemble", "n_quads"]


@dataclass(frozen=True)
class Assembled:
    """The named graphs of a build, and the derivation of every triple in that of inferred triples."""

    graphs: Mapping[URIRef, Graph]
    derivations: tuple[Derivation, ...]


def assemble(
    corpus_folder: Path, documents: Sequence[ProcessedDocument] = (), progress: Progress | None = None
) -> Assembled:
    """The data of a build: the named graphs of the ontology, the corpus, each document, and what follows.

    `documents` have different slugs, and were linked to the things of this corpus.

    Every node has an IRI: blank nodes of the ontology get Skolem IRIs (`ingest.skolemisation`). The same
    input gives the same quads and derivations. The service decides which graphs a query sees.

    Raises `CorpusNotFound`, `RecordErrors`, `OutdatedDocument`, `ShapesViolated`, and from the ontology
    `InconsistentOntology` and `UnsatisfiableClasses`.
    """
    progress = progress or Silence()
    corpus = _read(corpus_folder, progress)
    progress.step("Building the graph of the corpus")
    reviewed, ontology = corpus_graph(corpus), load_ontology()
    claims = _union(ontology, reviewed)
    passages = _passage_graphs(documents, claims, progress)
    everything = _union(claims, *passages.values()) if passages else claims
    progress.step("Checking the graph against the shapes")
    validate(everything, load_shapes(), corpus.places())
    progress.step("Looking for contradictions")
    check(claims)  # passages only point to individuals, they claim nothing about them
    progress.step("Drawing conclusions")
    conclusions = Materialisation(everything)
    progress.step("Collecting the named graphs")
    reviewed += alignments_for(reviewed)
    named = {
        GRAPH_ONTOLOGY: name_blank_nodes(ontology),
        GRAPH_CORPUS: reviewed,
        GRAPH_INFERRED: conclusions.graph(),
    }
    return Assembled({**named, **passages}, tuple(conclusions.derivations()))


def _read(corpus_folder: Path, progress: Progress) -> Corpus:
    progress.step("Reading the records", total=sum(1 for _ in corpus_folder.glob("*/*.md")))
    return read_corpus(corpus_folder, on_file=progress.advance)


def _passage_graphs(
    documents: Sequence[ProcessedDocument], claims: Graph, progress: Progress
) -> dict[URIRef, Graph]:
    progress.step("Building the graphs of the documents", total=len(documents))
    graphs: dict[URIRef, Graph] = {}
    for document in documents:
        passages = document_graph_triples(document, claims)
        missing = {iri for iri in passages.objects(None, CW.mentions) if (iri, RDF.type, None) not in claims}
        if missing:
            raise OutdatedDocument(document.slug, map(str, missing))
        graphs[document_graph(document.slug)] = passages
        progress.advance()
    return graphs


def _union(*graphs: Graph) -> Graph:
    union = Graph()  # with contexts, which pySHACL wants
    for graph in graphs:
        union += graph
    return union
