"""What a paragraph is by its looks."""

from __future__ import annotations

import re
from collections.abc import Callable
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
_LONGEST_SOURCE_NOTE: Final = 4
_PIPE_ROW: Final = re.compile(r"\|.*\|$")
_NUMBER_CELL: Final = re.compile(r"[-+]?\d[\d.,]*%?$")
_LABEL: Final = re.compile(r"[A-ZÄÖÜ]\w+\s+\d{1,2}\s*[:.]\s")
"""Such as "These 3: ..."; a labelled sentence may be a heading in spite of its full stop."""


def classify(paragraph: Paragraph, layout: Layout) -> BlockKind:
    """The kind of a paragraph by its looks alone; a "heading" is one only if `ingest.sections` agrees."""
    return next((kind for kind, looks_like_it in _LOOKS if looks_like_it(paragraph, layout)), "body")


def hint(paragraph: Paragraph, text: str) -> HeadingHint | None:
    """What the typography says about a paragraph of the kind "heading" or "caption" with the text `text`."""
    if match := shapes.CAPTION.match(text):
        key = re.sub(r"\s+", " ", f"{match['word']} {match['number']}")
        return HeadingHint("plain", match["title"], number=key)
    if paragraph.kind != "heading":
        return None
    if level := paragraph.lines[0].heading_level:
        title = shapes.KICKER.sub("", text, count=1) if shapes.KICKER.match(text) else text
        numbered = shapes.HEADING_NUMBER.match(title) or shapes.BARE_NUMBER.match(title)
        number = numbered["number"] if numbered else None
        return HeadingHint("markdown", title[numbered.end() :] if numbered else title, level, number)
    return _numbered_hint(paragraph, text) or _styled_hint(paragraph, text)


def _numbered_hint(paragraph: Paragraph, text: str) -> HeadingHint | None:
    if paragraph.is_question or shapes.KICKER.match(text):
        return None
    if match := shapes.HEADING_NUMBER.match(text) or shapes.BARE_NUMBER.match(text):
        return HeadingHint("numbered", text[match.end() :], match["number"].count(".") + 1, match["number"])
    if match := shapes.CHAPTER_WORD.match(text):
        return HeadingHint("numbered", match["title"] or text, 1, match["number"])
    return None


def _styled_hint(paragraph: Paragraph, text: str) -> HeadingHint:
    if kicker := shapes.KICKER.match(text):
        return HeadingHint("kicker", text[kicker.end() :])
    if paragraph_is_emphasised(paragraph):
        return HeadingHint("emphasised", text)
    return HeadingHint("question" if paragraph.is_question else "plain", text)


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
    bare = len(paragraph.lines) == 1 and len(text) <= _LONGEST_PLAIN_HEADING
    match = shapes.HEADING_NUMBER.match(text) or (shapes.BARE_NUMBER.match(text) if bare else None)
    if match is None or re.search(r"[.,;:]$" if bare else r"[.,;]$", text):
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


def _is_caption(paragraph: Paragraph) -> bool:
    first = paragraph.first
    source_note = shapes.SOURCE_NOTE.match(first) and len(paragraph.lines) <= _LONGEST_SOURCE_NOTE
    return shapes.is_caption(first) or bool(shapes.CONTINUED.match(first) or source_note)


def _has_rows(paragraph: Paragraph) -> bool:
    """Columns apart by tabs or pipes, or the dotted lines of a table of contents."""
    if any("\t" in line.raw or shapes.CONTENTS_LINE.match(line.raw) for line in paragraph.lines):
        return True
    return _PIPE_ROW.match(paragraph.first) is not None


def _is_list_item(paragraph: Paragraph) -> bool:
    return bool(shapes.BULLET.match(paragraph.first) or shapes.LIST_NUMBER.match(paragraph.first))


_Looks = Callable[[Paragraph, Layout], bool]
_LOOKS: Final[tuple[tuple[BlockKind, _Looks], ...]] = (
    ("heading", lambda paragraph, _: paragraph.is_heading_line or paragraph.is_question),
    ("caption", lambda paragraph, _: _is_caption(paragraph)),
    ("table", lambda paragraph, _: _has_rows(paragraph)),
    ("heading", lambda paragraph, _: _numbered_heading(paragraph) or paragraph_is_emphasised(paragraph)),
    ("list", lambda paragraph, _: _is_list_item(paragraph)),
    ("table", _is_ragged),
    (
        "heading",
        lambda paragraph, _: is_plain_heading(paragraph) or bool(shapes.KICKER.match(paragraph.first)),
    ),
)
"""The kinds in the order in which they are tried."""
