"""Classes and properties as things with names, so that they are suggested as things are."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.schema import schema
from service.schemas import Language
from service.use_cases.reconciling.entities import class_name
from service.use_cases.reconciling.messages import Reference
from service.use_cases.reconciling.properties import Properties
from service.use_cases.search.catalogue import Thing


def classes_as_things(names: Iterable[str]) -> list[tuple[str, Thing]]:
    """The classes with these local names, by name."""
    classes = schema().classes
    return [
        (name, Thing(str(info.iri), "class", name, label=dict(info.label), description=dict(info.comment)))
        for name, info in sorted(classes.items())
        if name in set(names)
    ]


def properties_as_things(properties: Properties, names: Iterable[str]) -> list[tuple[str, Thing]]:
    """The properties with these names, in the order given."""
    found = []
    for name in names:
        info = schema().properties.get(name)
        label = {"de": properties.reference(name, "de").name, "en": properties.reference(name, "en").name}
        comment = dict(info.comment) if info else {}
        found.append((name, Thing(properties.iri(name), "property", name, label=label, description=comment)))
    return found


def broader_types(name: str, language: Language) -> list[Reference]:
    """The classes that a class is directly a kind of."""
    classes = schema().classes
    above = classes[name].superclasses & classes.keys()
    further = {far for near in above for far in classes[near].superclasses}
    return [Reference(id=one, name=class_name(one, language)) for one in sorted(above - further)]
