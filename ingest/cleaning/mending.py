"""Joins paragraphs that a page break, a footnote, a figure or a blank line tore inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ingest.cleaning import shapes
from ingest.cleaning.classification import is_plain_heading
from ingest.cleaning.layout import Layout
from ingest.cleaning.paragraphs import Paragraph

_MOST_BETWEEN: Final = 60
_SHORTEST_RUNNING_LINE: Final = 20
_LONG_ITEM: Final = 40
"""List items stand in narrower columns; so many characters fill a line of one."""


def mend(paragraphs: Sequence[Paragraph], layout: Layout) -> list[Paragraph]:
    """The paragraphs with torn ones joined; a figure inside a sentence stands behind it afterwards."""
    mended: list[Paragraph] = []
    for paragraph in paragraphs:
        above = _torn_above(mended, paragraph, layout)
        if above is None:
            mended.append(paragraph)
        else:
            above.lines.extend(paragraph.lines)
    return mended


def _torn_above(mended: list[Paragraph], paragraph: Paragraph, layout: Layout) -> Paragraph | None:
    """The paragraph that `paragraph` goes on, or None."""
    if not mended:
        return None
    if _goes_on(mended[-1], paragraph, layout):
        return mended[-1]
    if not (paragraph.kind == "body" and paragraph.after_break and shapes.starts_lower(paragraph.first)):
        return None
    above = _text_above_table(mended)
    return above if above is not None and _goes_on(above, paragraph, layout) else None


def _text_above_table(mended: list[Paragraph]) -> Paragraph | None:
    """The running text above the table or figure that ends the list; None where there is none."""
    for between in range(1, min(_MOST_BETWEEN, len(mended))):
        inside, above = mended[-between], mended[-between - 1]
        if inside.kind == "body" and shapes.ends_sentence(inside.last) and len(inside.lines) > 1:
            return None
        if shapes.is_caption(inside.first) and above.kind == "body":
            return above
    return None


def _goes_on(above: Paragraph, below: Paragraph, layout: Layout) -> bool:
    """Whether `below` is the rest of `above`."""
    if _breaks_word(above, below):
        return True
    if not _may_go_on(above, below):
        return False
    filled = layout.is_filled(above.lines[-1])
    if shapes.OPEN_END.search(above.last) and len(above.last) > _SHORTEST_RUNNING_LINE:
        return True
    if below.kind == "heading" and not below.after_break:
        return False
    if shapes.starts_lower(below.first) and len(above.last) > _SHORTEST_RUNNING_LINE:
        long_item = above.kind == "list" and len(above.last) > _LONG_ITEM
        return below.after_break or not layout.wrapped or filled or long_item
    return below.after_break and below.kind == "body" and filled


def _may_go_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether the kinds allow it, and the sentence above is open."""
    text_below = below.kind == "body" or (below.kind == "heading" and is_plain_heading(below))
    if above.kind not in ("body", "list") or not text_below or below.is_heading_line:
        return False
    closed = shapes.ends_sentence(above.last) or above.last.endswith(";")
    return not closed and not shapes.ADDRESS.match(below.first)


def _breaks_word(above: Paragraph, below: Paragraph) -> bool:
    """Whether a hyphen at the end of `above` breaks a word that goes on below."""
    kinds = ("body", "list", "table")
    if above.kind not in kinds or below.kind not in kinds or not above.last.endswith(("-", "‐", "\u00ad")):
        return False
    return above.last[-2:-1].isalpha() and below.first[:1].islower()
