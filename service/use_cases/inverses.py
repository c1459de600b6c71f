"""Which property says the same the other way round, by the ontology."""

from __future__ import annotations

from functools import cache

from rdflib.namespace import OWL, RDF, SKOS

from ontology.loading import load_ontology


@cache
def _inverses() -> dict[str, str]:
    ontology = load_ontology()
    pairs = {(str(a), str(b)) for a, b in ontology.subject_objects(OWL.inverseOf)}
    pairs.add((str(SKOS.broader), str(SKOS.narrower)))
    both = {**dict(pairs), **{b: a for a, b in pairs}}
    symmetric = {str(p): str(p) for p in ontology.subjects(RDF.type, OWL.SymmetricProperty)}
    return both | symmetric


def inverse_of(property_iri: str) -> str | None:
    """The IRI of the inverse (a symmetric property is its own), None where there is none."""
    return _inverses().get(property_iri)
