"""For each construct the rules derive exactly what the complete reasoner entails about the individuals."""

from pathlib import Path

import pytest
from hermit_oracle import entailed
from rdflib import RDF
from small_ontologies import CONSTRUCTS, E, small_graph

from ontology.reasoning.materialisation import materialise


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_rules_agree_with_hermit(construct: str, tmp_path: Path) -> None:
    graph = small_graph(CONSTRUCTS[construct])
    inferred = set(materialise(graph))
    asserted = {fact for fact in graph if fact[0] in {E[name] for name in "abcde"}}
    assert inferred, "nothing follows: the example does not show the construct"
    assert inferred | asserted == entailed(graph, tmp_path)


def test_ends_give_types_when_asked(tmp_path: Path) -> None:
    graph = small_graph(":knows rdfs:domain :Firm ; rdfs:range :Guild . :a :knows :b .")
    assert not set(materialise(graph))
    expected = {(E.a, RDF.type, E.Firm), (E.b, RDF.type, E.Guild)}
    assert set(materialise(graph, domain_and_range=True)) == expected
    assert entailed(graph, tmp_path) == expected | {(E.a, E.knows, E.b)}
