"""From a file to a processed document. The same file and the same lexicon give the same result."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ingest.cleaning import clean
from ingest.document_model import CleanedText, Language, Outline, Passage, ProcessedDocument
from ingest.documents.languages import document_language, passage_language
from ingest.extraction import ConceptLabel, ConceptLexicon
from ingest.passages import PassageSpan, cut_passages
from ingest.readers import LARGEST_DOCUMENT, DecodedDocument, read_document
from ingest.sections import outline
from ontology.errors import NotAnIdentifier
from ontology.identifiers import slugify

_TITLE_STARTS_WITHIN: Final = 300
_LONGEST_SLUG: Final = 80


def process_file(
    path: Path,
    *,
    lexicon: ConceptLexicon | Iterable[ConceptLabel],
    slug: str | None = None,
    title: str | None = None,
    limit: int = LARGEST_DOCUMENT,
) -> ProcessedDocument:
    """Read the document at `path` and link it to the things of `lexicon`.

    `slug` names the source; it is taken from the file name if left out. A slug of a source of the corpus
    attaches the passages to that source. `limit` is the largest size in bytes.

    Raises a DocumentError (`ingest.errors`) that names the file.
    """
    decoded = read_document(path, limit=limit)
    return process_text(decoded, lexicon=lexicon, slug=slug, title=title)


def process_text(
    decoded: DecodedDocument,
    *,
    lexicon: ConceptLexicon | Iterable[ConceptLabel],
    slug: str | None = None,
    title: str | None = None,
) -> ProcessedDocument:
    """Clean, cut and link a document that has been read (see `process_file`)."""
    if not isinstance(lexicon, ConceptLexicon):
        lexicon = ConceptLexicon(lexicon)
    cleaned = clean(decoded.text)
    structure = outline(cleaned)
    title = title or _title(structure, decoded.path)
    slug = slug or _slug(decoded.path, title)
    spans = cut_passages(cleaned, structure)
    language = document_language([cleaned.text[span.start : span.end] for span in spans])
    maker = _PassageMaker(slug, cleaned, structure, language, lexicon)
    return ProcessedDocument(
        slug,
        title,
        language,
        decoded.path.name,
        decoded.media_type,
        decoded.encoding,
        decoded.text,
        cleaned.text,
        cleaned.offsets,
        cleaned.removed,
        structure.sections,
        tuple(maker.make(number, span) for number, span in enumerate(spans, 1)),
        cleaned.repaired_hyphens,
        cleaned.closed_gaps,
    )


def _title(structure: Outline, path: Path) -> str:
    """The first heading, if it stands at the top and has no number; else the file name."""
    for section in structure.sections[:1]:
        if section.start <= _TITLE_STARTS_WITHIN and section.number is None:
            return section.title
    return re.sub(r"[-_\s]+", " ", path.stem).strip() or path.name


def _slug(path: Path, title: str) -> str:
    for text in (path.stem, title):
        try:
            return slugify(text)[:_LONGEST_SLUG].rstrip("-")
        except NotAnIdentifier:
            continue
    return "document"


class _PassageMaker:
    """Makes passages of spans."""

    def __init__(
        self, slug: str, cleaned: CleanedText, structure: Outline, language: Language, lexicon: ConceptLexicon
    ) -> None:
        self._slug = slug
        self._cleaned = cleaned
        self._structure = structure
        self._language = language
        self._lexicon = lexicon

    def make(self, number: int, span: PassageSpan) -> Passage:
        """The passage with the running number `number` (from 1)."""
        text = self._cleaned.text[span.start : span.end]
        block = self._cleaned.blocks[span.block]
        section = self._structure.section_of[span.block]
        language = passage_language(text, self._language)
        original_start, original_end = self._cleaned.offsets.original_span(span.start, span.end)
        mentions = tuple(mention.moved(span.start) for mention in self._lexicon.link(text, language))
        return Passage(
            f"{self._slug}-{number:05d}",
            span.kind,
            span.start,
            span.end,
            original_start,
            original_end,
            text,
            language,
            block.page,
            section,
            self._structure.sections[section].path if section is not None else (),
            block.note,
            mentions,
        )
