"""The properties that things have for a client of the service, and their values.

A property is called by its local name (`addressesBarrier`); names joined by `/` are a path from thing to
thing (`profileOf/authors`). Links come from the catalogue, other values from the store, read once per build
and property.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.term import Node

from ontology.schema import schema
from ontology.vocabulary import GRAPH_INFERRED
from service.errors import BadRequest
from service.schemas import Language
from service.triple_store import TripleStore
from service.use_cases.naming import term_name
from service.use_cases.reconciling import wording
from service.use_cases.reconciling.entities import Entities
from service.use_cases.reconciling.messages import Reference
from service.use_cases.reconciling.wording import said
from service.use_cases.search.catalogue import Lists, Thing
from service.use_cases.shipped_queries import shipped_query

_EVIDENCE = frozenset({"Statement", "Section", "Passage"})
_STEPS = 4
_BORROWED: Mapping[str, tuple[URIRef, wording.Words | None]] = {
    "label": (RDFS.label, wording.LABEL),
    "altLabel": (SKOS.altLabel, wording.SYNONYM),
    "description": (DCTERMS.description, wording.DESCRIPTION),
    "notation": (SKOS.notation, wording.NOTATION),
    "exactMatch": (SKOS.exactMatch, wording.SAME_ELSEWHERE),
    "broader": (SKOS.broader, None),
    "narrower": (SKOS.narrower, None),
    "source": (DCTERMS.source, None),
    "isPartOf": (DCTERMS.isPartOf, None),
    "hasPart": (DCTERMS.hasPart, None),
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value: a thing, or a literal or foreign IRI; `inferred` where only reasoning says it."""

    node: Thing | Node
    inferred: bool


class Properties:
    """All properties of the things of a build."""

    def __init__(self, entities: Entities, store: TripleStore) -> None:
        self._entities, self._store = entities, store
        self._iris = {name: iri for name, (iri, _) in _BORROWED.items()} | {
            info.name: info.iri
            for info in schema().properties.values()
            if not info.domains <= _EVIDENCE and info.name not in _BORROWED
        }
        # A build has some hundred properties; each table is read when it is first asked for.
        self._literals = lru_cache(maxsize=None)(self._read_literals)

    def iri(self, name: str) -> str:
        """The IRI of a property."""
        return str(self._iris[name])

    def known(self, path: str) -> bool:
        """Whether every step of a path is a property."""
        steps = path.split("/")
        return len(steps) <= _STEPS and all(step in self._iris for step in steps)

    def require(self, path: str) -> None:
        """Raises BadRequest for a path that is none."""
        if not self.known(path):
            raise BadRequest(
                f"There is no property {path[:100]!r}. /reconcile/suggest/property finds properties by name; "
                f"a path joins up to {_STEPS} of them with '/'."
            )

    def reference(self, path: str, language: Language) -> Reference:
        """The property with its name, a path with the names of its steps."""
        return Reference(id=path, name=" › ".join(self._name(step, language) for step in path.split("/")))

    def values(self, thing: Thing, path: str) -> list[Value]:
        """The values of a path, in the order of the data, each once."""
        first, _, rest = path.partition("/")
        found = self._of_one(thing, first)
        if not rest:
            return found
        reached: dict[object, Value] = {}
        for value in found:
            if isinstance(value.node, Thing):
                for further in self.values(value.node, rest):
                    key = further.node.iri if isinstance(further.node, Thing) else further.node
                    reached.setdefault(key, Value(further.node, value.inferred or further.inferred))
        return list(reached.values())

    def used_by(self, things: Iterable[Thing]) -> list[str]:
        """The properties that the things have, those of most things first."""
        things = list(things)
        counts: Counter[str] = Counter()
        for thing in things:
            counts.update({link.property for link in self._entities.catalogue.outgoing[thing.iri]})
        for name in self._iris:
            counts[name] += sum(1 for thing in things if self._literals(name)[thing.iri])
        order = {name: place for place, name in enumerate(self._iris)}
        used = [name for name, count in counts.items() if count and name in order]
        return sorted(used, key=lambda name: (-counts[name], order[name]))

    def _of_one(self, thing: Thing, name: str) -> list[Value]:
        catalogue = self._entities.catalogue
        links = [
            Value(catalogue.things[link.object], link.basis == "inferred")
            for link in catalogue.outgoing[thing.iri]
            if link.property == name
        ]
        return links + self._literals(name)[thing.iri]

    def _read_literals(self, name: str) -> Lists[str, Value]:
        rows = self._store.select(shipped_query("property_values"), bindings={"property": self._iris[name]})
        on_record: dict[tuple[str, Node], bool] = {}
        for row in rows:
            key = (str(row["thing"]), row["value"])
            on_record[key] = on_record.get(key, False) or row["graph"] != GRAPH_INFERRED
        things = self._entities.catalogue.things
        ordered = sorted(on_record.items(), key=lambda item: (item[0][0], item[0][1].n3()))
        return Lists.by((iri, Value(node, not said)) for (iri, node), said in ordered if iri in things)

    def _name(self, name: str, language: Language) -> str:
        words = _BORROWED[name][1] if name in _BORROWED else None
        if words:
            return said(words, language)
        known = term_name(str(self._iris[name]), language)
        return known.text if known else name


def in_language(values: Iterable[Value], language: Language) -> list[Value]:
    """Drops texts in another language where there is one in this language."""
    kept = list(values)
    spoken = {v.node.language for v in kept if isinstance(v.node, Literal) and v.node.language}
    if language not in spoken:
        return kept
    return [v for v in kept if not isinstance(v.node, Literal) or v.node.language in (language, None)]
