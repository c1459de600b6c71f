"""The records that travel from the bytes of a document to its graph.

Everything here is plain data. The steps that make it (`ingest.readers`, `ingest.cleaning`,
`ingest.sections`, `ingest.passages`, `ingest.extraction`) do not know each other; they share only
these records. Two texts matter throughout:

* the *original* text: what the reader decoded, character for character;
* the *cleaned* text: paragraphs joined, hyphenation repaired, page furniture taken out, footnotes
  moved to the end. Every offset without the word "original" counts characters of the cleaned text,
  from 0, ends exclusive.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

BlockKind = Literal["heading", "body", "list", "table", "caption", "footnote"]
PassageKind = Literal["body", "list", "table", "caption", "footnote"]
HeadingStyle = Literal["markdown", "numbered", "emphasised", "kicker", "question", "plain"]
SectionKind = Literal["chapter", "table", "figure"]
Language = Literal["de", "en"]


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of the original that is not part of the cleaned text, and why it is not."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class HeadingHint:
    """What the typography says about a block that may be a heading; `ingest.sections` decides."""

    style: HeadingStyle
    title: str
    level: int = 0
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, group of table rows, caption, footnote or possible heading."""

    kind: BlockKind
    start: int
    end: int
    lines: int
    filled_lines: int
    page: int | None = None
    hint: HeadingHint | None = None
    note: int | None = None


class OffsetMap:
    """Translates offsets of the cleaned text to offsets of the original.

    The cleaned text is a sequence of runs copied from the original, with single spaces or line
    breaks added between them. A run is (cleaned start, original start, length).
    """

    __slots__ = ("_cleaned", "_lengths", "_original")

    def __init__(self, runs: Iterable[tuple[int, int, int]] = ()) -> None:
        self._cleaned = array("q")
        self._original = array("q")
        self._lengths = array("q")
        for cleaned, original, length in runs:
            self._cleaned.append(cleaned)
            self._original.append(original)
            self._lengths.append(length)

    def original(self, offset: int) -> int:
        """The original offset of the character at `offset`; an added space maps to the end of its left run.

        Raises IndexError where the map holds no run at or before `offset`.
        """
        index = bisect_right(self._cleaned, offset) - 1
        if index < 0:
            raise IndexError(f"offset {offset} lies before the first character of the document")
        inside = min(offset - self._cleaned[index], self._lengths[index])
        return self._original[index] + inside

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The smallest original span that holds cleaned[start:end], which has visible edges."""
        return self.original(start), self.original(end - 1) + 1

    def runs(self) -> Iterable[tuple[int, int, int]]:
        """The runs (cleaned start, original start, length) in the order of the cleaned text."""
        return zip(self._cleaned, self._original, self._lengths, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and list(self.runs()) == list(other.runs())

    def __hash__(self) -> int:
        return hash((len(self._cleaned), self._lengths[-1] if self._lengths else 0))


@dataclass(frozen=True, slots=True)
class CleanedText:
    """The cleaned text with its blocks in reading order; footnotes stand behind everything else."""

    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap
    removed: tuple[Removal, ...]
    note_anchors: dict[int, int] = field(default_factory=dict)
    """Position in `blocks` of a footnote → position in `blocks` of the text it belongs to."""
    repaired_hyphens: int = 0
    closed_gaps: int = 0

    def text_of(self, block: Block) -> str:
        return self.text[block.start : block.end]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter, table or figure. `path` holds the titles from the outermost section down to this one."""

    title: str
    number: str | None
    kind: SectionKind
    level: int
    path: tuple[str, ...]
    start: int
    parent: int | None = None
    """Position of the enclosing section in the list of sections."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a document, and what each block is once they are known."""

    sections: tuple[Section, ...]
    section_of: tuple[int | None, ...]
    """For each block the position of its section; None before the first heading."""
    kinds: tuple[BlockKind, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names a thing of the concept lexicon."""

    iri: str
    start: int
    end: int
    surface: str
    label: str
    score: float
    """How sure the match is, 0 to 1 (see `ingest.extraction.scoring`)."""

    def moved(self, distance: int) -> Mention:
        """The same mention in a text that begins `distance` characters earlier."""
        return replace(self, start=self.start + distance, end=self.end + distance)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the cleaned text in one section, cut at sentences: text == cleaned[start:end]."""

    slug: str
    kind: PassageKind
    start: int
    end: int
    original_start: int
    original_end: int
    text: str
    language: Language
    page: int | None
    section: int | None
    path: tuple[str, ...]
    note: int | None = None
    """The printed number of a footnote."""
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessedDocument:
    """A document, ready for the graph: its texts, sections and linked passages."""

    slug: str
    title: str
    language: Language
    file_name: str
    media_type: str
    encoding: str
    """Name of the codec the file was decoded with."""
    original: str
    cleaned: str
    offsets: OffsetMap
    removed: tuple[Removal, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    repaired_hyphens: int = 0
    closed_gaps: int = 0
