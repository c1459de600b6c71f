"""Which blocks that look like headings are headings.

The cleaning says what a block looks like; whether it is a heading depends on its neighbours: a numbered
line is a list item if the next number follows at once, a short line is a heading if running text follows.
"""

from __future__ import annotations

import re
from typing import Final

from ingest.document_model import Block, CleanedText

_MOST_SKIPPED_CHAPTERS: Final = 3
_LONGEST_CHAPTER: Final = 400
_SHORTEST_PROSE: Final = 150
_SHORTEST_SENTENCE: Final = 80
_SHORTEST_TEXT: Final = 60
_FEWEST_MARKDOWN_HEADINGS: Final = 3
_LONGEST_TITLE_WITH_COLON: Final = 60

_STATEMENT: Final = re.compile(
    r"\b(?:folgend\w*|sind|ist|war|waren|wurden?|werden|wird|hat|haben|gibt|ergeben|ergibt|lauten?|zeigen|zeigt|"
    r"finden|kann|können|soll|sollen|are|is|was|were|has|have|had|will|can|include[sd]?|following|shows?)\b"
)
"""Verbs that make a short line a sentence, not a title."""
_CONTENTS_PAGE: Final = re.compile(r"\s\d{1,3}$")
_NO_TITLE: Final = re.compile(
    r"(?:Autor|Author|Foto|Photo|Von|By|Hinweise?|Anmerkung(?:en)?|Beispiele?|Achtung|Note|Notes|Example|Examples)\b"
)


