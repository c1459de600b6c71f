"""Scores for search inside SPARQL: things of the drawn catalogue and three passages, compared with texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ontology.vocabulary import CW
from service.errors import BadQuery
from service.passage_index import FaissIndex
from service.text_index import TantivyIndex
from service.use_cases.search.indexing import Passage, passage_texts, thing_rows
from service.use_cases.search.lexical import TermTable
from service.use_cases.search.meaning import Meaning
from service.use_cases.search.nearness import Nearness
from service.use_cases.search.preparation import Prepared
from service.use_cases.search.spelling import Speller
from service.use_cases.search.text_scores import TextScores
from tests.service.search.drawn_catalogue import catalogue, iri
from tests.service.search.drawn_search import WordEncoder

PASSAGES = [
    Passage(iri("passage/p1"), "Der Newsletter erreicht den Kleinbetrieb selten", "de"),
    Passage(iri("passage/p2"), "The newsletter rarely reaches a small firm", "en"),
    Passage(iri("passage/p3"), "Ganz anderes", "de"),
]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> TextScores:
    prepared, encoder = Prepared.of(catalogue()), WordEncoder()
    place = {name: number for number, name in enumerate(prepared.terms)}
    rows = thing_rows(prepared.catalogue).items()
    folder: Path = tmp_path_factory.mktemp("text")
    TantivyIndex.build(folder / "passages", passage_texts(PASSAGES))
    vectors = encoder.encode([passage.text for passage in PASSAGES])
    return TextScores(
        catalogue=prepared.catalogue,
        things=list(prepared.terms),
        terms=TermTable(list(prepared.terms.values())),
        nearness=Nearness(
            encoder,
            {kind: FaissIndex.build(encoder.encode(texts), iris, "words") for kind, (iris, texts) in rows},
            {kind: np.array([place[name] for name in iris], dtype=np.int64) for kind, (iris, _) in rows},
            len(place),
        ),
        corrected=Speller(prepared.spellings, prepared.vocabulary).corrected,
        words=TantivyIndex.open(folder / "passages"),
        meanings=Meaning(encoder, FaissIndex.build(vectors, [p.iri for p in PASSAGES], "words")),
    )


def test_similarity_has_every_thing_with_texts_and_passages(scores: TextScores) -> None:
    found = scores.similarity("Rubrik im Newsletter", None)
    assert found[iri("measure/cm-om5")] == pytest.approx(1.0, abs=1e-3)
    assert 0.0 < found[iri("passage/p1")] < 1.0
    assert all(0.0 <= score <= 1.0 for score in found.values())
    assert iri("barrier/knowledge-outflow") in found
    assert iri("work/strebel-2003") not in found, "works have no texts of their own"


def test_match_knows_both_languages_inflection_compounds_and_slips(scores: TextScores) -> None:
    for text in ("Informationsdefizite", "Informatiosdefizit", "information deficits", "Defizit"):
        assert scores.match(text, None)[iri("barrier/information-deficit")] > 0.0, text
    newsletter = scores.match("Newsletter", "de")
    assert newsletter.keys() >= {iri("measure/cm-om5"), iri("passage/p1"), iri("passage/p2")}
    assert not newsletter.keys() & {iri("passage/p3"), iri("barrier/knowledge-outflow")}
    assert all(0.0 < score <= 1.0 for score in newsletter.values())


@pytest.mark.parametrize("text", ["", " ", "?!… –", "\x01"])
def test_a_text_without_a_word_is_near_to_nothing(scores: TextScores, text: str) -> None:
    assert scores.similarity(text, None) == {}
    assert scores.match(text, None) == {}
    assert scores.nearest(text, None, 10, None) == []
    assert scores.matching(text, None, 10, str(CW.Passage)) == []


def test_the_best_come_first_restricted_to_a_class(scores: TextScores) -> None:
    text = "Newsletter Kleinbetrieb Cluster"
    for ranked, everything in ((scores.nearest, scores.similarity), (scores.matching, scores.match)):
        best = ranked(text, None, 1000, None)
        assert dict(best) == everything(text, None)
        assert best == sorted(best, key=lambda one: (-one[1], one[0]))
        assert ranked(text, None, 2, None) == best[:2]
        measures = ranked(text, None, 1000, str(CW.Measure))
        assert measures == [one for one in best if "/measure/" in one[0]]
        passages = ranked(text, None, 1, str(CW.Passage))
        assert passages == [one for one in best if "/passage/" in one[0]][:1]


@pytest.mark.parametrize("name", ["http://example.org/Measure", str(CW.Statement), "Measure", f"{CW}measure"])
def test_a_class_of_which_nothing_is_compared_is_refused(scores: TextScores, name: str) -> None:
    with pytest.raises(BadQuery, match=r"Nothing of the class.*Passage, .*Measure"):
        scores.nearest("Newsletter", None, 3, name)
