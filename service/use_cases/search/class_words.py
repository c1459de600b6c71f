"""Which words speak for which class: naive Bayes (Maron 1961) over the texts of all things.

"Angst", "niemand", "uns" come up in barriers, "sollte", "gemeinsam" in measures. Counted are words and
pairs of words, each once in a text, stop words included: they tell a complaint from a proposal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from ontology.lexicon import fold
from service.use_cases.search.nearness import Vectors

_LEAST_TEXTS = 2
_SMOOTHING = 0.1
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ClassWords:
    """`places`: the row of each word or pair; `logs`: its log chance in each class, shape (terms, classes).

    `shares`: the log share of each class among the texts, shape (classes,), in the order of `names`.
    """

    names: tuple[str, ...]
    places: Mapping[str, int]
    logs: Vectors
    shares: Vectors

    @classmethod
    def of(cls, texts: Sequence[tuple[str, str]]) -> ClassWords:
        """Counts (class, text)."""
        names = tuple(sorted({name for name, _ in texts}))
        number = {name: place for place, name in enumerate(names)}
        terms = [(number[name], _terms(text)) for name, text in texts]
        spread = Counter(chain.from_iterable(found for _, found in terms))
        known = sorted(term for term, count in spread.items() if count >= _LEAST_TEXTS)
        places = {term: place for place, term in enumerate(known)}
        counts = np.full((len(places), len(names)), _SMOOTHING, dtype=np.float64)
        for place, found in terms:
            counts[[places[term] for term in found if term in places], place] += 1.0
        shares = np.bincount([place for place, _ in terms], minlength=len(names)) / max(1, len(terms))
        logs = np.log(counts / counts.sum(axis=0))
        return cls(names, places, logs.astype(np.float16), np.log(shares).astype(np.float32))

    def log_chances(self, text: str) -> Vectors:
        """The log chance of each class, shape (classes,), divided by the root of the number of known terms.

        Words are not independent, as naive Bayes takes them to be: undivided, a long text would seem certain.
        """
        rows = [place for term in _terms(text) if (place := self.places.get(term)) is not None]
        joint = self.shares + self.logs[rows].sum(axis=0, dtype=np.float32)
        chances: Vectors = (joint - np.logaddexp.reduce(joint)) / np.float32(max(1, len(rows)) ** 0.5)
        return chances

    def save(self, file: Path) -> None:
        """Writes everything as a NumPy archive."""
        names, terms = np.array(self.names), np.frombuffer("\n".join(self.places).encode(), dtype=np.uint8)
        with file.open("wb") as archive:
            np.savez(archive, names=names, terms=terms, logs=self.logs, shares=self.shares)

    @classmethod
    def open(cls, file: Path) -> ClassWords:
        """Reads what `save` wrote. Raises FileNotFoundError when there is nothing."""
        with np.load(file) as archive:
            terms = archive["terms"].tobytes().decode().split("\n")
            names = tuple(archive["names"].tolist())
            places = {term: place for place, term in enumerate(terms)}
            return cls(names, places, archive["logs"], archive["shares"])


def _terms(text: str) -> dict[str, None]:
    words = _WORD.findall(fold(text))
    return dict.fromkeys(_both(words))


def _both(words: Sequence[str]) -> Iterable[str]:
    return chain(words, (f"{one} {other}" for one, other in pairwise(words)))
