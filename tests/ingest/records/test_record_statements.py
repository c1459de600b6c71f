"""Mistakes in the evidence: each reported alone, with its place and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.records import read_corpus, statement_iri

if TYPE_CHECKING:
    from conftest import CorpusFolder, Mistake

ACTOR = "actor-type/small-firm.md"
BARRIER = "barrier/little-known.md"
INITIATIVE = "initiative/ena.md"
MEASURE = "measure/cm-om1.md"

# file, old, new, line, field, part of the problem, part of the remedy
MISTAKES = {
    "unknown source": (
        MEASURE,
        '"study#4.2, Absatz 1"',
        '"studie#4.2"',
        16,
        "statements[1].at",
        "there is no source 'studie'",
        "Did you mean 'study'?",
    ),
    "locator that the source does not have": (
        MEASURE,
        '"study#Übersicht 4"',
        '"study#Übersicht 44, Zeile 2"',
        18,
        "statements[2]",
        "the source 'study' has no section 'Übersicht 44'",
        "Did you mean 'Übersicht 4'?",
    ),
    "place without locator": (
        MEASURE,
        '"study#Übersicht 4"',
        '"study"',
        18,
        "statements[2]",
        "does not say where",
        "source-slug#section",
    ),
    "evidence without place": (
        MEASURE,
        '    at: "study#4.2"\n',
        "",
        10,
        "addressesBarrier[1].at",
        "the evidence has no place",
        "source-slug#section",
    ),
    "place that is a list": (
        MEASURE,
        '"study#4.2, Absatz 1"',
        "[4.2]",
        16,
        "statements[1].at",
        "a place was expected",
        "Write",
    ),
    "bad stance": (
        BARRIER,
        "stance: qualifies",
        "stance: qualifys",
        8,
        "statements[1].stance",
        "there is no stance 'qualifys'",
        "Did you mean 'qualifies'?",
    ),
    "bad basis": (
        MEASURE,
        "basis: interpreted",
        "basis: guessed",
        11,
        "addressesBarrier[1].basis",
        "there is no basis 'guessed'",
        "interpreted, stated",
    ),
    "bad degree": (
        MEASURE,
        "degree: partial",
        "degree: much",
        12,
        "addressesBarrier[1].degree",
        "there is no degree 'much'",
        "central, partial",
    ),
    "degree on a statement without link": (
        BARRIER,
        "stance: qualifies",
        "degree: central",
        8,
        "statements[1].degree",
        "'degree' is not known",
        "",
    ),
    "statement name that is no slug": (
        BARRIER,
        "stance: qualifies",
        "id: Erste",
        8,
        "statements[1].id",
        "no slug",
        "lower-case",
    ),
    "unknown key in evidence": (
        MEASURE,
        "    degree: partial\n",
        "    degre: partial\n",
        12,
        "addressesBarrier[1].degre",
        "'degre' is not known here",
        "Did you mean 'degree'?",
    ),
    "missing statements": (
        ACTOR,
        'statements: ["study#4.2"]\n',
        "",
        2,
        "statements",
        "nothing says where",
        "at least one place",
    ),
    "empty statements": (
        ACTOR,
        '["study#4.2"]',
        "[]",
        2,
        "statements",
        "nothing says where",
        "Add statements",
    ),
    "nested without statements": (
        INITIATIVE,
        '2.50\n  statements: ["study#4.2"]\n',
        "2.50\n",
        7,
        "managedBy.statements",
        "nothing says where",
        "Add statements",
    ),
    "alike statements": (
        MEASURE,
        '"study#Übersicht 4"',
        '{at: "study#4.2, Absatz 1", text: {de: "Auch.", en: "Too."}}',
        18,
        "statements[2]",
        "like the one on line 16 of measure/cm-om1.md",
        "tell them apart by an 'id'",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_reported_alone(corpus_folder: CorpusFolder, mistake: Mistake) -> None:
    corpus_folder.assert_reported(*mistake)


def test_places_in_a_broken_source_are_no_second_mistake(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace("source/study.md", "id: study", "id: [study")
    (error,) = corpus_folder.errors()
    assert error.file == "source/study.md"


def test_a_name_tells_alike_statements_apart(corpus_folder: CorpusFolder) -> None:
    again = '{id: again, at: "study#4.2, Absatz 1", text: {de: "Auch.", en: "Too."}}'
    corpus_folder.replace(MEASURE, '"study#Übersicht 4"', again)
    (record,) = (record for record in read_corpus(corpus_folder.path).records if record.kind == "measure")
    slugs = [str(statement_iri(record, statement, link)) for statement, link in record.evidence()]
    assert slugs[1] == "https://w3id.org/clusterwissen/id/statement/cm-om1-again"
    assert len(set(slugs)) == 3


def test_names_do_not_change_with_order_and_wording(corpus_folder: CorpusFolder) -> None:
    before = statement_iris(corpus_folder)
    corpus_folder.replace(
        MEASURE,
        '  - at: "study#4.2, Absatz 1"\n    text: {de: "Steht da.", en: "It says so."}\n'
        '  - "study#Übersicht 4"\n',
        '  - "study#Übersicht 4"\n'
        '  - at: "study#4.2, Absatz 1"\n    text: {de: "Anders.", en: "Other words."}\n',
    )
    assert statement_iris(corpus_folder) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"study#4.2, Absatz 1"', '"study#4.2, Absatz 2"'),
        ("to: little-known", "to: information-deficit"),
        ('    at: "study#4.2"\n', '    at: "study#4.2"\n    stance: qualifies\n'),
        ('    at: "study#4.2"\n', '    at: "study#4.2"\n    holder: work/bode-2011\n'),
    ],
)
def test_names_change_with_what_is_claimed(corpus_folder: CorpusFolder, old: str, new: str) -> None:
    before = statement_iris(corpus_folder)
    corpus_folder.replace(MEASURE, old, new)
    after = statement_iris(corpus_folder)
    assert len(before - after) == len(after - before) == 1


def statement_iris(corpus_folder: CorpusFolder) -> set[str]:
    return {
        str(statement_iri(record, statement, link))
        for record in read_corpus(corpus_folder.path).individuals()
        for statement, link in record.evidence()
    }
