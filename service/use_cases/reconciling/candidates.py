"""The candidates for a name in a table: found by name and meaning, scored, matched where no doubt is left.

A score of 100 is the thing's identifier or label, 97 a synonym, 90 a search phrase, each the same but for
spelling; what is only like a name stays below 95. Values that agree or disagree move the score by up to 30.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from service.schemas import Language
from service.use_cases.reconciling.agreement import agreement
from service.use_cases.reconciling.entities import Entities, description_of, identifier, types_of
from service.use_cases.reconciling.messages import Candidate, EntityQuery, Feature
from service.use_cases.reconciling.names import Name, NameIndex, Role, similarity
from service.use_cases.reconciling.properties import Properties
from service.use_cases.search.catalogue import Thing

_EXACT: Mapping[Role, float] = {"label": 100.0, "synonym": 97.0, "phrase": 90.0}
_SAFE: tuple[Role, ...] = ("label", "synonym")
_ALIKE, _MEANT = 95.0, 0.6
# Names less alike than this are so by chance; a text is near in meaning to everything to this degree.
_CHANCE, _NEAR_ALL = 0.35, 0.2
_OF_VALUES = 0.3
_UNKNOWN_VALUES = 0.5
_OTHER_TYPE = 0.8
_LEAD = 10.0
_MOST = 100
_LOWEST = 10.0


class Meaning(Protocol):
    """The things (IRIs) that mean nearly what a text means, with their cosines."""

    def __call__(self, text: str, /) -> Mapping[str, float]: ...


@dataclass(frozen=True, slots=True)
class _Found:
    """What tells for a thing: the part its exact name plays, likeness and nearness in meaning, 0 to 1."""

    thing: Thing
    role: Role | None = None
    identified: bool = False
    alike: float = 0.0
    meant: float = 0.0

    @property
    def by_name(self) -> float:
        """The score by name alone, 0 to 100."""
        if self.identified:
            return 100.0
        alike = max(0.0, self.alike - _CHANCE) / (1 - _CHANCE)
        meant = _MEANT * max(0.0, self.meant - _NEAR_ALL) / (1 - _NEAR_ALL)
        # Two weak signs are worth more than one.
        both = _ALIKE * (1 - (1 - alike) * (1 - meant))
        return max(_EXACT[self.role] if self.role else 0.0, both)


@dataclass(frozen=True, slots=True)
class _Scored:
    found: _Found
    agreed: float | None
    typed: bool
    score: float

    @property
    def named(self) -> bool:
        """Whether the name is the thing's own."""
        return self.found.identified or self.found.role in _SAFE

    @property
    def certain(self) -> bool:
        """Whether the name is the thing's own, and nothing speaks against it."""
        return self.named and self.typed and (self.agreed is None or self.agreed >= _UNKNOWN_VALUES)


class CandidateFinder:
    """Finds the things that a name, types and values in a table may mean."""

    def __init__(self, entities: Entities, properties: Properties, meaning: Meaning) -> None:
        self._entities, self._properties, self._meaning = entities, properties, meaning
        self._names = NameIndex(entities.named)

    def find(self, query: EntityQuery, language: Language | None) -> list[Candidate]:
        """The best candidates, best first; at most one of them a match, and only the first.

        Without a language, each is named in the one whose label is nearer to the name.
        """
        text = (query.query or "").strip()
        found = self._by_name(text) if text else [_Found(thing) for thing in self._entities.named]
        scored = [
            self._scored(one, query, named=bool(text)) for one in found if self._wanted(one.thing, query)
        ]
        scored = [one for one in scored if one.score >= _LOWEST]
        scored.sort(key=lambda one: (-one.score, one.found.thing.iri))
        best = scored[: min(query.limit, _MOST)]
        matches = bool(text) and _unambiguous(scored)
        return [
            _candidate(one, language or _spoken(text, one.found.thing), match=matches and one is scored[0])
            for one in best
        ]

    def _by_name(self, text: str) -> Sequence[_Found]:
        name, things = Name.of(text), self._entities.catalogue.things
        if not name.text:
            return []
        identified = {thing.iri for thing in self._entities.identified(text)}
        exact, alike, meant = self._names.exact(name), self._names.alike(name), self._meaning(text)
        return [
            _Found(things[iri], exact.get(iri), iri in identified, alike.get(iri, 0.0), meant.get(iri, 0.0))
            for iri in {**dict.fromkeys(identified), **exact, **alike, **meant}
            if iri in self._entities.iris or iri in identified
        ]

    def _scored(self, found: _Found, query: EntityQuery, *, named: bool) -> _Scored:
        agreed = agreement(self._properties, found.thing, query.properties) if query.properties else None
        score = found.by_name if named else 100.0 * (agreed or 0.0)
        if named and query.properties:
            values = _UNKNOWN_VALUES if agreed is None else agreed
            score *= 1 - _OF_VALUES + _OF_VALUES * values
        typed = not query.type or bool(set(_types(query)) & found.thing.types)
        return _Scored(found, agreed, typed, score if typed else _OTHER_TYPE * score)

    def _wanted(self, thing: Thing, query: EntityQuery) -> bool:
        """Whether a thing is of the types that a query insists on."""
        wanted = set(_types(query))
        if not wanted or query.type_strict == "should":
            return True
        return wanted <= thing.types if query.type_strict == "all" else bool(wanted & thing.types)


def _unambiguous(scored: Sequence[_Scored]) -> bool:
    """Whether the first is certain, and well ahead of all others that bear the same name."""
    if not scored or not scored[0].certain:
        return False
    return all(scored[0].score - one.score >= _LEAD for one in scored[1:] if one.named)


def _types(query: EntityQuery) -> list[str]:
    """The wanted classes by local name, which are also given as IRIs."""
    return [text.rpartition("#")[2] for text in query.type]


def _spoken(text: str, thing: Thing) -> Language:
    """The language of the label that a name is nearer to; German where both are alike."""
    name = Name.of(text)
    german, english = (similarity(name, Name.of(thing.name(language))) for language in ("de", "en"))
    return "en" if english > german else "de"


def _candidate(scored: _Scored, language: Language, *, match: bool) -> Candidate:
    found, thing = scored.found, scored.found.thing
    features = [
        Feature(id="name_exact", value=scored.named),
        Feature(id="name_similarity", value=round(found.alike, 4)),
        Feature(id="meaning_similarity", value=round(found.meant, 4)),
        Feature(id="type_match", value=scored.typed),
    ]
    if scored.agreed is not None:
        features.append(Feature(id="property_agreement", value=round(scored.agreed, 4)))
    return Candidate(
        id=identifier(thing),
        name=thing.name(language),
        description=description_of(thing, language),
        type=types_of(thing, language),
        score=round(scored.score, 2),
        match=match,
        features=features,
    )
