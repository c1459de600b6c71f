"""The reconciliation service of one build, put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import BoundedSemaphore
from typing import Any, Literal

from pydantic import ValidationError

from ontology.schema import schema
from service.errors import BadRequest, NotFound, TooBusy
from service.schemas import Language
from service.triple_store import TripleStore
from service.use_cases.reconciling.candidates import CandidateFinder, Meaning
from service.use_cases.reconciling.entities import Entities, description_of, identifier, types_of
from service.use_cases.reconciling.extension import extend
from service.use_cases.reconciling.manifest import manifest
from service.use_cases.reconciling.messages import (
    Candidates,
    EntityQuery,
    Extension,
    ExtensionQuery,
    Flyout,
    Manifest,
    Proposals,
    Suggested,
    SuggestedList,
)
from service.use_cases.reconciling.properties import Properties
from service.use_cases.reconciling.suggesting import PAGE, Suggesting, flyout
from service.use_cases.reconciling.terms import broader_types, classes_as_things, properties_as_things
from service.use_cases.search.catalogue import Catalogue, Thing

Sort = Literal["entity", "type", "property"]
PLACES = 16


class Reconciler:
    """Answers everything the specification has; its tables are made when they are first asked for."""

    def __init__(self, catalogue: Catalogue, store: TripleStore, meaning: Meaning) -> None:
        self._catalogue, self._store, self._meaning = catalogue, store, meaning
        self._places = BoundedSemaphore(PLACES)

    @contextmanager
    def place(self) -> Iterator[None]:
        """One of the places for batches that are answered at once. Raises TooBusy when all are taken."""
        if not self._places.acquire(blocking=False):
            raise TooBusy(f"{PLACES} batches are being answered; send this one again in a moment.")
        try:
            yield
        finally:
            self._places.release()

    def manifest(self, base_url: str, language: Language) -> Manifest:
        """What the service is and where its parts are."""
        return manifest(base_url, language, self._present)

    def candidates(self, query: Any, language: Language | None) -> Candidates:
        """The candidates for one query of a batch; for a broken one none, and what is wrong with it.

        Without a language, each candidate is named in the one whose label is nearer to the query.
        """
        try:
            checked = _checked(query)
        except ValidationError as problem:
            return Candidates(result=[], error=f"The query cannot be read: {wrong_fields(problem)}.")
        except BadRequest as problem:
            return Candidates(result=[], error=str(problem))
        unknown = [c.pid[:100] for c in checked.properties if not self._properties.known(c.pid)]
        ignored = f"Left out, because there is no such property: {', '.join(unknown)}." if unknown else None
        return Candidates(result=self._finder.find(checked, language), error=ignored)

    def suggest(
        self, sort: Sort, prefix: str, language: Language, skip: int = 0, limit: int = PAGE
    ) -> SuggestedList:
        """What begins as was typed."""
        found = self._suggesting(sort).find(prefix, language, skip, limit)
        return SuggestedList(result=[_suggested(sort, name, thing, language) for name, thing in found])

    def flyout(self, sort: Sort, name: str, language: Language) -> Flyout:
        """A preview of an entity, type or property. Raises NotFound."""
        if sort == "entity":
            thing = self.thing(name)
            return flyout(name, thing, types_of(thing, language), language)
        return flyout(name, self._suggesting(sort).thing(name), [], language)

    def thing(self, name: str) -> Thing:
        """The thing with an identifier or IRI. Raises NotFound."""
        thing = self._entities.thing(name)
        if thing is None:
            raise NotFound(f"There is no {name[:100]!r}. An id reads kind/slug, such as measure/cm-om5.")
        return thing

    def propose(self, type_: str, language: Language, limit: int | None) -> Proposals:
        """The properties that things of a type have; of all things without one. Raises BadRequest."""
        name = type_.rpartition("#")[2]
        if name and name not in schema().classes:
            raise BadRequest(_no_type(type_))
        things = self._catalogue.of_type(name) if name else self._entities.named
        used = self._properties.used_by(things)[:limit]
        references = [self._properties.reference(path, language) for path in used]
        return Proposals(type=type_, properties=references, limit=limit)

    def extend(self, query: ExtensionQuery, language: Language) -> Extension:
        """The values of properties of things. Raises BadRequest for an unknown property."""
        return extend(self._entities, self._properties, query, language)

    @cached_property
    def _present(self) -> frozenset[str]:
        return frozenset(name for thing in self._catalogue.things.values() for name in thing.types)

    @cached_property
    def _entities(self) -> Entities:
        return Entities(self._catalogue)

    @cached_property
    def _properties(self) -> Properties:
        return Properties(self._entities, self._store)

    @cached_property
    def _finder(self) -> CandidateFinder:
        return CandidateFinder(self._entities, self._properties, self._meaning)

    @cached_property
    def _of_entities(self) -> Suggesting:
        return Suggesting((identifier(thing), thing) for thing in self._entities.named)

    @cached_property
    def _of_types(self) -> Suggesting:
        return Suggesting(classes_as_things(self._present))

    @cached_property
    def _of_properties(self) -> Suggesting:
        used = self._properties.used_by(self._catalogue.things.values())
        return Suggesting(properties_as_things(self._properties, used))

    def _suggesting(self, sort: Sort) -> Suggesting:
        if sort == "entity":
            return self._of_entities
        return self._of_types if sort == "type" else self._of_properties


def wrong_fields(problem: ValidationError) -> str:
    """What is wrong with which field, in one line."""
    wrong = ((".".join(str(part) for part in e["loc"]), e["msg"]) for e in problem.errors())
    return "; ".join(f"{place}: {message}" if place else message for place, message in wrong)


def _checked(query: Any) -> EntityQuery:
    checked = EntityQuery.model_validate(query)
    if not (checked.query or "").strip() and not checked.properties:
        raise BadRequest("A query has a `query` that is not empty, or `properties`.")
    for name in checked.type:
        if name.rpartition("#")[2] not in schema().classes:
            raise BadRequest(_no_type(name))
    return checked


def _no_type(name: str) -> str:
    return f"There is no type {name[:100]!r}. /reconcile/suggest/type finds types by name, such as Measure."


def _suggested(sort: Sort, name: str, thing: Thing, language: Language) -> Suggested:
    return Suggested(
        id=name,
        name=thing.name(language),
        description=description_of(thing, language),
        notable=types_of(thing, language) if sort == "entity" else None,
        broader=broader_types(name, language) if sort == "type" else None,
    )
