"""A thing as a person reads it: names, description, facts, evidence, and what points at it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from ontology.identifiers import parse_individual
from ontology.reasoning.wording import Triple
from ontology.schema import local_name, schema
from ontology.vocabulary import CW, GRAPH_INFERRED
from service.triple_store import EVERYTHING, Rows, TripleStore
from service.use_cases.evidence import Evidence, Mentions, evidence_of, mentions_of, sayings_of
from service.use_cases.inverses import inverse_of
from service.use_cases.naming import Name, Names, name_from
from service.use_cases.shipped_queries import shipped_query

# Shown in places of their own, or of no interest to a reader.
_ELSEWHERE = {
    *(RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition),
    *(SKOS.notation, SKOS.inScheme),
    *(SKOS.topConceptOf, DCTERMS.identifier, DCTERMS.description, DCTERMS.source, RDF.value, OWL.sameAs),
}
_TRANSITIVE = {SKOS.broaderTransitive, SKOS.narrowerTransitive, SKOS.semanticRelation}


@dataclass(frozen=True)
class Value:
    """One value of a fact: a thing (`name`), or a text with its language.

    `triple` is the one that puts it here, set where it holds by reasoning only.
    """

    name: Name | None
    text: str
    language: str | None
    triple: Triple | None = None

    @property
    def inferred(self) -> bool:
        """Whether only the reasoner says it."""
        return self.triple is not None


@dataclass(frozen=True)
class Fact:
    """A property with all its values."""

    property: Name
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Description:
    """Everything a page about one thing shows, in one language as far as the data has it."""

    iri: str
    kind: str
    slug: str
    name: Name
    types: tuple[Value, ...]
    text: Value | None
    notation: str | None
    synonyms: tuple[str, ...]
    wording: Value | None
    facts: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    evidence: tuple[Evidence, ...]
    sayings: tuple[Evidence, ...]
    mentions: Mentions


def exists(store: TripleStore, iri: URIRef) -> bool:
    """Whether anything is said of a thing, in any graph."""
    return store.ask(shipped_query("thing_exists"), bindings={"thing": iri}, graphs=EVERYTHING)


def describe(store: TripleStore, names: Names, iri: URIRef, language: str) -> Description:
    """The description of a thing that exists."""
    bound: Mapping[str, Node] = {"thing": iri}
    rows = store.select(shipped_query("thing_facts"), bindings=bound, graphs=EVERYTHING)
    by_property = _by_property(rows, "value")
    kind, slug = parse_individual(iri)
    incoming = store.select(shipped_query("thing_incoming"), bindings=bound)
    said = {(str(r["property"]), str(r["other"])) for r in incoming if r["graph"] != GRAPH_INFERRED}
    facts = _facts(iri, by_property, said, names, language)
    return Description(
        iri=str(iri),
        kind=kind,
        slug=slug,
        name=name_from(str(iri), _values(by_property, RDFS.label, SKOS.prefLabel), language),
        types=_types(iri, by_property, names, language),
        text=_best_text(_values(by_property, DCTERMS.description, SKOS.definition), language),
        notation=next((str(v) for v in _values(by_property, SKOS.notation)), None),
        synonyms=tuple(
            sorted(str(v) for v in _values(by_property, SKOS.altLabel) if _language(v) == language)
        ),
        wording=_best_text(_values(by_property, RDF.value), language),
        facts=facts,
        incoming=_incoming(iri, incoming, by_property, facts, names, language),
        evidence=evidence_of(store, names, iri, language),
        sayings=sayings_of(store, names, iri, language),
        mentions=mentions_of(store, names, iri, language),
    )


@dataclass
class _Collected:
    """A value with its labels, and whether anybody but the reasoner says it."""

    labels: list[Node]
    asserted: bool = False


_ByProperty = dict[URIRef, dict[Node, _Collected]]


def _by_property(rows: Rows, end: str) -> _ByProperty:
    """What stands at the other `end` of the links in the rows, by property."""
    found: _ByProperty = defaultdict(dict)
    for row in rows:
        collected = found[URIRef(str(row["property"]))].setdefault(row[end], _Collected([]))
        collected.asserted |= row.get("graph") != GRAPH_INFERRED
        if "label" in row:
            collected.labels.append(row["label"])
    return found


def _values(by_property: _ByProperty, *properties: URIRef) -> list[Node]:
    return [value for property_ in properties for value in by_property.get(property_, ())]


def _language(value: Node) -> str | None:
    return value.language if isinstance(value, Literal) else None


def _best_text(values: list[Node], language: str) -> Value | None:
    order = {"de": 1, "en": 1, None: 2, language: 0}
    texts = sorted(values, key=lambda value: order.get(_language(value), 3))
    return Value(None, str(texts[0]), _language(texts[0])) if texts else None


def _types(thing: URIRef, by_property: _ByProperty, names: Names, language: str) -> tuple[Value, ...]:
    """The most specific of our classes: a class that another one implies is left out."""
    found = by_property.get(RDF.type, {})
    classes = {local_name(value): value for value in found if str(value).startswith(str(CW))}
    known = schema().classes
    implied = {above for name in classes if name in known for above in known[name].superclasses}
    types = []
    for name in sorted(classes.keys() - implied):
        label, triple = names.of(str(CW) + name, language), (thing, RDF.type, classes[name])
        asserted = found[classes[name]].asserted
        types.append(Value(label, label.text, label.language, None if asserted else triple))
    return tuple(types)


def _facts(
    thing: URIRef, by_property: _ByProperty, said: set[tuple[str, str]], names: Names, language: str
) -> tuple[Fact, ...]:
    """The facts to show; `said` are the asserted (property, thing) links that point here.

    A link that somebody asserted the other way round is not called inferred.
    """
    facts = []
    for property_, values in by_property.items():
        if property_ in _ELSEWHERE or property_ in _TRANSITIVE:
            continue
        inverse = inverse_of(str(property_)) or ""
        for node, collected in values.items():
            collected.asserted |= (inverse, str(node)) in said
        shown = [_value(node, found, (thing, property_, node), language) for node, found in values.items()]
        kept = _in_language(shown, language)
        kept.sort(key=_by_name)
        facts.append(Fact(names.of(str(property_), language), tuple(kept)))
    facts.sort(key=lambda fact: _position(fact.property))
    return tuple(fact for fact in facts if not _is_echo(fact, facts))


def _is_echo(fact: Fact, facts: list[Fact]) -> bool:
    """Whether a borrowed property only repeats, by reasoning, what our own properties say."""
    if fact.property.iri.startswith(str(CW)) or not all(value.inferred for value in fact.values):
        return False
    said = {v.text for other in facts if other.property.iri.startswith(str(CW)) for v in other.values}
    return all(value.text in said for value in fact.values)


def _by_name(value: Value) -> tuple[object, ...]:
    """Sorts what is asserted before what is inferred, each by its text."""
    return (value.inferred, *_natural(value.text))


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts 2.9 before 2.10."""
    parts = re.findall(r"\d+|\D+", text.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _position(name: Name) -> tuple[bool, int, str]:
    """Facts in the order in which the vocabulary lists its properties, borrowed ones behind."""
    listed = list(schema().properties)
    local = local_name(URIRef(name.iri))
    ours = name.iri.startswith(str(CW)) and local in listed
    return not ours, listed.index(local) if ours else 0, name.text


def _value(node: Node, collected: _Collected, triple: Triple, language: str) -> Value:
    """One end of a triple as a value."""
    inferred = None if collected.asserted else triple
    if isinstance(node, URIRef):
        name = name_from(str(node), collected.labels, language)
        return Value(name, name.text, name.language, inferred)
    return Value(None, str(node), _language(node), inferred)


def _in_language(values: list[Value], language: str) -> list[Value]:
    """Drops texts in another language where there is one in the wanted language."""
    has_text = any(value.name is None and value.language == language for value in values)
    return [v for v in values if v.name or not has_text or v.language in {language, None}]


def _incoming(
    thing: URIRef,
    rows: Rows,
    by_property: _ByProperty,
    facts: tuple[Fact, ...],
    names: Names,
    language: str,
) -> tuple[Fact, ...]:
    """Links that point here, without those whose inverse already stands among the facts.

    One whose inverse is asserted is not called inferred.
    """
    shown = {(fact.property.iri, value.name.iri) for fact in facts for value in fact.values if value.name}
    facts_in = []
    for property_, others in _by_property(rows, "other").items():
        if property_ in _TRANSITIVE or property_ == CW.passageOf:
            continue
        inverse = URIRef(inverse_of(str(property_)) or "")
        back, values = by_property.get(inverse, {}), []
        for other, collected in others.items():
            if (str(inverse), str(other)) not in shown:
                collected.asserted |= other in back and back[other].asserted
                values.append(_value(other, collected, (other, property_, thing), language))
        if values:
            facts_in.append(Fact(names.of(str(property_), language), tuple(sorted(values, key=_by_name))))
    return tuple(sorted(facts_in, key=lambda fact: _position(fact.property)))
