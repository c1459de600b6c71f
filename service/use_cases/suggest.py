"""Completions for the search box, and questions that the graph can answer.

Every suggestion is drawn from the data: a question is offered only for a thing that has the links
which answer it, so none leads to an empty page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ontology.lexicon import fold
from service.schemas import Suggestion
from service.use_cases.search.catalogue import Catalogue, Thing
from service.use_cases.search.indexing import answerable

_LIKENESS = 75
# Question by class of the thing it is about: the links that answer it, and its words.
_QUESTIONS: dict[str, tuple[str, str, str]] = {
    "Barrier": ("addressesBarrier", "Welche Maßnahmen helfen gegen „{}“?", "Which measures address “{}”?"),
    "Benefit": ("promotesBenefit", "Welche Maßnahmen fördern „{}“?", "Which measures promote “{}”?"),
    "ActionField": ("actionField", "Welche Maßnahmen gehören zu „{}“?", "Which measures belong to “{}”?"),
    "Topic": ("topic", "Welche Studien behandeln „{}“?", "Which studies deal with “{}”?"),
    "Sector": ("sector", "Welche Initiativen gibt es in der Branche „{}“?", "Which initiatives are in “{}”?"),
    "Region": ("region", "Welche Initiativen gibt es in der Region {}?", "Which initiatives are in {}?"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A label or synonym in one language, folded for comparing."""

    folded: str
    text: str
    thing: Thing
    is_label: bool


class Suggester:
    """Completes words and names answerable questions, in the language asked for."""

    def __init__(self, catalogue: Catalogue, nearest: Callable[[str, int], Iterable[str]]) -> None:
        """`nearest` gives the IRIs of the things that mean nearly what a text means, best first."""
        self._catalogue = catalogue
        self._nearest = nearest
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for thing in answerable(catalogue):
            for language in ("de", "en"):
                label = thing.name(language)
                self._entries[language].append(Entry(fold(label), label, thing, True))
                for synonym in thing.synonyms.get(language, ()):
                    self._entries[language].append(Entry(fold(synonym), synonym, thing, False))

    def suggest(self, typed: str, language: str | None, limit: int) -> list[Suggestion]:
        """Returns at most `limit` suggestions for what has been typed; misspellings are forgiven.

        Without a language, labels of both are completed and questions are worded in German.
        """
        wanted = fold(typed.strip())
        entries = self._entries[language] if language else [*self._entries["de"], *self._entries["en"]]
        language = language or "de"
        if not wanted:
            return self._questions(sorted(self._catalogue.things.values(), key=self._links), language, limit)
        matching = [e for e in entries if e.folded.startswith(wanted) or f" {wanted}" in e.folded]
        matching.sort(key=lambda e: (not e.folded.startswith(wanted), not e.is_label, len(e.folded), e.text))
        if not matching and len(wanted) > 3:
            folded = [entry.folded for entry in entries]
            near = process.extract(wanted, folded, scorer=fuzz.WRatio, limit=limit, score_cutoff=_LIKENESS)
            matching = [entries[place] for _, _, place in near]
        things = [self._thing(entry) for entry in matching]
        asked = self._questions((entry.thing for entry in matching), language, max(1, limit // 2))
        return _unique([*things[: max(1, limit - len(asked))], *asked])[:limit]

    def nearest_questions(self, question: str, language: str, limit: int) -> list[Suggestion]:
        """Returns the answerable questions whose subject means nearly what `question` means."""
        near = [
            self._catalogue.things[iri]
            for iri in self._nearest(question, 40)
            if iri in self._catalogue.things
        ]
        rest = sorted(self._catalogue.things.values(), key=self._links)
        return self._questions([*near, *rest], language, limit)

    def _questions(self, things: Iterable[Thing], language: str, limit: int) -> list[Suggestion]:
        found: list[Suggestion] = []
        for thing in things:
            for name, (answered_by, german, english) in _QUESTIONS.items():
                if name in thing.types and self._answered(thing, answered_by):
                    text = (german if language == "de" else english).format(thing.name(language))
                    found.append(
                        Suggestion(text=text, kind="question", id=thing.slug, iri=thing.iri, type=name)
                    )
            found = _unique(found)
            if len(found) >= limit:
                break
        return found[:limit]

    def _answered(self, thing: Thing, by: str) -> bool:
        return any(link.property == by for link in self._catalogue.incoming[thing.iri])

    def _links(self, thing: Thing) -> tuple[int, str]:
        return (-len(self._catalogue.incoming[thing.iri]), thing.iri)

    def _thing(self, entry: Entry) -> Suggestion:
        thing = entry.thing
        return Suggestion(text=entry.text, kind="thing", id=thing.slug, iri=thing.iri, type=min(thing.types))


def _unique(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    return list({suggestion.text: suggestion for suggestion in suggestions}.values())
