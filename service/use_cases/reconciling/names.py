"""Names compared: the same but for spelling, nearly the same, or of the same words.

Before comparing, names are folded (case, umlauts, accents: `ontology.lexicon.fold`) and everything but
letters and digits separates words. Nearness is the optimal string alignment distance as a share of the
longer name, which forgives left out, added, wrong and swapped letters alike; it is taken in the order
written, with the words sorted, and with the blanks left out, and the best of the three counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ontology.lexicon import fold
from service.use_cases.search.catalogue import Lists, Thing

Role = Literal["label", "synonym", "phrase"]
_WORD = re.compile(r"[^\W_]+")
# Firms and associations are mostly named without their legal form, or with one they no longer have.
_LEGAL_FORM = re.compile(r"(?<=\w)(?: (?:ag|ev|e v|gmbh|ggmbh|mbh|kg|co|eg))+$")
_ROLES: tuple[Role, ...] = ("label", "synonym", "phrase")
_LOOKED_AT = 60
# Compared letter by letter with all names only from here: names that share words are looked at in any case.
_LOWEST, _LOWEST_OF_ALL = 0.45, 0.6
# Other orders and blanks are a little further away than slips; shared words alone further still.
_REORDERED, _SHARED_WORDS, _SYNONYM = 0.98, 0.85, 0.985
# A name that stands whole inside the other, as "Bode" in "Bode 2011".
_CONTAINED = 0.65


def plain(text: str) -> str:
    """A name as it is compared: folded words, one blank between them, without a legal form at the end."""
    return _LEGAL_FORM.sub("", " ".join(_WORD.findall(fold(text))))


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart for comparing."""

    text: str
    ordered: str
    joined: str
    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Name:
        """Takes a name apart."""
        words = plain(text).split()
        return cls(" ".join(words), " ".join(sorted(words)), "".join(words), frozenset(words))


def similarity(one: Name, other: Name) -> float:
    """How alike two names are, 0 to 1; 1 only where they are the same but for spelling."""
    if not one.text or not other.text:
        return 0.0
    letters = OSA.normalized_similarity(one.text, other.text)
    moved = max(
        OSA.normalized_similarity(one.ordered, other.ordered),
        OSA.normalized_similarity(one.joined, other.joined),
    )
    shared = sum(map(len, one.words & other.words))
    common = 2 * shared / (sum(map(len, one.words)) + sum(map(len, other.words)))
    contained = _CONTAINED if one.words <= other.words or other.words <= one.words else 0.0
    return max(letters, _REORDERED * moved, _SHARED_WORDS * common, contained)


class NameIndex:
    """The labels, synonyms and search phrases of things, for finding what a name means.

    Phrases are met exactly or not at all: there are many, and search by meaning covers their neighbours.
    """

    def __init__(self, things: Sequence[Thing]) -> None:
        self._exact: dict[str, dict[str, Role]] = {}
        compared: dict[tuple[str, str], tuple[Name, float]] = {}
        for thing in things:
            for role, text in _names(thing):
                words = plain(text)
                self._exact.setdefault(words, {}).setdefault(thing.iri, role)
                if role != "phrase" and (thing.iri, words) not in compared:
                    compared[thing.iri, words] = (Name.of(text), 1.0 if role == "label" else _SYNONYM)
        by_length = sorted(compared.items(), key=lambda item: len(item[1][0].text))
        self._owners = [iri for (iri, _), _ in by_length]
        self._names = [name for _, (name, _) in by_length]
        self._weights = [weight for _, (_, weight) in by_length]
        self._texts = [name.text for name in self._names]
        self._lengths = [len(text) for text in self._texts]
        self._ordered = [name.ordered for name in self._names]
        self._by_word = Lists.by((word, n) for n, name in enumerate(self._names) for word in name.words)

    def exact(self, name: Name) -> Mapping[str, Role]:
        """The things (IRIs) that have this very name, each with the best part it plays there."""
        return self._exact.get(name.text, {})

    def alike(self, name: Name) -> dict[str, float]:
        """The things (IRIs) with names like this one, and how alike the most similar of them is."""
        found: dict[str, float] = {}
        for number in self._pool(name):
            near = self._weights[number] * similarity(name, self._names[number])
            if near >= _LOWEST:
                owner = self._owners[number]
                found[owner] = max(near, found.get(owner, 0.0))
        return found

    def _pool(self, name: Name) -> Iterable[int]:
        """The numbers of the names that are worth a closer look."""
        near: set[int] = set()
        # A name that much shorter or longer is further away whatever its letters are.
        first = bisect_left(self._lengths, _LOWEST_OF_ALL * len(name.text))
        last = bisect_right(self._lengths, len(name.text) / _LOWEST_OF_ALL)
        for wanted, texts in ((name.text, self._texts), (name.ordered, self._ordered)):
            hits = process.extract(
                wanted,
                texts[first:last],
                scorer=OSA.normalized_similarity,
                score_cutoff=_LOWEST_OF_ALL,
                limit=_LOOKED_AT,
            )
            near.update(first + number for _, _, number in hits)
        shared: Counter[int] = Counter()
        for word in name.words:
            for number in self._by_word[word]:
                shared[number] += len(word)
        best = sorted(shared, key=lambda n: -shared[n] / (len(self._texts[n]) + len(name.text)))
        near.update(best[:_LOOKED_AT])
        return near


def _names(thing: Thing) -> Iterable[tuple[Role, str]]:
    """Every name of a thing in both languages, labels first."""
    parts = (list(thing.label.values()), *(_flat(texts) for texts in (thing.synonyms, thing.phrases)))
    return [(role, text) for role, texts in zip(_ROLES, parts, strict=True) for text in texts]


def _flat(texts: Mapping[str, Sequence[str]]) -> list[str]:
    return [text for some in texts.values() for text in some]
