"""The reviewed graph as search sees it: things, links and statements, read once per build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Literal, Protocol, TypeVar

from rdflib import Literal as Text
from rdflib.term import Node

from ontology.schema import local_name, schema
from ontology.vocabulary import BASE, CW, GRAPH_INFERRED

Basis = Literal["asserted", "inferred"]
Texts = dict[str, str]
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_QUERIES = files("service.use_cases.search") / "queries"
# Evidence and its places are read as such, not as things that could be an answer.
_NOT_THINGS = frozenset({"statement", "section", "passage", "scheme", "annotation"})


class Store(Protocol):
    """What search needs of a triple store."""

    def select(
        self, query: str, *, bindings: Mapping[str, Node] | None = None
    ) -> Sequence[Mapping[str, Node]]:
        """Runs a SELECT query over the default graph; unbound variables are left out of a row."""
        ...


@dataclass(slots=True)
class Thing:
    """One individual: texts by language; `types` are local names of our classes, inherited ones included."""

    iri: str
    kind: str
    slug: str
    types: set[str] = field(default_factory=set)
    label: Texts = field(default_factory=dict)
    description: Texts = field(default_factory=dict)
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)

    def name(self, language: str) -> str:
        """The label in `language`, else in the other one, else the slug."""
        return self.label.get(language) or next(iter(self.label.values()), self.slug)


@dataclass(frozen=True, slots=True)
class Link:
    """`subject` --property--> `object`, IRIs; `property` is a local name such as "addressesBarrier"."""

    subject: str
    property: str
    object: str
    basis: Basis


@dataclass(slots=True)
class Statement:
    """A piece of evidence about `about`; `property` and `object` are set when it backs one link."""

    iri: str
    about: str
    source: str
    locator: str
    stance: str = "supports"
    holder: str | None = None
    case: str | None = None
    property: str | None = None
    object: str | None = None
    basis: str | None = None
    degree: str = "central"
    text: Texts = field(default_factory=dict)

    def supports(self) -> bool:
        """Whether it says that something is so, and not the contrary or nothing."""
        return self.stance == "supports"


def shipped_query(name: str) -> str:
    """Text of `queries/{name}.rq` beside this module."""
    return (_QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def language_of(term: Node) -> str:
    """The language of a text; a text without one counts as German."""
    return (term.language if isinstance(term, Text) else None) or "de"


class Lists(dict[_Key, list[_Value]]):
    """Lists by key. A key that is not there has an empty one, which is not kept: reading changes nothing."""

    @classmethod
    def by(cls, pairs: Iterable[tuple[_Key, _Value]]) -> Lists[_Key, _Value]:
        """Gathers values by key, in order."""
        found: Lists[_Key, _Value] = cls()
        for key, value in pairs:
            found.setdefault(key, []).append(value)
        return found

    def __missing__(self, key: _Key) -> list[_Value]:
        return []


class Catalogue:
    """All things, links and statements of a build, for lookup by IRI."""

    def __init__(
        self, things: Iterable[Thing], links: Iterable[Link], statements: Iterable[Statement]
    ) -> None:
        self.things = {thing.iri: thing for thing in things}
        known = [link for link in links if link.subject in self.things and link.object in self.things]
        said = list(statements)
        self.outgoing = Lists.by((link.subject, link) for link in known)
        self.incoming = Lists.by((link.object, link) for link in known)
        self.about = Lists.by((statement.about, statement) for statement in said)
        self.backing = Lists.by(((s.about, s.property, s.object), s) for s in said if s.property and s.object)
        self._by_case = Lists.by((s.case, s.about) for s in said if s.case and s.supports())
        works = {thing.iri for thing in self.of_type("Work")}
        self._literature = sorted({s.about for s in said if s.holder in works and s.supports()})

    @classmethod
    def load(cls, store: Store) -> Catalogue:
        """Reads the catalogue with the queries in `queries/`."""
        return cls(_things(store), _links(store), _statements(store))

    def of_type(self, name: str) -> list[Thing]:
        """Things of the class or one of its subclasses."""
        return [thing for thing in self.things.values() if name in thing.types]

    def said_in(self, cases: Iterable[str]) -> list[str]:
        """What supporting statements made in one of the cases are about."""
        return sorted({about for case in cases for about in self._by_case[case]})

    def in_literature(self) -> list[str]:
        """What supporting statements of works are about."""
        return list(self._literature)

    def holders(self, about: Iterable[str]) -> list[str]:
        """Works and profiles that hold a supporting statement about one of the things."""
        works = {s.holder for iri in about for s in self.about[iri] if s.holder and s.supports()}
        profiles = {
            link.subject for work in works for link in self.incoming[work] if link.property == "profileOf"
        }
        return sorted(works | profiles)

    def iri(self, kind: str, slug: str) -> str | None:
        """The IRI of a thing by kind and slug, if it exists."""
        iri = f"{BASE}id/{kind}/{slug}"
        return iri if iri in self.things else None


def _things(store: Store) -> list[Thing]:
    found: dict[str, Thing] = {}
    classes = schema().classes
    prefix = f"{BASE}id/"
    for row in store.select(shipped_query("things")):
        iri, value = str(row["thing"]), row["value"]
        if not iri.startswith(prefix):
            continue
        kind, _, slug = iri.removeprefix(prefix).partition("/")
        if kind in _NOT_THINGS:
            continue
        _tell(found.setdefault(iri, Thing(iri, kind, slug)), str(row["role"]), value)
    for thing in found.values():
        thing.types |= {
            above for name in thing.types for above in classes[name].superclasses if above in classes
        }
        for texts in (*thing.synonyms.values(), *thing.phrases.values()):
            texts.sort()
    return [found[iri] for iri in sorted(found)]


def _tell(thing: Thing, role: str, value: Node) -> None:
    language = language_of(value)
    match role:
        case "type":
            if str(value).startswith(str(CW)) and local_name(value) in schema().classes:
                thing.types.add(local_name(value))
        case "label":
            thing.label[language] = str(value)
        case "description":
            thing.description[language] = str(value)
        case "phrase":
            thing.phrases.setdefault(language, []).append(str(value))
        case _:
            thing.synonyms.setdefault(language, []).append(str(value))


def _links(store: Store) -> list[Link]:
    found: dict[tuple[str, str, str], Link] = {}
    for row in store.select(shipped_query("edges")):
        key = (str(row["subject"]), local_name(row["property"]), str(row["object"]))
        basis: Basis = "inferred" if str(row["graph"]) == str(GRAPH_INFERRED) else "asserted"
        if key not in found or basis == "asserted":
            found[key] = Link(*key, basis)
    return [found[key] for key in sorted(found)]


def _statements(store: Store) -> list[Statement]:
    found: dict[str, Statement] = {}
    for row in store.select(shipped_query("statements")):
        iri = str(row["statement"])
        statement = found.get(iri)
        if statement is None:
            statement = Statement(iri, str(row["about"]), str(row["source"]), str(row["locator"]))
            for name in ("holder", "case", "object"):
                if name in row:
                    setattr(statement, name, str(row[name]))
            for name in ("stance", "basis", "degree", "property"):
                if name in row:
                    setattr(statement, name, local_name(row[name]))
            found[iri] = statement
        if "text" in row:
            statement.text[language_of(row["text"])] = str(row["text"])
    return [found[iri] for iri in sorted(found)]
