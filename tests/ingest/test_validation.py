from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDFS, SKOS, Graph, Literal, URIRef, namespace

from ingest.errors import ShapesViolated
from ingest.graph_building import corpus_graph
from ingest.records import Corpus, read_corpus
from ingest.validation import validate
from ontology.identifiers import individual_iri
from ontology.loading import load_ontology, load_shapes
from ontology.vocabulary import CW

if TYPE_CHECKING:
    from conftest import CorpusFolder

MEASURE = individual_iri("measure", "cm-om1")
MEMBERSHIP = individual_iri("membership", "ena-small")
BARRIER = individual_iri("barrier", "little-known")


@pytest.fixture
def corpus(corpus_folder: CorpusFolder) -> Corpus:
    return read_corpus(corpus_folder.path)


@pytest.fixture
def graph(corpus: Corpus) -> Graph:
    return corpus_graph(corpus) + load_ontology()


def test_a_graph_that_keeps_the_shapes_passes_and_is_not_changed(graph: Graph) -> None:
    before = set(graph)
    validate(graph, load_shapes())
    assert set(graph) == before


def test_a_violation_has_place_node_path_and_both_languages(corpus: Corpus, graph: Graph) -> None:
    graph.remove((MEASURE, CW.actionField, None))
    with pytest.raises(ShapesViolated) as caught:
        validate(graph, load_shapes(), corpus.places())
    (violation,) = caught.value.violations
    assert violation.focus == f"<{MEASURE}>"
    assert violation.path == "cw:actionField"
    assert violation.place == "measure/cm-om1.md:2"
    assert "Handlungsfeld" in violation.message_de
    assert "action field" in violation.message_en
    assert str(caught.value).startswith("The graph breaks 1 rule of the shapes\nmeasure/cm-om1.md:2: ")


SPOILT = {
    "missing language": (MEASURE, RDFS.label, Literal("Newsletter", lang="en"), None),
    "share above 1": (MEMBERSHIP, CW.share, None, Literal("40", datatype=namespace.XSD.decimal)),
    "missing individual": (MEASURE, CW.audience, None, individual_iri("actor-type", "nobody")),
    "circle": (individual_iri("barrier", "information-deficit"), SKOS.broader, None, BARRIER),
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT.keys())
def test_what_the_reader_would_refuse_is_refused_by_a_shape_too(
    graph: Graph, spoilt: tuple[URIRef, URIRef, Literal | None, URIRef | Literal | None]
) -> None:
    subject, predicate, removed, added = spoilt
    graph.remove((subject, predicate, removed))
    if added is not None:
        graph.add((subject, predicate, added))
    with pytest.raises(ShapesViolated) as caught:
        validate(graph, load_shapes())
    assert f"<{subject}>" in {violation.focus for violation in caught.value.violations}
    assert all(violation.message_de and violation.message_en for violation in caught.value.violations)
    assert all(violation.message_de != violation.message_en for violation in caught.value.violations)


def test_paths_are_spelt_as_in_sparql(graph: Graph) -> None:
    other = individual_iri("initiative", "other")
    graph.add((other, CW.membership, MEMBERSHIP))
    graph.add((individual_iri("barrier", "information-deficit"), SKOS.broader, BARRIER))
    with pytest.raises(ShapesViolated) as caught:
        validate(graph, load_shapes())
    paths = {violation.path for violation in caught.value.violations}
    assert {"^cw:membership", "skos:broader+/dcterms:identifier"} <= paths
