"""What stands for the classes and properties of the vocabulary in the data of one build."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from rdflib import Literal, URIRef

from ontology.schema import schema
from service.schemas import Language
from service.triple_store import TripleStore
from service.use_cases.naming import Name, Names
from service.use_cases.shipped_queries import shipped_query


@dataclass(frozen=True)
class Usage:
    """A triple as an example: the value is a thing (`name`) or a text."""

    subject: Name
    name: Name | None
    text: str


@dataclass(frozen=True)
class Examples:
    """Examples by the IRI of the class or property; terms that are not used have none."""

    individuals: dict[str, Name]
    usages: dict[str, Usage]


NO_EXAMPLES = Examples({}, {})
# A build never changes; its examples go when its store does.
_known: WeakKeyDictionary[TripleStore, dict[Language, Examples]] = WeakKeyDictionary()


def vocabulary_examples(store: TripleStore, names: Names, language: Language) -> Examples:
    """One thing for each class and one triple for each property, in one language."""
    known = _known.setdefault(store, {})
    if language not in known:
        known[language] = Examples(_individuals(store, names, language), _usages(store, names, language))
    return known[language]


def _individuals(store: TripleStore, names: Names, language: Language) -> dict[str, Name]:
    found = {}
    for info in schema().classes.values():
        for row in store.select(shipped_query("class_example"), bindings={"class": info.iri}):
            found[str(info.iri)] = names.of(str(row["individual"]), language)
    return found


def _usages(store: TripleStore, names: Names, language: Language) -> dict[str, Usage]:
    found = {}
    for info in schema().properties.values():
        bound = {"property": info.iri, "language": Literal(language)}
        for row in store.select(shipped_query("property_example"), bindings=bound):
            subject, value = names.of(str(row["subject"]), language), row["value"]
            name = names.of(str(value), language) if isinstance(value, URIRef) else None
            found[str(info.iri)] = Usage(subject, name, name.text if name else str(value))
    return found
