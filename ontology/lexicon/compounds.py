"""How German words are built: HanTa's morphemes, joined again to the members a reader would name.

HanTa cuts down to the smallest unit ("hand", "werk", "organisation"); a search for "Hand" is not served by
"Handwerksorganisation". Neighbours without a linking element between them are therefore joined again where
the pair is a word of its own: a short one by the dictionary, a long one by the list of words grown
together.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final

from HanTa.HanoverTagger import EMPTY, END_UNKNOWN, START, UNKNOWN, HanoverTagger

from ontology.lexicon import dictionary
from ontology.lexicon.morphemes import MorphemeSearch

MINIMUM_PART: Final = 3
"""Shortest member of a compound, in letters ("Bau", "Rat")."""

_JOINED_LENGTH: Final = 9
_JOINED_MEMBER: Final = 6
_MINIMUM_HEAD: Final = 4
_SHORTEST_UNKNOWN_COMPOUND: Final = 9

_STEMS: Final = ("NN", "NE", "VV", "ADJ", "FM", "ACR", "CARD", "ORD", "XY")
_PREFIXES: Final = ("PTKVZ", "PREF")

_PARTICLES: Final = """
    ab an auf aus bei durch ein empor entgegen fort gegen heim her heran herauf heraus herbei herein hervor
    hin hinaus hinein hinter hinzu los mit nach nieder über um unter vor voran voraus vorbei weg weiter
    wider wieder zu zurück zusammen zwischen miss un ur ge be ver er ent zer
    """
PARTICLES: Final = frozenset(_PARTICLES.split())
"""Particles that make one word with what follows: "Weiterbildung" is no compound of "Bildung"."""

_GROWN_TOGETHER: Final = """
    augenblick bandbreite beweggrund brennstoff bürgermeister dienstleister dienstleistung eisenbahn
    feuerwehr fragestellung frühstück gegenstand grundlage grundstück gütesiegel handschuh hauptstadt
    haushalt himmelfahrt jahrhundert jahrtausend jahrzehnt kindergarten kraftstoff kraftwagen
    krankenhaus kunststoff landschaft landwirtschaft lehrgang leidenschaft leuchtturm marktplatz
    maßnahme maßstab mittelpunkt moderation nachbarschaft nachrichten rechtsanwalt reichweite schlagwort
    schriftsteller schwerpunkt selbstverständnis sichtweise sprachrohr sprichwort stammtisch steckbrief
    stellungnahme stichprobe teilnahme teilnehmer wahrnehmung wendepunkt werkstatt wirklichkeit
    wissenschaft zeitpunkt zeitraum zeitung zielgruppe zielsetzung
    """
GROWN_TOGETHER: Final = frozenset(_GROWN_TOGETHER.split())
"""Common compounds whose meaning is no longer that of their members; they stay whole."""

_PERSON_ENDINGS: Final = (
    *("er", "or", "ör", "eur", "ist", "ent", "ant", "at", "ar", "är"),
    *("chef", "wirt", "arzt", "freund", "anwalt", "rat", "bauer", "nachbar", "gast"),
)
"""How the masculine form ends from which a feminine one in "-in" is made, unless it ends in "-e"."""

_SIZE_ADJECTIVES: Final = ("kleinst", "klein", "mittel", "groß")


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a word: its place in it, the dictionary form of its stem, HanTa's tag for it, and whether
    a linking element ("s", "en") follows."""

    start: int
    end: int
    stem: str
    kind: str
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """How a word is built: its members (the head last), its part of speech as HanTa names it ("NN",
    "VV(FIN)"), and where a feminine ending starts (None without one)."""

    members: tuple[Member, ...]
    part_of_speech: str
    feminine_at: int | None

    @property
    def is_noun(self) -> bool:
        """Whether the word is read as a noun or a name."""
        return self.part_of_speech.startswith(("NN", "NE"))

    @property
    def is_verb(self) -> bool:
        """Whether the word is read as a full verb."""
        return self.part_of_speech.startswith("VV")


_loading = threading.Lock()


@cache
def _loaded_tagger() -> Any:
    tagger = HanoverTagger("morphmodel_ger.pgz")
    search = MorphemeSearch(tagger, empty=EMPTY, start=START, unknown=UNKNOWN, end_unknown=END_UNKNOWN)
    tagger.analyze_forward, tagger.analyze_viterbi = search.parts_of_speech, search.best_path
    return tagger


def _tagger() -> Any:
    with _loading:
        return _loaded_tagger()


