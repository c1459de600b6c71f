"""Writes the cleaned text and remembers where each of its characters stood in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.cleaning import hyphenation
from ingest.cleaning.classification import hint
from ingest.cleaning.layout import Layout
from ingest.cleaning.lines import Line
from ingest.cleaning.paragraphs import Paragraph
from ingest.cleaning.shapes import starts_lower
from ingest.cleaning.words import Vocabulary
from ingest.document_model import Block, OffsetMap

_BETWEEN_BLOCKS: Final = "\n\n"
_PLAIN: Final = re.compile(r"\S+(?: \S+)*$")
_STRETCH: Final = re.compile(r"\s+|\S+")


class TextWriter:
    """Collects the cleaned text, its offset map and its blocks."""

    def __init__(self, original: str, layout: Layout, vocabulary: Vocabulary, language: str) -> None:
        self._original = original
        self._layout = layout
        self._vocabulary = vocabulary
        self._language = language
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, int]] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.repaired_hyphens = 0

    def write(self, paragraph: Paragraph, page: int | None) -> None:
        """Append one paragraph as a block; a paragraph without a visible character leaves no trace."""
        lines = [line for line in paragraph.lines if line.text]
        if not lines:
            return
        if self.blocks:
            self._add(_BETWEEN_BLOCKS)
        start = self._length
        first_part = len(self._parts)
        for index, line in enumerate(lines):
            self._write_line(line, lines[index + 1] if index + 1 < len(lines) else None, paragraph)
        text = "".join(self._parts[first_part:])
        filled = sum(self._layout.is_filled(line) for line in lines)
        self.blocks.append(
            Block(
                paragraph.kind,
                start,
                self._length,
                len(lines),
                filled,
                page,
                hint(paragraph, text),
                paragraph.note,
            )
        )

    def result(self) -> tuple[str, OffsetMap]:
        """The cleaned text and its map."""
        return "".join(self._parts), OffsetMap(self._runs)

    def _write_line(self, line: Line, below: Line | None, paragraph: Paragraph) -> None:
        if below is None:
            self._copy(line)
            return
        joint = hyphenation.join(line.text, below.text, self._vocabulary, self._language)
        if joint.drops_hyphen:
            hyphen = _last_visible(line, self._original)
            line.cut(hyphen, hyphen + 1, "hyphenation")
            self.repaired_hyphens += 1
        self._copy(line)
        breaks = joint.separator == " " and self._keeps_line_break(line, below, paragraph)
        self._add("\n" if breaks else joint.separator)

    def _keeps_line_break(self, line: Line, below: Line, paragraph: Paragraph) -> bool:
        """Rows stay rows; in running text a line that stops early before a capital ends an entry."""
        if paragraph.kind == "table":
            return True
        if paragraph.kind in ("heading", "caption") or paragraph.note is not None:
            return False
        short = len(line.raw) < self._layout.width * 0.6
        return short and not starts_lower(below.text)

    def _copy(self, line: Line) -> None:
        for separator, start, end in _visible_runs(line, self._original):
            self._add(separator)
            self._runs.append((self._length, start, end - start))
            self._add(self._original[start:end])

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)


def _last_visible(line: Line, original: str) -> int:
    """The original offset of the last character of the line that is neither cut nor white space."""
    return max(
        offset for start, end in line.kept() for offset in range(start, end) if not original[offset].isspace()
    )


def _visible_runs(line: Line, original: str) -> Iterator[tuple[str, int, int]]:
    """The original spans to copy, each with what goes before it: nothing, one space or one tab."""
    if not line.cuts and not line.closed_gaps and _PLAIN.match(line.raw):
        yield "", line.start, line.end
        return
    separator, first = "", True
    for kept_start, kept_end in line.kept():
        for match in _STRETCH.finditer(original, kept_start, kept_end):
            if not match.group().isspace():
                yield ("" if first else separator), match.start(), match.end()
                separator, first = "", False
            elif match.start() not in line.closed_gaps:
                separator = "\t" if "\t" in match.group() else " "
