"""Whether a question is about another sense of "cluster", or about things unknown: told by its words.

A cue counts only where the graph's own texts do not have the word.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from ontology.lexicon import fold
from ontology.lexicon.compounds import structure
from ontology.lexicon.dictionary import knows, lemma_of
from service.use_cases.search.lexical import TermTable
from service.use_cases.search.reading import Reading, Word

_ABBREVIATION = re.compile(r"[A-ZÄÖÜ]{2,6}\d*$|[A-Z]\d+$")


def foreign_words(reading: Reading, terms: TermTable) -> list[Word]:
    """The words of a question that tell another sense."""
    exact, beginnings = _cues()
    return [
        word
        for word in reading.words
        if not terms.knows(word) and any(_is_cue(form, exact, beginnings) for form in _forms(word))
    ]


def unknown_names(reading: Reading, terms: TermTable) -> list[Word]:
    """Names and abbreviations that no text of the graph has: it knows nothing of what bears them."""
    return [
        word
        for place, word in enumerate(reading.words)
        if not terms.knows(word) and word.spelt == word.text and _is_name(word.text, reading.language, place)
    ]


def _is_name(text: str, language: str, place: int) -> bool:
    if _ABBREVIATION.match(text):
        return True
    if not text[:1].isupper() or any(lemma_of(text.lower(), tongue) for tongue in ("de", "en")):
        return False
    if language == "en":
        return place > 0 or not knows(text, "en")
    return structure(text).part_of_speech.startswith("NE") or not (knows(text, "de") or "-" in text)


def _forms(word: Word) -> set[str]:
    folded = fold(word.text)
    forms = {folded, *folded.split("-")}
    for language in word.tokens:
        forms |= {*word.forms(language), *word.parts(language)}
    return forms


def _is_cue(form: str, exact: frozenset[str], beginnings: tuple[str, ...]) -> bool:
    return form in exact or form.startswith(beginnings)


@cache
def _cues() -> tuple[frozenset[str], tuple[str, ...]]:
    text = (files("service.use_cases.search") / "other_senses.txt").read_text(encoding="utf-8")
    lines = [line.partition(":")[2] for line in text.splitlines() if line and not line.startswith("#")]
    words = [word for line in lines for word in re.split(r"\s+", line.strip())]
    exact = frozenset(word for word in words if not word.endswith("*"))
    return exact, tuple(word[:-1] for word in words if word.endswith("*"))
