"""The integrity constraints of the RDF Data Cube (https://www.w3.org/TR/vocab-data-cube/#wf-rules).

Each file in ``constraints/`` selects what breaks one constraint. A cube without a mistake breaks none; spoilt
in one place it breaks the constraint that the place is about.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from ontology.loading import load_ontology
from ontology.reasoning.materialisation import materialise
from ontology.vocabulary import PREFIXES

FOLDER = Path(__file__).parent
CONSTRAINTS = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("constraints/*.rq")}
GOOD = FOLDER.parent / "graphs" / "good.ttl"
PREFIX_LINES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + (
    "@prefix : <urn:spoilt:> .\n@prefix id: <https://w3id.org/clusterwissen/id/> .\n"
)
TABLE, FIGURE = r"id:table\/boatbuilders", r"id:observation\/boatbuilders-north"
STRUCTURE = r"id:structure\/firms-and-density-by-district-and-trade"
CODED_BY_MEASURE = """
    :cube a qb:DataSet ; qb:structure :by-measure .
    :by-measure a qb:DataStructureDefinition ; qb:component [ qb:dimension qb:measureType ] ,
        [ qb:dimension cw:refArea ] , [ qb:measure cw:count ] , [ qb:measure cw:share ] .
    :figure qb:dataSet :cube ; cw:refArea id:district\\/north ; qb:measureType cw:count .
"""
IN_A_HIERARCHY = r"cw:trade qb:codeList :tree . :tree a qb:HierarchicalCodeList ; qb:hierarchyRoot :root ."

# Constraint -> triples of the good cube to leave out (subject, predicate), and what to say instead.
SPOILT: dict[str, tuple[tuple[str, str] | None, str]] = {
    "ic-01": (None, f"{FIGURE} qb:dataSet :second ."),
    "ic-02": ((TABLE, "qb:structure"), ""),
    "ic-03": (None, ":empty a qb:DataStructureDefinition ; qb:component [ qb:dimension cw:refArea ] ."),
    "ic-04": ((r"cw:refArea", "rdfs:range"), ""),
    "ic-05": ((r"cw:trade", "qb:codeList"), ""),
    "ic-06": (None, f"{STRUCTURE} qb:component [ qb:measure cw:count ; qb:componentRequired false ] ."),
    "ic-07": (None, ":key a qb:SliceKey ; qb:componentProperty cw:trade ."),
    "ic-08": (None, f"{STRUCTURE} qb:sliceKey :key . :key qb:componentProperty cw:country ."),
    "ic-09": (None, ":slice a qb:Slice ."),
    "ic-10": (None, ":slice qb:sliceStructure :key . :key qb:componentProperty cw:trade ."),
    "ic-11": ((FIGURE, "cw:refArea"), ""),
    "ic-12": (
        None,
        f":twin qb:dataSet {TABLE} ; cw:refArea id:district\\/north ; cw:trade id:trade\\/boatbuilder ;"
        ' cw:refPeriod "2008"^^xsd:gYear ; cw:count 9 .',
    ),
    "ic-13": (None, f"{STRUCTURE} qb:component [ qb:attribute cw:estimated ; qb:componentRequired true ] ."),
    "ic-14": ((FIGURE, "cw:densityIndex"), ""),
    "ic-15": (None, CODED_BY_MEASURE),
    "ic-16": (None, f"{CODED_BY_MEASURE} :figure cw:count 1 ; cw:share 0.1 ."),
    "ic-17": (None, f"{CODED_BY_MEASURE} :figure cw:count 1 ."),
    "ic-18": (None, f":other qb:slice :slice . :slice qb:observation {FIGURE} ."),
    "ic-19": ((FIGURE, "cw:trade"), f"{FIGURE} cw:trade id:barrier\\/fog ."),
    "ic-20": (None, f"{IN_A_HIERARCHY} :tree qb:parentChildProperty skos:narrower ."),
    "ic-21": (None, f"{IN_A_HIERARCHY} :tree qb:parentChildProperty [ owl:inverseOf skos:broader ] ."),
}


@pytest.fixture(scope="module")
def cube() -> Graph:
    graph = load_ontology().parse(GOOD)
    # The ratings of the good graph belong to no table; the rule that gives them one is tested with the rules.
    for rating in set(graph.subjects(URIRef(PREFIXES["cw"] + "ratingValue"))):
        graph.remove((rating, None, None))
        graph.remove((None, None, rating))
    return graph + materialise(graph)


def broken(graph: Graph) -> set[str]:
    return {name for name, query in CONSTRAINTS.items() if len(graph.query(query).bindings)}


def expand(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    known = {**PREFIXES, "id": "https://w3id.org/clusterwissen/id/"}
    return URIRef(known[prefix] + local.replace("\\", ""))


def test_there_is_a_query_for_each_constraint_and_a_mistake_for_each_query() -> None:
    assert set(CONSTRAINTS) == set(SPOILT) == {f"ic-{number:02d}" for number in range(1, 22)}


def test_a_cube_without_a_mistake_breaks_no_constraint(cube: Graph) -> None:
    assert broken(cube) == set()


@pytest.mark.parametrize("constraint", sorted(SPOILT))
def test_a_spoilt_cube_breaks_the_constraint(cube: Graph, constraint: str) -> None:
    left_out, said_instead = SPOILT[constraint]
    spoilt = Graph() + cube
    if left_out is not None:
        subject, predicate = map(expand, left_out)
        assert (subject, predicate, None) in spoilt
        spoilt.remove((subject, predicate, None))
    spoilt.parse(data=PREFIX_LINES + said_instead, format="turtle")
    assert constraint in broken(spoilt)
