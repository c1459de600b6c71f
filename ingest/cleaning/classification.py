"""What a paragraph is by its looks."""

from __future__ import annotations

import re
from typing import Final

from ingest.cleaning import shapes
from ingest.cleaning.layout import Layout
from ingest.cleaning.paragraphs import Paragraph
from ingest.document_model import BlockKind, HeadingHint

_LONGEST_HEADING: Final = 250
_LONGEST_PLAIN_HEADING: Final = 100
_MOST_PLAIN_WORDS: Final = 14
_LONGEST_EMPHASISED: Final = 300
_MOST_HEADING_LINES: Final = 3
_PIPE_ROW: Final = re.compile(r"\|.*\|$")
_NUMBER_CELL: Final = re.compile(r"[-+]?\d[\d.,]*%?$")
_LABEL: Final = re.compile(r"[A-ZÄÖÜ]\w+\s+\d{1,2}\s*[:.]\s")
"""Such as "These 3: ..."; a labelled sentence may be a heading in spite of its full stop."""


def classify(paragraph: Paragraph, layout: Layout) -> BlockKind:
    """The kind of a paragraph by its looks alone; a "heading" is one only if `ingest.sections` agrees."""
    first = paragraph.first
    if paragraph.is_heading_line or paragraph.is_question:
        return "heading"
    if shapes.is_caption(first) or shapes.CONTINUED.match(first):
        return "caption"
    if shapes.SOURCE_NOTE.match(first) and len(paragraph.lines) <= 4:
        return "caption"
    if any("\t" in line.raw for line in paragraph.lines) or _PIPE_ROW.match(first):
        return "table"
    if any(shapes.CONTENTS_LINE.match(line.raw) for line in paragraph.lines):
        return "table"
    if _numbered_heading(paragraph) or paragraph_is_emphasised(paragraph):
        return "heading"
    if shapes.BULLET.match(first) or shapes.LIST_NUMBER.match(first):
        return "list"
    if _is_ragged(paragraph, layout):
        return "table"
    return "heading" if is_plain_heading(paragraph) or shapes.KICKER.match(first) else "body"


def hint(paragraph: Paragraph, title: str) -> HeadingHint | None:
    """What the typography says about a paragraph of the kind "heading" or "caption" with the text `title`."""
    level = paragraph.lines[0].heading_level
    if match := shapes.CAPTION.match(title):
        number = re.sub(r"\s+", " ", f"{match['word']} {match['number']}")
        return HeadingHint("plain", match["title"], number=number)
    if paragraph.kind != "heading":
        return None
    if kicker := shapes.KICKER.match(title):
        title = title[kicker.end() :]
    numbered = shapes.HEADING_NUMBER.match(title)
    number = numbered["number"] if numbered else None
    bare = title[numbered.end() :] if numbered else title
    if level:
        return HeadingHint("markdown", bare, level, number)
    if kicker:
        return HeadingHint("kicker", bare)
    if numbered and not paragraph.is_question:
        return HeadingHint("numbered", bare, number.count(".") + 1 if number else 1, number)
    if match := shapes.CHAPTER_WORD.match(title):
        return HeadingHint("numbered", match["title"] or title, 1, match["number"])
    if paragraph_is_emphasised(paragraph):
        return HeadingHint("emphasised", title)
    return HeadingHint("question" if paragraph.is_question else "plain", title)


def paragraph_is_emphasised(paragraph: Paragraph) -> bool:
    """Whether the whole paragraph is bold or italic and short enough for a heading."""
    text = " ".join(line.text for line in paragraph.lines)
    if not all(line.emphasised for line in paragraph.lines) or len(text) > _LONGEST_EMPHASISED:
        return False
    return _LABEL.match(text) is not None or not (text.endswith((".", ",", ";")) or text.count(". ") > 0)


def _numbered_heading(paragraph: Paragraph) -> bool:
    text = " ".join(line.text for line in paragraph.lines)
    if len(paragraph.lines) > _MOST_HEADING_LINES or len(text) > _LONGEST_HEADING:
        return False
    if shapes.CHAPTER_WORD.match(text) and len(paragraph.lines) == 1 and not text.endswith((".", ",", ";")):
        return True
    match = shapes.HEADING_NUMBER.match(text)
    if match is None or re.search(r"[.,;]$", text):
        return False
    return text[match.end() :][:1].isupper() or text[match.end()] in "„“\"'("


def is_plain_heading(paragraph: Paragraph) -> bool:
    text = paragraph.first
    if len(paragraph.lines) > 1 or not 3 <= len(text) <= _LONGEST_PLAIN_HEADING:
        return False
    if (
        not text[0].isupper()
        or shapes.OPEN_END.search(text)
        or re.search(r"[.,;!…&/(–-][\"”“)\]]*$", text)
        or shapes.CREDIT.match(text)
    ):
        return False
    letters = sum(character.isalpha() for character in text)
    return len(text.split()) <= _MOST_PLAIN_WORDS and letters >= len(text) * 0.6 and "@" not in text


def _is_ragged(paragraph: Paragraph, layout: Layout) -> bool:
    """Rows or verses: several lines, most of which stop well before the right margin."""
    if len(paragraph.lines) < 2:
        return False
    inner = paragraph.lines[:-1]
    broken = sum(line.text.endswith("-") for line in inner)
    short = sum(not layout.is_filled(line) for line in inner)
    if len(paragraph.lines) > 2 and all(_has_number_cells(line.text) for line in paragraph.lines):
        return True
    return short > len(inner) / 2 and (short - broken > 0 or layout.width * 0.6 > len(inner[0].raw))


def _has_number_cells(text: str) -> bool:
    """Whether at least a third of the words in a row are numbers."""
    words = text.split()
    return sum(_NUMBER_CELL.match(word) is not None for word in words) >= max(1, len(words) / 3)
