"""Passages: lengths, sentence ends, sections, kinds, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_documents import MAGAZINE, REPORT, STUDY

from ingest.cleaning import clean
from ingest.document_model import CleanedText
from ingest.passages import LONGEST, SHORTEST, PassageSpan, cut_passages, sentence_ends
from ingest.sections import outline

UNHURRIED = settings(deadline=None)
"""The first example loads the word lists."""

SENTENCE = "Die Betriebe treffen sich in der Werkstatt und reden über gemeinsame Aufträge. "


def cut(original: str) -> tuple[CleanedText, list[PassageSpan]]:
    cleaned = clean(original)
    return cleaned, cut_passages(cleaned, outline(cleaned))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Das gilt z. B. für kleine Betriebe. Andere warten.", 2),
        ("Das gilt z.B. Handwerkern viel. Andere warten.", 2),
        ("Vgl. Müller, K. (2010), S. 4. Dort steht es.", 2),
        ("Am 16. Juli 2012 trafen sie sich. Es war warm.", 2),
        ("Sie gab es 2012. Danach nicht mehr.", 2),
        ("Er sagte: „Das geht.“ Dann ging er.", 2),
        ("Wer hilft? Die Kammer! Gut so.", 3),
        ("Das 1. Quartal lief gut.", 1),
        ("Dr. Anna Beispiel leitet das Netz. Sie ist neu.", 2),
        ("Firms, e.g. Smith Ltd. of Leeds, joined. Others did not.", 2),
        ("Sie liefern Holz, Metall usw. Andere bauen.", 2),
        ("Ohne Punkt am Ende", 1),
        ("Die Müller GmbH & Co. KG baut. Sie wächst.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: int) -> None:
    assert len(sentence_ends(text)) == sentences
    assert sentence_ends(text)[-1] == len(text)


@UNHURRIED
@given(st.text(max_size=200))
def test_sentence_ends_rise_up_to_the_length(text: str) -> None:
    ends = sentence_ends(text)
    assert ends == sorted(set(ends))
    assert ends[-1:] == [len(text)] or not text


def test_long_paragraphs_are_cut_between_sentences_into_equal_parts() -> None:
    cleaned, spans = cut(SENTENCE * 40)
    lengths = [span.end - span.start for span in spans]
    assert max(lengths) <= LONGEST
    assert min(lengths) >= SHORTEST
    assert max(lengths) - min(lengths) <= 2 * len(SENTENCE)
    assert all(cleaned.text[span.end - 1] == "." for span in spans)


def test_a_sentence_without_end_is_cut_between_words() -> None:
    cleaned, spans = cut("Wort " * 600)
    assert all(span.end - span.start <= LONGEST for span in spans)
    assert all(cleaned.text[span.start : span.end].endswith("Wort") for span in spans)


def test_short_paragraphs_of_a_section_go_together() -> None:
    _, spans = cut("\n\n".join([SENTENCE * 2] * 6))
    assert [span.end - span.start >= SHORTEST for span in spans] == [True] * len(spans)


def test_no_passage_reaches_into_the_next_section() -> None:
    cleaned, spans = cut(f"# Eins\n\n{SENTENCE}\n\n# Zwei\n\n{SENTENCE}\n")
    assert [cleaned.text[span.start : span.end].count("Werkstatt") for span in spans] == [1, 1]


def test_headings_and_lone_marks_are_in_no_passage() -> None:
    cleaned, spans = cut(f"# Eins\n\n{SENTENCE}\n\n# Zwei\n\n…\n\n# Drei\n\n{SENTENCE}\n")
    assert [cleaned.text[span.start : span.end][:3] for span in spans] == ["Die", "Die"]


def test_a_list_stays_with_its_introduction() -> None:
    items = "\n".join(f"- Punkt {number}, den die Kammer für wichtig hält" for number in range(4))
    cleaned, spans = cut(f"{SENTENCE * 5}Dazu gehören:\n\n{items}\n")
    assert "gehören:\n\n- Punkt 0" in cleaned.text[spans[-1].start : spans[-1].end]


def test_a_caption_goes_with_its_table_and_a_note_stands_alone() -> None:
    cleaned, spans = cut(STUDY)
    table = next(span for span in spans if span.kind == "table")
    text = cleaned.text[table.start : table.end]
    assert text.startswith("Übersicht 1: Was die Betriebe hindert")
    assert text.endswith("Quelle: eigene Erhebung")
    assert [span.kind for span in spans].count("footnote") == 3


def test_a_lone_figure_is_a_caption() -> None:
    _, spans = cut(f"{SENTENCE * 6}\n\nAbbildung 1: Ablauf\n\nQuelle: Muster (2010)\n\n{SENTENCE * 6}")
    assert [span.kind for span in spans] == ["body", "caption", "body"]


def test_long_tables_are_cut_between_rows() -> None:
    rows = "\n".join(f"{number}. Aufgabe mit einem langen Namen\t+\t++\t-" for number in range(60))
    cleaned, spans = cut(rows)
    assert all(span.kind == "table" for span in spans)
    assert all(cleaned.text[span.start : span.end].endswith("\t-") for span in spans)


@pytest.mark.parametrize("original", [STUDY, MAGAZINE, REPORT], ids=["study", "page", "report"])
def test_passages_are_exact_stretches_of_both_texts(original: str) -> None:
    cleaned, spans = cut(original)
    position = 0
    for span in spans:
        assert span.start >= position
        position = span.end
        text = cleaned.text[span.start : span.end]
        start, end = cleaned.offsets.original_span(span.start, span.end)
        assert text == text.strip()
        assert (original[start], original[end - 1]) == (text[0], text[-1])


_BLOCKS = st.sampled_from(
    [
        *[SENTENCE, SENTENCE * 20, "# Titel", "- Punkt", "Übersicht 1: Was", "Quelle: wir", "Wort " * 400],
        *["Ulm\tja\tnein", "1. Titel", "…", "These 2: Das gilt.", "[^1]: Note", "Satz mit Note.[^1]"],
    ]
)


@UNHURRIED
@given(st.lists(_BLOCKS, max_size=12).map("\n\n".join))
def test_every_visible_block_but_headings_is_in_one_passage(original: str) -> None:
    cleaned, spans = cut(original)
    found = outline(cleaned)
    for block, kind in zip(cleaned.blocks, found.kinds, strict=True):
        holding = [span for span in spans if span.start < block.end and block.start < span.end]
        if kind == "heading":
            assert not holding
        elif any(character.isalpha() for character in cleaned.text_of(block)):
            assert holding
    assert all(0 < span.end - span.start <= LONGEST for span in spans)
