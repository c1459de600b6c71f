"""Which things of the graph a question names, found by label, synonym, compound part or spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ontology.lexicon import Token, analyser_for
from service.use_cases.search.catalogue import Thing

# Kinds that a question can name; the others (managements, memberships ...) are reached through these.
_NAMED_KINDS = frozenset(
    {
        "action-field",
        "activity-field",
        "actor-type",
        "argument-aid",
        "barrier",
        "benefit",
        "case",
        "cluster",
        "district",
        "drawback",
        "event-format",
        "horizon",
        "initiative",
        "measure",
        "organisation",
        "phase",
        "profile",
        "region",
        "sector",
        "skill",
        "source",
        "study-type",
        "task",
        "thesis",
        "topic",
        "trade",
        "trade-group",
        "work",
    }
)
_EXACT, _BY_PARTS, _MISSPELT = 0.97, 0.88, 0.8
# "not addressed" must not make every "address" a concept: of the words left out of a label that then
# has one word only, articles alone are harmless.
_ARTICLES = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "the", "a", "an"]
)
_SHORTEST_MISSPELT, _LIKENESS = 6, 87


@dataclass(frozen=True, slots=True)
class Recognised:
    """A thing named in the question: `start`, `end` are character offsets; `confidence` is 0 to 1."""

    iri: str
    start: int
    end: int
    confidence: float

    def overlaps(self, other: Recognised) -> bool:
        """Whether both stand on common ground in the question."""
        return self.start < other.end and other.start < self.end


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnalysedLabel:
    """A label or synonym cut into words: their lemmas in order, and the parts of all of them."""

    iri: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...]


def analysed_labels(things: Iterable[Thing]) -> list[AnalysedLabel]:
    """Analyses all labels by which things can be named. Slow (milliseconds a word): done once per build."""
    found: dict[AnalysedLabel, None] = {}
    for thing in things:
        if thing.kind in _NAMED_KINDS:
            for language in ("de", "en"):
                for text in (thing.label.get(language, ""), *thing.synonyms.get(language, ())):
                    if tokens := _content(text, language):
                        lemmas = tuple(token.lemma for token in tokens)
                        found[AnalysedLabel(thing.iri, lemmas, tuple(sorted(_parts(tokens))))] = None
    return list(found)


def _content(text: str, language: str) -> list[Token]:
    """The words of a label without stop words; none where too little of the label would be left."""
    words = analyser_for(language).tokens(text)
    tokens = [token for token in words if not token.is_stop]
    left_out = {token.text.lower() for token in words if token.is_stop}
    return [] if len(tokens) == 1 and left_out - _ARTICLES else tokens


class ConceptRecogniser:
    """Finds the longest labels in a question, in both languages at once."""

    def __init__(self, labels: Iterable[AnalysedLabel], vocabulary: Container[str] = frozenset()) -> None:
        """`vocabulary` holds the folded words of the graph's texts: none of them is a misspelt label."""
        self._vocabulary = vocabulary
        self._by_lemmas: dict[Key, set[str]] = defaultdict(set)
        self._by_parts: dict[frozenset[str], set[str]] = defaultdict(set)
        for label in labels:
            self._by_lemmas[label.lemmas].add(label.iri)
            if len(label.parts) > 1:
                self._by_parts[frozenset(label.parts)].add(label.iri)
        self._longest = max(map(len, self._by_lemmas), default=1)
        single = (key[0] for key in self._by_lemmas if len(key) == 1)
        self._spellings = sorted({word for word in single if len(word) >= _SHORTEST_MISSPELT})

    def recognise(self, text: str, language: str) -> list[Recognised]:
        """Returns what `text` names, in reading order, longest labels first where they overlap.

        A label that two things share gives both.
        """
        other = "en" if language == "de" else "de"
        found: list[Recognised] = []
        for tongue in (language, other):
            tokens = [token for token in analyser_for(tongue).tokens(text) if not token.is_stop]
            for hit in self._hits(tokens):
                if not any(hit.overlaps(known) and not _same_span(hit, known) for known in found):
                    found.append(hit)
        return sorted(_without_repetition(found), key=lambda hit: (hit.start, -hit.confidence, hit.iri))

    def _hits(self, tokens: Sequence[Token]) -> list[Recognised]:
        found: list[Recognised] = []
        free = [True] * len(tokens)
        for length in range(min(self._longest, len(tokens)), 0, -1):
            for first in range(len(tokens) - length + 1):
                window = tokens[first : first + length]
                if not all(free[first : first + length]):
                    continue
                iris, confidence = self._look_up(window)
                if iris:
                    start, end = window[0].start, window[-1].end
                    found += [Recognised(iri, start, end, confidence) for iri in sorted(iris)]
                    free[first : first + length] = [False] * length
        return found

    def _look_up(self, window: Sequence[Token]) -> tuple[set[str], float]:
        if iris := self._by_lemmas.get(tuple(token.lemma for token in window)):
            return iris, _EXACT
        parts = _parts(window)
        if len(parts) > 1 and (iris := self._by_parts.get(parts)):
            return iris, _BY_PARTS
        if len(window) == 1 and self._may_be_misspelt(window[0]):
            near = process.extractOne(
                window[0].lemma, self._spellings, scorer=fuzz.ratio, score_cutoff=_LIKENESS
            )
            if near:
                return self._by_lemmas[(near[0],)], _MISSPELT
        return set(), 0.0

    def _may_be_misspelt(self, token: Token) -> bool:
        return len(token.lemma) >= _SHORTEST_MISSPELT and token.lemma not in self._vocabulary


def _parts(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(part for token in tokens for part in (token.parts or (token.lemma,)))


def _same_span(one: Recognised, other: Recognised) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _without_repetition(found: Iterable[Recognised]) -> list[Recognised]:
    best: dict[tuple[str, int], Recognised] = {}
    for hit in found:
        known = best.get((hit.iri, hit.start))
        if known is None or hit.confidence > known.confidence:
            best[hit.iri, hit.start] = hit
    return list(best.values())
