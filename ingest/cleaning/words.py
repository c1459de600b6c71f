"""The document's own vocabulary: which words it prints whole, and how often.

A document repeats its words; where a word is broken at a line end or torn by a stray space, the same word
usually stands whole somewhere else. That is evidence no dictionary gives for compounds and names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from ingest.cleaning.lines import Line

WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")


class Vocabulary:
    """How often each word stands whole inside a line; capitals do not matter, hyphens do."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._counts: Counter[str] = Counter()
        previous_broken = False
        for line in lines:
            words = [match.group() for match in WORD.finditer(line.raw)]
            broken = line.raw.endswith(("-", "\u00ad", "‐", "‑"))
            inner = words[1 if previous_broken else 0 : len(words) - 1 if broken else len(words)]
            self._counts.update(word.casefold() for word in inner)
            previous_broken = broken

    def count(self, word: str) -> int:
        return self._counts[word.casefold()]

    def __contains__(self, word: str) -> bool:
        return word.casefold() in self._counts
