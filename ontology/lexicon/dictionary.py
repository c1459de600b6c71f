"""simplemma's word lists: which words exist, and what their dictionary form is."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cache, lru_cache

from simplemma.strategies import LOW_MEMORY_DICTIONARY_FACTORY

from ontology.lexicon.folding import fold

_loading = threading.Lock()


@cache
def _word_list(language: str) -> Mapping[str, str]:
    # The frugal variant keeps 24 MB instead of 110 MB for German; a look-up costs 12 µs, once per word.
    with _loading:
        word_list: Mapping[str, str] = LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(language)
    return word_list


@lru_cache(maxsize=131_072)
def lemma_of(word: str, language: str) -> str | None:
    """The dictionary form of exactly this spelling (case counts), or None where the list does not have it."""
    return _word_list(language).get(word)


def knows(word: str, language: str) -> bool:
    """Whether the list has the word in this spelling, capitalised or in lower case."""
    return any(lemma_of(form, language) is not None for form in {word, word.lower(), word.capitalize()})


def noun_lemma(word: str) -> str | None:
    """The dictionary form of a German word read as a noun, or None. Nouns are the capitalised entries."""
    lemma = lemma_of(word.capitalize(), "de")
    return lemma if lemma is not None and lemma[:1].isupper() else None


def is_noun_lemma(word: str) -> bool:
    """Whether the German word, capitalised, is a dictionary form (and not an inflected one)."""
    lemma = noun_lemma(word)
    return lemma is not None and fold(lemma) == fold(word)
