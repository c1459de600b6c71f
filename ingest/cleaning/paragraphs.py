"""Groups lines into paragraphs, list items, table rows, captions and possible headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.cleaning import shapes
from ingest.cleaning.layout import Layout
from ingest.cleaning.lines import Line
from ingest.document_model import BlockKind

_LONGEST_QUESTION: Final = 250
_MOST_QUESTION_LINES: Final = 3
_LONGEST_TITLE_LINE: Final = 120
_SHORT_LINE: Final = 0.6
_CAPITAL: Final = re.compile(r"[\"„“'‚(»]*[A-ZÄÖÜ0-9]")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `after_break` says that a page may have begun before the first of them."""

    lines: list[Line]
    kind: BlockKind = "body"
    after_break: bool = False
    is_question: bool = False
    note: int | None = None

    @property
    def first(self) -> str:
        return self.lines[0].text

    @property
    def last(self) -> str:
        return self.lines[-1].text

    @property
    def is_heading_line(self) -> bool:
        return self.lines[0].heading_level > 0


def group_lines(lines: Sequence[Line], layout: Layout) -> list[Paragraph]:
    """The paragraphs of the text lines, in order; those torn by a page break are still apart."""
    return _Grouping([line for line in lines if line.role == "text" and line.text], layout).run(lines)


class _Grouping:
    def __init__(self, texts: list[Line], layout: Layout) -> None:
        self._texts = texts
        self._layout = layout
        self._dense = layout.double_spaced
        self._paragraphs: list[Paragraph] = []
        self._question_ends = -1

    def run(self, lines: Sequence[Line]) -> list[Paragraph]:
        breaks = _lines_after_break(lines)
        for index, line in enumerate(self._texts):
            after_break = id(line) in breaks
            if index == 0 or self._starts_paragraph(index, after_break):
                self._paragraphs.append(Paragraph([line], after_break=after_break))
                self._mark_question(index)
            else:
                self._paragraphs[-1].lines.append(line)
        return self._paragraphs

    def _starts_paragraph(self, index: int, after_break: bool) -> bool:
        line, above = self._texts[index], self._texts[index - 1]
        if index <= self._question_ends:
            return False
        apart = self._layout.gap_before(line) > 0 or (after_break and not self._dense)
        if apart or index - 1 == self._question_ends or line.heading_level or above.heading_level:
            return True
        if "\t" in line.raw and "\t" in above.raw:
            return line.emphasised and not above.emphasised  # a table's head row
        return self._changes_shape(line, above) or (self._dense and self._starts_in_dense_text(index))

    def _changes_shape(self, line: Line, above: Line) -> bool:
        """Whether a list item, a rubric, a caption, or other emphasis begins with the line."""
        if self._starts_item(line, above) or shapes.KICKER.match(line.text):
            return True
        if line.emphasised != above.emphasised:
            return not self._goes_on_emphasised(above, line)
        named = shapes.is_caption(line.text) or shapes.CONTINUED.match(line.text)
        if named or shapes.SOURCE_NOTE.match(line.text):
            return shapes.ends_sentence(above.text) or not self._layout.is_filled(above)
        return False

    def _goes_on_emphasised(self, above: Line, line: Line) -> bool:
        """Emphasis that begins or ends at a line end inside a sentence starts no paragraph."""
        return not shapes.ends_sentence(above.text) and shapes.starts_lower(line.text)

    def _starts_item(self, line: Line, above: Line) -> bool:
        """Whether a list item begins; a dash or number inside a running sentence begins none."""
        text = line.text
        if match := shapes.BULLET.match(text):
            strong = match.group()[0] not in "-–—+*o"
            return (
                strong
                or self._list_may_begin(above)
                or shapes.BULLET.match(self._paragraphs[-1].first) is not None
            )
        if not shapes.LIST_NUMBER.match(text):
            return False
        number, current = shapes.list_number(text), shapes.list_number(self._paragraphs[-1].first)
        follows = number is not None and current is not None and number == current + 1
        return follows or self._list_may_begin(above)

    def _list_may_begin(self, above: Line) -> bool:
        short = len(above.raw) < self._layout.width * _SHORT_LINE
        return shapes.ends_sentence(above.text) or above.text.endswith(";") or short

    def _starts_in_dense_text(self, index: int) -> bool:
        """In double-spaced text only the words tell where a paragraph ends."""
        line, above = self._texts[index], self._texts[index - 1]
        if shapes.HEADING_NUMBER.match(line.text) and shapes.ends_sentence(above.text):
            return True
        heading = self._paragraphs[-1]
        if shapes.HEADING_NUMBER.match(heading.first) and len(heading.lines) <= 2:
            return not _title_goes_on(above, line)
        if not shapes.ends_sentence(above.text) and not above.text.endswith("]"):
            return False
        return not self._layout.is_filled(above) or self._question_from(index) is not None

    def _mark_question(self, index: int) -> None:
        if self._dense and (end := self._question_from(index)) is not None:
            self._question_ends = end
            self._paragraphs[-1].is_question = not shapes.HEADING_NUMBER.match(self._texts[index].text)

    def _question_from(self, index: int) -> int | None:
        """The last line of a question that stands on lines of its own from line `index`, or None."""
        length = 0
        for end in range(index, min(index + _MOST_QUESTION_LINES, len(self._texts))):
            text = self._texts[end].text
            length += len(text)
            if end > index and not self._goes_on_in_question(self._texts[end - 1], self._texts[end]):
                return None
            if length > _LONGEST_QUESTION or (end == index and not _CAPITAL.match(text)):
                return None
            if re.search(r"\?[\"”“']?$", text):
                following = self._texts[end + 1].text if end + 1 < len(self._texts) else ""
                return end if _CAPITAL.match(following) or shapes.BULLET.match(following) else None
            if shapes.ends_sentence(text) or shapes.BULLET.match(text):
                return None
        return None

    def _goes_on_in_question(self, above: Line, line: Line) -> bool:
        """Whether a line may be the second or third of a question: the one above is full or broken."""
        return self._layout.is_filled(above) or shapes.starts_lower(line.text) or above.text.endswith("-")


def _title_goes_on(above: Line, line: Line) -> bool:
    """A heading goes on behind a colon or hyphen, or in small letters."""
    open_end = above.text.endswith((":", "-")) and len(line.text) <= _LONGEST_TITLE_LINE
    return open_end or shapes.starts_lower(line.text)


def _lines_after_break(lines: Sequence[Line]) -> set[int]:
    """The text lines (by id) before which a page begins, notes stand or furniture was taken out."""
    found: set[int] = set()
    broken = False
    for line in lines:
        if line.role == "text":
            if broken or line.opens_page or line.may_open_page:
                found.add(id(line))
            broken = False
        elif not (line.role == "furniture" and line.cuts[0].reason == "rule"):
            broken = True
    return found
