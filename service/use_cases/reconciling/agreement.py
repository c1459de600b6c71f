"""Whether the values that a client has in its table are those of a thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rdflib import Literal
from rdflib.term import Node

from ontology.lexicon import fold
from service.use_cases.reconciling.entities import identifier
from service.use_cases.reconciling.messages import Condition
from service.use_cases.reconciling.names import Name, similarity
from service.use_cases.reconciling.properties import Properties
from service.use_cases.reconciling.wording import FALSE, TRUE
from service.use_cases.search.catalogue import Thing

# Below this, two values are different ones and not one misspelt.
_SAME_FROM = 0.8
_name = lru_cache(maxsize=8192)(Name.of)


def agreement(properties: Properties, thing: Thing, conditions: Sequence[Condition]) -> float | None:
    """How far a thing has the wanted values, 0 to 1: the mean over what it has properties for.

    None where it has none of the properties, so that nothing can be said.
    """
    found = [
        one for one in (_of_one(properties, thing, condition) for condition in conditions) if one is not None
    ]
    return sum(found) / len(found) if found else None


def _of_one(properties: Properties, thing: Thing, condition: Condition) -> float | None:
    wanted = [text for text in condition.v if text.strip()]
    if not wanted or not properties.known(condition.pid):
        return None
    values = [value.node for value in properties.values(thing, condition.pid)]
    if not values:
        return None
    return sum(max(_same(text, value) for value in values) for text in wanted) / len(wanted)


def _same(wanted: str, value: Thing | Node) -> float:
    if not isinstance(value, Thing):
        return _same_text(wanted, value)
    if wanted.strip() in (value.iri, identifier(value), value.slug):
        return 1.0
    return _nearest(wanted, _names(value))


def _same_text(wanted: str, value: Node) -> float:
    if isinstance(value, Literal) and isinstance(value.value, bool):
        return float(fold(wanted.strip()) in (TRUE if value.value else FALSE))
    number = _number(str(value))
    if number is not None:
        return float(_number(wanted) == number)
    return _nearest(wanted, [str(value)])


def _nearest(wanted: str, texts: Iterable[str]) -> float:
    near = max((similarity(_name(wanted), _name(text)) for text in texts), default=0.0)
    return near if near >= _SAME_FROM else 0.0


def _number(text: str) -> float | None:
    """A number as it stands in a table; a decimal comma is one."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def _names(thing: Thing) -> list[str]:
    return [*thing.label.values(), *(text for some in thing.synonyms.values() for text in some)]
