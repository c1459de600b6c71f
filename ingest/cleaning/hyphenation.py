"""What stands between two lines that belong together: nothing, a space, or a hyphen that stays.

The rules follow German spelling (Amtliches Regelwerk, §§ 40 to 52 and 107 ff.): a word broken at a line
end goes on in small letters; a hyphen before a capital or a digit is part of the word ("KMU-Verband"); a
hyphen before "und" or "oder" stands for a left-out part ("Klein- und Mittelbetriebe"). English keeps the
hyphens of compounds ("cost-effective"); there the document's own spelling decides, then the dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.cleaning.words import Vocabulary
from ontology.lexicon import dictionary

_HYPHENS: Final = "-‐‑\u00ad"
_BROKEN: Final = re.compile(rf"(?P<word>[^\W_](?:[\w.&/]|[{_HYPHENS}](?=\w))*)(?P<hyphen>[{_HYPHENS}])$")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_LEFT_OUT_PART: Final = frozenset(
    ["und", "oder", "bzw", "sowie", "als", "bis", "wie", "noch", "statt", "and", "or", "to", "nor", "u", "o"]
)
_ADDRESS: Final = re.compile(r"://|www\.|\.(?:de|com|org|net|eu|html?|pdf|php)\b|/\w+/", re.IGNORECASE)
_ADJECTIVE: Final = re.compile(r"[^\W\d_]{4,}(?:isch|lich|tiv|ell)$")
_DASH_TO_WORD: Final = re.compile(r"(?:^|\s)[-–—]$")
_JOINED_BY_SLASH: Final = re.compile(r"\S/$")


@dataclass(frozen=True, slots=True)
class Joint:
    """`separator` goes between the lines; `drops_hyphen` says that the hyphen before it goes out."""

    separator: str
    drops_hyphen: bool = False


_SPACE: Final = Joint(" ")
_GLUED: Final = Joint("")
_REPAIRED: Final = Joint("", drops_hyphen=True)


def join(upper: str, lower: str, vocabulary: Vocabulary, language: str) -> Joint:
    """How the end of the line `upper` and the start of the line `lower` go together ("de" or "en")."""
    broken = _BROKEN.search(upper)
    if broken is None:
        return _join_unbroken(upper, lower)
    if broken["hyphen"] == "\u00ad":
        return _REPAIRED
    token = upper[upper.rfind(" ") + 1 :]
    if _ADDRESS.search(token):
        return _GLUED
    first = _FIRST_WORD.match(lower)
    if first is None:
        return _GLUED if lower[:1].isdigit() or lower[:1] in "/([" else _SPACE
    if first.group() in _LEFT_OUT_PART and not lower[first.end() :].startswith("-"):
        whole_word = broken["word"].islower() and broken["word"] + first.group() in vocabulary  # "so-wie"
        return _REPAIRED if whole_word else _SPACE
    return _REPAIRED if _is_one_word(broken["word"], first.group(), vocabulary, language) else _GLUED


def _join_unbroken(upper: str, lower: str) -> Joint:
    dangling_dash = _DASH_TO_WORD.search(upper) is not None and re.search(
        r"(?:und|oder|bzw\.|and|or)\s[-–—]$", upper
    )
    if dangling_dash and lower[:1].islower():
        return _GLUED
    return _GLUED if _JOINED_BY_SLASH.search(upper) or lower.startswith("/") else _SPACE


def _is_one_word(left: str, right: str, vocabulary: Vocabulary, language: str) -> bool:
    """Whether the hyphen breaks a word ("Förde-rung") or belongs to it ("KMU-Verband", "cost-effective")."""
    last_part = re.split(rf"[{_HYPHENS}/]", left)[-1]
    next_part = re.split(rf"[{_HYPHENS}]", right)[0]
    whole, hyphenated = last_part + next_part, f"{last_part}-{next_part}"
    if right[0].isupper():
        return (
            last_part.isupper() and right.isupper() and whole in vocabulary and hyphenated not in vocabulary
        )
    if not last_part[-1:].isalpha():
        return False
    if vocabulary.count(whole) != vocabulary.count(hyphenated):
        return vocabulary.count(whole) > vocabulary.count(hyphenated)
    if last_part.isupper() and len(last_part) > 1:
        return False
    if language == "en":
        halves_are_words = all(dictionary.knows(part, "en") for part in (last_part, next_part))
        return dictionary.knows(whole, "en") or not halves_are_words
    both_printed = last_part in vocabulary and next_part in vocabulary and last_part.islower()
    return not (both_printed and _ADJECTIVE.match(last_part))
