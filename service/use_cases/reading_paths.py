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
    """A path from thing to thing; `basis` as in the answer; `from_answer`: it begins at the answer itself."""

    steps: tuple[Step, ...]
    basis: str
    from_answer: bool


@dataclass(frozen=True)
class Chip:
    """The links of an answer by one property (its local name)."""

    property: str
    values: tuple[Name, ...]


def readable_paths(store: TripleStore, names: Names, answer: Answer, language: str) -> list[ReadablePath]:
    """The reasons of an answer, each with at least one link."""
    paths = [
        ReadablePath(
            _steps(store, names, reason.path, answer, language), reason.basis, reason.path[:1] == [answer.id]
        )
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
    values: dict[str, list[Name]] = {name: [] for name in CHIPS}
    for row in rows:
        name = local_name(row["property"])
        if name in values:
            values[name].append(names.of(str(row["value"]), language))
    return [Chip(name, tuple(sorted(v, key=lambda n: n.text))) for name, v in values.items() if v]
