"""The text index, the vector index and the encoders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import passage_index
from service.encoder import SHIPPED, StaticEncoder, Vectors, open_encoder
from service.errors import EncoderUnavailable, IndexMismatch
from service.passage_index import FaissIndex
from service.text_index import TantivyIndex
from service.use_cases.search.preparation import Prepared
from tests.service.search.drawn_catalogue import catalogue


def unit(rows: int, seed: int) -> Vectors:
    """Random unit vectors, shape (rows, 16), of numbers that half precision holds."""
    vectors = np.random.default_rng(seed).normal(size=(rows, 16))
    unit_length = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit_length.astype(np.float16).astype(np.float32)


@given(rows=st.integers(1, 200), k=st.integers(1, 20), seed=st.integers(0, 99))
def test_nearest_keys_are_those_of_brute_force(rows: int, k: int, seed: int) -> None:
    vectors, keys = unit(rows, seed), [f"k{n // 3}" for n in range(rows)]
    question = unit(1, seed + 1)[0]
    best: dict[str, float] = {}
    for key, score in zip(keys, vectors @ question, strict=True):
        best[key] = max(best.get(key, -2.0), float(score))
    wanted = sorted(best, key=lambda key: -best[key])[:k]
    found = FaissIndex.build(vectors, keys, "test").nearest(question, k)
    assert [near.key for near in found] == wanted
    assert [near.score for near in found] == pytest.approx([best[key] for key in wanted], abs=1e-5)


@pytest.mark.parametrize("way", ["_CODES_FROM", "_CELLS_FROM"])
def test_many_rows_are_found_by_codes_or_cells(
    way: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(passage_index, way, 1000)
    vectors = unit(4000, 5)
    FaissIndex.build(vectors, [str(n) for n in range(4000)], "one").save(tmp_path)
    opened = FaissIndex.open(tmp_path, "one")
    for number in range(0, 4000, 400):
        exact = [str(n) for n in np.argsort(-(vectors @ vectors[number]), kind="stable")[:10]]
        found = [near.key for near in opened.nearest(vectors[number], 10)]
        assert found[0] == str(number)
        assert len(set(found) & set(exact)) >= 9


def test_index_survives_saving(tmp_path: Path) -> None:
    vectors = unit(20, 3)
    built = FaissIndex.build(vectors, [str(n) for n in range(20)], "one")
    built.save(tmp_path / "vectors")
    opened = FaissIndex.open(tmp_path / "vectors", "one")
    assert opened.nearest(vectors[7], 5) == built.nearest(vectors[7], 5)
    assert len(opened) == 20


def test_index_of_another_encoder_is_refused(tmp_path: Path) -> None:
    FaissIndex.build(unit(3, 1), ["a", "b", "c"], "one").save(tmp_path)
    with pytest.raises(
        IndexMismatch, match=r"filled by the encoder one, but two is set.*clusterwissen build"
    ):
        FaissIndex.open(tmp_path, "two")


def test_empty_vector_index_finds_nothing() -> None:
    assert FaissIndex.build(np.zeros((0, 16), dtype=np.float32), [], "one").nearest(unit(1, 1)[0], 3) == []


def test_label_counts_more_than_text(tmp_path: Path) -> None:
    texts = [
        ("in-text", {"text_de": ["cluster", "handwerk"]}),
        ("in-label", {"label_de": ["handwerk", "betrieb"]}),
        ("elsewhere", {"label_de": ["rezept"]}),
    ]
    TantivyIndex.build(tmp_path, texts)
    terms = [("label_de", "handwerk", 2.0), ("text_de", "handwerk", 1.0)]
    assert [hit.key for hit in TantivyIndex.open(tmp_path).search(terms, 10)] == ["in-label", "in-text"]


def test_no_terms_no_hits(tmp_path: Path) -> None:
    TantivyIndex.build(tmp_path, [("a", {"label_de": ["cluster"]})])
    assert TantivyIndex.open(tmp_path).search([], 10) == []


def test_missing_text_index_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(IndexMismatch, match="clusterwissen build"):
        TantivyIndex.open(tmp_path / "nothing")


def test_shipped_encoder_equals_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer

    folder = Path("service/models") / SHIPPED
    texts = [
        "Informationsdefizite kleiner Betriebe",
        "information deficits of small firms",
        "Öl & Größe: 50 %",
    ]
    theirs = SentenceTransformer(str(folder), device="cpu").encode(texts, normalize_embeddings=True)
    assert np.allclose(open_encoder(SHIPPED).encode(texts), theirs, atol=2e-3)


def test_translation_lies_nearer_than_something_else() -> None:
    german, english, other = open_encoder(SHIPPED).encode(["Kleinbetriebe", "small firms", "goldfish"])
    assert german @ english > german @ other + 0.2


def test_text_without_a_word_is_the_zero_vector() -> None:
    assert not open_encoder(SHIPPED).encode([""]).any()


def test_unknown_encoder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"lacks model.safetensors and tokenizer.json"):
        StaticEncoder(tmp_path)


def test_prepared_search_survives_saving(tmp_path: Path) -> None:
    prepared = Prepared.of(catalogue())
    prepared.save(tmp_path / "search.json")
    opened = Prepared.open(tmp_path / "search.json")
    assert (opened.labels, opened.terms) == (prepared.labels, prepared.terms)
    assert opened.words == prepared.words
    assert opened.catalogue.things == prepared.catalogue.things
    assert opened.catalogue.outgoing == prepared.catalogue.outgoing
    assert opened.catalogue.about == prepared.catalogue.about


def test_model_that_is_not_on_this_machine_is_refused_at_once() -> None:
    with pytest.raises(EncoderUnavailable, match=r"No encoder named 'nobody/nothing'"):
        open_encoder("nobody/nothing")
