from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, BNode, Dataset, Graph, URIRef

from ingest.documents import ProcessedDocument, process_file, save_document
from ingest.errors import OutdatedDocument, RecordErrors, ShapesViolated
from ingest.extraction.labels import concept_labels
from ingest.graph_building import corpus_graph
from ingest.pipeline import Assembled, assemble, n_quads
from ingest.records import read_corpus
from ontology.errors import InconsistentOntology
from ontology.identifiers import individual_iri
from ontology.vocabulary import CW, GRAPH_CORPUS, GRAPH_INFERRED, GRAPH_ONTOLOGY, document_graph

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import CorpusFolder

MEASURE, BARRIER = individual_iri("measure", "cm-om1"), individual_iri("barrier", "little-known")
DOCUMENT = """\
# Die Studie

## 4.2 Bekanntheit

Ein Kleinbetrieb kennt die Initiative oft nicht. Das Informationsdefizit ist groß, denn niemand hat ihn
angesprochen, und in der Zeitung stand von der Initiative nichts.
"""
DIGEST = """
import sys
from hashlib import sha256
from pathlib import Path
from ingest.documents import load_document
from ingest.pipeline import assemble, n_quads
made = assemble(Path(sys.argv[1]), [load_document(Path(sys.argv[2]))])
print(sha256(n_quads(made.graphs) + repr(made.derivations).encode()).hexdigest())
"""


class Listener:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int | None, int]] = []

    def step(self, name: str, total: int | None = None) -> None:
        self.steps.append((name, total, 0))

    def advance(self) -> None:
        name, total, done = self.steps[-1]
        self.steps[-1] = (name, total, done + 1)


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener()


@pytest.fixture(scope="module")
def document(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> ProcessedDocument:
    path = tmp_path_factory.mktemp("documents") / "study.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    lexicon = concept_labels(corpus_graph(read_corpus(small_corpus)))
    return process_file(path, lexicon=lexicon, slug="study")


@pytest.fixture(scope="module")
def assembled(small_corpus: Path, document: ProcessedDocument, listener: Listener) -> Assembled:
    return assemble(small_corpus, [document], listener)


@pytest.fixture(scope="module")
def graphs(assembled: Assembled) -> Mapping[URIRef, Graph]:
    return assembled.graphs


def test_the_graphs_have_their_names(graphs: Mapping[URIRef, Graph]) -> None:
    filled = {name for name, graph in graphs.items() if len(graph)}
    assert filled == {GRAPH_ONTOLOGY, GRAPH_CORPUS, GRAPH_INFERRED, document_graph("study")}


def test_passages_hang_on_the_reviewed_source_and_its_sections(graphs: Mapping[URIRef, Graph]) -> None:
    passages = graphs[document_graph("study")]
    assert set(passages.objects(None, CW.passageOf)) == {individual_iri("source", "study")}
    assert individual_iri("section", "study-s1") in set(passages.objects(None, CW.inSection))
    assert individual_iri("barrier", "information-deficit") in set(passages.objects(None, CW.mentions))


def test_asserted_and_inferred_triples_stay_apart(graphs: Mapping[URIRef, Graph]) -> None:
    corpus, inferred = graphs[GRAPH_CORPUS], graphs[GRAPH_INFERRED]
    assert (MEASURE, CW.addressesBarrier, BARRIER) in corpus
    assert (BARRIER, CW.addressedBy, MEASURE) in inferred
    assert (MEASURE, RDF.type, CW.Measure) in inferred
    assert not set(corpus) & set(inferred)


def test_every_inferred_triple_has_a_derivation_from_the_named_graphs(assembled: Assembled) -> None:
    conclusions = {derivation.conclusion for derivation in assembled.derivations}
    assert conclusions == set(assembled.graphs[GRAPH_INFERRED])
    stated = {triple for graph in assembled.graphs.values() for triple in graph}
    assert {premise for derivation in assembled.derivations for premise in derivation.premises} <= stated


def test_no_node_is_without_a_name(graphs: Mapping[URIRef, Graph]) -> None:
    triples = [triple for graph in graphs.values() for triple in graph]
    assert not [term for triple in triples for term in triple if isinstance(term, BNode)]


def test_every_step_is_reported(assembled: Assembled, listener: Listener, small_corpus: Path) -> None:
    names = [name for name, _, _ in listener.steps]
    assert names[0] == "Reading the records"
    assert {"Checking the graph against the shapes", "Looking for contradictions"} <= set(names)
    files = len(list(small_corpus.glob("*/*.md")))
    assert listener.steps[0] == ("Reading the records", files, files)


def test_the_dump_can_be_read_again(graphs: Mapping[URIRef, Graph]) -> None:
    written = n_quads(graphs)
    read = Dataset().parse(data=written, format="nquads")
    assert n_quads({URIRef(graph.identifier): graph for graph in read.graphs()}) == written
    assert written.count(b"\n") == sum(map(len, graphs.values()))


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_another_process_gives_the_same_bytes(
    assembled: Assembled, small_corpus: Path, document: ProcessedDocument, tmp_path: Path, seed: str
) -> None:
    save_document(document, tmp_path / "study")
    told = subprocess.run(
        [sys.executable, "-c", DIGEST, str(small_corpus), str(tmp_path / "study")],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    made = n_quads(assembled.graphs) + repr(assembled.derivations).encode()
    assert told.stdout.strip() == sha256(made).hexdigest()


def test_a_mistake_in_a_record_stops_the_way_at_once(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace("measure/cm-om1.md", "[small-firm]", "[nobody]")
    with pytest.raises(RecordErrors, match="there is no actor-type 'nobody'"):
        assemble(corpus_folder.path)


def test_a_broken_shape_names_the_record(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace("measure/cm-om1.md", "actionField: h1\n", "")
    with pytest.raises(ShapesViolated, match=r"measure/cm-om1\.md:2: .*cw:actionField"):
        assemble(corpus_folder.path)


def test_a_contradiction_is_found(corpus_folder: CorpusFolder) -> None:
    own_counterpart = "actionField: h1\ncounterpart: cm-om1\n"
    corpus_folder.replace("measure/cm-om1.md", "actionField: h1\n", own_counterpart)
    with pytest.raises(InconsistentOntology, match="counterpart"):
        assemble(corpus_folder.path)


def test_a_document_linked_to_what_is_gone_is_refused(
    corpus_folder: CorpusFolder, document: ProcessedDocument
) -> None:
    corpus_folder.replace("barrier/little-known.md", "broader: [information-deficit]\n", "")
    corpus_folder.remove("barrier/information-deficit.md")
    with pytest.raises(OutdatedDocument, match=r"'study' points to .*barrier/information-deficit"):
        assemble(corpus_folder.path, [document])
