"""Every kind of mistake in a record is reported alone, with file, line, field, problem and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from ingest.errors import CorpusNotFound, RecordErrors
from ingest.records import read_corpus

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import CorpusFolder

    from ingest.errors import RecordError

MEASURE = "measure/cm-om1.md"
BARRIER = "barrier/little-known.md"
INITIATIVE = "initiative/ena.md"
PROFILE = "profile/bode-2011.md"
SOURCE = "source/study.md"
ACTOR = "actor-type/small-firm.md"


class Mistake(NamedTuple):
    """Replacing `old` by `new` in `file` must give exactly this error; problem and remedy may be parts."""

    file: str
    old: str
    new: str
    line: int
    field: str
    problem: str
    remedy: str


MISTAKES = {
    "unknown key": Mistake(
        MEASURE,
        "audience:",
        "audiense:",
        6,
        "audiense",
        "'audiense' is not known",
        "Did you mean 'audience'?",
    ),
    "key of another class": Mistake(BARRIER, "affects:", "audience:", 6, "audience", "not to Barrier", ""),
    "duplicate key": Mistake(
        MEASURE,
        "audience: [small-firm]",
        "notation: OM2",
        6,
        "notation",
        "'notation' stands twice (first on line 5)",
        "Join both values",
    ),
    "unknown type": Mistake(
        MEASURE,
        "type: OperativeMeasure",
        "type: OperativMeasure",
        3,
        "type",
        "no class 'OperativMeasure'",
        "Did you mean 'OperativeMeasure'?",
    ),
    "statement as a record": Mistake(
        MEASURE, "type: OperativeMeasure", "type: Statement", 3, "type", "no class 'Statement'", ""
    ),
    "missing type": Mistake(MEASURE, "type: OperativeMeasure\n", "", 2, "type", "missing", "Add type:"),
    "missing id": Mistake(MEASURE, "id: cm-om1\n", "", 2, "id", "the id is missing", "Add id:"),
    "bad slug": Mistake(
        MEASURE, "id: cm-om1", "id: CM_Öm1", 2, "id", "'CM_Öm1' is no slug", "Write it as 'cm-oem1'"
    ),
    "slug without a letter": Mistake(
        MEASURE, "id: cm-om1", 'id: "…"', 2, "id", "'…' is no slug", "lower-case letters and digits"
    ),
    "wrong folder": Mistake(
        ACTOR,
        "type: ActorType\n",
        "type: Topic\n",
        3,
        "type",
        "a Topic lies in the folder 'actor-type'",
        "Move the file to 'topic/small-firm.md'",
    ),
    "missing label": Mistake(
        BARRIER, 'label: {de: "Kaum bekannt", en: "little known"}\n', "", 2, "label", "missing", "Add label:"
    ),
    "missing language": Mistake(
        MEASURE,
        '{de: "Rundbrief", en: "Newsletter"}',
        '{de: "Rundbrief"}',
        4,
        "label.en",
        "the text in 'en' is missing",
        "Add the English text",
    ),
    "empty text": Mistake(
        MEASURE, 'en: "Our reading."', 'en: ""', 12, "addressesBarrier[1].text.en", "missing", "English"
    ),
    "unknown language": Mistake(
        MEASURE,
        'de: "Rundbrief",',
        'de: "Rundbrief", fr: "Lettre",',
        4,
        "label.fr",
        "'fr' is no language",
        "Use de and en",
    ),
    "text in one language": Mistake(
        MEASURE, '{de: "Rundbrief", en: "Newsletter"}', "Rundbrief", 4, "label", "both languages", "{de:"
    ),
    "dangling reference": Mistake(
        MEASURE,
        "to: little-known",
        "to: litle-known",
        8,
        "addressesBarrier[1].to",
        "there is no barrier 'litle-known'",
        "Did you mean 'little-known'?",
    ),
    "reference that exists as another kind": Mistake(
        MEASURE,
        "to: little-known",
        "to: small-firm",
        8,
        "addressesBarrier[1].to",
        "there is no barrier 'small-firm'",
        "There is 'actor-type/small-firm', which is another kind",
    ),
    "reference of the wrong kind": Mistake(
        MEASURE,
        "to: little-known",
        "to: actor-type/small-firm",
        8,
        "addressesBarrier[1].to",
        "'actor-type/small-firm' is of the wrong kind",
        "This field takes barrier",
    ),
    "reference of an unknown kind": Mistake(
        MEASURE,
        "to: little-known",
        "to: bariers/little-known",
        8,
        "addressesBarrier[1].to",
        "there is no kind 'bariers'",
        "Did you mean 'barrier'?",
    ),
    "reference without kind where several are possible": Mistake(
        PROFILE,
        "barrier/little-known",
        "little-known",
        6,
        "discusses[1]",
        "several kinds",
        "'barrier/little-known'",
    ),
    "reference that is no slug": Mistake(
        MEASURE,
        "[small-firm]",
        "[Small Firm]",
        6,
        "audience[1]",
        "'Small Firm' is no slug",
        "Write it as 'small-firm'",
    ),
    "empty reference": Mistake(MEASURE, "[small-firm]", "[~]", 6, "audience[1]", "a slug was expected", "id"),
    "unknown source": Mistake(
        MEASURE,
        '"study#4.2, Absatz 1"',
        '"studie#4.2"',
        14,
        "statements[1].at",
        "there is no source 'studie'",
        "Did you mean 'study'?",
    ),
    "locator that the source does not have": Mistake(
        MEASURE,
        '"study#Übersicht 4"',
        '"study#Übersicht 44, Zeile 2"',
        16,
        "statements[2]",
        "the source 'study' has no section 'Übersicht 44'",
        "Did you mean 'Übersicht 4'?",
    ),
    "place without locator": Mistake(
        MEASURE,
        '"study#Übersicht 4"',
        '"study"',
        16,
        "statements[2]",
        "does not say where",
        "source-slug#section",
    ),
    "evidence without place": Mistake(
        MEASURE,
        '    at: "study#4.2"\n',
        "",
        8,
        "addressesBarrier[1].at",
        "the evidence has no place",
        "source-slug#section",
    ),
    "place that is a list": Mistake(
        MEASURE, '"study#4.2, Absatz 1"', "[4.2]", 14, "statements[1].at", "a place was expected", "Write"
    ),
    "year in words": Mistake(
        SOURCE, "year: 2012", "year: about 2012", 5, "year", "'about 2012' is no gYear", "such as 2010"
    ),
    "number with comma": Mistake(
        INITIATIVE,
        "2.50",
        '"2,5"',
        8,
        "managedBy.fullTimeEquivalents",
        "'2,5' is no decimal",
        "such as 2.5",
    ),
    "number in quotes": Mistake(
        INITIATIVE, "count: 12", 'count: "12"', 11, "membership[1].count", "'12' is no ", "without quotes"
    ),
    "negative count": Mistake(
        INITIATIVE, "count: 12", "count: -1", 11, "membership[1].count", "-1", "from 0 upwards"
    ),
    "boolean in words": Mistake(
        INITIATIVE,
        "estimated: true",
        "estimated: ja",
        11,
        "membership[1].estimated",
        "boolean",
        "true or false",
    ),
    "share above 1": Mistake(
        INITIATIVE,
        "share: 0.4",
        "share: 40",
        11,
        "membership[1].share",
        "40 lies outside its limits",
        "from 0 to 1",
    ),
    "relevance above 3": Mistake(
        PROFILE, "relevance: 2", "relevance: 4", 7, "relevance", "4 lies outside its limits", "from 0 to 3"
    ),
    "list where a value belongs": Mistake(
        INITIATIVE,
        "count: 12",
        "count: [[12]]",
        11,
        "membership[1].count[1]",
        "a single value",
        "one plain value",
    ),
    "several values of a functional property": Mistake(
        PROFILE,
        "relevance: 2",
        "relevance: [2, 3]",
        7,
        "relevance",
        "takes one value, 2 are given",
        "Keep one",
    ),
    "bad stance": Mistake(
        BARRIER,
        "stance: qualifies",
        "stance: qualifys",
        8,
        "statements[1].stance",
        "there is no stance 'qualifys'",
        "Did you mean 'qualifies'?",
    ),
    "bad basis": Mistake(
        MEASURE,
        "basis: interpreted",
        "basis: guessed",
        9,
        "addressesBarrier[1].basis",
        "there is no basis 'guessed'",
        "interpreted, stated",
    ),
    "bad degree": Mistake(
        MEASURE,
        "degree: partial",
        "degree: much",
        10,
        "addressesBarrier[1].degree",
        "there is no degree 'much'",
        "central, partial",
    ),
    "degree on a statement without link": Mistake(
        BARRIER,
        "stance: qualifies",
        "degree: central",
        8,
        "statements[1].degree",
        "'degree' is not known",
        "",
    ),
    "statement name that is no slug": Mistake(
        BARRIER, "stance: qualifies", "id: Erste", 8, "statements[1].id", "no slug", "lower-case"
    ),
    "unknown key in evidence": Mistake(
        MEASURE,
        "    degree: partial\n",
        "    degre: partial\n",
        10,
        "addressesBarrier[1].degre",
        "'degre' is not known here",
        "Did you mean 'degree'?",
    ),
    "circle of concepts": Mistake(
        BARRIER,
        "[information-deficit]",
        "[little-known]",
        5,
        "broader",
        "little-known → little-known",
        "Remove one",
    ),
    "broader of another kind": Mistake(
        BARRIER, "[information-deficit]", "[actor-type/small-firm]", 5, "broader[1]", "wrong kind", "barrier"
    ),
    "broader on what is no concept": Mistake(
        MEASURE, "notation: OM1", "broader: cm-om1", 5, "broader", "OperativeMeasure is no concept", "Remove"
    ),
    "missing statements": Mistake(
        ACTOR, 'statements: ["study#4.2"]\n', "", 2, "statements", "nothing says where", "at least one place"
    ),
    "empty statements": Mistake(
        ACTOR, '["study#4.2"]', "[]", 2, "statements", "nothing says where", "Add statements"
    ),
    "nested without statements": Mistake(
        INITIATIVE,
        '2.50\n  statements: ["study#4.2"]\n',
        "2.50\n",
        7,
        "managedBy.statements",
        "nothing says where",
        "Add statements",
    ),
    "alike statements": Mistake(
        MEASURE,
        '"study#Übersicht 4"',
        '{at: "study#4.2, Absatz 1", text: {de: "Auch.", en: "Too."}}',
        16,
        "statements[2]",
        "like the one on line 14 of measure/cm-om1.md",
        "tell them apart by an 'id'",
    ),
    "repeated value": Mistake(
        MEASURE, "[small-firm]", "[small-firm, small-firm]", 6, "audience[2]", "stands twice", "Leave one out"
    ),
    "repeated synonym": Mistake(
        ACTOR, '["Kleinunternehmen"]', '["K", "K"]', 6, "synonyms.de[2]", "'K' stands twice", "Leave one out"
    ),
    "synonyms without language": Mistake(
        ACTOR, '\n  de: ["Kleinunternehmen"]', " [K]", 5, "synonyms", "given by language", 'de: ["…"]'
    ),
    "synonym in another language": Mistake(
        ACTOR, "  de: [", "  fr: [", 6, "synonyms.fr", "'fr' is no language", "Use de and en"
    ),
    "empty synonym": Mistake(ACTOR, '["Kleinunternehmen"]', "[~]", 6, "synonyms.de[1]", "a word", "quotes"),
    "empty notation": Mistake(MEASURE, "notation: OM1", "notation:", 5, "notation", "a short code", "OM5"),
    "nested without id": Mistake(
        INITIATIVE, "  id: management\n", "", 7, "managedBy.id", "the id is missing", "Add id:"
    ),
    "nested of the wrong class": Mistake(
        INITIATIVE,
        "  id: management\n",
        "  id: management\n  type: Barrier\n",
        8,
        "managedBy.type",
        "no class 'Barrier' for this place",
        "ClusterManagement",
    ),
    "section key with comma": Mistake(
        SOURCE,
        "section:\n",
        'section:\n  - {id: s0, sectionKey: "4.1, Rand"}\n',
        7,
        "sectionKey",
        "has a comma",
        "Leave the comma out",
    ),
    "broken YAML": Mistake(
        MEASURE, "audience: [small-firm]", "audience: [small-firm", 7, "", "the YAML cannot be read", "quotes"
    ),
    "front matter without keys": Mistake(
        "work/bode-2011.md",
        'id: bode-2011\ntype: Work\nlabel: {de: "Bode (2011)", en: "Bode (2011)"}\nyear: 2011\n'
        'statements: ["study#4.2, Fn. 7"]\n',
        "- id\n",
        2,
        "",
        "not a list of keys",
        "key: value",
    ),
    "e-mail address": Mistake(
        MEASURE,
        "Ein Brief.",
        "Ein Brief an max.muster@example.org.",
        21,
        "",
        "an e-mail address",
        "Remove it",
    ),
    "telephone number": Mistake(
        MEASURE, "notation: OM1", "notation: OM1 # 0711 / 123456", 5, "", "a telephone number", "Remove it"
    ),
    "missing section of the body": Mistake(
        MEASURE,
        "## English\n\nA letter.\n",
        "",
        23,
        "## English",
        "'## English' is missing",
        "both languages",
    ),
    "empty section of the body": Mistake(
        MEASURE, "A letter.\n", "", 23, "## English", "the section is empty", "plain sentences"
    ),
    "unknown heading": Mistake(
        MEASURE,
        "A letter.\n",
        "A letter.\n\n## Français\n",
        27,
        "",
        "'## Français' is not known",
        "## Deutsch",
    ),
    "heading twice": Mistake(
        MEASURE, "A letter.\n", "A letter.\n\n## English\n", 27, "", "'## English' stands twice", "once each"
    ),
    "text before the first heading": Mistake(
        MEASURE, "\n## Deutsch", "Vorab.\n\n## Deutsch", 18, "", "before the first heading", "## Deutsch"
    ),
    "missing description": Mistake(
        BARRIER,
        "\n## Deutsch\n\nWer kennt sie?\n\n## English\n\nWho knows them?\n",
        "",
        2,
        "",
        "the description is missing",
        "## English",
    ),
    "unclosed front matter": Mistake(
        "work/bode-2011.md", '7"]\n---\n', '7"]\n', 1, "", "not closed", "after the last key"
    ),
    "control character": Mistake(
        MEASURE, "Ein Brief.", "Ein \x00 Brief.", 21, "", "U+0000", "remove the character"
    ),
}


def errors_of(folder: Path) -> tuple[RecordError, ...]:
    with pytest.raises(RecordErrors) as caught:
        read_corpus(folder)
    return caught.value.errors


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_reported_alone_with_place_and_remedy(
    corpus_folder: CorpusFolder, mistake: Mistake
) -> None:
    corpus_folder.replace(mistake.file, mistake.old, mistake.new)
    errors = errors_of(corpus_folder.path)
    assert [(error.file, error.line, error.field) for error in errors] == [
        (mistake.file, mistake.line, mistake.field)
    ], "\n".join(map(str, errors))
    assert mistake.problem in errors[0].problem
    assert mistake.remedy in errors[0].remedy


def test_file_name_and_id_differ(corpus_folder: CorpusFolder) -> None:
    corpus_folder.remove(MEASURE)
    corpus_folder.write("measure/cm-om2.md", (corpus_folder.original(MEASURE)))
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line, error.field) == ("measure/cm-om2.md", 2, "id")
    assert "differs from the file name" in error.problem
    assert "'cm-om1.md'" in error.remedy


def test_missing_front_matter(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write("measure/cm-om2.md", "# Rundbrief\n")
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line) == ("measure/cm-om2.md", 1)
    assert "front matter is missing" in error.problem


@pytest.mark.parametrize("content", [b"", b" \n\n"])
def test_empty_file(corpus_folder: CorpusFolder, content: bytes) -> None:
    corpus_folder.write("measure/cm-om2.md", content)
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line, error.problem) == ("measure/cm-om2.md", 1, "the file is empty")


def test_wrong_encoding_names_line_and_byte(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write(MEASURE, corpus_folder.original(MEASURE).encode("latin-1"))
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line) == (MEASURE, 16)  # the Ü of "Übersicht 4"
    assert "not UTF-8 (byte 0xdc)" in error.problem
    assert "encoding UTF-8" in error.remedy


def test_empty_front_matter(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write("measure/cm-om2.md", "---\n---\n")
    (error,) = errors_of(corpus_folder.path)
    assert (error.line, error.problem) == (2, "the front matter is empty")


def test_rating_outside_its_scale(corpus_folder: CorpusFolder) -> None:
    for file, text in SKILL_RECORDS.items():
        corpus_folder.write(file, text)
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line, error.field) == ("rating/networking-de.md", 6, "ratingValue")
    assert "-3 lies outside its limits" in error.problem


def test_duplicate_of_a_nested_individual(corpus_folder: CorpusFolder) -> None:
    text = "---\nid: ena-management\ntype: ClusterManagement\nstatements: ['study#4.2']\n---\n" + BODY
    corpus_folder.write("management/ena-management.md", text)
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line, error.field) == ("management/ena-management.md", 2, "id")
    assert "'management/ena-management' exists already: initiative/ena.md, line 7" in error.problem


def test_duplicate_across_folders(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write("barrier/cm-om1.md", corpus_folder.original(MEASURE))
    errors = errors_of(corpus_folder.path)
    assert [(error.file, error.field) for error in errors[:2]] == [
        ("barrier/cm-om1.md", "type"),
        (MEASURE, "id"),
    ]
    assert "'measure/cm-om1' exists already: barrier/cm-om1.md, line 2" in errors[1].problem


def test_individual_of_the_ontology_cannot_be_written_again(corpus_folder: CorpusFolder) -> None:
    text = "---\nid: supports\ntype: Stance\nlabel: {de: x, en: x}\nstatements: ['study#4.2']\n---\n" + BODY
    corpus_folder.write("stance/supports.md", text)
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line) == ("stance/supports.md", 2)
    assert "individual of the ontology itself" in error.problem


def test_circle_over_two_files_is_reported_once(corpus_folder: CorpusFolder) -> None:
    old = 'information deficit"}\n'
    corpus_folder.replace("barrier/information-deficit.md", old, old + "broader: little-known\n")
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line) == ("barrier/information-deficit.md", 5)
    assert "information-deficit → little-known → information-deficit" in error.problem


def test_section_key_twice_and_missing(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace(
        SOURCE,
        "section:\n",
        'section:\n  - {id: s0, sectionKey: "4.2"}\n  - {id: s9, label: {de: x, en: x}}\n',
    )
    errors = errors_of(corpus_folder.path)
    assert [(error.line, error.problem) for error in errors] == [
        (8, "the section has no key"),
        (9, "the section key '4.2' stands twice"),
    ]


@pytest.mark.parametrize(
    ("file", "problem", "remedy"),
    [
        ("cm-om2.md", "a record lies in the folder of its kind", "{kind}/{id}.md"),
        ("measure/new/cm-om2.md", "a record lies in the folder of its kind", "{kind}/{id}.md"),
        ("measure/cm-om2.txt", "this is no record", "{id}.md"),
        ("measures/cm-om2.md", "there is no kind 'measures'", "Did you mean 'measure'?"),
        ("statement/x.md", "there is no kind 'statement'", ""),
    ],
)
def test_file_in_the_wrong_place(corpus_folder: CorpusFolder, file: str, problem: str, remedy: str) -> None:
    corpus_folder.write(file, corpus_folder.original(MEASURE))
    (error,) = errors_of(corpus_folder.path)
    assert (error.file, error.line, error.problem) == (file, 1, problem)
    assert remedy in error.remedy


def test_all_mistakes_are_reported_together_in_order(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace(MEASURE, "audience: [small-firm]", "audiense: [small-firm]")
    corpus_folder.replace(BARRIER, "affects: small-firm", "affects: smal-firm")
    corpus_folder.replace(PROFILE, "relevance: 2", "relevance: 7")
    with pytest.raises(RecordErrors) as caught:
        read_corpus(corpus_folder.path)
    assert [error.file for error in caught.value.errors] == [BARRIER, MEASURE, PROFILE]
    assert str(caught.value).startswith("3 mistakes in the records\n")
    assert all(str(error) in str(caught.value) for error in caught.value.errors)


def test_reference_to_a_broken_record_is_no_second_mistake(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace(BARRIER, "id: little-known", "id: [little-known")
    (error,) = errors_of(corpus_folder.path)
    assert "the YAML cannot be read" in error.problem


def test_places_in_a_broken_source_are_no_second_mistake(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace(SOURCE, "id: study", "id: [study")
    (error,) = errors_of(corpus_folder.path)
    assert error.file == SOURCE


def test_missing_folder() -> None:
    from pathlib import Path

    with pytest.raises(CorpusNotFound, match="there is no such folder"):
        read_corpus(Path("no-such-folder"))


BODY = "\n## Deutsch\n\nText.\n\n## English\n\nText.\n"
SKILL_RECORDS = {
    "activity-field/a1.md": "---\nid: a1\ntype: ActivityField\nlabel: {de: x, en: x}\nstatements: ['study#4.2']\n---\n"
    + BODY,
    "skill/networking.md": (
        "---\nid: networking\ntype: Skill\nlabel: {de: x, en: x}\ninField: a1\nstatements: ['study#4.2']\n---\n"
        + BODY
    ),
    "rating/networking-de.md": (
        "---\nid: networking-de\ntype: SkillRating\nofSkill: networking\ncountry: DE\nratingValue: -3\n"
        "statements: ['study#4.2']\n---\n" + BODY
    ),
}
