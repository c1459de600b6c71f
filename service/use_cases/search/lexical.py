"""How well the words of a question match the words of things: BM25 by group of fields, and coverage.

Robertson and Zaragoza 2009 (BM25), with k1 = 1.2 and b = 0.6, computed per word of the question over
all things at once; the graph has hundreds of things, so every one gets its exact figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.use_cases.search.reading import LANGUAGES, Reading, Word

GROUPS = ("label", "phrase", "text", "context")
Values = npt.NDArray[np.float32]
Terms = Mapping[str, Sequence[str]]
_K1, _B = 1.2, 0.6
_PART_WEIGHT = 0.6  # of a compound's members, taken together, beside the whole word
_OTHER_LANGUAGE = 0.8  # names and loan words stand in texts of both languages
_REMEMBERED = 512  # words, 14 kB each
_Posting = tuple[npt.NDArray[np.int32], Values]


@dataclass(frozen=True, slots=True)
class Matched:
    """What the words of a question match, each of shape (things,), 0 to 1.

    `by_group`: BM25 by group of fields, as a share of the most that the words could reach;
    `coverage`: share of the words (weighted by rarity) that a thing has in any field;
    `known`: the words' rarity-weighted share that any thing has.
    """

    by_group: Mapping[str, Values]
    coverage: Values
    known: float


@dataclass(frozen=True, slots=True)
class _Held:
    """What all things have of one word, arrays of shape (things,): BM25 by group where any has the word, and
    the `share` of the question that it covers, weighted by rarity."""

    rarity: float
    known: bool
    by_group: Mapping[str, Values]
    share: Values


class TermTable:
    """Term frequencies of all things, by group of fields and language."""

    def __init__(self, texts: Sequence[Terms]) -> None:
        """`texts`: for each thing its terms by field ("label_de" ...)."""
        self.size = len(texts)
        self._remembered: dict[object, _Held] = {}
        self._postings: dict[tuple[str, str], dict[str, _Posting]] = {}
        self._rarity: dict[str, dict[str, float]] = {}
        for language in LANGUAGES:
            holders: Counter[str] = Counter()
            for terms in texts:
                holders.update({t for group in GROUPS for t in terms.get(f"{group}_{language}", ())})
            self._rarity[language] = {
                term: float(np.log(1.0 + (self.size - n + 0.5) / (n + 0.5))) for term, n in holders.items()
            }
            for group in GROUPS:
                self._postings[group, language] = _postings([t.get(f"{group}_{language}", ()) for t in texts])
        self.rarest = float(np.log(1.0 + (self.size + 0.5) / 0.5))

    def rarity(self, word: Word) -> float:
        """Inverse document frequency of a word; a word that no thing has is the rarest."""
        known = []
        for language in LANGUAGES:
            terms, parts = self._rarity[language], word.parts(language)
            known += [terms[form] for form in word.forms(language) if form in terms]
            if len(parts) > 1 and all(part in terms for part in parts):
                known.append(sum(terms[part] for part in parts) / len(parts))
        return min(known, default=self.rarest)

    def knows(self, word: Word) -> bool:
        """Whether any thing has the word, or all members of the compound."""
        return any(self._knows(word, language) for language in LANGUAGES)

    def _knows(self, word: Word, language: str) -> bool:
        terms = self._rarity[language]
        parts = word.parts(language)
        return any(form in terms for form in word.forms(language)) or (
            len(parts) > 1 and all(part in terms for part in parts)
        )

    def match(self, reading: Reading) -> Matched:
        """Compares the words of a question with all things."""
        totals = {group: np.zeros(self.size, dtype=np.float32) for group in GROUPS}
        covered = np.zeros(self.size, dtype=np.float32)
        most = known = 0.0
        for word in reading.words:
            held = self._held(word, reading.language)
            most += held.rarity
            known += held.rarity * held.known
            for group, values in held.by_group.items():
                totals[group] += values
            covered += held.share
        scale = 1.0 / most if most else 0.0
        by_group = {group: total * scale / (1.0 + _K1) for group, total in totals.items()}
        return Matched(by_group, covered * scale, known * scale)

    def _held(self, word: Word, asked: str) -> _Held:
        """What all things have of a word; remembered, as questions share most of their words."""
        key = (asked, *((word.forms(language), word.parts(language)) for language in LANGUAGES))
        held = self._remembered.get(key)
        if held is None:
            rarity = self.rarity(word)
            found = {group: self._word(word, group, asked) for group in GROUPS}
            by_group = {group: values for group, values in found.items() if values is not None}
            best = np.maximum.reduce([self._nothing(), *by_group.values()])
            held = _Held(
                rarity, self.knows(word), by_group, rarity * np.minimum(1.0, best / max(rarity, 1e-6))
            )
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = held
        return held

    def _word(self, word: Word, group: str, asked: str) -> Values | None:
        """The BM25 of one word in one group, the better of both languages and of word and members.

        None where nothing has the word.
        """
        best: Values | None = None
        for language in LANGUAGES:
            postings, rarity = self._postings[group, language], self._rarity[language]
            share = 1.0 if language == asked else _OTHER_LANGUAGE
            for form in word.forms(language):
                if form in postings:
                    things, saturated = postings[form]
                    best = self._nothing() if best is None else best
                    best[things] = np.maximum(best[things], share * rarity[form] * saturated)
            parts = word.parts(language)
            if len(parts) > 1 and any(part in postings for part in parts):
                members = self._nothing()
                for part in parts:
                    if part in postings:
                        things, saturated = postings[part]
                        members[things] += share * _PART_WEIGHT * rarity[part] * saturated
                best = members if best is None else np.maximum(best, members)
        return best

    def _nothing(self) -> Values:
        return np.zeros(self.size, dtype=np.float32)


def _postings(texts: Sequence[Sequence[str]]) -> dict[str, _Posting]:
    """term -> (things, term frequency saturated and normalised by length)."""
    lengths = np.array([len(terms) for terms in texts], dtype=np.float32)
    norms = 1.0 - _B + _B * lengths / max(1.0, float(lengths.mean()) if len(lengths) else 1.0)
    numbers: dict[str, int] = {}
    rows = [
        (numbers.setdefault(term, len(numbers)), place, count)
        for place, terms in enumerate(texts)
        for term, count in Counter(terms).items()
    ]
    table = np.array(rows, dtype=np.int32).reshape(-1, 3)
    term_of, places, counts = np.ascontiguousarray(table[np.argsort(table[:, 0], kind="stable")].T)
    saturated = (counts * (_K1 + 1.0) / (counts + _K1 * norms[places].astype(np.float64))).astype(np.float32)
    ends = np.bincount(term_of, minlength=len(numbers)).cumsum().tolist()
    starts = [0, *ends]
    return {
        term: (places[start:end], saturated[start:end])
        for term, start, end in zip(numbers, starts, ends, strict=False)
    }
