"""The things that can be meant by a name, and how the service calls them: `kind/slug`.

Put behind the identifier space, the identifier is the IRI.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontology.loading import load_ontology
from ontology.schema import local_name, schema
from ontology.vocabulary import BASE, CW
from service.schemas import Language
from service.use_cases.reconciling.messages import Reference
from service.use_cases.search.catalogue import Catalogue, Lists, Thing

IDENTIFIER_SPACE = f"{BASE}id/"
_LONGEST_DESCRIPTION = 240


class Entities:
    """The things of a build by identifier; `named` are those that can be meant.

    A rating or a membership figure is called by a pattern and not by anybody's name: it is found by its
    identifier, and it is the value of properties, but no name means it.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        unnamed = {local_name(iri) for iri in load_ontology().subjects(CW.labelPattern)}
        things = catalogue.things.values()
        self.named = tuple(thing for thing in things if thing.label and not thing.types & unnamed)
        self.iris = frozenset(thing.iri for thing in self.named)
        self._by_slug = Lists.by((thing.slug, thing) for thing in self.named)

    def thing(self, identifier: str) -> Thing | None:
        """The thing with this identifier or IRI."""
        path = identifier.strip().removeprefix(IDENTIFIER_SPACE)
        return self.catalogue.things.get(IDENTIFIER_SPACE + path)

    def identified(self, text: str) -> Sequence[Thing]:
        """The things that a text names by identifier, IRI or slug."""
        thing = self.thing(text)
        return [thing] if thing else self._by_slug[text.strip()]


def identifier(thing: Thing) -> str:
    """The identifier of a thing."""
    return f"{thing.kind}/{thing.slug}"


def class_name(name: str, language: Language) -> str:
    """What a class of ours is called."""
    return schema().classes[name].label.get(language, name)


def types_of(thing: Thing, language: Language) -> list[Reference]:
    """The classes of a thing, the most specific first."""
    classes = schema().classes
    own = sorted(thing.types & classes.keys(), key=lambda name: (-len(classes[name].superclasses), name))
    return [Reference(id=name, name=class_name(name, language)) for name in own]


def description_of(thing: Thing, language: Language) -> str | None:
    """The beginning of what is said about a thing, in the other language where it must be."""
    text = thing.description.get(language) or next(iter(thing.description.values()), "")
    if len(text) > _LONGEST_DESCRIPTION:
        text = text[:_LONGEST_DESCRIPTION].rpartition(" ")[0] + " …"
    return text or None
