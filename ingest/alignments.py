"""Matches of the corpus's individuals with public identifiers, each with its reason."""

from __future__ import annotations

from rdflib import DCTERMS, OWL, Graph

from ingest.skolemisation import name_blank_nodes
from ontology.loading import load_alignments


def alignments_for(corpus: Graph) -> Graph:
    """The matches whose individual is in `corpus`, with the axioms that give the reasons; no blank nodes."""
    matches, wanted = name_blank_nodes(load_alignments()), Graph()
    for individual in set(matches.objects(predicate=OWL.annotatedSource)):
        if (individual, DCTERMS.identifier, None) in corpus:
            wanted += matches.triples((individual, None, None))
            for axiom in matches.subjects(OWL.annotatedSource, individual):
                wanted += matches.triples((axiom, None, None))
    return wanted
