from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Graph, Literal, URIRef, namespace

from ingest.errors import NamelessNode
from ingest.quads import n_quads

EXAMPLE = "https://example.org/"
# Every character that XML and Turtle can carry; surrogates are no characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
IRIS = st.sampled_from(["a", "b", "c", "ü"]).map(lambda end: URIRef(EXAMPLE + end))
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text, language: Literal(text, lang=language), TEXTS, st.sampled_from(["de", "en"])),
    st.integers().map(lambda number: Literal(str(number), datatype=namespace.XSD.integer, normalize=False)),
)
QUADS = st.lists(st.tuples(IRIS, IRIS, st.one_of(IRIS, LITERALS), IRIS), max_size=8)


def graphs_of(quads: list[tuple[URIRef, URIRef, URIRef | Literal, URIRef]]) -> dict[URIRef, Graph]:
    graphs: dict[URIRef, Graph] = {}
    for s, p, o, graph in quads:
        graphs.setdefault(graph, Graph()).add((s, p, o))
    return graphs


@given(QUADS)
def test_what_is_written_can_be_read_again(
    quads: list[tuple[URIRef, URIRef, URIRef | Literal, URIRef]],
) -> None:
    written = n_quads(graphs_of(quads))
    read = Dataset().parse(data=written, format="nquads")
    assert n_quads({URIRef(graph.identifier): graph for graph in read.graphs()}) == written
    assert {tuple(quad) for quad in read.quads()} == set(quads)


@given(QUADS, st.randoms(use_true_random=False))
def test_order_does_not_count(
    quads: list[tuple[URIRef, URIRef, URIRef | Literal, URIRef]], order: random.Random
) -> None:
    shuffled = list(quads)
    order.shuffle(shuffled)
    assert n_quads(graphs_of(shuffled)) == n_quads(graphs_of(quads))


def test_lines_are_sorted_and_spelt_canonically() -> None:
    a, graph = URIRef(EXAMPLE + "a"), URIRef(EXAMPLE + "g")
    graphs = graphs_of(
        [
            (a, a, Literal('ä "\\\n\x01', lang="de"), graph),
            (a, a, Literal("x", datatype=namespace.XSD.string), graph),
            (a, a, Literal("2.5", datatype=namespace.XSD.decimal), graph),
        ]
    )
    start, end = f"<{a}> <{a}> ", f" <{graph}> .\n"
    assert n_quads(graphs).decode() == (
        f'{start}"2.5"^^<http://www.w3.org/2001/XMLSchema#decimal>{end}'
        f'{start}"x"{end}'
        f'{start}"ä \\"\\\\\\n\\u0001"@de{end}'
    )


def test_a_blank_node_is_refused() -> None:
    a = URIRef(EXAMPLE + "a")
    with pytest.raises(NamelessNode, match="has no IRI"):
        n_quads({a: Graph().add((a, a, BNode("b")))})
