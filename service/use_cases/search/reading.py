"""The words of a question: analysed once, in both languages, misspellings put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ontology.lexicon import Token, analyser_for

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: `text` as it stands in the question, `spelt` put right, `tokens` by language."""

    text: str
    spelt: str
    start: int
    end: int
    tokens: Mapping[str, Token]

    def forms(self, language: str) -> tuple[str, ...]:
        """The dictionary forms of the word as a whole."""
        token = self.tokens[language]
        return tuple(dict.fromkeys((token.lemma, *token.readings)))

    def parts(self, language: str) -> tuple[str, ...]:
        """The members of the compound, the head last; none for a simple word."""
        return self.tokens[language].parts


@dataclass(frozen=True, slots=True)
class Reading:
    """A question cut into words: `spelt` is its text with misspellings put right.

    `tokens` has all words by language, `words` those that are no stop words in `language`.
    """

    text: str
    language: str
    spelt: str
    tokens: Mapping[str, tuple[Token, ...]]
    words: tuple[Word, ...]
    corrections: tuple[tuple[str, str], ...] = ()


def read(text: str, language: str, corrected: Callable[[str], str | None]) -> Reading:
    """Reads a question; `corrected` gives the right spelling of a misspelt word, else None."""
    right = {
        (token.start, token.end): word
        for token in analyser_for(language).tokens(text)
        if (word := corrected(token.text))
    }
    tokens = {tongue: _tokens(text, tongue, right) for tongue in LANGUAGES}
    words = tuple(
        Word(
            own.text,
            right.get((own.start, own.end), own.text),
            own.start,
            own.end,
            {language: own, _other(language): foreign},
        )
        for own, foreign in zip(tokens[language], tokens[_other(language)], strict=True)
        if not own.is_stop and own.lemma
    )
    spelt = text
    for (start, end), word in sorted(right.items(), reverse=True):
        spelt = spelt[:start] + word + spelt[end:]
    corrections = tuple((text[start:end], word) for (start, end), word in right.items())
    return Reading(text, language, spelt, tokens, words, corrections)


def _tokens(text: str, language: str, right: Mapping[tuple[int, int], str]) -> tuple[Token, ...]:
    analyser = analyser_for(language)
    tokens = []
    for token in analyser.tokens(text):
        word = right.get((token.start, token.end))
        again = analyser.tokens(word) if word is not None else ()
        tokens.append(
            replace(again[0], text=token.text, start=token.start, end=token.end) if again else token
        )
    return tuple(tokens)


def _other(language: str) -> str:
    return "en" if language == "de" else "de"
