"""The printed lines of a document: where each stands in the original, and what is cut out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from ingest.document_model import Removal

Role = Literal["text", "note", "furniture"]

_LINE_END: Final = re.compile("\r\n|[\n\r\f\v\u2028\u2029]")
_RULE: Final = re.compile(r"[-_=*~—–‗¯]{3,}$")
_WIDE_BLANK: Final = 20
"""A line of so many spaces is where a printed footnote rule stood."""


@dataclass(slots=True)
class Line:
    """A line with visible characters. `raw` is original[start:end], without white space at its ends."""

    start: int
    raw: str
    indent: int
    gap: int
    """Blank lines between this line and the one before."""
    page: int
    """Number of the page by form feeds, from 1."""
    opens_page: bool = False
    may_open_page: bool = False
    """It begins with one space, in a document where few lines do: some PDF exports mark page starts so."""
    after_rule: bool = False
    role: Role = "text"
    heading_level: int = 0
    """1 to 6 for a Markdown heading."""
    emphasised: bool = False
    """Bold or italic from the first character to the last (Markdown)."""
    cuts: list[Removal] = field(default_factory=list)
    closed_gaps: list[int] = field(default_factory=list)
    """Original offsets of spaces that stand inside a word."""
    _text: str | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.raw)

    @property
    def text(self) -> str:
        """What is left of the line after all cuts."""
        if self._text is None:
            kept = "".join(self.raw[a - self.start : b - self.start] for a, b in self.kept())
            self._text = kept.strip()
        return self._text

    def cut(self, start: int, end: int, reason: str) -> None:
        """Take original[start:end] out of the cleaned text."""
        if any(cut.start < end and start < cut.end for cut in self.cuts):
            return
        self.cuts.append(Removal(start, end, reason))
        self.cuts.sort(key=lambda cut: cut.start)
        self._text = None

    def drop(self, reason: str) -> None:
        """Take the whole line out as page furniture."""
        self.role = "furniture"
        self.cuts = [Removal(self.start, self.end, reason)]
        self._text = None

    def close_gap(self, offset: int) -> None:
        """Join the two halves of a word that stand around the space at the original `offset`."""
        self.closed_gaps.append(offset)

    def kept(self) -> Iterator[tuple[int, int]]:
        """The original spans that are left between the cuts, in order."""
        position = self.start
        for cut in self.cuts:
            if position < cut.start:
                yield position, cut.start
            position = cut.end
        if position < self.end:
            yield position, self.end


def split_lines(original: str) -> list[Line]:
    """All lines with a visible character. A form feed ends a line and begins a page."""
    lines: list[Line] = []
    state = _Reading()
    position = 0
    for match in _LINE_END.finditer(original):
        state.take(original, position, match.start(), lines)
        if match.group() == "\f":
            state.next_page()
        position = match.end()
    state.take(original, position, len(original), lines)
    if state.page == 1:
        _mark_indented_page_starts(lines, original)
    return lines


@dataclass(slots=True)
class _Reading:
    page: int = 1
    gap: int = 0
    opens_page: bool = False
    after_rule: bool = False

    def next_page(self) -> None:
        self.page += 1
        self.opens_page = True
        self.gap = max(self.gap - 1, 0)  # the form feed ended a line of its own or none at all

    def take(self, original: str, start: int, end: int, lines: list[Line]) -> None:
        content = original[start:end]
        visible = content.strip()
        if not visible:
            self.gap += 1
            self.after_rule = self.after_rule or len(content) >= _WIDE_BLANK
            return
        indent = len(content) - len(content.lstrip())
        line = Line(start + indent, visible, indent, self.gap, self.page, opens_page=self.opens_page)
        line.after_rule = self.after_rule
        lines.append(line)
        self.gap = 0
        self.after_rule = False
        self.opens_page = False
        if _RULE.match(visible):
            line.drop("rule")
            self.after_rule = True


def _mark_indented_page_starts(lines: list[Line], original: str) -> None:
    indented = [line for line in lines if line.indent == 1 and original[line.start - 1] == " "]
    if 2 <= len(indented) <= len(lines) * 0.1:
        for line in indented:
            line.may_open_page = True
