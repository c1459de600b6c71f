"""The slugs of statements: stable when records are reordered or texts are reworded."""

from __future__ import annotations

from hashlib import sha256

from rdflib import URIRef

from ingest.records.model import LanguageText, Link, Record, Reference, StatementRecord, TypedValue
from ontology.identifiers import individual_iri

_KIND = "statement"
_HEX_DIGITS = 8


def statement_iri(record: Record, statement: StatementRecord, link: Link | None) -> URIRef:
    """The IRI of a statement about `record`, or of the evidence for its `link`.

    The slug is `{slug of the record}-{8 hex digits}`, from what is claimed and who says so where; neither the
    texts nor the order count. Where the statement has a name of its own, that takes the place of the digits.
    """
    end = statement.name or _digest(record, statement, link)
    return individual_iri(_KIND, f"{record.slug}-{end}")


def _digest(record: Record, statement: StatementRecord, link: Link | None) -> str:
    parts = (
        str(record.iri),
        str(link.predicate) if link else "",
        _object_key(link) if link else "",
        statement.source.slug,
        statement.locator,
        _iri_or_nothing(statement.holder),
        _iri_or_nothing(statement.case),
        statement.stance.slug,
    )
    return sha256("\n".join(parts).encode()).hexdigest()[:_HEX_DIGITS]


def _object_key(link: Link) -> str:
    match link.target:
        case Reference() as reference:
            return str(reference.iri)
        case TypedValue(text, datatype):
            return f"{text}^^{datatype}"
        case LanguageText(de, en):
            return f"{de}@de {en}@en"


def _iri_or_nothing(reference: Reference | None) -> str:
    return str(reference.iri) if reference else ""
