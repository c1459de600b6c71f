"""Page furniture: page numbers and running heads, which belong to the paper and not to the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from ingest.cleaning.lines import Line
from ingest.cleaning.shapes import NAMED_PAGE_NUMBER, PAGE_NUMBER

_BLANK_LINES_AT_PAGE_BREAK: Final = 3
_EDGE: Final = 2
"""Running heads stand among so many first and last lines of a page."""
_FEWEST_REPEATS: Final = 3
_LONGEST_HEAD: Final = 150
_HEAD_OF_DOCUMENT: Final = 12
_FEWEST_SHARED_LETTERS: Final = 30
_NUMBER_AND_HEAD: Final = re.compile(r"\d{1,4}\s+\S.*|.*\S\s+\d{1,4}$")


def remove_furniture(lines: Sequence[Line]) -> None:
    """Drop running heads and page numbers; the line behind one opens a page."""
    _drop_running_heads(lines)
    _drop_numbered_heads(lines)
    _drop_page_numbers(lines)
    _drop_heads_made_of_the_title(lines)
    for line, following in pairwise(lines):
        if line.role == "furniture" and line.cuts[0].reason != "rule":
            following.opens_page = True


def _pages(lines: Iterable[Line]) -> list[list[Line]]:
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.role == "text":
            pages[line.page].append(line)
    return list(pages.values())


def _normal(text: str) -> str:
    """A head without its page number; other numbers stay, because footnotes differ in theirs."""
    return " ".join(re.sub(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$", "#", text.casefold()).split())


def _edges(page: list[Line]) -> list[Line]:
    return page if len(page) <= 2 * _EDGE else page[:_EDGE] + page[-_EDGE:]


def _drop_running_heads(lines: Sequence[Line]) -> None:
    """Lines that stand at the edge of many pages, alike but for their numbers."""
    pages = _pages(lines)
    if len(pages) < _FEWEST_REPEATS:
        return
    counts = Counter(key for page in pages for key in {_normal(line.raw) for line in _edges(page)})
    repeated = {key for key, count in counts.items() if count >= max(_FEWEST_REPEATS, len(pages) * 0.2)}
    for page in pages:
        for line in _edges(page):
            if _normal(line.raw) in repeated and len(line.raw) <= _LONGEST_HEAD:
                line.drop("page number" if PAGE_NUMBER.match(line.raw) else "running head")


def _drop_numbered_heads(lines: Sequence[Line]) -> None:
    """Without form feeds: lines alike but for a rising number at one end, each among blank lines."""
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    for line, following in zip_longest(lines, lines[1:]):
        apart = line.gap >= 2 and not line.after_rule and (following is None or following.gap >= 1)
        if (
            line.role == "text"
            and apart
            and _NUMBER_AND_HEAD.match(line.raw)
            and len(line.raw) <= _LONGEST_HEAD
        ):
            groups[_normal(line.raw)].append(line)
    for key, group in groups.items():
        numbers = [_edge_number(line.raw) for line in group]
        rising = all(a < b for a, b in pairwise(numbers))
        if len(group) >= _FEWEST_REPEATS and rising and len(key) > 8 and "\t" not in group[0].raw:
            for line in group:
                line.drop("running head")


def _edge_number(text: str) -> int:
    match = re.match(r"\d{1,4}(?=\s)", text) or re.search(r"\d{1,4}$", text)
    return int(match.group()) if match else 0


def _drop_page_numbers(lines: Sequence[Line]) -> None:
    """A number alone at the edge of a page, or alone among several blank lines; the numbers rise."""
    last = 0
    edges = (
        {id(line) for page in _pages(lines) for line in (page[0], page[-1])} if _has_pages(lines) else set()
    )
    for line, following in zip_longest(lines, lines[1:]):
        match = PAGE_NUMBER.match(line.raw) if line.role == "text" else None
        if not match:
            continue
        alone = line.gap >= _BLANK_LINES_AT_PAGE_BREAK and (following is None or following.gap >= 1)
        named = NAMED_PAGE_NUMBER.match(line.raw) is not None and line.gap >= 1
        number = int(match["number"])
        if (alone or named or id(line) in edges) and number > last:
            line.drop("page number")
            last = number


def _has_pages(lines: Sequence[Line]) -> bool:
    return bool(lines) and lines[-1].page > 1


def _drop_heads_made_of_the_title(lines: Sequence[Line]) -> None:
    """A page number beside words of the document's own first lines, behind several blank lines."""
    title = _letters(line.raw for line in lines[:_HEAD_OF_DOCUMENT])
    for index, line in enumerate(lines[_HEAD_OF_DOCUMENT:], _HEAD_OF_DOCUMENT):
        at_break = line.opens_page or line.gap >= _BLANK_LINES_AT_PAGE_BREAK
        if line.role != "text" or not at_break or not _NUMBER_AND_HEAD.match(line.raw):
            continue
        shared = _longest_shared(_letters(part.raw for part in lines[index : index + 2]), title)
        if shared < _FEWEST_SHARED_LETTERS:
            continue
        line.drop("running head")
        for following in lines[index + 1 : index + 2]:  # the second line of a head, if all of it is title
            letters = _letters([following.raw])
            if letters and letters in title:
                following.drop("running head")


def _letters(texts: Iterable[str]) -> str:
    return re.sub(r"[\W\d_]+", "", "".join(texts).casefold())


def _longest_shared(text: str, other: str) -> int:
    """Length of the longest stretch of `text` that stands in `other`."""
    longest = 0
    for start in range(len(text)):
        while text[start : start + longest + 1] in other and start + longest < len(text):
            longest += 1
    return longest
