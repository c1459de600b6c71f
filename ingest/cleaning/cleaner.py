"""The order of the steps of cleaning."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cleaning.assembly import TextWriter
from ingest.cleaning.classification import classify
from ingest.cleaning.furniture import remove_furniture
from ingest.cleaning.gaps import close_gaps
from ingest.cleaning.layout import Layout, measure
from ingest.cleaning.lines import Line, split_lines
from ingest.cleaning.markup import cut_markup
from ingest.cleaning.mending import mend
from ingest.cleaning.notes import Note, separate_notes
from ingest.cleaning.paragraphs import Paragraph, group_lines
from ingest.cleaning.words import Vocabulary
from ingest.document_model import CleanedText, Removal
from ontology.lexicon import detect_language


def clean(original: str) -> CleanedText:
    """Clean a decoded text, which may be empty. Offsets of the result count characters."""
    lines = split_lines(original)
    remove_furniture(lines)
    notes = separate_notes(lines, measure(_text_lines(lines)))
    cut_markup(lines)
    vocabulary = Vocabulary(line for line in lines if line.role != "furniture")
    language = _language(original)
    closed_gaps = close_gaps(lines, vocabulary, language)
    layout = measure(_text_lines(lines))
    writer = TextWriter(original, layout, vocabulary, language)
    block_of = _write_text(lines, layout, writer)
    anchors = _write_notes(notes, lines, block_of, writer)
    text, offsets = writer.result()
    return CleanedText(
        text,
        tuple(writer.blocks),
        offsets,
        _removals(lines),
        anchors,
        writer.repaired_hyphens,
        closed_gaps,
    )


def _language(original: str) -> str:
    """The language of a stretch inside the document, where title pages and contents are over."""
    return detect_language(original[len(original) // 3 :])


def _text_lines(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.role == "text"]


def _write_text(lines: Sequence[Line], layout: Layout, writer: TextWriter) -> dict[int, int]:
    """Write all paragraphs; returns for each line (by id) the position of its block."""
    paragraphs = group_lines(lines, layout)
    for paragraph in paragraphs:
        paragraph.kind = classify(paragraph, layout)
    block_of: dict[int, int] = {}
    for paragraph in mend(paragraphs, layout):
        block_of.update((id(line), len(writer.blocks)) for line in paragraph.lines)
        writer.write(paragraph, _page(paragraph.lines[0], lines))
    return block_of


def _write_notes(
    notes: Sequence[Note], lines: Sequence[Line], block_of: dict[int, int], writer: TextWriter
) -> dict[int, int]:
    anchors: dict[int, int] = {}
    for note in notes:
        position = len(writer.blocks)
        page = _page(note.lines[0], lines)
        writer.write(Paragraph(note.lines, kind="footnote", note=note.number), page)
        written = len(writer.blocks) > position
        if written and note.anchor is not None and id(lines[note.anchor]) in block_of:
            anchors[position] = block_of[id(lines[note.anchor])]
    return anchors


def _page(line: Line, lines: Sequence[Line]) -> int | None:
    """The page by form feeds; without form feeds no page is known."""
    return line.page if lines[-1].page > 1 else None


def _removals(lines: Sequence[Line]) -> tuple[Removal, ...]:
    return tuple(cut for line in lines for cut in line.cuts)