class HeadingRules:
    """Decides block by block, in reading order; remembers the last chapter number."""

    def __init__(self, cleaned: CleanedText) -> None:
        self._cleaned = cleaned
        self._blocks = [block for block in cleaned.blocks if block.kind != "footnote"]
        self._last: tuple[int, ...] = ()
        markdown = sum(block.hint is not None and block.hint.style == "markdown" for block in self._blocks)
        self._plain_allowed = markdown < _FEWEST_MARKDOWN_HEADINGS

    def is_heading(self, index: int, *, in_table: bool) -> bool:
        """Whether block `index` is a heading. Call for the blocks in their order, each once."""
        hint = self._blocks[index].hint
        if hint is None or self._blocks[index].kind != "heading":
            return False
        if hint.style == "numbered":
            return self._is_chapter(index, in_table=in_table)
        if hint.style in ("markdown", "kicker"):
            return True
        if in_table:
            return False
        if hint.style == "plain":
            return self._is_plain_heading(index)
        return self._text_follows(index)

    def _is_chapter(self, index: int, *, in_table: bool) -> bool:
        hint = self._blocks[index].hint
        number = _parts(hint.number if hint else None)
        if not number:
            return not in_table  # "Teil II", "Chapter A": no sequence to check
        if self._is_list_item(index, number) or self._is_contents_line(index):
            return False
        bare = re.match(r"\d{1,2}\s", self._cleaned.text_of(self._blocks[index])) is not None
        if not self._follows(number, strictly=in_table or bare) or (bare and not self._opens_text(index)):
            return False
        self._last = number
        return True

    def _follows(self, number: tuple[int, ...], *, strictly: bool) -> bool:
        """Whether the number can come after the last chapter's: 4.5.5 → 4.5.6, 4.5.5.1, 4.6, 5."""
        if strictly:
            return number in _successors(self._last) if self._last else number == (1,)
        if not self._last:
            return number[0] <= 1 + _MOST_SKIPPED_CHAPTERS
        return self._last < number and number[0] <= self._last[0] + _MOST_SKIPPED_CHAPTERS

    def _opens_text(self, index: int) -> bool:
        """Whether running text or a numbered heading follows; a bare number is a weak sign."""
        following = self._blocks[index + 1].hint if index + 1 < len(self._blocks) else None
        return self._prose_follows(index, depth=0) or (
            following is not None and following.style == "numbered"
        )

    def _is_list_item(self, index: int, number: tuple[int, ...]) -> bool:
        """A single number with the next one, or the last one, right beside it counts the items of a list."""
        if len(number) > 1:
            return False
        for step in (1, -1):
            neighbour = index + step
            if 0 <= neighbour < len(self._blocks):
                text = self._cleaned.text_of(self._blocks[neighbour])
                if re.match(rf"\(?{number[0] + step}[.)]\s", text):
                    return True
        return False

    def _is_contents_line(self, index: int) -> bool:
        """Headings in a row that end in page numbers are a table of contents."""

        def ends_in_page(position: int) -> bool:
            if not 0 <= position < len(self._blocks) or self._blocks[position].kind not in (
                "heading",
                "table",
            ):
                return False
            return _CONTENTS_PAGE.search(self._cleaned.text_of(self._blocks[position])) is not None

        return ends_in_page(index) and (ends_in_page(index + 1) or ends_in_page(index - 1))

    def _is_plain_heading(self, index: int) -> bool:
        text = self._cleaned.text_of(self._blocks[index])
        question = text.endswith("?")
        if not self._plain_allowed or (_STATEMENT.search(text) and not question) or _NO_TITLE.match(text):
            return False
        if text.endswith(":") and len(text) > _LONGEST_TITLE_WITH_COLON:
            return False
        if re.search(r"[•●▪·�]", text) or self._recurs(index):
            return False
        if index > 0 and self._may_go_on(index - 1) and not self._long_prose_follows(index):
            return False
        return self._prose_follows(index, depth=2)

    def _recurs(self, index: int) -> bool:
        """Whether the line stands twice in one chapter: the label of a form, filled in again and again."""
        text = self._cleaned.text_of(self._blocks[index])
        for step in (1, -1):
            position = index + step
            while 0 <= position < len(self._blocks) and abs(position - index) <= _LONGEST_CHAPTER:
                block = self._blocks[position]
                if (
                    block.hint
                    and block.hint.style in ("numbered", "markdown")
                    and "." in (block.hint.number or ".")
                ):
                    break
                if self._cleaned.text_of(block) == text:
                    return True
                position += step
        return False

    def _may_go_on(self, index: int) -> bool:
        """Whether a block may go on in the next one: an open sentence, or a list item without a full stop."""
        block = self._blocks[index]
        text = self._cleaned.text_of(block)
        if block.kind == "body":
            return text.endswith((",", "-", "–"))
        return block.kind in ("list", "table") and re.search(r"[.!?:;…)][\"“”)\]»]*$", text) is None

    def _long_prose_follows(self, index: int) -> bool:
        following = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if following is None or following.kind != "body":
            return False
        return following.end - following.start >= 2 * _SHORTEST_PROSE and (
            following.lines == 1 or following.filled_lines >= 2
        )

    def _text_follows(self, index: int) -> bool:
        if index + 1 >= len(self._blocks):
            return False
        following = self._blocks[index + 1]
        long_enough = following.end - following.start >= _SHORTEST_TEXT
        return following.kind in ("list", "heading") or (following.kind == "body" and long_enough)

    def _prose_follows(self, index: int, depth: int) -> bool:
        """Whether running text or a list follows, at most `depth` further short lines away."""
        if index + 1 >= len(self._blocks):
            return False
        following = self._blocks[index + 1]
        if following.kind == "list":
            return (
                self._cleaned.text_of(self._blocks[index]).endswith(":")
                or following.end - following.start > 80
            )
        if following.kind == "heading" and following.hint and following.hint.style == "plain":
            return depth > 0 and self._prose_follows(index + 1, depth - 1)
        if following.kind == "heading" and following.hint:
            return following.hint.style == "question"
        length = following.end - following.start
        text = self._cleaned.text_of(following)
        sentence = length >= _SHORTEST_SENTENCE and re.search(r"[.:!?][”“\")]*$", text) is not None
        return following.kind == "body" and (length >= _SHORTEST_PROSE or sentence)


def is_prose(block: Block) -> bool:
    """Whether a block is running text: several lines, one of them filled, or one long line."""
    length = block.end - block.start
    return length >= _SHORTEST_PROSE and (block.lines == 1 or block.filled_lines >= 1)


def _parts(number: str | None) -> tuple[int, ...]:
    """The parts of a chapter number, () where it has letters."""
    if number is None or not re.fullmatch(r"\d+(?:\.\d+)*", number):
        return ()
    return tuple(int(part) for part in number.split("."))


def _successors(number: tuple[int, ...]) -> set[tuple[int, ...]]:
    """All numbers a careful author may give the chapter after this one, a chapter left out included."""
    following = {(*number, 1)}
    for depth in range(len(number)):
        for skip in (1, 2):
            following.add((*number[:depth], number[depth] + skip))
    return following
