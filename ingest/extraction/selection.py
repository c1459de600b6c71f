"""Which candidates become mentions: the longest, the likeliest, and only what is not ambiguous."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.document_model import Mention
from ingest.extraction.labels import CUES, most_likely
from ingest.extraction.placement import Candidate
from ingest.extraction.scoring import SCORES, SUPPORTED
from ingest.extraction.word_lists import NEGATIONS
from ingest.extraction.words import Word

_FEWEST_WORDS_AROUND_NESTED: Final = 3
_OPENING: Final = "„“\"‚'»«"


@dataclass(frozen=True, slots=True)
class _Place:
    """Candidates with the same span; `start` and `end` count characters."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def select(candidates: Iterable[Candidate], words: Sequence[Word], text: str) -> list[Mention]:
    """The mentions in a text, in order. Offsets count characters of `text`."""
    places = _places(_with_support(list(candidates), words, text), words, text)
    chosen: list[tuple[_Place, Candidate]] = []
    for place in sorted(places, key=lambda place: (place.start - place.end, place.start)):
        candidate = _meant(place)
        if candidate and all(_may_stand(place, candidate, other, outer) for other, outer in chosen):
            chosen.append((place, candidate))
    mentions = [_mention(place, candidate, text) for place, candidate in chosen]
    return sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.iri))


def _with_support(candidates: list[Candidate], words: Sequence[Word], text: str) -> list[Candidate]:
    """Leave out everyday words that nothing else in the text supports."""
    sure = {candidate.label.iri for candidate in candidates if not candidate.label.needs_support}
    lemmas = {unit for word in words for unit in word.units}

    def is_supported(candidate: Candidate) -> bool:
        start, end = words[candidate.first].start, words[candidate.last].end
        quoted = text[start - 1 : start] in _OPENING and text[end : end + 1] in _OPENING if start else False
        return (
            candidate.label.iri in sure
            or quoted
            or bool(lemmas & CUES.get(candidate.label.kind, frozenset()))
        )

    return [
        candidate for candidate in candidates if not candidate.label.needs_support or is_supported(candidate)
    ]


def _places(candidates: Iterable[Candidate], words: Sequence[Word], text: str) -> list[_Place]:
    by_span: defaultdict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_span[_span(candidate, words, text)].append(candidate)
    return [_Place(start, end, tuple(group)) for (start, end), group in by_span.items()]


def _span(candidate: Candidate, words: Sequence[Word], text: str) -> tuple[int, int]:
    """The printed words; a hyphen for a left-out part and the bracket behind a year belong to them."""
    start, end = words[candidate.first].start, words[candidate.last].end
    hyphen = words[candidate.last].left_out and text[end : end + 1] == "-"
    bracket = text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end)
    return start, end + 1 if hyphen or bracket else end


def _meant(place: _Place) -> Candidate | None:
    """The best match of the one thing that is meant here."""
    best = max(SCORES[candidate.how] for candidate in place.candidates)
    likely = [candidate for candidate in place.candidates if SCORES[candidate.how] >= best - 0.1]
    iri = most_likely(candidate.label.iri for candidate in likely)
    if iri is None:
        return None
    matches = [candidate for candidate in likely if candidate.label.iri == iri]
    return max(matches, key=lambda candidate: (SCORES[candidate.how], candidate.label.text))


def _may_stand(place: _Place, candidate: Candidate, other: _Place, outer: Candidate) -> bool:
    """Whether a shorter place may stand beside or inside a longer one that was chosen before it."""
    if place.end <= other.start or other.end <= place.start:
        return True
    inside = other.start <= place.start and place.end <= other.end
    whole_words = candidate.how in ("exact", "inflected") and not candidate.starts_inside
    long_enough = outer.last - outer.first + 1 >= _FEWEST_WORDS_AROUND_NESTED
    other_kind = candidate.label.kind not in (outer.label.kind, "work")
    denied = any(lemma in NEGATIONS for lemma in outer.label.lemmas)
    return inside and whole_words and long_enough and other_kind and not outer.label.is_name and not denied


def _mention(place: _Place, candidate: Candidate, text: str) -> Mention:
    score = SUPPORTED if candidate.label.needs_support else SCORES[candidate.how]
    surface = text[place.start : place.end]
    return Mention(candidate.label.iri, place.start, place.end, surface, candidate.label.text, score)
