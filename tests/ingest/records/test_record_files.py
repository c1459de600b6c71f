"""Mistakes in a record file as a whole: each reported alone, with its place and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.records import LanguageText, read_corpus
from ingest.records.contact_data import contact_data_in

if TYPE_CHECKING:
    from conftest import CorpusFolder, Mistake

BARRIER = "barrier/little-known.md"
MEASURE = "measure/cm-om1.md"

# file, old, new, line, field, part of the problem, part of the remedy
MISTAKES = {
    "broken YAML": (
        MEASURE,
        "audience: [small-firm]",
        "audience: [small-firm",
        7,
        "",
        "the YAML cannot be read",
        "quotes",
    ),
    "front matter without keys": (
        "work/bode-2011.md",
        'id: bode-2011\ntype: Work\nlabel: {de: "Bode (2011)", en: "Bode (2011)"}\nyear: 2011\n'
        'statements: ["study#4.2, Fn. 7"]\n',
        "- id\n",
        2,
        "",
        "not a list of keys",
        "key: value",
    ),
    "e-mail address": (
        MEASURE,
        "Ein Brief.",
        "Ein Brief an max.muster@example.org.",
        23,
        "",
        "an e-mail address",
        "Remove it",
    ),
    "telephone number": (
        MEASURE,
        "notation: OM1",
        "notation: OM1 # 0711 / 123456",
        5,
        "",
        "a telephone number",
        "Remove it",
    ),
    "missing section of the body": (
        MEASURE,
        "## English\n\nA letter.\n",
        "",
        25,
        "## English",
        "'## English' is missing",
        "both languages",
    ),
    "empty section of the body": (
        MEASURE,
        "A letter.\n",
        "",
        25,
        "## English",
        "the section is empty",
        "plain sentences",
    ),
    "unknown heading": (
        MEASURE,
        "A letter.\n",
        "A letter.\n\n## Français\n",
        29,
        "",
        "'## Français' is not known",
        "## Deutsch",
    ),
    "heading twice": (
        MEASURE,
        "A letter.\n",
        "A letter.\n\n## English\n",
        29,
        "",
        "'## English' stands twice",
        "once each",
    ),
    "text before the first heading": (
        MEASURE,
        "\n## Deutsch",
        "Vorab.\n\n## Deutsch",
        20,
        "",
        "before the first heading",
        "## Deutsch",
    ),
    "missing description": (
        BARRIER,
        "\n## Deutsch\n\nWer kennt sie?\n\n## English\n\nWho knows them?\n",
        "",
        2,
        "",
        "the description is missing",
        "## English",
    ),
    "unclosed front matter": (
        "work/bode-2011.md",
        '7"]\n---\n',
        '7"]\n',
        1,
        "",
        "not closed",
        "after the last key",
    ),
    "control character": (MEASURE, "Ein Brief.", "Ein \x00 Brief.", 23, "", "U+0000", "remove the character"),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_reported_alone(corpus_folder: CorpusFolder, mistake: Mistake) -> None:
    corpus_folder.assert_reported(*mistake)


def test_missing_front_matter(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write("measure/cm-om2.md", "# Rundbrief\n")
    (error,) = corpus_folder.errors()
    assert (error.file, error.line, error.problem) == ("measure/cm-om2.md", 1, "the front matter is missing")
    assert "Start the file with a line '---'" in error.remedy


def test_empty_front_matter(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write("measure/cm-om2.md", "---\n---\n")
    (error,) = corpus_folder.errors()
    assert (error.line, error.problem) == (2, "the front matter is empty")


@pytest.mark.parametrize("content", [b"", b" \n\n"])
def test_empty_file(corpus_folder: CorpusFolder, content: bytes) -> None:
    corpus_folder.write("measure/cm-om2.md", content)
    (error,) = corpus_folder.errors()
    assert (error.file, error.line, error.problem) == ("measure/cm-om2.md", 1, "the file is empty")


def test_wrong_encoding_names_line_and_byte(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write(MEASURE, corpus_folder.original(MEASURE).encode("latin-1"))
    (error,) = corpus_folder.errors()
    assert (error.file, error.line) == (MEASURE, 18)  # the Ü of "Übersicht 4"
    assert "not UTF-8 (byte 0xdc)" in error.problem
    assert "encoding UTF-8" in error.remedy


def test_binary_file(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write("measure/cm-om2.md", b"%PDF-1.4\n\xe2\xe3\xcf\xd3\n")
    (error,) = corpus_folder.errors()
    assert (error.file, error.line) == ("measure/cm-om2.md", 2)


def test_windows_line_ends_and_byte_order_mark_are_read(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write(
        MEASURE, b"\xef\xbb\xbf" + corpus_folder.original(MEASURE).replace("\n", "\r\n").encode()
    )
    (record,) = (r for r in read_corpus(corpus_folder.path).records if r.kind == "measure")
    assert record.description == LanguageText("Ein Brief.", "A letter.")


def test_paragraphs_stay_apart_and_lines_are_joined(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace(MEASURE, "A letter.\n", "A letter\nwith two\n\nparagraphs.\n")
    (record,) = (r for r in read_corpus(corpus_folder.path).records if r.kind == "measure")
    assert record.description == LanguageText("Ein Brief.", "A letter with two\n\nparagraphs.")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("max.muster@example.org", "e-mail address"),
        ("muster(at)example.de", "e-mail address"),
        ("0711/123456", "telephone number"),
        ("07 11 / 12 34 56", None),  # no area code starts with two digits
        ("+49 711 123456", "telephone number"),
        ("0049 (0)711 12345-67", "telephone number"),
        ("Tel.: 123 456", "telephone number"),
        ("(0711) 12 34 56", "telephone number"),
        ("071112345678", "telephone number"),
        ("ISSN 0163-4453", None),
        ("10.1016/0883-9026(94)90010", None),
        ("2007-2013, S. 123-145", None),
        ("978-3-16-148410-0", None),
        ("70174 Stuttgart", None),
        ("12 500 Betriebe, 0,25 Prozent, 2.500.000 Euro", None),
        ("Vorteile @ Cluster", None),
    ],
)
def test_contact_data(line: str, found: str | None) -> None:
    assert contact_data_in(line) == found
