"""Mistakes in plain values and texts: each reported alone, with its place and remedy."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef, namespace

from ingest.errors import RecordErrors
from ingest.records import Place, TypedValue
from ingest.records.literals import read_literal
from ingest.records.problems import Problems
from ingest.records.yaml_nodes import Node, Scalar, compose

if TYPE_CHECKING:
    from conftest import CorpusFolder, Mistake

INITIATIVE = "initiative/ena.md"
MEASURE = "measure/cm-om1.md"
PROFILE = "profile/bode-2011.md"
SOURCE = "source/study.md"

# file, old, new, line, field, part of the problem, part of the remedy
MISTAKES = {
    "missing language": (
        MEASURE,
        '{de: "Rundbrief", en: "Newsletter"}',
        '{de: "Rundbrief"}',
        4,
        "label.en",
        "the text in 'en' is missing",
        "Add the English text",
    ),
    "empty text": (
        MEASURE,
        'en: "Our reading."',
        'en: ""',
        14,
        "addressesBarrier[1].text.en",
        "missing",
        "English",
    ),
    "unknown language": (
        MEASURE,
        'de: "Rundbrief",',
        'de: "Rundbrief", fr: "Lettre",',
        4,
        "label.fr",
        "'fr' is no language",
        "Use de and en",
    ),
    "text in one language": (
        MEASURE,
        '{de: "Rundbrief", en: "Newsletter"}',
        "Rundbrief",
        4,
        "label",
        "both languages",
        "{de:",
    ),
    "year in words": (
        SOURCE,
        "year: 2012",
        "year: about 2012",
        5,
        "year",
        "'about 2012' is no gYear",
        "such as 2010",
    ),
    "number with comma": (
        INITIATIVE,
        "2.50",
        '"2,5"',
        8,
        "managedBy.fullTimeEquivalents",
        "'2,5' is no decimal",
        "such as 2.5",
    ),
    "number in quotes": (
        INITIATIVE,
        "count: 12",
        'count: "12"',
        11,
        "membership[1].count",
        "'12' is no ",
        "without quotes",
    ),
    "negative count": (
        INITIATIVE,
        "count: 12",
        "count: -1",
        11,
        "membership[1].count",
        "-1",
        "from 0 upwards",
    ),
    "boolean in words": (
        INITIATIVE,
        "estimated: true",
        "estimated: ja",
        11,
        "membership[1].estimated",
        "boolean",
        "true or false",
    ),
    "share above 1": (
        INITIATIVE,
        "share: 0.4",
        "share: 40",
        11,
        "membership[1].share",
        "40 lies outside its limits",
        "from 0 to 1",
    ),
    "relevance above 3": (
        PROFILE,
        "relevance: 2",
        "relevance: 4",
        7,
        "relevance",
        "4 lies outside its limits",
        "from 0 to 3",
    ),
    "list where a value belongs": (
        INITIATIVE,
        "count: 12",
        "count: [[12]]",
        11,
        "membership[1].count[1]",
        "a single value",
        "one plain value",
    ),
    "several values of a functional property": (
        PROFILE,
        "relevance: 2",
        "relevance: [2, 3]",
        7,
        "relevance",
        "takes one value, 2 are given",
        "Keep one",
    ),
    "repeated value": (
        MEASURE,
        "[small-firm]",
        "[small-firm, small-firm]",
        6,
        "audience[2]",
        "stands twice",
        "Leave one out",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_reported_alone(corpus_folder: CorpusFolder, mistake: Mistake) -> None:
    corpus_folder.assert_reported(*mistake)


def test_rating_outside_its_scale(corpus_folder: CorpusFolder) -> None:
    head = "label: {de: x, en: x}\nstatements: ['study#4.2']\n"
    body = "---\n\n## Deutsch\n\nText.\n\n## English\n\nText.\n"
    corpus_folder.write("activity-field/a1.md", f"---\nid: a1\ntype: ActivityField\n{head}{body}")
    corpus_folder.write("skill/meeting.md", f"---\nid: meeting\ntype: Skill\ninField: a1\n{head}{body}")
    rating = "---\nid: meeting-de\ntype: SkillRating\nofSkill: meeting\ncountry: DE\nratingValue: -3\n"
    corpus_folder.write("rating/meeting-de.md", rating + head + body)
    (error,) = corpus_folder.errors()
    assert (error.file, error.line, error.field) == ("rating/meeting-de.md", 6, "ratingValue")
    assert (error.problem, error.remedy) == ("-3 lies outside its limits", "Write a number from -2 to 2")


@pytest.mark.parametrize(
    ("datatype", "spelt", "canonical"),
    [
        (namespace.XSD.decimal, "2.50", "2.5"),
        (namespace.XSD.decimal, "2.0", "2"),
        (namespace.XSD.decimal, "-0.0", "0"),
        (namespace.XSD.decimal, "100", "100"),
        (namespace.XSD.integer, "-2", "-2"),
        (namespace.XSD.boolean, "True", "true"),
        (namespace.XSD.gYear, "2010", "2010"),
        (namespace.XSD.gYearMonth, "2011-03", "2011-03"),
        (namespace.XSD.date, "2011-03-31", "2011-03-31"),
        (namespace.XSD.anyURI, "https://example.org/a", "https://example.org/a"),
        (namespace.XSD.string, "4.10", "4.10"),
        (namespace.XSD.string, "two  words", "two words"),
    ],
)
def test_canonical_spelling(datatype: URIRef, spelt: str, canonical: str) -> None:
    problems = Problems()
    assert read_literal(yaml_value(spelt), "p", datatype, problems) == TypedValue(canonical, datatype)
    problems.raise_if_any()


@pytest.mark.parametrize(
    ("datatype", "spelt"),
    [
        (namespace.XSD.decimal, "1e3"),
        (namespace.XSD.decimal, "1_000"),
        (namespace.XSD.integer, "007"),
        (namespace.XSD.integer, "0x1F"),
        (namespace.XSD.integer, "2.0"),
        (namespace.XSD.positiveInteger, "0"),
        (namespace.XSD.boolean, "yes"),
        (namespace.XSD.gYear, "10"),
        (namespace.XSD.gYearMonth, "2011-13"),
        (namespace.XSD.date, "2011-02-40"),
        (namespace.XSD.anyURI, "www.example.org"),
        (namespace.XSD.string, "~"),
    ],
)
def test_what_is_no_value_of_its_datatype(datatype: URIRef, spelt: str) -> None:
    problems = Problems()
    assert read_literal(yaml_value(spelt), "p", datatype, problems) is None
    with pytest.raises(RecordErrors, match=r"Write (a|true|the|year)"):
        problems.raise_if_any()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_decimals_keep_their_value(number: Decimal) -> None:
    value = read_literal(
        Scalar(Place("f", 1), "p", f"{number:f}", "float"), "p", namespace.XSD.decimal, Problems()
    )
    assert isinstance(value, TypedValue)
    assert Decimal(value.text) == number
    assert value.text == "0" or not value.text.endswith((".", "0")) or "." not in value.text


def yaml_value(text: str) -> Node:
    top = compose(f"key: {text}\n", "f", 1, Problems())
    assert top is not None
    return top.entries["key"]
