"""Completions for the search box, and questions that the graph can answer.

Every suggestion is drawn from the data: a question is offered only for a thing that has the links
which answer it, so none leads to an empty page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ontology.lexicon import fold
from service.schemas import Suggestion
from service.use_cases.completing import Completions, Entry
from service.use_cases.search.catalogue import Catalogue, Thing
from service.use_cases.search.indexing import answerable

_CONSIDERED = 200
# Question by class of the thing it is about: the links that answer it, and its words.
_QUESTIONS: dict[str, tuple[str, str, str]] = {
    "Barrier": ("addressesBarrier", "Welche Maßnahmen helfen gegen „{}“?", "Which measures address “{}”?"),
    "Benefit": ("promotesBenefit", "Welche Maßnahmen fördern „{}“?", "Which measures promote “{}”?"),
    "ActionField": ("actionField", "Welche Maßnahmen gehören zu „{}“?", "Which measures belong to “{}”?"),
    "Topic": ("topic", "Welche Studien behandeln „{}“?", "Which studies deal with “{}”?"),
    "Sector": ("sector", "Welche Initiativen gibt es in der Branche „{}“?", "Which initiatives are in “{}”?"),
    "Region": ("region", "Welche Initiativen gibt es in der Region {}?", "Which initiatives are in {}?"),
}


class Suggester:
    """Completes words and names answerable questions, in the language asked for."""

    def __init__(self, catalogue: Catalogue, nearest: Callable[[str, int], Iterable[str]]) -> None:
        """`nearest` gives the IRIs of the things that mean nearly what a text means, best first."""
        self._catalogue = catalogue
        self._nearest = nearest
        entries: dict[str, list[Entry]] = {"de": [], "en": []}
        for thing in answerable(catalogue):
            for language in ("de", "en"):
                label = thing.name(language)
                entries[language].append(Entry(fold(label), label, thing, True))
                for synonym in thing.synonyms.get(language, ()):
                    entries[language].append(Entry(fold(synonym), synonym, thing, False))
        self._completions: dict[str | None, Completions] = {
            "de": Completions(entries["de"]),
            "en": Completions(entries["en"]),
            None: Completions([*entries["de"], *entries["en"]]),
        }
        self._most_linked = sorted(catalogue.things.values(), key=self._links)

    def suggest(self, typed: str, language: str | None, limit: int) -> list[Suggestion]:
        """Returns at most `limit` suggestions for what has been typed; misspellings are forgiven.

        Without a language, labels of both are completed and questions are worded in German.
        """
        completions = self._completions[language]
        language = language or "de"
        if not typed.strip():
            return self._questions(self._most_linked, language, limit)
        matching = completions.find(typed)[:_CONSIDERED]
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
        return self._questions([*near, *self._most_linked], language, limit)

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
