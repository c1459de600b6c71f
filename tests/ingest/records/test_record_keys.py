"""Mistakes in what a record is and which keys it has: each reported alone, with its place and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.errors import RecordErrors
from ingest.records import read_corpus

if TYPE_CHECKING:
    from conftest import CorpusFolder, Mistake

ACTOR = "actor-type/small-firm.md"
BARRIER = "barrier/little-known.md"
INITIATIVE = "initiative/ena.md"
MEASURE = "measure/cm-om1.md"
SOURCE = "source/study.md"

# file, old, new, line, field, part of the problem, part of the remedy
MISTAKES = {
    "unknown key": (
        MEASURE,
        "audience:",
        "audiense:",
        6,
        "audiense",
        "'audiense' is not known",
        "Did you mean 'audience'?",
    ),
    "inferred key": (MEASURE, "audience:", "helps:", 6, "helps", "'helps' follows by reasoning", ""),
    "key of another class": (BARRIER, "affects:", "audience:", 6, "audience", "not to Barrier", ""),
    "duplicate key": (
        MEASURE,
        "audience: [small-firm]",
        "notation: OM2",
        6,
        "notation",
        "'notation' stands twice (first on line 5)",
        "Join both values",
    ),
    "unknown type": (
        MEASURE,
        "type: OperativeMeasure",
        "type: OperativMeasure",
        3,
        "type",
        "no class 'OperativMeasure'",
        "Did you mean 'OperativeMeasure'?",
    ),
    "statement as a record": (
        MEASURE,
        "type: OperativeMeasure",
        "type: Statement",
        3,
        "type",
        "no class 'Statement'",
        "",
    ),
    "missing type": (MEASURE, "type: OperativeMeasure\n", "", 2, "type", "missing", "Add type:"),
    "missing id": (MEASURE, "id: cm-om1\n", "", 2, "id", "the id is missing", "Add id:"),
    "bad slug": (
        MEASURE,
        "id: cm-om1",
        "id: CM_Öm1",
        2,
        "id",
        "'CM_Öm1' is no slug",
        "Write it as 'cm-oem1'",
    ),
    "slug without a letter": (
        MEASURE,
        "id: cm-om1",
        'id: "…"',
        2,
        "id",
        "'…' is no slug",
        "lower-case letters and digits",
    ),
    "wrong folder": (
        ACTOR,
        "type: ActorType\n",
        "type: Topic\n",
        3,
        "type",
        "a Topic lies in the folder 'actor-type'",
        "Move the file to 'topic/small-firm.md'",
    ),
    "missing label": (
        BARRIER,
        'label: {de: "Kaum bekannt", en: "little known"}\n',
        "",
        2,
        "label",
        "missing",
        "Add label:",
    ),
    "nested without id": (
        INITIATIVE,
        "  id: management\n",
        "",
        7,
        "managedBy.id",
        "the id is missing",
        "Add id:",
    ),
    "nested of the wrong class": (
        INITIATIVE,
        "  id: management\n",
        "  id: management\n  type: Barrier\n",
        8,
        "managedBy.type",
        "no class 'Barrier' for this place",
        "ClusterManagement",
    ),
    "repeated synonym": (
        ACTOR,
        '["Kleinunternehmen"]',
        '["K", "K"]',
        6,
        "synonyms.de[2]",
        "'K' stands twice",
        "Leave one out",
    ),
    "synonyms without language": (
        ACTOR,
        '\n  de: ["Kleinunternehmen"]',
        " [K]",
        5,
        "synonyms",
        "given by language",
        'de: ["…"]',
    ),
    "synonym in another language": (
        ACTOR,
        "  de: [",
        "  fr: [",
        6,
        "synonyms.fr",
        "'fr' is no language",
        "Use de and en",
    ),
    "empty synonym": (ACTOR, '["Kleinunternehmen"]', "[~]", 6, "synonyms.de[1]", "a word", "quotes"),
    "empty notation": (MEASURE, "notation: OM1", "notation:", 5, "notation", "a short code", "OM5"),
    "section key with comma": (
        SOURCE,
        "section:\n",
        'section:\n  - {id: s0, sectionKey: "4.1, Rand"}\n',
        7,
        "sectionKey",
        "has a comma",
        "Leave the comma out",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_reported_alone(corpus_folder: CorpusFolder, mistake: Mistake) -> None:
    corpus_folder.assert_reported(*mistake)


def test_file_name_and_id_differ(corpus_folder: CorpusFolder) -> None:
    corpus_folder.remove(MEASURE)
    corpus_folder.write("measure/cm-om2.md", corpus_folder.original(MEASURE))
    (error,) = corpus_folder.errors()
    assert (error.file, error.line, error.field) == ("measure/cm-om2.md", 2, "id")
    assert error.problem == "the id 'cm-om1' differs from the file name"
    assert error.remedy == "Call the file 'cm-om1.md' or write id: cm-om2"


def test_duplicate_of_a_nested_individual(corpus_folder: CorpusFolder) -> None:
    text = "---\nid: ena-management\ntype: ClusterManagement\nstatements: ['study#4.2']\n---\n" + BODY
    corpus_folder.write("management/ena-management.md", text)
    (error,) = corpus_folder.errors()
    assert (error.file, error.line, error.field) == ("management/ena-management.md", 2, "id")
    assert error.problem == "'management/ena-management' exists already: initiative/ena.md, line 7"


def test_duplicate_across_folders(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write("barrier/cm-om1.md", corpus_folder.original(MEASURE))
    errors = corpus_folder.errors()
    assert [(error.file, error.field) for error in errors] == [("barrier/cm-om1.md", "type"), (MEASURE, "id")]
    assert errors[1].problem == "'measure/cm-om1' exists already: barrier/cm-om1.md, line 2"


def test_individual_of_the_ontology_cannot_be_written_again(corpus_folder: CorpusFolder) -> None:
    text = "---\nid: supports\ntype: Stance\nlabel: {de: x, en: x}\nstatements: ['study#4.2']\n---\n" + BODY
    corpus_folder.write("stance/supports.md", text)
    (error,) = corpus_folder.errors()
    assert (error.file, error.line) == ("stance/supports.md", 2)
    assert error.problem == "'stance/supports' is an individual of the ontology itself"


def test_section_key_twice_and_missing(corpus_folder: CorpusFolder) -> None:
    spoilt = 'section:\n  - {id: s0, sectionKey: "4.2"}\n  - {id: s9, label: {de: x, en: x}}\n'
    corpus_folder.replace(SOURCE, "section:\n", spoilt)
    assert [(error.line, error.problem) for error in corpus_folder.errors()] == [
        (8, "the section has no key"),
        (9, "the section key '4.2' stands twice"),
    ]


def test_all_mistakes_are_reported_together_in_order(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace(MEASURE, "audience: [small-firm]", "audiense: [small-firm]")
    corpus_folder.replace(BARRIER, "affects: small-firm", "affects: smal-firm")
    corpus_folder.replace(SOURCE, "year: 2012", "year: 12")
    with pytest.raises(RecordErrors) as caught:
        read_corpus(corpus_folder.path)
    assert [error.file for error in caught.value.errors] == [BARRIER, MEASURE, SOURCE]
    assert str(caught.value).startswith(
        "3 mistakes in the records\nbarrier/little-known.md:6: affects: there is"
    )
    assert all(str(error) in str(caught.value) for error in caught.value.errors)


BODY = "\n## Deutsch\n\nText.\n\n## English\n\nText.\n"
