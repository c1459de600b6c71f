"""Why-paths and chips of an answer, with names a person reads in place of slugs."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Literal, URIRef

from ontology.schema import local_name, schema
from ontology.vocabulary import CW
from service.schemas import Answer
from service.triple_store import TripleStore
from service.use_cases.naming import Name, Names
from service.use_cases.shipped_queries import shipped_query

# Links of an answer that are shown as chips, in this order.
CHIPS = ("audience", "targetGroup", "actionField", "horizon")


@dataclass(frozen=True)
class Step:
    """A part of a path: a thing, or the property that leads on to the next."""

    name: Name
    is_property: bool


@dataclass(frozen=True)
class ReadablePath:
    """A path from thing to thing; `basis` as in the answer."""

    steps: tuple[Step, ...]
    basis: str


@dataclass(frozen=True)
class Chip:
    """A link of an answer: the property and the thing."""

    property: str
    label: Name
    value: Name


def readable_paths(store: TripleStore, names: Names, answer: Answer, language: str) -> list[ReadablePath]:
    """The reasons of an answer, each with at least one link."""
    paths = [
        ReadablePath(_steps(store, names, reason.path, answer, language), reason.basis)
        for reason in answer.because
    ]
    return [path for path in paths if len(path.steps) > 1]


def _steps(
    store: TripleStore, names: Names, path: list[str], answer: Answer, language: str
) -> tuple[Step, ...]:
    """Slugs are unique within a kind only, so each is looked for at the other end of its link."""
    here = answer.iri if path and path[0] == answer.id else names.by_slug(path[0]) or path[0]
    steps = [Step(names.of(here, language), False)]
    for link, slug in zip(path[1::2], path[2::2], strict=False):
        property_ = property_iri(link)
        bound = {"thing": URIRef(here), "property": property_, "slug": Literal(slug)}
        rows = store.select(shipped_query("step"), bindings=bound)
        here = str(rows[0]["other"]) if rows else names.by_slug(slug) or slug
        steps += [Step(names.of(str(property_), language), True), Step(names.of(here, language), False)]
    return tuple(steps)


def property_iri(name: str) -> URIRef:
    """The IRI for the local name of a property the data use."""
    info = schema().properties.get(name)
    return info.iri if info else URIRef(str(CW) + name)


def chips(store: TripleStore, names: Names, iri: str, language: str) -> list[Chip]:
    """The audience, target group, action field and horizon of an answer."""
    rows = store.select(shipped_query("thing_links"), bindings={"thing": URIRef(iri)})
    found = [
        Chip(local_name(row["property"]), names.of(str(row["property"]), language), names.of(value, language))
        for row in rows
        if local_name(row["property"]) in CHIPS and (value := str(row["value"]))
    ]
    return sorted(found, key=lambda chip: (CHIPS.index(chip.property), chip.value.text))
