"""Misspelt words of a question, put right with the words of the graph's own texts.

Only a word that neither the texts nor a dictionary have counts as misspelt, so that a word which is
merely new ("Fremdwörter") keeps its meaning. Closeness is the optimal string alignment distance:
insertions, omissions, replacements and swapped neighbours count one each.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ontology.lexicon import analyser_for, fold
from ontology.lexicon.dictionary import knows

_SHORTEST = 5
_LONGEST = 40
_LETTERS_PER_SLIP = 4


class Speller:
    """Finds the word of the graph's texts that was probably meant."""

    def __init__(self, spellings: Mapping[str, str], vocabulary: Container[str]) -> None:
        """`spellings`: folded word -> the word as it is written; `vocabulary`: folded dictionary forms."""
        self._spellings, self._vocabulary = spellings, vocabulary
        self._folded = tuple(spellings)
        self.corrected = lru_cache(maxsize=4096)(self._corrected)

    def _corrected(self, word: str) -> str | None:
        """Returns the right spelling of a misspelt word; None for a word that is right or beyond repair."""
        folded = fold(word)
        if not _SHORTEST <= len(folded) <= _LONGEST or not word.isalpha():
            return None
        if folded in self._spellings or folded in self._vocabulary:
            return None
        if knows(word, "de") or knows(word, "en"):
            return None
        slips = 1 if _is_compound(word) else min(3, len(folded) // _LETTERS_PER_SLIP)
        near = process.extract(folded, self._folded, scorer=OSA.distance, score_cutoff=slips, limit=5)
        # People rarely get the first letter wrong, and sounds more often than not keep a word's length.
        best = min(
            near,
            key=lambda hit: (hit[1] + (hit[0][0] != folded[0]), abs(len(hit[0]) - len(folded)), hit[0]),
            default=None,
        )
        return self._spellings[best[0]] if best else None


def _is_compound(word: str) -> bool:
    """Whether the word is made of known words: a new compound is rarely a mistake in German."""
    parts = [part for token in analyser_for("de").tokens(word) for part in token.parts]
    return len(parts) > 1 and all(knows(part, "de") or knows(part, "en") for part in parts)
