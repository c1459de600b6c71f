"""Words torn by a stray space ("Forschungsfr agen"), as some PDF exports leave them in bold text.

A gap is closed on one of two grounds:

* the document prints the whole word elsewhere and at least one half nowhere else, and one half is no word;
* the whole is a word of the dictionary and its right half is none, or it is a compound whose last member the
  gap cuts in two and neither half is a word.

True pairs ("weiter entwickelt") survive, because their halves are words. A torn name stays torn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from ingest.cleaning.lines import Line
from ingest.cleaning.words import Vocabulary
from ontology.lexicon import dictionary

_HALVES: Final = re.compile(
    r"(?<![\w./@])(?=(?P<left>[^\W\d_]+) (?P<right>[^\W\d_]+)(?![\w@]|-$))(?![^\W\d_]+ [^\W\d_]\.)"
)
_BEFORE_STOP: Final = re.compile(r"(?<=[^\W\d_]) (?=[,.](?:\s|$))")
_ENDINGS: Final = ("s", "n", "e", "en", "es", "er", "em")
_FEWEST_LETTERS: Final = 3
_SHORTEST_MEMBER: Final = 4
_SHORTEST_COMPOUND: Final = 6
_TWO_LETTERS: Final = """
    ab am an as at be by da do du eh er es go he if im in is it ja je me my no ob of on or so to um up us we
    wo zu
    """
_SHORT_WORDS: Final = frozenset(_TWO_LETTERS.split())


def close_gaps(lines: Sequence[Line], vocabulary: Vocabulary, language: str) -> int:
    """Mark the spaces inside torn words and before commas and full stops; returns how many words were torn.

    `language` ("de" or "en") is the document's; its dictionary says which halves are words.
    """
    pairs = Counter((left.casefold(), right.casefold()) for _, _, left, right in _pairs(lines))
    closed = 0
    for line, offset, left, right in _pairs(lines):
        times = pairs[(left.casefold(), right.casefold())]
        if not _cases_fit(left, right):
            continue
        if _is_torn(left, right, times, vocabulary, language) or _cuts_word(left, right, language):
            line.close_gap(offset)
            closed += 1
    for line in lines:
        for match in _BEFORE_STOP.finditer(line.raw):
            line.close_gap(line.start + match.start())
    return closed


def _pairs(lines: Iterable[Line]) -> Iterable[tuple[Line, int, str, str]]:
    """All neighbours with one space between them: line, original offset of the space, left and right word."""
    for line in lines:
        if line.role == "furniture":
            continue
        for match in _HALVES.finditer(line.raw):
            yield line, line.start + match.end("left"), match["left"], match["right"]


def _cases_fit(left: str, right: str) -> bool:
    """A word goes on in small letters, or is all capitals ("KM U")."""
    long_enough = len(left) + len(right) >= _FEWEST_LETTERS
    return long_enough and (right.islower() or (left.isupper() and right.isupper()))


def _is_torn(left: str, right: str, times: int, vocabulary: Vocabulary, language: str) -> bool:
    """The document itself has the whole word, and one half nowhere but here."""
    if _is_word(left, language) and dictionary.lemma_of(right, language) is not None:
        return False
    only_here = [vocabulary.count(half) <= times for half in (left, right)]
    whole = vocabulary.count(left + right) if any(only_here) else 0
    both_long = min(len(left), len(right)) >= _SHORTEST_MEMBER
    return bool(whole) and (not both_long or (whole >= 2 and only_here[1]))


@lru_cache(maxsize=65_536)
def _cuts_word(left: str, right: str, language: str) -> bool:
    """The dictionary has the whole word but not its right half, or the member that the gap cuts."""
    whole = left + right
    if _is_word(right, language):
        return False
    if dictionary.knows(whole, language):
        return True
    if _is_word(left, language) or len(whole) < _SHORTEST_COMPOUND:
        return False
    cuts = range(_SHORTEST_MEMBER, min(len(left), len(whole) - _SHORTEST_MEMBER + 1))
    return any(
        _is_word(whole[cut:].capitalize(), language) and _is_member(whole[:cut], language) for cut in cuts
    )


def _is_member(text: str, language: str) -> bool:
    return _is_word(text, language) or (text.endswith("s") and _is_word(text[:-1], language))


def _is_word(text: str, language: str) -> bool:
    if len(text) < _FEWEST_LETTERS:
        return text.lower() in _SHORT_WORDS
    if dictionary.knows(text, language):
        return True
    endings = _ENDINGS if len(text) > _SHORTEST_MEMBER + 1 else ()
    return any(text.endswith(end) and dictionary.knows(text.removesuffix(end), language) for end in endings)
