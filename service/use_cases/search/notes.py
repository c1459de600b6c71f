"""What the service has to say about a question beside its answers."""

from __future__ import annotations

import re

from ontology.lexicon import language_scores
from service.schemas import Suggestion, Text
from service.use_cases.search.reading import Reading

_SPARQL = re.compile(r"\b(select|ask|construct|describe)\b[^{}]*\{.*[?$]\w+", re.IGNORECASE | re.DOTALL)
_LANGUAGES = Text(
    de="Verstanden werden Deutsch und Englisch, diese Sprache nicht. Gesucht wurde trotzdem.",
    en="German and English are understood, this language is not. The search was tried all the same.",
)
_NO_WORDS = Text(
    de="In der Frage steht kein Wort, nach dem sich suchen lässt. Nennen Sie, worum es geht.",
    en="The question has no word to search for. Name what it is about.",
)
_QUERY = Text(
    de="Das sieht nach einer SPARQL-Abfrage aus; dafür gibt es /sparql.",
    en="This looks like a SPARQL query; /sparql takes those.",
)


def notes(reading: Reading) -> list[Text]:
    """Says which languages are understood, that nothing was asked, or that a word was read otherwise."""
    found = []
    if _SPARQL.search(reading.text):
        found.append(_QUERY)
    if not reading.words:
        found.append(_NO_WORDS)
    elif not language_scores(reading.text).is_understood:
        found.append(_LANGUAGES)
    for typed, right in reading.corrections:
        found.append(
            Text(de=f"„{typed}“ wurde als „{right}“ gelesen.", en=f"“{typed}” was read as “{right}”.")
        )
    return found


def corrected_question(reading: Reading) -> list[Suggestion]:
    """The question with its misspellings put right, where there were any: "did you mean"."""
    return [Suggestion(text=reading.spelt, kind="question")] if reading.corrections else []
