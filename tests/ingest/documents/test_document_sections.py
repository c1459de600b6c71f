"""Sections: which lines are headings, how they nest, what belongs to a table."""

from __future__ import annotations

import pytest
from printed_documents import MAGAZINE, MINUTES, STUDY

from ingest.cleaning import clean
from ingest.document_model import Section
from ingest.sections import outline

PROSE = (
    "Die Betriebe der Region treffen sich seit Jahren regelmäßig in der Werkstatt eines Mitglieds und\n"
    "reden darüber, welche Aufträge sie gemeinsam annehmen wollen und wer welche Arbeit übernimmt, damit\n"
    "am Ende alle etwas davon haben.\n\n"
)


def sections(original: str) -> tuple[Section, ...]:
    return outline(clean(original)).sections


def titles(original: str) -> list[tuple[str | None, str]]:
    return [(section.number, section.title) for section in sections(original)]


def kind_of_text(original: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The final kind and the path of the block that contains `text`."""
    cleaned = clean(original)
    found = outline(cleaned)
    for block, kind, position in zip(cleaned.blocks, found.kinds, found.section_of, strict=True):
        if text in cleaned.text_of(block):
            return kind, found.sections[position].path if position is not None else ()
    raise AssertionError(f"{text!r} is nowhere")


def test_numbered_headings_tables_and_plain_headings_of_a_study() -> None:
    assert titles(STUDY) == [
        ("1", "Einleitung"),
        ("1.1", "Anlass und Ziel der Erhebung"),
        ("1.2", "Wie die Betriebe ausgewählt wurden und welche Fragen sie bekamen"),
        ("Übersicht 1", "Was die Betriebe hindert"),
        ("2", "Was daraus folgt"),
        (None, "Erste Schritte im Kreis"),
    ]
    assert sections(STUDY)[3].path[-2:] == (
        "Wie die Betriebe ausgewählt wurden und welche Fragen sie bekamen",
        "Was die Betriebe hindert",
    )


def test_what_stands_behind_a_tables_source_belongs_to_the_chapter() -> None:
    assert kind_of_text(STUDY, "Zeitmangel") == ("list", sections(STUDY)[3].path)
    assert kind_of_text(STUDY, "Die Zahlen zeigen") == ("body", sections(STUDY)[2].path)


def test_questions_are_headings_in_minutes() -> None:
    assert titles(MINUTES)[0] == (
        "1",
        "Bericht von Anna Beispiel: Wie Netzwerke anfangen und wie sie bestehen",
    )
    assert sections(MINUTES)[1].parent == 0
    assert sections(MINUTES)[3].path == ("Bericht von Bernd Muster",)


def test_rubrics_marks_and_series_of_a_magazine() -> None:
    assert [section.path for section in sections(MAGAZINE)] == [
        ("Netze, die tragen",),
        ("Netze, die tragen", "Rat"),
        ("Netze, die tragen", "Rat", "So fangen Sie an"),
        ("Netze, die tragen", "Rat", "So fangen Sie an", "These 1: Wer fragt, gewinnt"),
        ("Netze, die tragen", "Rat", "So fangen Sie an", "These 2: Wer wartet, verliert"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "1. Mitglieder finden\n\n2. Treffen planen\n\n3. Geld sichern\n\n",
        "1. Mitglieder zu finden ist der erste Schritt.\n\n2. Danach folgt das Treffen.\n\n",
        "Folgende Schritte sind nötig:\n\n- Mitglieder finden\n- Treffen planen\n\n",
        "Foto: Anna Beispiel\n\n",
        "Hinweis:\n\n- nur für Mitglieder\n\n",
    ],
)
def test_lists_introductions_and_credits_are_no_headings(lines: str) -> None:
    assert titles(f"1. Anfang\n\n{PROSE}{lines}{PROSE}") == [("1", "Anfang")]


def test_a_number_out_of_sequence_is_no_chapter() -> None:
    original = f"1. Anfang\n\n{PROSE}1.1. Weg\n\n{PROSE}7.5 Stellen je Betrieb\n\n{PROSE}1.2. Ziel\n\n{PROSE}"
    assert [number for number, _ in titles(original)] == ["1", "1.1", "1.2"]


def test_a_chapter_may_be_missing() -> None:
    assert [number for number, _ in titles(f"4. Vier\n\n{PROSE}6. Sechs\n\n{PROSE}")] == ["4", "6"]


def test_a_bare_number_needs_its_turn_and_text_behind_it() -> None:
    original = f"1 Introduction\n\n{PROSE}40 Mitglieder\n\n{PROSE}2 Methods\n\n{PROSE}"
    assert titles(original) == [("1", "Introduction"), ("2", "Methods")]


def test_a_table_of_contents_opens_no_chapters() -> None:
    contents = "1. Anfang 3\n\n1.1. Weg 4\n\n2. Ende 9\n\n"
    dotted = "Anfang ..... 3\nWeg ...... 4\n\n"
    original = f"{contents}{dotted}1. Anfang\n\n{PROSE}2. Ende\n\n{PROSE}"
    assert titles(original) == [("1", "Anfang"), ("2", "Ende")]


def test_a_label_that_recurs_in_a_form_is_no_heading() -> None:
    form = f"Besonderheiten\n\n{PROSE}"
    assert titles(f"1. Bögen\n\n{PROSE}{form * 3}") == [("1", "Bögen")]


def test_a_table_without_source_note_ends_where_text_begins() -> None:
    original = f"1. Zahlen\n\n{PROSE}Tabelle 2: Betriebe\n\nUlm 12\n\nAalen 7\n\n{PROSE}"
    assert kind_of_text(original, "Ulm 12") == ("table", ("Zahlen", "Betriebe"))
    assert kind_of_text(original, "Die Betriebe der Region")[1] == ("Zahlen",)
    assert outline(clean(original)).section_of[-1] == 0


def test_a_table_goes_on_behind_its_continuation_line() -> None:
    original = (
        f"1. Zahlen\n\n{PROSE}Übersicht A 1: Betriebe\n\nUlm 12\n\n"
        f"Fortsetzung Übersicht A 1:\n\nAalen 7\n\nQuelle: wir\n\n{PROSE}"
    )
    assert kind_of_text(original, "Aalen 7")[1] == ("Zahlen", "Betriebe")
    assert kind_of_text(original, "Fortsetzung")[0] == "heading"


def test_text_in_a_box_with_a_source_note_belongs_to_the_box() -> None:
    original = f"1. Zahlen\n\n{PROSE}Kasten 1: Beispiel\n\n{PROSE}Quelle: wir\n\n{PROSE}"
    cleaned = clean(original)
    found = outline(cleaned)
    owners = [
        p for b, p in zip(cleaned.blocks, found.section_of, strict=True) if "Werkstatt" in cleaned.text_of(b)
    ]
    assert owners == [0, 1, 0]


def test_english_captions_and_headings() -> None:
    chapters = "# Report\n\n## 2.1 Barriers\n\nText of some length about it.\n\n"
    original = f"{chapters}Table 3: Firms\n\nUlm 12\n\nSource: own\n"
    assert titles(original) == [(None, "Report"), ("2.1", "Barriers"), ("Table 3", "Firms")]
    assert sections(original)[2].kind == "table"
    assert sections("Figure 2. Phases of growth\n\n" + PROSE)[0].kind == "figure"


def test_a_reference_to_a_table_is_no_caption() -> None:
    assert titles(f"Übersicht 3 zeigt die Lage.\n\n{PROSE}") == []


def test_notes_belong_to_the_section_of_their_marker() -> None:
    cleaned = clean(STUDY)
    found = outline(cleaned)
    places = [
        found.sections[place].number
        for kind, place in zip(found.kinds, found.section_of, strict=True)
        if kind == "footnote" and place is not None
    ]
    assert places == ["1.1", "1.1", None]
