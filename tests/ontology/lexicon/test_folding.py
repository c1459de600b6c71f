"""Folding: every spelling of a word ends in the same letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.lexicon import fold


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        (["Förderung", "Foerderung", "FÖRDERUNG", "Fo\u0308rderung"], "foerderung"),
        (["Maßnahme", "Massnahme", "maßnahme"], "massnahme"),
        (["Prozeß", "Prozess"], "prozess"),
        (["neue", "Neue"], "neue"),
        (["Steuer", "STEUER"], "steuer"),
        (["Café", "Cafe"], "cafe"),
        (["Hand\u00adwerk", "Handwerk"], "handwerk"),
        (["\ufb01nanzieren", "finanzieren"], "finanzieren"),
        (["Smørrebrød", "Smoerrebroed"], "smoerrebroed"),
    ],
)
def test_spellings_of_one_word_agree(spellings: list[str], folded: str) -> None:
    assert {fold(spelling) for spelling in spellings} == {folded}


def test_different_words_stay_different() -> None:
    assert fold("fordern") != fold("fördern")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefuäöüßÄÖÜeo ", max_size=40))
def test_upper_and_lower_case_agree(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.lower())
