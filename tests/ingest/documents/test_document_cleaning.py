"""Cleaning: hyphens, paragraphs, footnotes, page furniture, torn words, markup; nothing gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_documents import MAGAZINE, MINUTES, REPORT, STUDY

from ingest.cleaning import clean
from ingest.document_model import Block, CleanedText

UNHURRIED = settings(deadline=None)
"""The first example loads the word lists."""

FILLER = "Die Betriebe der Region treffen sich seit Jahren regelmäßig in der Werkstatt eines Mitglieds und\n"


def texts(cleaned: CleanedText, kind: str) -> list[str]:
    return [cleaned.text_of(block) for block in cleaned.blocks if block.kind == kind]


def assert_nothing_lost(original: str, cleaned: CleanedText) -> None:
    """Each visible character is copied once or removed once, and the map tells where it came from."""
    seen = [0] * len(original)
    for start, origin, length in cleaned.offsets.runs():
        assert cleaned.text[start : start + length] == original[origin : origin + length]
        for offset in range(origin, origin + length):
            seen[offset] += 1
    for removal in cleaned.removed:
        for offset in range(removal.start, removal.end):
            seen[offset] += 1
    wrong = [offset for offset, char in enumerate(original) if not char.isspace() and seen[offset] != 1]
    assert not wrong, original[max(0, wrong[0] - 30) : wrong[0] + 30]


def assert_offsets_hold(original: str, cleaned: CleanedText) -> None:
    for offset, character in enumerate(cleaned.text):
        if not character.isspace():
            assert original[cleaned.offsets.original(offset)] == character


@pytest.mark.parametrize(
    "original", [STUDY, MINUTES, MAGAZINE, REPORT], ids=["study", "minutes", "page", "report"]
)
def test_nothing_is_lost_in_documents_of_each_shape(original: str) -> None:
    cleaned = clean(original)
    assert_nothing_lost(original, cleaned)
    assert_offsets_hold(original, cleaned)


_PIECES = st.sampled_from(
    [
        *[
            "Cluster-",
            "initiative ",
            "Handwerk ",
            "und ",
            "1  Vgl. ",
            "12",
            ".3 ",
            "2. Titel",
            "• Punkt",
            "- Punkt",
        ],
        *[
            "\n",
            "\n\n",
            "\r\n",
            "\f",
            " ",
            "\t",
            " " * 30,
            "---",
            "**fett**",
            "<sup>1</sup>",
            "[^1]",
            "[^1]: Note",
        ],
        *[
            "Übersicht 1: Titel",
            "Quelle: wir",
            "# Titel",
            "| a | b |",
            "Wie geht das?",
            "www.a.de/x-",
            "\u00ad",
            "„",
        ],
    ]
)


@UNHURRIED
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_nothing_is_lost_in_any_mixture_of_shapes(original: str) -> None:
    cleaned = clean(original)
    assert_nothing_lost(original, cleaned)
    assert_offsets_hold(original, cleaned)
    assert clean(original) == cleaned


@UNHURRIED
@given(st.text(max_size=300))
def test_nothing_is_lost_in_any_text(original: str) -> None:
    assert_nothing_lost(original, clean(original))


@UNHURRIED
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_blocks_are_in_order_and_have_visible_edges(original: str) -> None:
    cleaned = clean(original)
    assert [block.start for block in cleaned.blocks] == sorted(block.start for block in cleaned.blocks)
    for block in cleaned.blocks:
        text = cleaned.text_of(block)
        assert text == text.strip()
        assert text


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        ("die Förde-\nrung der Netze", "die Förderung der Netze"),
        ("eine Cluster-\ninitiative im Kreis", "eine Clusterinitiative im Kreis"),
        ("der KMU-\nVerband tagt", "der KMU-Verband tagt"),
        ("in Baden-\nWürttemberg gibt es", "in Baden-Württemberg gibt es"),
        ("für Klein-\nund Mittelbetriebe", "für Klein- und Mittelbetriebe"),
        ("Netze und\n–partner", "Netze und –partner"),
        ("Partner und –\nnetze", "Partner und –netze"),
        ("in 5-\n10 Jahren", "in 5-10 Jahren"),
        ("Hürden/\nHemmnisse", "Hürden/Hemmnisse"),
        ("unter www.kammer-\nmuster.de/netz", "unter www.kammer-muster.de/netz"),
        ("ein weiches Trenn\u00ad\nzeichen", "ein weiches Trennzeichen"),
        ("Handwerker -\nund andere", "Handwerker - und andere"),
        ("die F&E-\nEinrichtung", "die F&E-Einrichtung"),
    ],
)
def test_line_ends_are_joined_as_german_is_spelt(printed: str, joined: str) -> None:
    line = "hier steht mitten in einem Satz, der die Zeile bis an ihren Rand füllt, also"
    assert f"also {joined} im Text." in clean(f"{FILLER}{line} {printed} im Text.").text


def test_the_documents_own_spelling_decides_about_a_hyphen() -> None:
    original = "Das ist thematisch-marktnah. Wieder ist es thematisch-\nmarktnah, sagt sie. Sie ist marktnah."
    assert clean(original).text.count("thematisch-marktnah") == 2


def test_english_compounds_keep_their_hyphen() -> None:
    original = (
        "The firms of the region want a cost-\neffective answer to their infor-\n"
        "mation needs in the work-\nshop."
    )
    cleaned = clean(original)
    assert cleaned.text.endswith("a cost-effective answer to their information needs in the workshop.")
    assert cleaned.repaired_hyphens == 2


def test_footnotes_leave_the_text_and_keep_their_place() -> None:
    cleaned = clean(STUDY)
    notes = [(block.note, cleaned.text_of(block)) for block in cleaned.blocks if block.kind == "footnote"]
    assert [number for number, _ in notes] == [1, 2, 3]
    assert notes[1][1].endswith("darunter zwei aus dem Nachbarkreis.")
    body = next(text for text in texts(cleaned, "body") if text.startswith("Im Landkreis"))
    assert "Werken zusammen. Der Kreis" in body
    assert "nennt vor allem den Austausch" in body, "the page break is mended"
    anchors = [cleaned.text_of(cleaned.blocks[anchor])[:12] for anchor in cleaned.note_anchors.values()]
    assert anchors == ["Im Landkreis", "Im Landkreis", "Der Kreis lä"]


def test_numbers_that_are_no_markers_stay() -> None:
    rule = " " * 40
    text = f"Im Jahr 2012 galt H1 und OM1 für 31 Betriebe.1 {FILLER}"
    original = f"{text}\n\n{rule}\n\n1  Vgl. Tisch (2010), S. 1.\n"
    cleaned = clean(original)
    assert "2012 galt H1 und OM1 für 31 Betriebe. Die" in cleaned.text
    assert texts(cleaned, "footnote") == ["Vgl. Tisch (2010), S. 1."]


def test_a_numbered_table_behind_a_rule_is_no_footnote() -> None:
    cleaned = clean("Die Gewerbe\n-----------\n\n1  Maurer\n\n2  Zimmerer\n")
    assert not texts(cleaned, "footnote")


def test_markdown_notes_and_marks() -> None:
    cleaned = clean(
        "# Titel\n\nEin **fetter** Satz mit [Verweis](http://a.example) und Note.[^1]\n\n[^1]: Die Note.\n"
    )
    assert "Ein fetter Satz mit Verweis und Note." in cleaned.text
    assert texts(cleaned, "footnote") == ["Die Note."]
    reasons = {removal.reason for removal in cleaned.removed}
    assert reasons == {"markup", "link target", "note marker", "note number"}


def test_running_heads_and_page_numbers_are_furniture() -> None:
    cleaned = clean(REPORT)
    assert "Annual Report" not in cleaned.text
    removed = [removal.reason for removal in cleaned.removed]
    assert removed.count("running head") == 4
    assert removed.count("page number") == 4
    assert [block.page for block in cleaned.blocks if block.kind == "footnote"] == [1, 2, 3, 4]


def test_a_page_number_without_form_feeds_needs_blank_lines_around_it() -> None:
    cleaned = clean(f"{FILLER}denken nach.\n\n\n\n67\n\n\n{FILLER}reden.\n\nAnzahl\n\n400\n\n")
    assert [removal.reason for removal in cleaned.removed] == ["page number"]
    assert "400" in cleaned.text


def test_a_page_head_made_of_the_title_is_furniture() -> None:
    title = "Treffen und Ausflug: Netze – Verbünde – Runden von Betrieben gut führen"
    original = f"{title}\n\n" + (FILLER + "\n") * 12 + f"\n\n\n\n48 {title}\n\n{FILLER}"
    cleaned = clean(original)
    assert cleaned.text.count("Runden von Betrieben") == 1
    assert "running head" in {removal.reason for removal in cleaned.removed}


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("den Forschungsfr agen", "den Forschungsfragen"),
        ("eine räumliche Häufu ng", "eine räumliche Häufung"),
        ("mit KM U", "mit KMU"),
        ("Auf gabe , die", "Aufgabe, die"),
    ],
)
def test_torn_words_are_mended(torn: str, whole: str) -> None:
    original = f"Die Forschungsfragen stellen KMU als Aufgabe. Hier geht es um {torn} im Land."
    assert f"um {whole} im Land." in clean(original).text


@pytest.mark.parametrize(
    "pair", ["weiter entwickelt", "zu sehen", "der Kreis", "den Fragen", "e. V. gegründet"]
)
def test_true_pairs_of_words_stay_apart(pair: str) -> None:
    original = (
        f"Was hier weiterentwickelt und besehen wird, ist {pair}, sagen sie. Weiterentwickelt wird viel."
    )
    assert pair in clean(original).text


def test_double_spacing_is_no_paragraph_break() -> None:
    cleaned = clean(MINUTES)
    assert "das keiner allein schaffen kann. Ohne ein" in cleaned.text
    questions = [
        block.hint.title for block in cleaned.blocks if block.hint and block.hint.style == "question"
    ]
    assert questions == [
        "Was braucht ein Netzwerk am Anfang?",
        "Wer bezahlt das Netzwerk, wenn die Förderung endet, und wie lässt sich das früh genug regeln?",
    ]


def test_a_figure_inside_a_sentence_does_not_tear_it() -> None:
    original = (
        f"{FILLER}{FILLER}reden darüber, was sie gemeinsam tun wollen, und die Gespräche dienten auch in\n\n"
        "Abbildung 1: Ablauf\n\nQuelle: Muster (2010)\n\f"
        "dieser Runde dazu, Neues zu erfahren und weiterzugeben, was andere wissen sollten.\n"
    )
    assert "dienten auch in dieser Runde dazu" in clean(original).text


def test_table_rows_stay_rows() -> None:
    rows = texts(clean(MAGAZINE), "table")
    assert rows == ["Aufgabe\tDE\tFR\n1. Mitglieder werben\t+\t++\n2. Treffen vorbereiten\t-\t+"]


def test_an_empty_text_has_no_blocks() -> None:
    assert clean(" \n\n").blocks == ()


def test_blocks_say_how_many_lines_are_full() -> None:
    block: Block = clean(FILLER * 3 + "Ende.").blocks[0]
    assert (block.lines, block.filled_lines) == (4, 3)