@lru_cache(maxsize=131_072)
def structure(word: str) -> Structure:
    """Cut a German word without hyphens into its members.

    A capital first letter counts as a sign of a noun, a small one as no sign at all, as people type small
    letters.
    """
    tagger = _tagger()
    stem, morphemes, part_of_speech = tagger.analyze(word, taglevel=3, casesensitive=word[:1].isupper())
    members, feminine_at = _members(morphemes, tagger)
    if len(members) == 1 and part_of_speech.startswith(("NN", "ADJ")):
        members = [replace(members[0], stem=stem if feminine_at is None else members[0].stem)]
    joined = _join(members)
    if len(joined) == 1 and feminine_at is None:
        joined = _split_simplex(word.lower(), joined[0])
    return Structure(tuple(joined), part_of_speech, feminine_at)


def guessed_lemma(word: str, built: Structure) -> str:
    """The dictionary form as the model guesses it, for a word that no dictionary has."""
    lemma, _ = _tagger().analyze(word, pos=built.part_of_speech, taglevel=1)
    return str(lemma)


def _members(morphemes: list[tuple[str, str]], tagger: Any) -> tuple[list[Member], int | None]:
    members: list[Member] = []
    feminine_at = None
    position, prefix_at = 0, None
    for text, tag in morphemes:
        end = position + len(text)
        if tag.startswith(_PREFIXES):
            prefix_at = position if prefix_at is None else prefix_at
        elif tag.startswith(_STEMS):
            feminine_at = None
            start = position if prefix_at is None else prefix_at
            before = "".join(m for m, _ in morphemes)[start:position]
            stems = tagger.stemdict.get(tagger.tag2int[tag], {})
            members.append(Member(start, end, before + stems.get(text, text), tag))
            prefix_at = None
        elif tag == "FUGE" and members:
            members[-1] = replace(members[-1], linked=True)
        elif tag == "SUF_FEM" and members:
            if _names_a_person(members[-1].stem):
                feminine_at = position
            else:  # the model also reads "Termin" as a feminine form of "Term"
                members[-1] = replace(members[-1], end=end, stem=members[-1].stem + text)
        position = end
    return members, feminine_at


def _names_a_person(stem: str) -> bool:
    return stem.endswith((*_PERSON_ENDINGS, "e")) or dictionary.is_noun_lemma(stem + "e")


def _join(members: list[Member]) -> list[Member]:
    joined: list[Member] = []
    for member in members:
        if joined and _belongs_together(joined[-1], member):
            left = joined[-1]
            joined[-1] = Member(left.start, member.end, left.stem + member.stem, member.kind, member.linked)
        else:
            joined.append(member)
    return joined


def _belongs_together(left: Member, right: Member) -> bool:
    if left.linked:
        return False
    if left.stem in PARTICLES or min(len(left.stem), len(right.stem)) < MINIMUM_PART:
        return True
    pair = left.stem + right.stem
    if pair in GROWN_TOGETHER:
        return True
    short = len(pair) <= _JOINED_LENGTH and max(len(left.stem), len(right.stem)) <= _JOINED_MEMBER
    return short and dictionary.is_noun_lemma(pair)


def _split_simplex(word: str, member: Member) -> list[Member]:
    """Find the members of a word that HanTa left whole; the word itself where there are none.

    Two cases: an adjective of size before a noun ("Kleinbetrieb"), and a word that no dictionary has but
    whose two halves are both known nouns ("Elektromaschinenbauer").
    """
    for adjective in _SIZE_ADJECTIVES:
        rest = word.removeprefix(adjective)
        noun = dictionary.noun_lemma(rest) if rest != word and len(rest) > 5 else None
        if noun is not None:
            cut = len(adjective)
            return [Member(0, cut, adjective, "ADJ"), Member(cut, len(word), noun.lower(), "NN")]
    if dictionary.knows(word, "de") or not member.kind.startswith(("NN", "NE")):
        return [member]
    if dictionary.noun_lemma(word.removesuffix("s")) or len(word) < _SHORTEST_UNKNOWN_COMPOUND:
        return [member]
    for cut in range(MINIMUM_PART + 1, len(word) - _MINIMUM_HEAD + 1):
        head = dictionary.noun_lemma(word[cut:])
        modifier = _modifier(word[:cut])
        if head is not None and modifier is not None:
            whole_head = replace(member, start=cut, end=len(word), stem=head.lower())
            return [Member(0, cut, modifier, "NN"), *_shifted(whole_head, head)]
    return [member]


def _modifier(text: str) -> str | None:
    """The dictionary form of a first member, with or without a linking element; None if it is no noun."""
    for form in (text, text.removesuffix("s")):
        noun = dictionary.noun_lemma(form) if len(form) > MINIMUM_PART else None
        if noun is not None:
            return noun.lower()
    return None


def _shifted(member: Member, head: str) -> list[Member]:
    """The members of a head that is a compound itself, moved to where the head stands."""
    inner = structure(head).members
    if len(inner) < 2:
        return [member]
    moved = [replace(part, start=part.start + member.start, end=part.end + member.start) for part in inner]
    return [*moved[:-1], replace(moved[-1], end=member.end)]
