"""The words of the reconciliation service itself, German and English."""

from __future__ import annotations

from service.schemas import Language

Words = tuple[str, str]

SERVICE: Words = ("Clusterwissen (deutsch)", "Clusterwissen (English)")
LIMIT: Words = ("Höchstens so viele Werte", "At most so many values")
LIMIT_HELP: Words = ("0 heißt alle.", "0 means all.")
TEXTS: Words = ("Sprache der Texte und Namen", "Language of texts and names")
TEXTS_HELP: Words = (
    "Fehlt ein Text in dieser Sprache, kommt der in der anderen.",
    "Where a text is missing in this language, the one in the other is given.",
)
GERMAN: Words = ("Deutsch", "German")
ENGLISH: Words = ("Englisch", "English")
ASSERTED: Words = ("Nur eingetragene Werte", "Only values on record")
ASSERTED_HELP: Words = (
    "Ohne das, was nur aus anderen Einträgen folgt.",
    "Without what only follows from other entries.",
)
# Properties of other vocabularies that all things may have: name and what it means.
LABEL: Words = ("Name", "name")
SYNONYM: Words = ("auch genannt", "also called")
DESCRIPTION: Words = ("Beschreibung", "description")
NOTATION: Words = ("Kurzzeichen", "notation")
SAME_ELSEWHERE: Words = ("dasselbe in anderen Datenbeständen", "the same in other data sets")
ISSUED: Words = ("erschienen im Jahr", "published in year")
# What stands in tables for true and false, folded.
TRUE = frozenset({"true", "ja", "yes", "wahr", "1", "x"})
FALSE = frozenset({"false", "nein", "no", "falsch", "0"})


def said(words: Words, language: Language) -> str:
    """The words in a language."""
    return words[0] if language == "de" else words[1]
