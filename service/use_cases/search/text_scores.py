"""How near things and passages are to a text, and how well its words match them: for search inside SPARQL.

Things are compared one and all. Of passages, which may be a million, the `PASSAGES` best count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from ontology.lexicon import detect_language
from ontology.vocabulary import CW
from service.errors import BadQuery
from service.schemas import Language
from service.use_cases.search.candidates import Meanings, Words, content_terms, query_terms, saturated
from service.use_cases.search.catalogue import Catalogue
from service.use_cases.search.lexical import TermTable, Values
from service.use_cases.search.nearness import Nearness
from service.use_cases.search.reading import Reading, read

PASSAGES: Final = 20_000
_PASSAGE = str(CW.Passage)
Scores = dict[str, float]


class TextScores:
    """Scores of all that search indexes, by IRI, from 0 to 1; a text without a word is near to nothing."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        things: Sequence[str],
        terms: TermTable,
        nearness: Nearness,
        corrected: Callable[[str], str | None],
        words: Words,
        meanings: Meanings,
    ) -> None:
        """`things`: IRIs in the order of the tables; `words`, `meanings`: the indexes of the passages."""
        self._things, self._terms, self._nearness = things, terms, nearness
        self._corrected, self._words, self._meanings = corrected, words, meanings
        self._classes = {iri: frozenset(catalogue.things[iri].types) for iri in things}

    def similarity(self, text: str, language: Language | None) -> Scores:
        """Cosines of things and of the nearest passages."""
        del language  # The encoder has one space for both languages.
        return self._similar_things(text) | self._similar_passages(text, PASSAGES)

    def match(self, text: str, language: Language | None) -> Scores:
        """Of things and the best passages that have a word of the text, how well they match."""
        return self._matching_things(text, language) | self._matching_passages(text, language, PASSAGES)

    def nearest(
        self, text: str, language: Language | None, k: int, of_class: str | None
    ) -> list[tuple[str, float]]:
        """The `k` most similar, best first, of a class (IRI) or of all. Raises BadQuery for another class."""
        del language
        return self._best(k, of_class, self._similar_things(text), lambda: self._similar_passages(text, k))

    def matching(
        self, text: str, language: Language | None, k: int, of_class: str | None
    ) -> list[tuple[str, float]]:
        """The `k` that match best, best first, of a class (IRI) or of all. Raises as `nearest` does."""
        found = self._matching_things(text, language)
        return self._best(k, of_class, found, lambda: self._matching_passages(text, language, k))

    def _best(
        self, k: int, of_class: str | None, things: Scores, passages: Callable[[], Scores]
    ) -> list[tuple[str, float]]:
        if of_class == _PASSAGE:
            found = passages()
        elif of_class is None:
            found = things | passages()
        else:
            name = self._class_name(of_class)
            found = {iri: score for iri, score in things.items() if name in self._classes[iri]}
        return sorted(found.items(), key=lambda scored: (-scored[1], scored[0]))[:k]

    def _class_name(self, iri: str) -> str:
        known = {str(CW) + name: name for name in sorted(set().union(*self._classes.values()))}
        if iri not in known:
            raise BadQuery(
                f"Nothing of the class <{iri[:200]}> is compared with texts. In the namespace <{CW}> "
                f"these are: Passage, {', '.join(known.values())}."
            )
        return known[iri]

    def _similar_things(self, text: str) -> Scores:
        if not _has_words(text):
            return {}
        cosines = self._nearness.similarity(text)
        return _by_iri(self._things, cosines) if cosines.any() else {}

    def _matching_things(self, text: str, language: Language | None) -> Scores:
        reading = self._read(text, language)
        matched = self._terms.match(reading)
        best = np.minimum(1.0, np.maximum.reduce([*matched.by_group.values()]))
        scores = _by_iri(self._things, (matched.coverage + best) / 2)
        return {iri: score for iri, score in scores.items() if score > 0.0}

    def _similar_passages(self, text: str, limit: int) -> Scores:
        if not _has_words(text):
            return {}
        return _bounded(self._meanings.nearest(text, limit).items())

    def _matching_passages(self, text: str, language: Language | None, limit: int) -> Scores:
        reading = self._read(text, language)
        terms = query_terms(reading)
        number = content_terms(terms, reading)
        return _bounded((hit.key, saturated(hit.score, number)) for hit in self._words.search(terms, limit))

    def _read(self, text: str, language: Language | None) -> Reading:
        return read(text, language or detect_language(text), self._corrected)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _by_iri(things: Sequence[str], values: Values) -> Scores:
    return dict(zip(things, map(_rounded, values.tolist()), strict=True))


def _bounded(scores: Iterable[tuple[str, float]]) -> Scores:
    return {iri: _rounded(min(1.0, max(0.0, score))) for iri, score in scores}


def _rounded(score: float) -> float:
    return round(score, 6)
