"""Reads the reviewed records of the corpus (format: `corpus/README.md`)."""

from ingest.records.corpus import Corpus, read_corpus
from ingest.records.model import (
    LanguageText,
    Link,
    Nested,
    Place,
    Record,
    Reference,
    StatementRecord,
    TypedValue,
)
from ingest.records.rules import Rules, ontology_rules
from ingest.records.statement_names import statement_iri

__all__ = [
    "Corpus",
    "LanguageText",
    "Link",
    "Nested",
    "Place",
    "Record",
    "Reference",
    "Rules",
    "StatementRecord",
    "TypedValue",
    "ontology_rules",
    "read_corpus",
    "statement_iri",
]
