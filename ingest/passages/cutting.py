"""Passages: stretches of one section, cut at sentences, long enough to be understood alone.

Neighbouring short blocks of a section go together until they reach the shortest length; a block longer than
the longest length is cut between sentences into parts of about equal length (a single sentence that is
longer is cut between words). Footnotes stand alone; a caption goes with the table it names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.document_model import BlockKind, CleanedText, Outline, PassageKind
from ingest.passages.sentences import sentence_ends

SHORTEST: Final = 400
LONGEST: Final = 1_200

_ALONE: Final = ("heading", "footnote")
_WORD: Final = re.compile(r"[^\W_]{2}")


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """A passage before it has text and name; `block` is the position of the first block in it."""

    start: int
    end: int
    kind: PassageKind
    block: int


@dataclass(slots=True)
class _Group:
    """Neighbouring blocks of one section that may share a passage."""

    blocks: list[int]
    section: int | None
    tabular: bool = False


def cut_passages(cleaned: CleanedText, outline: Outline) -> list[PassageSpan]:
    """All passages in the order of the cleaned text. Headings are in none, everything else is in one."""
    spans: list[PassageSpan] = []
    for group in _groups(outline):
        spans.extend(_Cutter(cleaned, outline.kinds).cut(group))
    return spans


def _groups(outline: Outline) -> Iterator[_Group]:
    current: _Group | None = None
    for index, kind in enumerate(outline.kinds):
        if current and (kind in _ALONE or not _belongs(index, kind, current, outline)):
            yield current
            current = None
        if kind == "heading":
            continue
        if current is None:
            current = _Group([], outline.section_of[index])
        current.blocks.append(index)
        current.tabular = current.tabular or kind == "table"
    if current:
        yield current


def _belongs(index: int, kind: BlockKind, group: _Group, outline: Outline) -> bool:
    """Whether a block goes on with the group: same section, and rows with rows, text with text.

    Lists go with both; a caption goes with what it names, a source note with what it closes.
    """
    if group.section != outline.section_of[index] or outline.kinds[group.blocks[-1]] == "footnote":
        return False
    either = kind in ("list", "caption") or all(outline.kinds[i] in ("list", "caption") for i in group.blocks)
    return either or group.tabular == (kind == "table")


class _Cutter:
    def __init__(self, cleaned: CleanedText, kinds: tuple[BlockKind, ...]) -> None:
        self._cleaned = cleaned
        self._kinds = kinds

    def cut(self, group: _Group) -> Iterator[PassageSpan]:
        """The passages of a group; one without a word (a lone dash, dots) is left out."""
        for indexes in self._packed(group):
            for span in self._spans(indexes, group):
                if _WORD.search(self._cleaned.text, span.start, span.end):
                    yield span

    def _packed(self, group: _Group) -> list[list[int]]:
        """The blocks of a group, put together so that each part is long enough, if it can be."""
        packed: list[list[int]] = [[]]
        for index in group.blocks:
            current = packed[-1]
            full = self._length(current) >= SHORTEST and not self._stay_together(index, group)
            if current and (full or self._length([*current, index]) > LONGEST):
                packed.append([index])
            else:
                current.append(index)
        if (
            len(packed) > 1
            and self._length(packed[-1]) < SHORTEST
            and self._length(packed[-2] + packed[-1]) <= LONGEST
        ):
            packed[-2].extend(packed.pop())
        return packed

    def _stay_together(self, index: int, group: _Group) -> bool:
        """Whether a block stays with the one before: a list with its introduction, a list in a table row."""
        if self._kinds[index] != "list" or index - 1 not in group.blocks:
            return False
        above = self._cleaned.blocks[index - 1]
        introduced = self._cleaned.text_of(above).endswith(":") and self._length([index - 1]) < 2 * SHORTEST
        return introduced or group.tabular

    def _length(self, indexes: list[int]) -> int:
        blocks = self._cleaned.blocks
        return blocks[indexes[-1]].end - blocks[indexes[0]].start if indexes else 0

    def _spans(self, indexes: list[int], group: _Group) -> Iterator[PassageSpan]:
        blocks = self._cleaned.blocks
        start, end = blocks[indexes[0]].start, blocks[indexes[-1]].end
        kind = self._kind(indexes, group)
        for part_start, part_end in _parts(self._cleaned.text, start, end, by_rows=kind == "table"):
            yield PassageSpan(part_start, part_end, kind, indexes[0])

    def _kind(self, indexes: list[int], group: _Group) -> PassageKind:
        """Of a table, a row makes it a row; else the kind of the greater part, in characters."""
        sizes: Counter[PassageKind] = Counter()
        for index in indexes:
            kind = self._kinds[index]
            if kind != "heading":
                sizes[kind] += self._length([index])
        if group.tabular and set(sizes) != {"caption"}:
            return "table"
        if sizes["body"] and sizes["list"]:
            return "body"
        return sizes.most_common(1)[0][0]


def _parts(text: str, start: int, end: int, *, by_rows: bool) -> Iterator[tuple[int, int]]:
    """Cut text[start:end] into parts of at most LONGEST characters, of about equal length."""
    remaining = end - start
    while remaining > LONGEST:
        count = -(-remaining // LONGEST)
        wanted = -(-remaining // count)
        cut = _best_cut(text[start : start + LONGEST + 1], wanted, by_rows=by_rows)
        yield start, start + len(text[start : start + cut].rstrip())
        start += cut
        start += len(text[start:end]) - len(text[start:end].lstrip())
        remaining = end - start
    if remaining > 0:
        yield start, end


def _best_cut(window: str, wanted: int, *, by_rows: bool) -> int:
    """The place nearest to `wanted` where the window may be cut: a row, a sentence, else a word."""
    if by_rows:
        places = [i for i, character in enumerate(window) if character == "\n" and i <= LONGEST]
    else:
        places = [end for end in sentence_ends(window)[:-1] if end <= LONGEST]
    places = [place for place in places if place >= wanted / 2]
    if places:
        return min(places, key=lambda place: abs(place - wanted))
    space = max(window.rfind(" ", 1, LONGEST), window.rfind("\n", 1, LONGEST), window.rfind("\t", 1, LONGEST))
    return space if space > 0 else LONGEST
