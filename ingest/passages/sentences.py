"""Where sentences end, in German and English, without a language model.

A full stop ends a sentence if a capital, a digit or a quotation mark follows, and if the word before it is
no abbreviation, no initial and no ordinal number ("16. Juli", "Müller, K. (2010)", "z. B.").
"""

from __future__ import annotations

import re
from typing import Final

_CANDIDATE: Final = re.compile(r"[.!?…][\"“”»«’')\]]*(?=\s+\S)")
_NEXT: Final = re.compile(r"\s+[\"“„»«‚'’(\[]*(?P<first>.)")
_LAST_WORD: Final = re.compile(r"[^\s(\[„“\"'/]+$")
_GERMAN: Final = """
    abb abs abschn allg anm art aufl ausg bd bde beisp bspw bzgl bzw ca dergl desgl dgl dipl dr ebd
    einschl engl etc evtl exkl f ff fn gem ggf ggfs hg hrsg inkl insb insbes jg jh kap lfd max mind
    min mio mrd nr o p pos prof resp s sog sp str strateg südl nördl tab tel u usf usw v verf vgl
    vol volkswirtschaftl wiss z zit zt zzgl ung
    """
_ENGLISH: Final = """
    al approx cf ch co corp dept ed eds e.g eg eq esp est etc fig figs i.e ie inc jr ltd mr mrs ms no nos pp
    ref refs sec sr st vol vs
    """
_ABBREVIATIONS: Final = frozenset((_GERMAN + _ENGLISH).split())
_MAY_END: Final = frozenset(["etc", "usw", "usf", "al", "ff", "f", "ung", "no", "max", "min"])
"""Abbreviations behind which a sentence often ends; a capital decides."""
_MONTHS: Final = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"Jahrhundert|Generation|Runde|Quartal|Auflage|Kapitel|Platz|Sitzung)\b"
)
_COUNTED: Final = re.compile(
    r"(?:\b(?:S|p|pp|Nr|No|Abb|Tab|Fig|Kap|Vol|Bd|Abs)\.|Übersicht|Tabelle|Abbildung|Abschnitt|Kapitel|Table|Figure|"
    r"Chapter|Section|[Pp]age|Seite|\d\s?[-–])\s?\d{1,3}$"
)
"""Numbers of pages and tables, which are no ordinals."""


def sentence_ends(text: str) -> list[int]:
    """The offsets behind the sentences of a paragraph, in order; the last one is its length."""
    ends = [match.end() for match in _CANDIDATE.finditer(text) if _ends_sentence(text, match)]
    if text and (not ends or ends[-1] != len(text)):
        ends.append(len(text))
    return ends


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    if following is None or following["first"].islower():
        return False
    if not match.group().startswith("."):
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    before = word.group() if word else ""
    if before.isdigit():
        counted = _COUNTED.search(text, max(0, match.start() - 20), match.start()) is not None
        return (counted or len(before) > 2) and not _MONTHS.match(text, match.end())
    return not _is_abbreviation(before, following["first"])


def _is_abbreviation(word: str, following: str) -> bool:
    if len(word) == 1 and word.isalpha():
        return True  # an initial, or the first half of "z. B."
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return word.lower() not in ("u.a", "o.ä", "u.ä") or not following.isupper()
    lower = word.lower()
    return lower in _ABBREVIATIONS and not (lower in _MAY_END and following.isupper())
