"""The questions are well formed: judged answers exist, the halves are balanced, nothing overlaps."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from ingest.records import Record, read_corpus
from ontology.lexicon import analyser_for
from ontology.schema import schema

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FIELDS = {"id", "lang", "q", "type", "grades", "slice", "author"}
AUTHORS = {"advisor", "craftsman", "manager", "policy", "researcher"}
PARITY_OF_HALF = {"development": 1, "frozen": 0}  # odd numbers, even numbers
SMALLEST = {
    "plain": 20,
    "compound-paraphrase": 20,
    "no-shared-word": 20,
    "typo": 12,
    "cross-lingual": 20,
    "constraints": 20,
    "on-topic-unanswerable": 30,
    "off-topic": 30,
}
WITHOUT_ANSWER = {"on-topic-unanswerable", "off-topic"}
CODE_OF_SLICE = {
    "compound-paraphrase": "compound",
    "no-shared-word": "noword",
    "cross-lingual": "cross",
    "on-topic-unanswerable": "unanswerable",
    "off-topic": "offtopic",
}


@dataclass(frozen=True)
class Judged:
    """A question; `grades` maps "kind/slug" of an answer to 1 (partly), 2 (good) or 3 (exactly)."""

    half: str
    id: str
    lang: str
    q: str
    asked: str | None
    grades: dict[str, int]
    slice: str
    author: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w{3,}", self.q.lower()))

    @property
    def best(self) -> set[str]:
        return {answer for answer, grade in self.grades.items() if grade == 3}


def read_half(half: str) -> list[Judged]:
    """All questions of `half` ("development" or "frozen"); an unknown or missing field is an error here."""
    questions = []
    for line in (HERE / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        row.pop("note", None)
        assert set(row) == FIELDS, row
        questions.append(Judged(half=half, asked=row.pop("type"), **row))
    return questions


QUESTIONS = {half: read_half(half) for half in PARITY_OF_HALF}
LEARNING = read_half("learning")
HALVES = [judged for half in QUESTIONS.values() for judged in half]
ALL = [*HALVES, *LEARNING]


@pytest.fixture(scope="module")
def individuals() -> dict[str, Record]:
    """Every individual of the corpus by its "kind/slug", nested ones too."""
    return {f"{record.kind}/{record.slug}": record for record in read_corpus(ROOT / "corpus").individuals()}


def test_there_are_enough_questions_and_no_id_or_wording_twice() -> None:
    assert len(HALVES) >= 240
    for values in ([judged.id for judged in ALL], [judged.q.casefold() for judged in ALL]):
        assert [value for value, count in Counter(values).items() if count > 1] == []


@pytest.mark.parametrize("judged", ALL, ids=lambda judged: judged.id)
def test_a_question_is_well_formed(judged: Judged) -> None:
    assert judged.lang in {"de", "en"}
    assert judged.slice in SMALLEST
    assert judged.author in AUTHORS
    assert judged.asked is None or judged.asked in schema().classes
    assert judged.q == judged.q.strip()
    assert 0 < len(judged.q) <= 400
    code = CODE_OF_SLICE.get(judged.slice, judged.slice)
    numbered = re.fullmatch(rf"([a-z]{{1,2}}-)?{judged.lang}-{code}-(\d\d)", judged.id)
    assert numbered is not None
    assert (numbered[1] is not None) == (judged.half == "learning")
    if judged.half in PARITY_OF_HALF:
        assert int(numbered[2]) % 2 == PARITY_OF_HALF[judged.half]


def test_answers_exist_and_are_of_the_class_asked(individuals: dict[str, Record]) -> None:
    for judged in ALL:
        for answer in judged.grades:
            assert answer in individuals, f"{judged.id}: {answer} is not in the corpus"
            assert schema().is_a(individuals[answer].type, judged.asked or ""), f"{judged.id}: {answer}"


def test_answerable_questions_have_an_exact_answer_and_the_others_none() -> None:
    for judged in ALL:
        if judged.slice in WITHOUT_ANSWER:
            assert judged.grades == {}, judged.id
        else:
            assert judged.asked is not None, judged.id
            assert judged.best, judged.id
            assert set(judged.grades.values()) <= {1, 2, 3}, judged.id
        if judged.slice == "off-topic":
            assert judged.asked is None, judged.id


def test_slices_are_large_enough_and_halves_and_languages_balanced() -> None:
    cells = Counter((judged.half, judged.slice, judged.lang) for judged in HALVES)
    for name, smallest in SMALLEST.items():
        sizes = {cells[half, name, lang] for half, lang in product(PARITY_OF_HALF, ("de", "en"))}
        assert len(sizes) == 1, name
        assert 4 * sizes.pop() >= smallest, name


def test_about_half_of_the_answerable_questions_ask_for_recommendations() -> None:
    for questions in QUESTIONS.values():
        asked = [judged.asked for judged in questions if judged.grades]
        assert 0.45 <= asked.count("Measure") / len(asked) <= 0.55


def test_no_question_has_a_near_duplicate_among_the_frozen_ones() -> None:
    for one, other in product([*QUESTIONS["development"], *LEARNING], QUESTIONS["frozen"]):
        shared, either = one.words & other.words, one.words | other.words
        assert len(shared) <= 0.5 * len(either), f"{one.id} and {other.id}"


def test_the_no_shared_word_slice_shares_no_word_with_the_labels_of_its_answers(
    individuals: dict[str, Record],
) -> None:
    for judged in (judged for judged in HALVES if judged.slice == "no-shared-word"):
        terms = analyser_for(judged.lang).terms
        for answer in judged.best:
            label = individuals[answer].label
            assert label is not None, answer
            shared = set(terms(judged.q)) & set(terms(label.de if judged.lang == "de" else label.en))
            assert shared == set(), f"{judged.id}: {answer}"
