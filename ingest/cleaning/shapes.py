"""How lines look: list items, captions, numbered headings, ends of sentences. One pattern for each shape."""

from __future__ import annotations

import re
from typing import Final

BULLET: Final = re.compile(r"(?:[•●▪◦‣∙·�✓➢→]\s*|[-–—*+o]\s+)(?=\S)")
"""A bullet and the space behind it; U+FFFD stands for a bullet of a font that could not be read."""

LIST_NUMBER: Final = re.compile(r"(?:\(?(\d{1,2})[.)]|\(?[a-z]\))\s+(?=\S)")

KICKER: Final = re.compile(r"[►▶■▸]\s*(?=\S)")
"""The mark before a magazine's rubric."""

TABLE_WORDS: Final = r"Übersicht|Tabelle|Tab\.|Box|Kasten|Infobox|Anlage|Table|Exhibit|Panel"
FIGURE_WORDS: Final = r"Abbildung|Abb\.|Grafik|Schaubild|Diagramm|Karte|Figure|Fig\.|Chart|Map"
CAPTION: Final = re.compile(
    rf"(?P<word>{TABLE_WORDS}|{FIGURE_WORDS})\s*(?P<number>(?:[A-Z]\s?-?\.?)?\d{{1,3}}(?:[.\-]\d{{1,2}})*)\s*"
    r"(?:[:–—|]|\.(?=\s)|\s-\s)\s*(?P<title>.*)",
    re.DOTALL,
)
"""Such as "Tabelle A 1: Betriebe nach Bezirk" or "Figure 3. Phases". Without the colon it is a reference."""

CONTINUED: Final = re.compile(
    rf"(?:Fortsetzung|Noch|Continued|Continuation of)\s+(?:{TABLE_WORDS}|{FIGURE_WORDS})\b.{{0,20}}$"
)

SOURCE_NOTE: Final = re.compile(
    r"(?:Quellen?|Datenquellen?|Anmerkung(?:en)?|Hinweise?|Legende|Sources?|Notes?|Legend)\s*:\s*\S"
)
CREDIT: Final = re.compile(
    r"(?:Fotos?|Fotograf(?:in)?|Bild|Bilder|Infochart|Infografik|Grafik|Illustration|Autor(?:in|en)?|Text|"
    r"Photos?|Photograph|Author|Authors|Image|Picture|Graphic|Words)\b(?:\s*:|\s+[A-ZÄÖÜ])"
)

HEADING_NUMBER: Final = re.compile(
    r"(?P<number>(?:\d{1,2}|[A-Z])(?:\.\d{1,2})+|\d{1,2}(?=\.))\.?\s+(?=[\w„“\"'(])"
)
"""The number of a chapter: "3." or "3.1" or "3.1.2." or "A.2"; a bare "3" is too weak a sign."""

BARE_NUMBER: Final = re.compile(r"(?P<number>\d{1,2})\s+(?=[A-ZÄÖÜ])")
"""A chapter number without a full stop; believed where marks say that the line is a heading."""

CHAPTER_WORD: Final = re.compile(
    r"(?P<number>(?:Kapitel|Teil|Abschnitt|Anhang|Chapter|Part|Section|Appendix)\s+(?:\d{1,2}|[IVX]{1,4}|[A-Z]))"
    r"(?:\s*[:.–—-]\s*|\s*$)(?P<title>.*)"
)

CONTENTS_LINE: Final = re.compile(r"\S.*?(?:\.{4,}|(?:\s\.){4,}|…{2,})\s*\d{1,4}$")

SENTENCE_END: Final = re.compile(r"[.!?:…][\"“”„»«’'‘)\]]*\d{0,3}(?:\s[■▪●◆□])?$")
OPEN_END: Final = re.compile(
    r"(?:[,(&]|\b(?:der|die|das|des|dem|den|ein|eine|einer|eines|einem|einen|und|oder|sowie|in|im|von|vom|zu|zur|zum|"
    r"mit|für|auf|bei|beim|an|am|aus|durch|als|the|of|and|or|to|a|an|in|on|for|with|by|from|that))$"
)
"""Words after which no sentence ends."""
ADDRESS: Final = re.compile(r"(?:https?://|www\.)|\S+@\S+\.")

PAGE_NUMBER: Final = re.compile(
    r"[\s\-–—|·]*(?:(?:Seite|Page|S\.|p\.)\s*)?(?P<number>\d{1,4})(?:\s*(?:/|von|of)\s*\d{1,4})?[\s\-–—|·]*$"
)
NAMED_PAGE_NUMBER: Final = re.compile(r"[\s\-–—|·]*(?:Seite|Page)\s+\d{1,4}\b|[-–—|]\s*\d{1,4}\s*[-–—|]$")


def ends_sentence(text: str) -> bool:
    """Whether the last characters close a sentence (".", "!", "?", ":", "…", quotes and brackets allowed)."""
    return SENTENCE_END.search(text) is not None


def starts_lower(text: str) -> bool:
    """Whether the first letter, after opening quotes and brackets, is a small one."""
    return text.lstrip("„“\"'‚(»«[")[:1].islower()


def is_caption(text: str) -> bool:
    """Whether the line begins a table's or figure's caption."""
    return CAPTION.match(text) is not None


def list_number(text: str) -> int | None:
    """The number of a numbered list item, or None."""
    match = LIST_NUMBER.match(text)
    return int(match.group(1)) if match and match.group(1) else None
