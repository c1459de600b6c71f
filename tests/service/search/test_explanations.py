"""Every explanation of every answer to the development questions holds: each step of a path is a triple of
the graph, each evidence stands in a statement with that source, place and text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib.term import Node

from ontology.schema import local_name
from service.builds import open_current
from service.encoder import SHIPPED, open_encoder
from service.indexes import open_search
from service.schemas import Answer, Question
from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.evaluation.questions import read_questions

COLLECTION = Path(__file__).parents[2] / "evaluation" / "development.jsonl"
STEPS = """SELECT ?s ?p ?o WHERE { ?s ?p ?o
  FILTER(ISIRI(?o) && STRSTARTS(STR(?s), "https://w3id.org/clusterwissen/id/")
    && STRSTARTS(STR(?o), "https://w3id.org/clusterwissen/id/")) }"""
STATEMENTS = """PREFIX cw: <https://w3id.org/clusterwissen/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?source ?locator ?text WHERE { ?statement a cw:Statement ; cw:source ?source ; cw:locator ?locator .
  OPTIONAL { ?statement dcterms:description ?text } }"""


@pytest.fixture(scope="module")
def store(real_data: Path) -> OxigraphStore:
    return OxigraphStore.open(open_current(real_data).store)


@pytest.fixture(scope="module")
def answers(real_data: Path, store: OxigraphStore) -> list[Answer]:
    """The first twenty answers to every question, with its class told and without."""
    search = open_search(store, open_current(real_data).folder, open_encoder(SHIPPED), "test").search
    found: list[Answer] = []
    for judged in read_questions(COLLECTION):
        for types in {(), (judged.type,) if judged.type else ()}:
            found += search.search(Question(q=judged.q, types=types, limit=20)).answers
    return found


def slug(term: Node) -> str:
    return str(term).rpartition("/")[2]


def steps(answer: Answer) -> Iterator[tuple[str, str, str]]:
    """The triples that the paths of an answer claim, as slugs and a property name."""
    for reason in answer.because:
        path = reason.path
        assert len(path) % 2 == 1
        assert (len(path) == 1) == (reason.basis == "similar")
        for place in range(0, len(path) - 2, 2):
            yield path[place], path[place + 1], path[place + 2]


def test_every_step_of_every_path_is_a_triple(answers: list[Answer], store: OxigraphStore) -> None:
    triples = {(slug(r["s"]), local_name(r["p"]), slug(r["o"])) for r in store.select(STEPS)}
    claimed = {step for answer in answers for step in steps(answer)}
    assert len(claimed) > 100
    assert claimed - triples == set()


def test_every_evidence_stands_in_a_statement(answers: list[Answer], store: OxigraphStore) -> None:
    rows = store.select(STATEMENTS)
    said = {(slug(r["source"]), str(r["locator"]), str(r.get("text", ""))) for r in rows}
    places = {(source, locator) for source, locator, _ in said}
    shown = [evidence for answer in answers for evidence in answer.evidence]
    assert len(shown) > 100
    for one in shown:
        assert (one.source, one.locator) in places
        texts = [text for text in (one.text.de, one.text.en) if text]
        assert all((one.source, one.locator, text) in said for text in texts)
