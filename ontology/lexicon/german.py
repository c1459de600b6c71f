"""The German analyser: dictionary form, members of compounds, gendered and hyphenated spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

from ontology.lexicon import compounds, dictionary
from ontology.lexicon.analysis import Analyser, Language, Token, hyphen_pieces, terms_of, words
from ontology.lexicon.english import english_lemma
from ontology.lexicon.folding import fold
from ontology.lexicon.stopwords import GERMAN

_GENDERED: Final = re.compile(r"(?:[/*:_]-?[iI]n(?:nen)?|\(-?[iI]n(?:nen)?\)|(?<=[a-zäöüß])In(?:nen)?)$")
_ACRONYM: Final = re.compile(r"([A-ZÄÖÜ]{2,5})s?$")
_GENITIVE: Final = re.compile(r"['’]s?$")
_INVISIBLE: Final = re.compile("\u00ad")
_ANALYSABLE: Final = re.compile("[A-Za-zÄÖÜäöüß]{3,40}$")
_TYPED_UMLAUT: Final = re.compile("ae|oe|ue|ss")
_UMLAUT_OF: Final = {"ae": "ä", "oe": "ö", "ue": "ü", "ss": "ß"}
_MOST_TYPED_UMLAUTS: Final = 4


@dataclass(frozen=True, slots=True)
class _Word:
    """What is known of one spelling: folded dictionary form, further readings, members of a compound."""

    lemma: str
    readings: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class _German:
    language: Language = "de"

    def tokens(self, text: str) -> list[Token]:
        return [_token(word, start, end) for word, start, end in words(text)]

    def terms(self, text: str) -> list[str]:
        return terms_of(self.tokens(text))


@cache
def german() -> Analyser:
    """The German analyser. Its word lists load at the first word, in about a second."""
    return _German()


def _token(text: str, start: int, end: int) -> Token:
    word = _analyse(text)
    is_stop = fold(text) in GERMAN and not _ACRONYM.match(text)
    return Token(text, start, end, word.lemma, word.parts, is_stop, word.readings)


@lru_cache(maxsize=262_144)
def _analyse(text: str) -> _Word:
    base = _GENITIVE.sub("", _without_gender(_INVISIBLE.sub("", text))) or text
    pieces = _members(hyphen_pieces(base))
    if len(pieces) < 2:
        return _analyse_piece(base)
    *modifiers, head = (_analyse_piece(piece) for piece in pieces)
    joined = fold("".join(pieces[:-1]).replace("-", "")) + head.lemma
    parts = [part for word in (*modifiers, head) for part in (word.parts or (word.lemma,))]
    return _Word(joined, (), tuple(parts))


def _without_gender(text: str) -> str:
    """Masculine for a gendered spelling: "Manager" for "Manager*innen", "Experte" for "Expert*innen"."""
    base = _GENDERED.sub("", text)
    if base != text and dictionary.is_noun_lemma(base + "e"):
        return base + "e"
    return base


def _members(pieces: list[str]) -> list[str]:
    """Join neighbours that are one word with a hyphen of its own ("Know-how", "Start-up")."""
    members: list[str] = []
    for piece in pieces:
        if members and dictionary.noun_lemma(f"{members[-1]}-{piece}"):
            members[-1] = f"{members[-1]}-{piece}"
        else:
            members.append(piece)
    return members


def _analyse_piece(text: str) -> _Word:
    if "-" in text:
        return _Word(fold(dictionary.noun_lemma(text) or text).replace("-", ""))
    if acronym := _ACRONYM.match(text):
        return _Word(fold(acronym.group(1)))
    if not _ANALYSABLE.match(text) or fold(text) in GERMAN:
        return _Word(fold(text))
    word = text.capitalize() if text.isupper() else text
    if _is_english(word):
        return _Word(english_lemma(word))
    return _analyse_word(_with_umlauts(word))


def _is_english(word: str) -> bool:
    """German papers quote English titles and abstracts; the model would see compounds in their words."""
    return dictionary.lemma_of(word.lower(), "en") is not None and not dictionary.knows(word, "de")


def _analyse_word(word: str) -> _Word:
    built = compounds.structure(word)
    parts = _parts(word, built)
    lemma = _lemma(word, built, parts)
    readings: tuple[str, ...] = ()
    if word[:1].islower() and built.is_verb:
        noun = dictionary.noun_lemma(word)
        readings = (fold(noun),) if noun and fold(noun) != lemma else ()
    return _Word(lemma, readings, parts if parts != (lemma,) else ())


def _lemma(word: str, built: compounds.Structure, parts: tuple[str, ...]) -> str:
    if built.feminine_at is not None and built.members:
        return fold(word[: built.members[-1].start]) + _masculine(word, built)
    known = _dictionary_lemma(word, built)
    if known is not None:
        return fold(known)
    if len(parts) > 1:
        return fold(word[: built.members[-1].start]) + parts[-1]
    if len(built.members) == 1 and built.is_noun:
        return fold(built.members[0].stem)
    return fold(compounds.guessed_lemma(word, built))


def _dictionary_lemma(word: str, built: compounds.Structure) -> str | None:
    as_noun = dictionary.noun_lemma(word)
    as_other = dictionary.lemma_of(word.lower(), "de")
    return (as_noun or as_other) if built.is_noun else (as_other or as_noun)


def _masculine(word: str, built: compounds.Structure) -> str:
    """The form without the feminine ending: sources use both for the same role ("Managerin", "Manager")."""
    head = built.members[-1]
    surface = word[head.start : built.feminine_at]
    if dictionary.is_noun_lemma(surface + "e"):
        return fold(surface + "e")
    return fold(head.stem)


def _parts(word: str, built: compounds.Structure) -> tuple[str, ...]:
    if len(built.members) < 2:
        return ()
    *modifiers, head = built.members
    return (*(fold(_modifier(member)) for member in modifiers), _head(word, head, built))


def _modifier(member: compounds.Member) -> str:
    if member.kind.startswith("VV"):
        infinitives = (member.stem + "en", member.stem + "n")
        return next((verb for verb in infinitives if dictionary.lemma_of(verb, "de") == verb), member.stem)
    return member.stem


def _head(word: str, head: compounds.Member, built: compounds.Structure) -> str:
    if built.feminine_at is not None:
        return _masculine(word, built)
    surface = word[head.start :]
    if built.is_noun:
        return fold(dictionary.noun_lemma(surface) or head.stem)
    return fold(dictionary.lemma_of(surface.lower(), "de") or head.stem)


def _with_umlauts(word: str) -> str:
    """Put back umlauts and sharp s that were typed as two letters, where that makes an unknown word known."""
    places = list(_TYPED_UMLAUT.finditer(word.lower()))[:_MOST_TYPED_UMLAUTS]
    if not places or dictionary.knows(word, "de"):
        return word
    for count in range(len(places), 0, -1):
        for chosen in combinations(places, count):
            candidate = _replaced(word, chosen)
            if _is_word(candidate):
                return candidate
    return word


def _replaced(word: str, places: tuple[re.Match[str], ...]) -> str:
    for place in reversed(places):
        letter = _UMLAUT_OF[place.group()]
        if word[place.start()].isupper():
            letter = letter.upper()
        word = word[: place.start()] + letter + word[place.end() :]
    return word


def _is_word(word: str) -> bool:
    if dictionary.knows(word, "de"):
        return True
    members = compounds.structure(word).members
    return len(members) > 1 and all(dictionary.knows(_modifier(member), "de") for member in members)
