"""Data extension: the values that things have for properties, as cells of a table (sections 7.3 and 7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from ontology.schema import schema
from service.errors import BadRequest
from service.schemas import Language
from service.use_cases.reconciling import wording
from service.use_cases.reconciling.entities import Entities, class_name, identifier
from service.use_cases.reconciling.messages import (
    Cell,
    Choice,
    Column,
    Extension,
    ExtensionQuery,
    Reference,
    Setting,
    WantedProperty,
)
from service.use_cases.reconciling.properties import Properties, in_language
from service.use_cases.reconciling.wording import TRUE, said
from service.use_cases.search.catalogue import Thing

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATE_TIME = re.compile(_DATE.pattern + r"T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
_FRACTIONS = frozenset({XSD.decimal, XSD.double, XSD.float})


@dataclass(frozen=True, slots=True)
class _Settings:
    """How one property is fetched. `limit` 0: all values; `asserted`: without what is inferred."""

    limit: int
    language: Language
    asserted: bool

    @classmethod
    def of(cls, wanted: WantedProperty, language: Language) -> _Settings:
        """Reads what a client sends; forms send numbers as texts and a tick as "on". Raises BadRequest."""
        given = wanted.settings
        chosen = str(given.get("lang") or language)
        if chosen not in {"de", "en"}:
            raise BadRequest(f"The setting `lang` of {wanted.id[:100]!r} is de or en, not {chosen[:20]!r}.")
        asserted = given.get("asserted", False)
        return cls(
            _count(given.get("limit"), wanted.id),
            "de" if chosen == "de" else "en",
            asserted is True or str(asserted).lower() in TRUE | {"on"},
        )


def settings_offered(language: Language) -> list[Setting]:
    """The settings of a fetched property, for the manifest."""
    choices = [
        Choice(value="de", name=said(wording.GERMAN, language)),
        Choice(value="en", name=said(wording.ENGLISH, language)),
    ]
    return [
        Setting(
            name="limit",
            label=said(wording.LIMIT, language),
            type="number",
            default=0,
            help_text=said(wording.LIMIT_HELP, language),
        ),
        Setting(
            name="lang",
            label=said(wording.TEXTS, language),
            type="select",
            default=language,
            help_text=said(wording.TEXTS_HELP, language),
            choices=choices,
        ),
        Setting(
            name="asserted",
            label=said(wording.ASSERTED, language),
            type="checkbox",
            default=False,
            help_text=said(wording.ASSERTED_HELP, language),
        ),
    ]


def extend(
    entities: Entities, properties: Properties, query: ExtensionQuery, language: Language
) -> Extension:
    """The values asked for. Raises BadRequest for an unknown property; an unknown thing has no values."""
    for wanted in query.properties:
        properties.require(wanted.id)
    columns = [(wanted.id, _Settings.of(wanted, language)) for wanted in query.properties]
    things = {name: entities.thing(name) for name in query.ids}
    return Extension(
        meta=[_column(properties, path, language) for path, _ in columns],
        rows={
            name: {path: _cells(properties, thing, path, chosen) if thing else [] for path, chosen in columns}
            for name, thing in things.items()
        },
    )


def _count(value: Any, path: str) -> int:
    try:
        count = int(value or 0)
    except (TypeError, ValueError, OverflowError):
        count = -1
    if count < 0:
        raise BadRequest(f"The setting `limit` of {path[:100]!r} is a number from 0 (all values).")
    return count


def _column(properties: Properties, path: str, language: Language) -> Column:
    name = properties.reference(path, language).name
    info = schema().properties.get(path.rpartition("/")[2])
    ranges = sorted(r for r in info.ranges if not isinstance(r, URIRef)) if info else []
    one = ranges[0] if len(ranges) == 1 and ranges[0] in schema().classes else None
    kind = Reference(id=one, name=class_name(one, language)) if one else None
    return Column(id=path, name=name, type=kind)


def _cells(properties: Properties, thing: Thing, path: str, chosen: _Settings) -> list[Cell]:
    values = [v for v in properties.values(thing, path) if not (chosen.asserted and v.inferred)]
    cells = [_cell(value.node, chosen.language) for value in in_language(values, chosen.language)]
    return _once(cells)[: chosen.limit or None]


def _once(cells: Iterable[Cell]) -> list[Cell]:
    return [dict(cell) for cell in dict.fromkeys(tuple(cell.items()) for cell in cells)]


def _cell(value: Thing | Node, language: Language) -> Cell:
    """A value in the form that the specification has for its kind; it has none for truth values."""
    if isinstance(value, Thing):
        return {"id": identifier(value), "name": value.name(language)}
    content = value.value if isinstance(value, Literal) else None
    if isinstance(content, int) and not isinstance(content, bool):
        return {"int": content}
    text = str(value)
    if isinstance(value, Literal) and value.datatype == XSD.gYear and text.lstrip("-").isdecimal():
        return {"int": int(text)}
    if isinstance(value, Literal) and value.datatype in _FRACTIONS and content is not None:
        return {"float": float(content)}
    if isinstance(value, Literal) and value.datatype in (XSD.date, XSD.dateTime):
        moment = f"{text}T00:00:00Z" if _DATE.fullmatch(text) else text
        return {"date": moment} if _DATE_TIME.fullmatch(moment) else {"str": text}
    return {"str": text}
