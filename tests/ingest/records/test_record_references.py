"""Mistakes in references between records: each reported alone, with its place and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Place, Reference
from ingest.records.corpus_checks import circles

if TYPE_CHECKING:
    from conftest import CorpusFolder, Mistake

BARRIER = "barrier/little-known.md"
MEASURE = "measure/cm-om1.md"
PROFILE = "profile/bode-2011.md"

# file, old, new, line, field, part of the problem, part of the remedy
MISTAKES = {
    "dangling reference": (
        MEASURE,
        "to: little-known",
        "to: litle-known",
        10,
        "addressesBarrier[1].to",
        "there is no barrier 'litle-known'",
        "Did you mean 'little-known'?",
    ),
    "reference that exists as another kind": (
        MEASURE,
        "to: little-known",
        "to: small-firm",
        10,
        "addressesBarrier[1].to",
        "there is no barrier 'small-firm'",
        "There is 'actor-type/small-firm', which is another kind",
    ),
    "reference of the wrong kind": (
        MEASURE,
        "to: little-known",
        "to: actor-type/small-firm",
        10,
        "addressesBarrier[1].to",
        "'actor-type/small-firm' is of the wrong kind",
        "This field takes barrier",
    ),
    "reference of an unknown kind": (
        MEASURE,
        "to: little-known",
        "to: bariers/little-known",
        10,
        "addressesBarrier[1].to",
        "there is no kind 'bariers'",
        "Did you mean 'barrier'?",
    ),
    "reference without kind where several are possible": (
        PROFILE,
        "barrier/little-known",
        "little-known",
        6,
        "discusses[1]",
        "several kinds",
        "'barrier/little-known'",
    ),
    "reference that is no slug": (
        MEASURE,
        "[small-firm]",
        "[Small Firm]",
        6,
        "audience[1]",
        "'Small Firm' is no slug",
        "Write it as 'small-firm'",
    ),
    "empty reference": (MEASURE, "[small-firm]", "[~]", 6, "audience[1]", "a slug was expected", "id"),
    "circle of concepts": (
        BARRIER,
        "[information-deficit]",
        "[little-known]",
        5,
        "broader",
        "little-known → little-known",
        "Remove one",
    ),
    "broader of another kind": (
        BARRIER,
        "[information-deficit]",
        "[actor-type/small-firm]",
        5,
        "broader[1]",
        "wrong kind",
        "barrier",
    ),
    "broader on what is no concept": (
        MEASURE,
        "notation: OM1",
        "broader: cm-om1",
        5,
        "broader",
        "OperativeMeasure is no concept",
        "Remove",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_reported_alone(corpus_folder: CorpusFolder, mistake: Mistake) -> None:
    corpus_folder.assert_reported(*mistake)


def test_circle_over_two_files_is_reported_once(corpus_folder: CorpusFolder) -> None:
    old = 'information deficit"}\n'
    corpus_folder.replace("barrier/information-deficit.md", old, old + "broader: little-known\n")
    (error,) = corpus_folder.errors()
    assert (error.file, error.line, error.field) == ("barrier/information-deficit.md", 5, "broader")
    assert "information-deficit → little-known → information-deficit" in error.problem


def test_reference_to_a_broken_record_is_no_second_mistake(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace(BARRIER, "id: little-known", "id: [little-known")
    (error,) = corpus_folder.errors()
    assert "the YAML cannot be read" in error.problem


def test_reference_to_a_misplaced_record_is_no_second_mistake(corpus_folder: CorpusFolder) -> None:
    corpus_folder.replace(BARRIER, "type: Barrier", "type: Drawback")
    assert {error.file for error in corpus_folder.errors()} == {BARRIER}


@given(
    st.dictionaries(
        st.integers(0, 7), st.lists(st.integers(0, 7), max_size=3, unique=True), min_size=1, max_size=8
    )
)
def test_circles_are_found_exactly_where_there_are_some(steps: dict[int, list[int]]) -> None:
    broader = {
        ("barrier", str(node)): [
            Reference("barrier", str(target), frozenset(), Place("f", 1), "broader") for target in targets
        ]
        for node, targets in steps.items()
    }
    assert bool(circles(broader)) == has_circle(steps)


def has_circle(steps: dict[int, list[int]]) -> bool:
    """Take away, again and again, what leads nowhere; what stays lies on a circle or leads to one."""
    left = {node: set(targets) for node, targets in steps.items()}
    while True:
        ends = [node for node, targets in left.items() if not targets & left.keys()]
        if not ends:
            return bool(left)
        for node in ends:
            del left[node]
