"""Puts every block into its section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.document_model import (
    Block,
    BlockKind,
    CleanedText,
    HeadingHint,
    Outline,
    Section,
    SectionKind,
)
from ingest.sections.headings import HeadingRules, is_prose

_LEVEL_OF_STYLE: Final = {"kicker": 5, "emphasised": 70, "question": 80, "plain": 90}
_LEVELS_PER_STEP: Final = 10
_TABLE_LEVEL: Final = 95
_FIGURE: Final = re.compile(r"(?:Abbildung|Abb|Grafik|Schaubild|Diagramm|Karte|Figure|Fig|Chart|Map)\b")
_CONTINUED: Final = re.compile(r"(?:Fortsetzung|Noch|Continued|Continuation of)\s+(?P<name>.*?)\s*:?$")
_LABEL: Final = re.compile(r"(?P<word>[A-ZÄÖÜ]\w+)\s+(?P<number>\d{1,2})\s*[:.]")
_LONGEST_WORDS_IN_FIGURE: Final = 60
_LONGEST_TABLE: Final = 200
_MOST_PROSE_IN_TABLE: Final = 12
"""A table or text box is believed to go on to its source note if so few paragraphs stand in between."""


@dataclass(slots=True)
class _Zone:
    """The table, figure or text box that is being read."""

    section: int
    is_figure: bool
    ends_with_source: bool
    """Its source note stands further down; until then everything belongs to it."""


def outline(cleaned: CleanedText) -> Outline:
    """The sections of a cleaned text in reading order, and for each block its section and its final kind."""
    return _Outliner(cleaned).run()


class _Outliner:
    def __init__(self, cleaned: CleanedText) -> None:
        self._cleaned = cleaned
        self._blocks = [block for block in cleaned.blocks if block.kind != "footnote"]
        self._rules = HeadingRules(cleaned)
        self._sections: list[Section] = []
        self._chapter: int | None = None
        self._zone: _Zone | None = None

    def run(self) -> Outline:
        places: list[int | None] = []
        kinds: list[BlockKind] = []
        for index, block in enumerate(self._blocks):
            kind = self._place(index, block)
            kinds.append(kind)
            places.append(self._zone.section if self._zone else self._chapter)
            if kind == "caption" and self._is_source_note(block):
                self._zone = None
        for position in range(len(self._blocks), len(self._cleaned.blocks)):
            anchor = self._cleaned.note_anchors.get(position)
            places.append(places[anchor] if anchor is not None else None)
            kinds.append("footnote")
        return Outline(tuple(self._sections), tuple(places), tuple(kinds))

    def _place(self, index: int, block: Block) -> BlockKind:
        """Open and close sections for one block; returns its final kind."""
        if block.kind == "caption":
            self._take_caption(index, block)
            return "heading" if self._is_continuation(block) else "caption"
        if block.hint and self._rules.is_heading(index, in_table=self._zone is not None):
            self._zone = None
            self._open_chapter(index, block, block.hint)
            return "heading"
        if self._zone:
            return self._place_in_zone(block, self._zone)
        return "body" if block.kind == "heading" else block.kind

    def _place_in_zone(self, block: Block, zone: _Zone) -> BlockKind:
        sentence = self._ends_sentence(block)
        prose = block.kind == "body" and is_prose(block) and sentence
        if zone.is_figure and sentence and block.end - block.start >= _LONGEST_WORDS_IN_FIGURE:
            self._zone = None  # whole sentences are no part of a drawing
            return "list" if block.kind == "list" else "body"
        if prose:
            self._zone = zone if zone.ends_with_source else None
            return "body"
        return "list" if block.kind == "list" else "table"

    def _ends_sentence(self, block: Block) -> bool:
        return re.search(r"[.!?:…][\"“”)\]»]*$", self._cleaned.text_of(block)) is not None

    def _take_caption(self, index: int, block: Block) -> None:
        if block.hint is None:
            self._continue_table(index, block)
            return
        number = block.hint.number or ""
        is_figure = _FIGURE.match(number) is not None
        kind: SectionKind = "figure" if is_figure else "table"
        self._zone = None
        section = self._add(block.hint.title, number, kind, _TABLE_LEVEL, block.start)
        self._zone = _Zone(section, is_figure, not is_figure and self._source_note_follows(index))

    def _continue_table(self, index: int, block: Block) -> None:
        """ "Fortsetzung Übersicht A 1:" goes on with that table, or with the last if the number is lost."""
        match = _CONTINUED.match(self._cleaned.text_of(block))
        if match is None:
            return
        tables = [i for i, section in enumerate(self._sections) if section.kind == "table"]
        named = [i for i in tables if self._sections[i].number == match["name"]]
        if tables:
            self._zone = _Zone((named or tables)[-1], False, self._source_note_follows(index))

    def _source_note_follows(self, index: int) -> bool:
        """Whether the next thing that is no content of the table is its source note or its continuation."""
        prose = 0
        for block in self._blocks[index + 1 : index + 1 + _LONGEST_TABLE]:
            if block.kind == "caption":
                return block.hint is None
            numbered = block.kind == "heading" and block.hint is not None and "." in (block.hint.number or "")
            prose += is_prose(block) and block.kind == "body"
            if numbered or (block.kind == "heading" and block.hint and block.hint.style == "markdown"):
                return False
            if prose > _MOST_PROSE_IN_TABLE:
                return False
        return False

    def _open_chapter(self, index: int, block: Block, hint: HeadingHint) -> None:
        level = self._level(index, hint)
        while self._chapter is not None and self._sections[self._chapter].level >= level:
            self._chapter = self._sections[self._chapter].parent
        self._chapter = self._add(hint.title, hint.number, "chapter", level, block.start)

    def _level(self, index: int, hint: HeadingHint) -> int:
        if hint.style == "kicker":
            below = self._blocks[index + 1].hint if index + 1 < len(self._blocks) else None
            step = below.level if below and below.style == "markdown" else 1
            return step * _LEVELS_PER_STEP - _LEVEL_OF_STYLE["kicker"]
        if hint.style in ("markdown", "numbered"):
            return hint.level * _LEVELS_PER_STEP
        return self._level_of_series(hint.title) or _LEVEL_OF_STYLE[hint.style]

    def _level_of_series(self, title: str) -> int | None:
        """ "These 3: ..." stands on the level of the open section "These 2: ...", however it is set."""
        label = _LABEL.match(title)
        position = self._chapter
        while label and position is not None:
            section = self._sections[position]
            before = _LABEL.match(section.title)
            if (
                before
                and before["word"] == label["word"]
                and int(before["number"]) == int(label["number"]) - 1
            ):
                return section.level
            position = section.parent
        return None

    def _add(self, title: str, number: str | None, kind: SectionKind, level: int, start: int) -> int:
        title = " ".join(title.split()).rstrip(":") or (number or "")
        above = self._sections[self._chapter].path if self._chapter is not None else ()
        self._sections.append(Section(title, number, kind, level, (*above, title), start, self._chapter))
        return len(self._sections) - 1

    def _is_source_note(self, block: Block) -> bool:
        """ "Quelle: ..." closes a table; a caption opens one, "Fortsetzung ..." goes on with it."""
        return block.hint is None and not self._is_continuation(block)

    def _is_continuation(self, block: Block) -> bool:
        """ "Fortsetzung Übersicht A 1:" says nothing of its own."""
        return block.hint is None and _CONTINUED.match(self._cleaned.text_of(block)) is not None
