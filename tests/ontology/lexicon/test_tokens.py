"""Tokens stand where they say they stand, in both languages and for any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.lexicon import Analyser, analyser_for, english, fold, german
from ontology.lexicon.analysis import words

ANALYSERS = pytest.mark.parametrize("analyser", [german(), english()], ids=["de", "en"])
WORDY = st.text(
    alphabet=st.one_of(st.sampled_from("aeiouäöüßnrstHKM -/*:()_'’&.\n\u00ad\u0308"), st.characters()),
    max_size=50,
)


@ANALYSERS
@given(text=WORDY)
@settings(max_examples=60, deadline=None)
def test_offsets_name_the_printed_word(analyser: Analyser, text: str) -> None:
    tokens = analyser.tokens(text)
    assert all(text[token.start : token.end] == token.text != "" for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))


@given(text=WORDY)
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    covered = {place for _, start, end in words(text) for place in range(start, end)}
    assert all(place in covered for place, char in enumerate(text) if char.isalnum())


@ANALYSERS
@given(text=WORDY)
@settings(max_examples=60, deadline=None)
def test_terms_are_folded_and_not_empty(analyser: Analyser, text: str) -> None:
    for term in analyser.terms(text):
        assert term == fold(term) != ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Handwerks- und Kleinbetriebe", ["Handwerks", "und", "Kleinbetriebe"]),
        ("F&E-Einrichtungen, KMU-Verband", ["F&E-Einrichtungen", "KMU-Verband"]),
        ("Manager/innen und/oder Manager*innen", ["Manager/innen", "und", "oder", "Manager*innen"]),
        ("Leiter(in), Leiter/-innen (intern)", ["Leiter(in)", "Leiter/-innen", "intern"]),
        ("Abschnitt 4.2.4: OM5 – 12 %", ["Abschnitt", "4", "2", "4", "OM5", "12"]),
        ("owners' firm’s", ["owners", "firm’s"]),
        ("  \n\t – !", []),
    ],
)
def test_what_is_one_word(text: str, expected: list[str]) -> None:
    assert [word for word, _, _ in words(text)] == expected


@ANALYSERS
def test_stop_words_are_tokens_but_no_terms(analyser: Analyser) -> None:
    topic = "Innung" if analyser.language == "de" else "guild"
    text = f"und die {topic}" if analyser.language == "de" else f"and the {topic}"
    assert [token.is_stop for token in analyser.tokens(text)] == [True, True, False]
    assert analyser.terms(text) == analyser.terms(topic)


def test_analyser_for_a_language_tag() -> None:
    assert analyser_for("de-AT").language == "de"
    assert analyser_for("EN").language == "en"
    with pytest.raises(ValueError, match="use 'de'"):
        analyser_for("fr")
