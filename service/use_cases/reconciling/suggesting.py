"""Suggestions for what is being typed: entities, types, properties, by the beginnings of their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ontology.lexicon import fold
from service.errors import NotFound
from service.schemas import Language
from service.use_cases.completing import Completions, Entry
from service.use_cases.reconciling.entities import description_of
from service.use_cases.reconciling.messages import Flyout, Reference
from service.use_cases.search.catalogue import Thing
from service.use_cases.search.reading import LANGUAGES

PAGE = 20


class Suggesting:
    """Completes names and identifiers of one sort, given as things.

    A name in the language asked for goes before one in the other; an identifier before both.
    """

    def __init__(self, things: Iterable[tuple[str, Thing]]) -> None:
        """`things` with their identifiers."""
        self._identified = dict(things)
        self._identifiers = {thing.iri: name for name, thing in self._identified.items()}
        self._completions = {
            language: Completions(
                Entry(fold(text), text, thing, place == 0)
                for thing in self._identified.values()
                for place, text in enumerate([thing.name(language), *thing.synonyms.get(language, ())])
            )
            for language in LANGUAGES
        }

    def find(self, prefix: str, language: Language, skip: int, limit: int) -> Sequence[tuple[str, Thing]]:
        """At most `limit` (identifier, thing) that begin as was typed, the first `skip` left out."""
        typed = prefix.strip()
        other: Language = "en" if language == "de" else "de"
        found: dict[str, Thing] = {}
        for name in (typed, *(name for name in self._identified if typed and name.startswith(typed))):
            if name in self._identified:
                found.setdefault(name, self._identified[name])
        for spoken in (language, other):
            for entry in self._completions[spoken].find(typed):
                found.setdefault(self._identifiers[entry.thing.iri], entry.thing)
        return list(found.items())[skip : skip + limit]

    def thing(self, identifier: str) -> Thing:
        """The thing with an identifier. Raises NotFound."""
        if identifier not in self._identified:
            raise NotFound(
                f"There is nothing with the id {identifier[:100]!r}; the suggest service finds ids."
            )
        return self._identified[identifier]


def flyout(identifier: str, thing: Thing, kinds: Sequence[Reference], language: Language) -> Flyout:
    """Name, types and description as a piece of HTML; nothing in them is taken for markup."""
    kind = ", ".join(kind.name for kind in kinds)
    lines = [
        f"<p><strong>{escape(thing.name(language))}</strong></p>",
        f"<p><em>{escape(kind)}</em></p>" if kind else "",
        f"<p>{escape(description_of(thing, language) or '')}</p>",
    ]
    return Flyout(id=identifier, html=f'<div lang="{language}">{"".join(lines)}</div>')
