"""Markdown and HTML inside a text: what it marks is kept, the marks themselves are cut out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from ingest.cleaning.lines import Line

_HASHES: Final = re.compile(r"(?P<hashes>#{1,6})\s+(?=\S)")
_CLOSING_HASHES: Final = re.compile(r"\s#+$")
_TAG: Final = re.compile(
    r"</?(?:a|b|big|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|"
    r"thead|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"!?\[(?P<text>[^\[\]]*)\](?P<target>\([^()\s]*(?:\s+\"[^\"]*\")?\))")
_BOLD: Final = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<inside>.+?)(?<=\S)(?P=mark)")
_ITALIC: Final = re.compile(r"(?<![*\w])\*(?![\s*])(?P<inside>[^*]+?)(?<![\s*])\*(?![*\w])")
_UNDERLINED: Final = re.compile(r"(?<![_\w])_(?![\s_])(?P<inside>[^_]+?)(?<![\s_])_(?![_\w])")
_QUOTE: Final = re.compile(r"(?:>\s?)+(?=\S)")
_TABLE_RULE: Final = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_FENCE: Final = re.compile(r"(?:```|~~~)\w*$")
_SETEXT: Final = re.compile(r"={3,}$")


def cut_markup(lines: Sequence[Line]) -> None:
    """Cut HTML tags, and Markdown's marks where the document uses Markdown; note headings and emphasis."""
    markdown = is_markdown(lines)
    for line in lines:
        if line.role == "furniture":
            continue
        if markdown:
            _cut_block_marks(line)
        emphasis = _cut_tags(line)
        if markdown:
            _cut_links(line)
            emphasis += _cut_emphasis(line)
        line.emphasised = bool(emphasis) and _covers(line, emphasis)
    if markdown:
        _find_underlined_headings(lines)


def is_markdown(lines: Iterable[Line]) -> bool:
    """Whether the text uses Markdown: a heading with hashes, or bold text in two places."""
    bold = 0
    for line in lines:
        if line.role == "furniture":
            continue
        bold += len(_BOLD.findall(line.raw)) if "**" in line.raw else 0
        if _HASHES.match(line.raw) or bold >= 2:
            return True
    return False


def _cut_block_marks(line: Line) -> None:
    if _FENCE.match(line.raw) or ("|" in line.raw and _TABLE_RULE.match(line.raw)):
        line.drop("rule")
        return
    if match := _HASHES.match(line.raw):
        line.heading_level = len(match["hashes"])
        line.cut(line.start, line.start + match.end(), "markup")
        if closing := _CLOSING_HASHES.search(line.raw):
            line.cut(line.start + closing.start(), line.end, "markup")
    elif match := _QUOTE.match(line.raw):
        line.cut(line.start, line.start + match.end(), "markup")


def _cut_tags(line: Line) -> list[tuple[int, int]]:
    """Cut HTML tags; returns the spans inside bold and italic ones (offsets in the line)."""
    inside: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _TAG.finditer(line.raw) if "<" in line.raw else ():
        line.cut(line.start + match.start(), line.start + match.end(), "markup")
        name = match.group().strip("</>").lower()
        if name in ("b", "strong", "i", "em"):
            if not match.group().startswith("</"):
                opened.append(match.end())
            elif opened:
                inside.append((opened.pop(), match.start()))
    return inside


def _cut_links(line: Line) -> None:
    for match in _LINK.finditer(line.raw) if "](" in line.raw else ():
        line.cut(line.start + match.start(), line.start + match.start("text"), "markup")
        line.cut(line.start + match.end("text"), line.start + match.end(), "link target")


def _cut_emphasis(line: Line) -> list[tuple[int, int]]:
    inside = []
    for pattern in (_BOLD, _ITALIC, _UNDERLINED):
        for match in pattern.finditer(line.raw):
            start, end = match.span("inside")
            line.cut(line.start + match.start(), line.start + start, "markup")
            line.cut(line.start + end, line.start + match.end(), "markup")
            inside.append((start, end))
    return inside


def _covers(line: Line, spans: list[tuple[int, int]]) -> bool:
    """Whether every visible character of the line lies in one of the spans."""
    for start, end in line.kept():
        for offset in range(start - line.start, end - line.start):
            inside = any(a <= offset < b for a, b in spans)
            if not inside and not line.raw[offset].isspace():
                return False
    return True


def _find_underlined_headings(lines: Sequence[Line]) -> None:
    """A line of "=" directly below a short line makes it a heading of the first level."""
    for line, following in pairwise(lines):
        underlined = following.role == "furniture" and _SETEXT.match(following.raw) and following.gap == 0
        if underlined and line.role == "text" and len(line.raw) <= 120:
            line.heading_level = line.heading_level or 1
