"""Which things of the graph a question names, found by label, synonym, compound part or spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.identifiers import parse_individual
from ontology.lexicon import Token, analyser_for
from ontology.lexicon.dictionary import lemma_of
from service.use_cases.search.catalogue import Thing
from service.use_cases.search.reading import Reading

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
        "assessment",
        "legal-form",
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
_EXACT, _BY_PARTS, _INSIDE, _IN_PART = 0.97, 0.88, 0.75, 0.7
# Kinds with few members that questions set conditions with: a telling part of the label is enough.
_FACETS = frozenset({"district", "horizon", "region", "sector"})
_FACETS_BY_COMPOUND = frozenset({"action-field", "phase"})
_TELLING_SHARE, _MOST_MEANT, _SHORTEST_TELLING = 0.3, 3, 5
# "not addressed" must not make every "address" a concept: of the words left out of a label that then
# has one word only, articles alone are harmless.
_ARTICLES = frozenset(
    ["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "the", "a", "an"]
)


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
                for text in _names(thing, language):
                    if tokens := _content(text, language):
                        lemmas = tuple(token.lemma for token in tokens)
                        found[AnalysedLabel(thing.iri, lemmas, tuple(sorted(_parts(tokens))))] = None
    return list(found)


def _names(thing: Thing, language: str) -> Iterable[str]:
    """Label and synonyms; of actors also the words that name them in a question, though not in every text."""
    spoken = thing.phrases.get(language, ()) if thing.kind == "actor-type" else ()
    return (thing.label.get(language, ""), *thing.synonyms.get(language, ()), *spoken)


def _content(text: str, language: str) -> list[Token]:
    """The words of a label without stop words; none where too little of the label would be left."""
    words = analyser_for(language).tokens(text)
    tokens = [token for token in words if not token.is_stop]
    left_out = {token.text.lower() for token in words if token.is_stop}
    return [] if len(tokens) == 1 and left_out - _ARTICLES else tokens


class ConceptRecogniser:
    """Finds the longest labels in a question, in both languages at once."""

    def __init__(self, labels: Sequence[AnalysedLabel]) -> None:
        self._by_lemmas: dict[Key, set[str]] = defaultdict(set)
        self._by_parts: dict[frozenset[str], set[str]] = defaultdict(set)
        for label in labels:
            self._by_lemmas[label.lemmas].add(label.iri)
            if len(label.parts) > 1:
                self._by_parts[frozenset(label.parts)].add(label.iri)
        self._words = {word for key in (*self._by_lemmas, *self._by_parts) for word in key}
        self._longest = max(map(len, self._by_lemmas), default=1)
        self._facets: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for label in labels:
            if parse_individual(label.iri)[0] in _FACETS | _FACETS_BY_COMPOUND:
                words = frozenset(label.lemmas) | frozenset(label.parts)
                for word in words:
                    self._facets[word].append((label.iri, frozenset(label.parts)))

    def recognise(self, reading: Reading) -> list[Recognised]:
        """Returns what a question names, in reading order, longest labels first where they overlap.

        A label that two things share gives both.
        """
        found: list[Recognised] = []
        for tongue in sorted(reading.tokens, key=lambda name: name != reading.language):
            tokens = [token for token in reading.tokens[tongue] if not token.is_stop]
            for hit in self._hits(tokens):
                if not any(hit.overlaps(known) and not _same_span(hit, known) for known in found):
                    found.append(hit)
        return sorted(_without_repetition(found), key=lambda hit: (hit.start, -hit.confidence, hit.iri))

    def _hits(self, tokens: Sequence[Token]) -> list[Recognised]:
        found: list[Recognised] = []
        free = [True] * len(tokens)
        of_labels = [self._is_of_labels(token) for token in tokens]
        for length in range(min(self._longest, len(tokens)), 0, -1):
            for first in range(len(tokens) - length + 1):
                place = slice(first, first + length)
                if not all(free[place]) or not all(of_labels[place]):
                    continue
                window = tokens[place]
                iris, confidence = self._look_up(window)
                if iris:
                    start, end = window[0].start, window[-1].end
                    found += [Recognised(iri, start, end, confidence) for iri in sorted(iris)]
                    free[first : first + length] = [False] * length
        return found + self._partly_named(
            [token for token, is_free in zip(tokens, free, strict=True) if is_free]
        )

    def _is_of_labels(self, token: Token) -> bool:
        """Whether any label has the word; most words of a question need not be looked up in all windows."""
        return token.lemma in self._words or any(part in self._words for part in token.parts)

    def _partly_named(self, tokens: Sequence[Token]) -> list[Recognised]:
        """Things named by a member of a compound ("Automotive-Initiativen") or by part of their label."""
        found = []
        for token in tokens:
            meant, confidence = self._inside(token), _INSIDE
            if not meant:
                meant, confidence = self._in_part(token), _IN_PART
            found += [Recognised(iri, token.start, token.end, confidence) for iri in sorted(meant)]
        return found

    def _inside(self, token: Token) -> set[str]:
        for part in token.parts:
            meant = {i for i in self._by_lemmas.get((part,), ()) if parse_individual(i)[0] in _FACETS}
            if meant and len(meant) <= _MOST_MEANT:
                return meant
        return set()

    def _in_part(self, token: Token) -> set[str]:
        if len(token.lemma) < _SHORTEST_TELLING or any(
            lemma_of(token.text.lower(), tongue) for tongue in ("de", "en")
        ):
            return set()
        # Only a compound is telling enough for a field of action: "address" is in the label of one.
        meant = {
            iri
            for iri, parts in self._facets.get(token.lemma, ())
            if parse_individual(iri)[0] == "region" or (token.parts and parse_individual(iri)[0] != "sector")
            if len(parts & {token.lemma, *token.parts}) / len(parts) >= _TELLING_SHARE
        }
        return meant if len(meant) <= _MOST_MEANT else set()

    def _look_up(self, window: Sequence[Token]) -> tuple[set[str], float]:
        if iris := self._by_lemmas.get(tuple(token.lemma for token in window)):
            return iris, _EXACT
        parts = _parts(window)
        if len(parts) > 1 and (iris := self._by_parts.get(parts)):
            return iris, _BY_PARTS
        return set(), 0.0


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
