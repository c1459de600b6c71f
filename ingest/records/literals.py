"""Plain values of a record, read by the datatype of their property.

Each is kept in one canonical spelling (XSD 1.1 part 2, canonical mappings), so that the same value always
gives the same triple and a quad store that normalises numbers returns what was put in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from rdflib import RDF, XSD, URIRef

from ingest.records.model import LanguageText, TypedValue
from ingest.records.problems import Problems
from ingest.records.record_file import tidy
from ingest.records.yaml_nodes import Mapping, Node, Scalar

# What a number may be at least and at most, both included; the shapes say the same.
LIMITS: dict[str, tuple[int, int | None]] = {
    "amount": (0, None),
    "count": (0, None),
    "densityIndex": (0, None),
    "durationHours": (0, None),
    "fullTimeEquivalents": (0, None),
    "ratingValue": (-2, 2),
    "relevance": (0, 3),
    "share": (0, 1),
    "staffCount": (0, None),
}

LANGUAGES = ("de", "en")


class _NotReadableError(ValueError):
    """The text is no value of the datatype; the message is the remedy."""


def _decimal(node: Scalar) -> str:
    if node.tag not in {"int", "float"} or not re.fullmatch(r"-?\d+(\.\d+)?", node.text):
        raise _NotReadableError("Write a plain number with a decimal point and no quotes, such as 2.5")
    number = Decimal(node.text)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if number == 0 else text


def _integer(lowest: int | None) -> Callable[[Scalar], str]:
    def read(node: Scalar) -> str:
        if node.tag != "int" or not re.fullmatch(r"-?(0|[1-9]\d*)", node.text):
            raise _NotReadableError("Write a whole number without quotes, points or spaces, such as 120")
        number = int(node.text)
        if lowest is not None and number < lowest:
            raise _NotReadableError(f"Write a whole number from {lowest} upwards")
        return str(number)

    return read


def _boolean(node: Scalar) -> str:
    if node.tag != "bool":
        raise _NotReadableError("Write true or false, without quotes")
    return node.text.lower()


def _matching(pattern: str, remedy: str) -> Callable[[Scalar], str]:
    def read(node: Scalar) -> str:
        if not re.fullmatch(pattern, node.text):
            raise _NotReadableError(remedy)
        return node.text

    return read


def _string(node: Scalar) -> str:
    text = " ".join(node.text.split())
    if node.tag == "null" or not text:
        raise _NotReadableError("Write the value or leave the key out")
    return text


_READERS: dict[URIRef, Callable[[Scalar], str]] = {
    XSD.string: _string,
    XSD.decimal: _decimal,
    XSD.integer: _integer(None),
    XSD.nonNegativeInteger: _integer(0),
    XSD.positiveInteger: _integer(1),
    XSD.boolean: _boolean,
    XSD.gYear: _matching(r"[12]\d{3}", "Write a year with four digits, such as 2010"),
    XSD.gYearMonth: _matching(r"[12]\d{3}-(0[1-9]|1[0-2])", 'Write year and month, such as "2011-03"'),
    XSD.date: _matching(
        r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "Write a day, such as 2011-03-31"
    ),
    XSD.anyURI: _matching(r"https?://[^\s<>\"{}|\\^`]+", "Write a web address that starts with https://"),
}


def read_literal(
    node: Node, property_name: str, datatype: URIRef, problems: Problems
) -> TypedValue | LanguageText | None:
    """The value of a datatype property; None after a mistake was reported."""
    if datatype == RDF.langString:
        return read_language_text(node, problems)
    if not isinstance(node, Scalar):
        problems.at(node, "a single value was expected here", "Write one plain value for each entry")
        return None
    try:
        text = _READERS.get(datatype, _string)(node)
    except _NotReadableError as remedy:
        problems.at(node, f"'{node.text}' is no {_name_of(datatype)}", str(remedy))
        return None
    low, high = LIMITS.get(property_name, (None, None))
    if low is not None and (Decimal(text) < low or (high is not None and Decimal(text) > high)):
        reach = f"from {low} to {high}" if high is not None else f"from {low} upwards"
        problems.at(node, f"{text} lies outside its limits", f"Write a number {reach}")
        return None
    return TypedValue(text, datatype)


def read_language_text(node: Node, problems: Problems) -> LanguageText | None:
    """`{de: …, en: …}`, both present and not empty; None after a mistake was reported."""
    if not isinstance(node, Mapping):
        remedy = 'Write {de: "…", en: "…"}'
        problems.at(node, "a text needs both languages", remedy)
        return None
    for key in node.entries.keys() - set(LANGUAGES):
        problems.report(
            node.key_places[key],
            node.field_of(key),
            f"'{key}' is no language of the records",
            "Use de and en",
        )
    texts = {language: _text_in(node, language, problems) for language in LANGUAGES}
    de, en = texts["de"], texts["en"]
    return LanguageText(de, en) if de and en else None


def _text_in(node: Mapping, language: str, problems: Problems) -> str | None:
    value = node.entries.get(language)
    if isinstance(value, Scalar) and value.tag != "null" and value.text.strip():
        return tidy(value.text)
    place = value.place if value is not None else node.place
    other = "German" if language == "de" else "English"
    problems.report(
        place, node.field_of(language), f"the text in '{language}' is missing", f"Add the {other} text"
    )
    return None


def _name_of(datatype: URIRef) -> str:
    return "usable value" if datatype == XSD.string else datatype.rpartition("#")[2]
