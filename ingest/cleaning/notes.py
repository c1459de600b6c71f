"""Footnotes: which lines are notes, and where the text refers to them.

Printed notes stand at the foot of a page behind a rule, each with its number, the numbers running through
the document (or starting again at 1). A note is believed if its number is the next one and either a rule
stands above it or the text before it has that number glued to a word. Markdown notes ("[^1]: ...") say
themselves what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.cleaning.layout import Layout
from ingest.cleaning.lines import Line

_NUMBERED: Final = re.compile(r"(?P<number>\d{1,3})(?P<sign>[.)]?)(?P<space>\s+)(?=\S)")
_DEFINITION: Final = re.compile(r"\[\^(?P<number>\d{1,3})\]:\s*(?=\S)")
_HEADING: Final = re.compile(r"\d{1,2}\.\d{1,2}[.\s]|#{1,6}\s")
_MOST_SKIPPED: Final = 3
_BLANK_LINES_AT_PAGE_BREAK: Final = 3
_LONGEST_BLOCK: Final = 80
_FEWEST_PAGE_LINES: Final = 8
_LONGEST_PAGE: Final = 250
"""A note's marker is looked for in so many lines above it."""
_MARKER_BEFORE: Final = r"(?:(?<=[^\W\d_]{3})|(?<=[^\d\s][.,;:!?])|(?<=\d{4}[.,;])|(?<=[)\]”“\"'’»*%]))"


@dataclass(slots=True)
class Note:
    """A footnote: its number, its lines, and the position of the line of the text that refers to it."""

    number: int
    lines: list[Line]
    anchor: int | None


def separate_notes(lines: Sequence[Line], layout: Layout) -> list[Note]:
    """Give all lines of footnotes the role "note", cut their numbers and markers, and return the notes."""
    return _NoteFinder(lines, layout).find()


class _NoteFinder:
    def __init__(self, lines: Sequence[Line], layout: Layout) -> None:
        self._lines = lines
        self._layout = layout
        self._notes: list[Note] = []
        self._last = 0
        self._text_from = 0

    def find(self) -> list[Note]:
        index = 0
        while index < len(self._lines):
            if self._begins_block(index):
                index = self._take_block(index)
            elif self._goes_on_from_last_page(index):
                index = self._take_rest(index)
            else:
                index += 1
        return self._notes

    def _begins_block(self, index: int) -> bool:
        line = self._lines[index]
        if line.role != "text":
            return False
        if _DEFINITION.match(line.raw):
            return True
        match = _NUMBERED.match(line.raw)
        number = int(match["number"]) if match else 0
        if not match or not (self._is_next(number) or (line.after_rule and number > self._last)):
            return False
        has_marker = self._find_marker(number, index) is not None
        if line.after_rule:
            return has_marker or (1 < number <= self._last + _MOST_SKIPPED and not match["sign"])
        wide = len(match["space"]) > 1 and not match["sign"]
        return has_marker and line.gap > 0 and (wide or (line.page > 1 or self._lines[-1].page > 1))

    def _is_next(self, number: int) -> bool:
        first = not self._notes  # an excerpt may begin with any number
        return first or number == 1 or self._last < number <= self._last + _MOST_SKIPPED

    def _take_block(self, first: int) -> int:
        """Take the notes from line `first` to the end of the page; returns the line behind them."""
        index = first
        block: list[Note] = []
        while index < len(self._lines) and not (index > first and self._ends_block(index, first)):
            line = self._lines[index]
            if line.role == "text":
                self._take_line(line, block, is_first=index == first)
            index += 1
        self._attach(block, first)
        self._notes.extend(block)
        self._text_from = index
        return index

    def _ends_block(self, index: int, first: int) -> bool:
        line = self._lines[index]
        if line.role == "furniture":
            return line.cuts[0].reason != "rule"
        if line.opens_page or line.gap >= _BLANK_LINES_AT_PAGE_BREAK:
            return True
        if line.may_open_page and not self._page_starts_soon(index):
            return True
        if index - first > _LONGEST_BLOCK or (line.gap > 0 and _HEADING.match(line.raw)):
            return True
        unpaged = not self._layout.paged or _DEFINITION.match(self._lines[first].raw)
        return bool(unpaged) and line.gap > 0 and self._number_of(line) is None

    def _page_starts_soon(self, index: int) -> bool:
        """Whether a page starts so soon behind this line that the line itself cannot start one."""
        below = self._lines[index + 1 : index + 1 + _FEWEST_PAGE_LINES]
        return any(line.opens_page or line.may_open_page for line in below)

    def _number_of(self, line: Line) -> int | None:
        match = _DEFINITION.match(line.raw) or _NUMBERED.match(line.raw)
        number = int(match["number"]) if match else None
        return number if number is not None and self._last < number <= self._last + _MOST_SKIPPED else None

    def _take_line(self, line: Line, block: list[Note], *, is_first: bool) -> None:
        match = _DEFINITION.match(line.raw) or _NUMBERED.match(line.raw)
        if match and (is_first or self._number_of(line) is not None):
            self._last = int(match["number"])
            line.cut(line.start, line.start + match.end(), "note number")
            block.append(Note(self._last, [], None))
        line.role = "note"
        block[-1].lines.append(line)

    def _goes_on_from_last_page(self, index: int) -> bool:
        """Whether behind a rule, at the foot of the page, the last note of the page before goes on."""
        line = self._lines[index]
        if line.role != "text" or not line.after_rule or not self._notes or not line.raw[0].islower():
            return False
        unfinished = not self._notes[-1].lines[-1].raw.endswith((".", ")", "!", "?"))
        return unfinished and self._page_starts_soon(index)

    def _take_rest(self, first: int) -> int:
        index = first
        while not (index > first and (self._lines[index].opens_page or self._lines[index].may_open_page)):
            self._lines[index].role = "note"
            self._notes[-1].lines.append(self._lines[index])
            index += 1
        return index

    def _attach(self, block: list[Note], first: int) -> None:
        """Find each note's marker in the text of its page; without one it belongs to the last line above."""
        position = (self._text_from, 0)
        for note in block:
            found = self._find_marker(note.number, first, position)
            if found:
                note.anchor, start, end = found
                line = self._lines[note.anchor]
                line.cut(line.start + start, line.start + end, "note marker")
                position = (note.anchor, end)
            else:
                above = [i for i in range(position[0], first) if self._lines[i].role == "text"]
                note.anchor = above[-1] if above else None

    def _find_marker(
        self, number: int, before: int, position: tuple[int, int] | None = None
    ) -> tuple[int, int, int] | None:
        """Line, start and end of the marker of note `number` in the text above line `before`."""
        first, offset = position or (self._text_from, 0)
        for pattern in _marker_patterns(number):
            for index in range(max(first, before - _LONGEST_PAGE), before):
                line = self._lines[index]
                if line.role == "text" and (
                    match := pattern.search(line.raw, offset if index == first else 0)
                ):
                    return index, match.start(), match.end()
        return None


def _marker_patterns(number: int) -> list[re.Pattern[str]]:
    """The ways a marker is written, the surest first: marked up, glued to a word, set apart by a space."""
    return [
        re.compile(rf"<sup>\s*{number}\s*</sup>|\[\^{number}\](?!:)"),
        re.compile(rf"{_MARKER_BEFORE}{number}(?!\d|[.,:/-]\d|\s*%)(?=\W|$)"),
        re.compile(rf"(?:(?<=[^\W\d_]{{3}})|(?<=[^\d\s][.,;:)]))\s{number}(?=\s*$|\s[A-ZÄÖÜ])"),
    ]
