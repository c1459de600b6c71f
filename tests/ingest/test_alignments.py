"""Matches with public identifiers: only for what the corpus has, each with a reason in both languages."""

from __future__ import annotations

import re

from rdflib import DCTERMS, OWL, RDFS, SKOS, BNode, Graph, Literal, URIRef

from ingest.alignments import alignments_for
from ontology.identifiers import individual_iri, parse_individual
from ontology.loading import load_alignments

STATE, TOWN = individual_iri("region", "baden-wuerttemberg"), individual_iri("region", "pfinztal")
MATCHES = {SKOS.exactMatch, SKOS.closeMatch, SKOS.narrowMatch}


def test_what_the_corpus_does_not_have_is_left_out() -> None:
    assert not len(alignments_for(Graph()))
    corpus = Graph()
    for region in (STATE, TOWN):
        corpus.add((region, DCTERMS.identifier, Literal(parse_individual(region)[1])))
    found = alignments_for(corpus)
    assert list(found.subject_objects(SKOS.exactMatch)) == [
        (STATE, URIRef("http://data.europa.eu/nuts/code/DE1"))
    ]
    assert not [node for triple in found for node in triple if isinstance(node, BNode)]
    (axiom,) = found.subjects(OWL.annotatedSource, STATE)
    assert {text.language for text in found.objects(axiom, RDFS.comment) if isinstance(text, Literal)} == {
        "de",
        "en",
    }


def test_each_match_has_a_reason_and_each_reason_a_match() -> None:
    graph = load_alignments()
    parts = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
    axioms = set(graph.subjects(OWL.annotatedSource))
    reasoned = {tuple(graph.value(axiom, part) for part in parts) for axiom in axioms}
    assert reasoned == {triple for match in MATCHES for triple in graph.triples((None, match, None))}


def test_identifiers_have_the_form_of_their_classification() -> None:
    forms = re.compile(
        r"http://data\.europa\.eu/(nuts/code/DE[0-9A-Z](?:[0-9][0-9A-Z]?)?|ux2/nace2/[0-9]{2})"
    )
    graph = load_alignments()
    targets = [str(target) for target in graph.objects(predicate=OWL.annotatedTarget)]
    assert all(forms.fullmatch(target) for target in targets)
    exact = [target for match in (SKOS.exactMatch, SKOS.closeMatch) for target in graph.objects(None, match)]
    assert len(exact) == len(set(exact)), "two individuals cannot both be the same as a third thing"
