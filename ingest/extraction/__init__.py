"""Finds the places where a text names a thing of the concept lexicon. The only package that knows spaCy."""

from ingest.extraction.labels import ConceptLabel, concept_labels
from ingest.extraction.linker import ConceptLexicon

__all__ = ["ConceptLabel", "ConceptLexicon", "concept_labels"]
