"""The word lists of the linker, German and English."""

from __future__ import annotations

from typing import Final

_GERMAN_FUNCTION: Final = """
    als am an auf aus bei beim das dem den der deren des dessen die diese diesem diesen dieser dieses durch
    ein eine einem einen einer eines ihr ihre ihrem ihren ihrer im in je mit nach sein seine seinen seiner
    sowie über um und unter vom von vor zu zum zur
    """
_ENGLISH_FUNCTION: Final = """
    a an and as at by from her his in into its of on our the their to with within your
    """
FUNCTION_WORDS: Final = {
    "de": frozenset(_GERMAN_FUNCTION.split()),
    "en": frozenset(_ENGLISH_FUNCTION.split()),
}
"""Words that may be missing or different between a label and a text: articles, prepositions, "und". Not
"für": the benefits for clusters are not the benefits of clusters."""

_GERMAN_GENITIVE: Final = "der des von vom den dem im in bei beim an am zu"
_ENGLISH_GENITIVE: Final = "of in the a an"
GENITIVE_WORDS: Final = {
    "de": frozenset(_GERMAN_GENITIVE.split()),
    "en": frozenset(_ENGLISH_GENITIVE.split()),
}
"""Words that may join the two halves of a compound written apart: "Betriebe des Handwerks"."""

_NEGATIONS: Final = """
    hardly kaum kein keine keinem keinen keiner keines never nicht nie no not ohne wenig weniger without
    """
NEGATIONS: Final = frozenset(_NEGATIONS.split())
"""Words that turn the meaning of what they stand in."""

_RELATIONS: Final = "against between for für gegen instead statt zwischen"
RELATIONS: Final = frozenset(_RELATIONS.split())
"""Prepositions that say who gains, who loses, who is meant; a phrase with one is another phrase."""

_GERMAN_EVERYDAY: Final = """
    abfall abnehmer aktivierung alleingang analytik anbieter aufgabe auftraggeber ausbau ausnutzung bau
    beitrag bereich beschichtung beteiligung chefin dialog eigenregie elektro engineering export finanzierung
    form fremdwort gesundheit handel heizung identifizierung inhaber kraft kurs leistung leitbild markt mittel
    nachhaltigkeit netz plattform projekt rat regel simulation solar sport stelle system treiber umfeld
    veranstaltung verkehr vortrag wachstum wärme wendepunkt werkstoff ziel zug
    """
_ENGLISH_EVERYDAY: Final = """
    activation analytics association branding buyer caretaker coating communication construction cooling
    dental driver event fund growth heating identification initiation lead machinery network plan platform
    project simulation solar support talk turning vision waste wood
    """
EVERYDAY_WORDS: Final = {
    "de": frozenset(_GERMAN_EVERYDAY.split()),
    "en": frozenset(_ENGLISH_EVERYDAY.split()),
}
"""Words that mean something else more often than what a lexicon of business clusters means by them."""
