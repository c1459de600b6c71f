"""How a document is set: width of its lines, blank lines between lines, pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest.cleaning.lines import Line
from ingest.cleaning.shapes import ends_sentence, starts_lower

_LONGEST_PRINTED_LINE: Final = 130
_SHORTEST_PRINTED_LINE: Final = 40
_UNWRAPPED_WIDTH: Final = 90
_FILLED: Final = 0.75


@dataclass(frozen=True, slots=True)
class Layout:
    """`width` is the usual length of a full line in characters."""

    width: int
    wrapped: bool
    """Paragraphs run over several lines; otherwise a line is a paragraph."""
    double_spaced: bool
    """A blank line stands between all lines, also inside a paragraph."""
    paged: bool
    """Page starts are known, from form feeds or from an indented first line."""

    def is_filled(self, line: Line) -> bool:
        """Whether the line is about as long as a line of running text."""
        return len(line.raw) >= self.width * _FILLED

    def gap_before(self, line: Line) -> int:
        """Blank lines before `line` beyond those that stand between all lines."""
        return max(line.gap - 1, 0) if self.double_spaced else line.gap


def measure(lines: Sequence[Line]) -> Layout:
    """The layout of a document, from its text lines."""
    double_spaced = _is_double_spaced(lines)
    usual_gap = 1 if double_spaced else 0
    inner = [
        len(line.raw)
        for line, following in pairwise(lines)
        if following.gap <= usual_gap and _SHORTEST_PRINTED_LINE <= len(line.raw) <= _LONGEST_PRINTED_LINE
    ]
    wrapped = len(inner) >= max(3, len(lines) * 0.15)
    width = sorted(inner)[int(len(inner) * 0.8)] if wrapped else _UNWRAPPED_WIDTH
    paged = any(line.opens_page or line.may_open_page for line in lines)
    return Layout(width, wrapped, double_spaced, paged)


def _is_double_spaced(lines: Sequence[Line]) -> bool:
    """Nearly all lines are followed by one blank line, and many of them stop in the middle of a sentence."""
    if len(lines) < 8:
        return False
    pairs = list(pairwise(lines))
    single = sum(following.gap == 1 for _, following in pairs)
    adjacent = sum(following.gap == 0 for _, following in pairs)
    broken = sum(_stops_inside_sentence(line, following) for line, following in pairs if following.gap == 1)
    return single >= len(pairs) * 0.6 and adjacent <= len(pairs) * 0.2 and broken >= single * 0.3


def _stops_inside_sentence(line: Line, following: Line) -> bool:
    fits = len(line.raw) <= _LONGEST_PRINTED_LINE
    return fits and not ends_sentence(line.raw) and (line.raw.endswith("-") or starts_lower(following.raw))
