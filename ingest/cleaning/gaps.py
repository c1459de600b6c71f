"""Words torn by a stray space ("Forschungsfr agen"), as some PDF exports leave them in bold text.

A gap is closed only if the document prints the whole word elsewhere and at least one half nowhere else:
then the halves are no two words. Rare true pairs ("weiter entwickelt") survive, because their halves are
words of the document; a torn word that stands nowhere else whole stays torn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from ingest.cleaning.lines import Line
from ingest.cleaning.words import Vocabulary

_HALVES: Final = re.compile(r"(?<![\w./@-])(?=(?P<left>[^\W\d_]+) (?P<right>[^\W\d_]+)(?![\w@]))")
_FEWEST_LETTERS: Final = 3


def close_gaps(lines: Sequence[Line], vocabulary: Vocabulary) -> int:
    """Mark the spaces inside torn words; returns how many."""
    pairs = Counter((left.casefold(), right.casefold()) for _, _, left, right in _pairs(lines))
    closed = 0
    for line, offset, left, right in _pairs(lines):
        if _is_torn(left, right, pairs[(left.casefold(), right.casefold())], vocabulary):
            line.close_gap(offset)
            closed += 1
    return closed


def _pairs(lines: Iterable[Line]) -> Iterable[tuple[Line, int, str, str]]:
    """All neighbours with one space between them: line, original offset of the space, left and right word."""
    for line in lines:
        if line.role == "furniture":
            continue
        for match in _HALVES.finditer(line.raw):
            yield line, line.start + match.end("left"), match["left"], match["right"]


def _is_torn(left: str, right: str, times: int, vocabulary: Vocabulary) -> bool:
    if len(left) + len(right) < _FEWEST_LETTERS or not _cases_fit(left, right):
        return False
    whole = vocabulary.count(left + right)
    only_here = [vocabulary.count(half) <= times for half in (left, right)]
    if not whole or not any(only_here):
        return False
    both_long = min(len(left), len(right)) >= 4
    return not both_long or (whole >= 2 and only_here[1])


def _cases_fit(left: str, right: str) -> bool:
    """A word goes on in small letters, or is all capitals ("KM U")."""
    return right.islower() or (left.isupper() and right.isupper())
