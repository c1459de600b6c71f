"""The rules written as queries: what each concludes, from what, and what they refuse."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import QB

from ontology.errors import MalformedQuery, NotInferred
from ontology.loading import load_ontology
from ontology.reasoning.construct_rules import construct_rules, read_rule
from ontology.reasoning.materialisation import Materialisation
from ontology.reasoning.wording import Triple
from ontology.vocabulary import CW

ID = "https://w3id.org/clusterwissen/id/"
PREFIXES = f"""
@prefix : <{ID}> .
@prefix cw: <https://w3id.org/clusterwissen/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
# A small world: fog is a form of weather; a work names it, a case confirms it, and a lamp helps against it.
WORLD = r"""
:work\/lund a cw:Work . :case\/fleet a cw:CaseStudy .
:actor-type\/sme a cw:ActorType . :actor-type\/yard a cw:ActorType ; skos:broader :actor-type\/sme .
:barrier\/weather a cw:Barrier .
:barrier\/fog a cw:Barrier ; skos:broader :barrier\/weather ; cw:affects :actor-type\/sme .
:statement\/named cw:about :barrier\/fog ; cw:holder :work\/lund ; cw:stance :stance\/supports .
:statement\/found cw:about :barrier\/fog ; cw:inCase :case\/fleet ; cw:stance :stance\/supports .
:measure\/lamp a cw:OperativeMeasure ; cw:addressesBarrier :barrier\/fog .
:statement\/lamp rdf:subject :measure\/lamp ; rdf:predicate cw:addressesBarrier ; rdf:object :barrier\/fog ;
    cw:stance :stance\/supports .
"""


def one(path: str) -> URIRef:
    return URIRef(ID + path)


FOG, WEATHER, LAMP = one("barrier/fog"), one("barrier/weather"), one("measure/lamp")
LUND, FLEET = one("work/lund"), one("case/fleet")
SME, YARD = one("actor-type/sme"), one("actor-type/yard")


def reasoned(data: str) -> Materialisation:
    return Materialisation(load_ontology() + Graph().parse(data=PREFIXES + data, format="turtle"))


@pytest.fixture(scope="module")
def world() -> Materialisation:
    return reasoned(WORLD)


def is_inferred(materialisation: Materialisation, triple: Triple) -> bool:
    try:
        return materialisation.explain(triple).conclusion == triple
    except NotInferred:
        return False


def test_who_names_and_where_it_is_confirmed_reaches_the_group(world: Materialisation) -> None:
    for barrier in (FOG, WEATHER):
        assert is_inferred(world, (barrier, CW.namedBy, LUND))
        assert is_inferred(world, (barrier, CW.confirmedIn, FLEET))
        assert is_inferred(world, (barrier, RDF.type, CW.CorroboratedBarrier))
    assert is_inferred(world, (LUND, CW.names, WEATHER))


def test_a_measure_helps_whom_the_barrier_of_its_evidence_affects(world: Materialisation) -> None:
    assert is_inferred(world, (LAMP, CW.helps, SME))
    assert is_inferred(world, (LAMP, CW.helps, YARD))
    assert is_inferred(world, (YARD, CW.helpedBy, LAMP))


def test_a_measure_does_not_help_whom_only_the_group_affects() -> None:
    data = WORLD + r":barrier\/weather cw:affects :actor-type\/guild . :actor-type\/guild a cw:ActorType ."
    result = reasoned(data)
    assert is_inferred(result, (LAMP, CW.addressesBarrier, WEATHER))
    assert not is_inferred(result, (LAMP, CW.helps, one("actor-type/guild")))


def test_an_explanation_shows_the_rule_and_what_it_matched(world: Materialisation) -> None:
    derivation = world.explain((FOG, CW.namedBy, LUND))
    statement = one("statement/named")
    assert derivation.rule.name == "named-by"
    assert derivation.rule.label("de") == "von einer Veröffentlichung genannt"
    assert derivation.rule.because("en") == "A statement of this work supports it."
    assert (derivation.axiom, derivation.axiom_of) == ("rules/named-by.rq", CW.namedBy)
    assert set(derivation.premises) == {
        (LUND, RDF.type, CW.Work),
        (FOG, RDF.type, CW.Barrier),
        (statement, CW.holder, LUND),
        (statement, CW.about, FOG),
        (statement, CW.stance, one("stance/supports")),
    }


def test_a_proof_runs_through_rules_and_axioms(world: Materialisation) -> None:
    proof = world.proof((WEATHER, RDF.type, CW.CorroboratedBarrier))
    rules = [derivation.rule.name for derivation in proof]
    assert {"named-by", "confirmed-by-finding", "property-chain", "defined-class"} <= set(rules)
    assert rules[-1] == "defined-class"


@pytest.mark.parametrize("stance", ["qualifies", "contradicts", "no-information"])
def test_only_supporting_statements_count(stance: str) -> None:
    result = reasoned(WORLD.replace("stance\\/supports", f"stance\\/{stance}"))
    assert not is_inferred(result, (FOG, CW.namedBy, LUND))
    assert not is_inferred(result, (FOG, CW.confirmedIn, FLEET))
    assert not is_inferred(result, (LAMP, CW.helps, SME))
    assert is_inferred(result, (FOG, CW.deniedIn, FLEET)) is (stance == "contradicts")


# What is concluded, data that lead to it, data that must be added to prevent it.
CASES = {
    "unconfirmed-benefit": (
        (one("benefit/tow"), RDF.type, CW.UnconfirmedBenefit),
        r":benefit\/tow a cw:Benefit . :work\/lund a cw:Work . :case\/fleet a cw:CaseStudy ."
        r":statement\/s cw:about :benefit\/tow ; cw:holder :work\/lund ; cw:stance :stance\/supports .",
        r":statement\/t cw:about :benefit\/tow ; cw:inCase :case\/fleet ; cw:stance :stance\/qualifies .",
    ),
    "unaddressed-barrier": (
        (one("barrier/ice"), RDF.type, CW.UnaddressedBarrier),
        r":barrier\/ice a cw:Barrier .",
        r":barrier\/floe a cw:Barrier ; skos:broader :barrier\/ice ."
        r":measure\/saw a cw:OperativeMeasure ; cw:addressesBarrier :barrier\/floe .",
    ),
    "lone-measure": (
        (one("measure/saw"), RDF.type, CW.LoneMeasure),
        r":measure\/saw a cw:OperativeMeasure ; cw:audience :actor-type\/cluster-manager .",
        r":measure\/axe a cw:OperativeMeasure ; cw:counterpart :measure\/saw .",
    ),
    "passed-over-initiative": (
        (one("initiative/raft"), RDF.type, CW.PassedOverInitiative),
        r":initiative\/raft a cw:ClusterInitiative ; cw:craftRelevance :relevance\/high .",
        r":case\/raft a cw:CaseStudy ; cw:studiedInitiative :initiative\/raft .",
    ),
    "key-skill": (
        (one("skill/knots"), RDF.type, CW.KeySkill),
        r":skill\/knots a cw:Skill ; cw:rating :rating\/de ."
        r":rating\/de a cw:SkillRating ; cw:ratingValue 2 .",
        r":rating\/fr a cw:SkillRating ; cw:ofSkill :skill\/knots ; cw:ratingValue 1 .",
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_conclusion_from_what_is_absent_falls_when_it_is_added(rule: str) -> None:
    conclusion, data, added = CASES[rule]
    result = reasoned(data)
    assert result.explain(conclusion).rule.name == rule
    assert "data hold no" in result.explain(conclusion).rule.because("en")
    assert not is_inferred(reasoned(data + added), conclusion)


def test_ratings_belong_to_the_table_of_ratings() -> None:
    result = reasoned(
        r":table\/t a cw:StatisticalTable ; cw:structure :structure\/ratings-by-skill-and-country ."
        r":rating\/de a cw:SkillRating ."
    )
    rating, table = one("rating/de"), one("table/t")
    assert is_inferred(result, (rating, QB.dataSet, table))
    assert is_inferred(result, (table, CW.observation, rating))


def test_other_conclusions_of_axioms_about_inferred_terms() -> None:
    result = reasoned(
        WORLD
        + r""":initiative\/raft a cw:ClusterInitiative ; cw:phase :phase\/launch .
        :initiative\/raft cw:trade :trade\/boatbuilder .
        :phase\/launch a cw:DevelopmentPhase ; cw:task :task\/steering .
        :trade\/boatbuilder a cw:Trade ; cw:inGroup :trade-group\/wood .
        :case\/fleet cw:studiedInitiative :initiative\/raft ; cw:discusses :barrier\/weather .
        :measure\/lamp cw:horizon :horizon\/short-term .
        :benefit\/tow a cw:Benefit . :argument\/one a cw:Argument ; cw:supportsBenefit :benefit\/tow .
        :statement\/s rdf:subject :case\/fleet ; rdf:predicate cw:discusses ; rdf:object :benefit\/tow ;
            cw:stance :stance\/supports .
        :statement\/u cw:about :barrier\/fog ; cw:inCase :case\/fleet ; cw:stance :stance\/contradicts ;
            cw:holder :actor-type\/yard .
        :statement\/v cw:about :barrier\/fog ; cw:holder :actor-type\/yard ; cw:stance :stance\/supports ."""
    )
    raft = one("initiative/raft")
    for conclusion in (
        (raft, CW.dueTask, one("task/steering")),
        (raft, CW.tradeGroup, one("trade-group/wood")),
        (raft, CW.fittingMeasure, LAMP),
        (LAMP, RDF.type, CW.QuickWin),
        (one("argument/one"), RDF.type, CW.BackedArgument),
        (FOG, RDF.type, CW.ContestedFinding),
        (FOG, CW.voicedBy, YARD),
    ):
        assert is_inferred(result, conclusion), conclusion


def test_everything_that_is_marked_as_inferred_can_be_inferred() -> None:
    ontology = load_ontology()
    marked = set(ontology.subjects(CW.derived))
    by_rule = {
        conclusion[2] if conclusion[1] == RDF.type else conclusion[1]
        for rule in construct_rules()
        for conclusion in rule.conclusions
    }
    by_axiom = {
        term
        for term in marked
        for predicate in (OWL.equivalentClass, OWL.propertyChainAxiom, OWL.inverseOf)
        if (term, predicate, None) in ontology or (None, predicate, term) in ontology
    }
    assert marked == (by_rule | by_axiom) & marked
    assert by_rule - marked == {QB.dataSet}


def test_no_rule_looks_for_the_absence_of_what_its_own_stage_adds() -> None:
    """The first stage says nothing about what is absent, the second concludes classes no rule asks for."""
    for rule in construct_rules():
        text = str(rule.query.algebra)
        assert (rule.stage == 2) == ("NOTEXISTS" in text.upper()), rule.rule.name
        if rule.stage == 2:
            assert all(predicate == RDF.type for _, predicate, _ in rule.conclusions)
    asked = {node for rule in construct_rules() for pattern in rule.premises for node in pattern}
    assert not asked & {c[2] for rule in construct_rules() if rule.stage == 2 for c in rule.conclusions}


HEADER = "# label@de: a\n# label@en: b\n# because@de: c\n# because@en: d\n# stage: 1\n"
QUERY = "\nPREFIX cw: <https://w3id.org/clusterwissen/ontology#>\nCONSTRUCT { ?a cw:helps ?b } WHERE { %s }\n"
PLAIN = QUERY % "?a cw:audience ?b"


@pytest.mark.parametrize("line", HEADER.splitlines())
def test_a_rule_without_a_line_of_its_header_is_refused(line: str) -> None:
    with pytest.raises(MalformedQuery, match=line.partition(":")[0]):
        read_rule("broken", HEADER.replace(line + "\n", "") + PLAIN)


@pytest.mark.parametrize(
    "where",
    [
        "?a cw:audience+ ?b",
        "?a cw:audience [ cw:position 1 ] , ?b",
        "?a cw:audience ?b OPTIONAL { ?b cw:position ?c }",
        "{ ?a cw:audience ?b } UNION { ?a cw:targetGroup ?b }",
    ],
    ids=["path", "nameless node", "optional", "union"],
)
def test_a_rule_whose_premises_cannot_be_shown_is_refused(where: str) -> None:
    with pytest.raises(MalformedQuery, match=r"rule broken: .*premise"):
        read_rule("broken", HEADER + QUERY % where)


def test_a_query_that_constructs_nothing_is_no_rule() -> None:
    with pytest.raises(MalformedQuery, match="CONSTRUCT"):
        read_rule("broken", HEADER + "\nSELECT * WHERE { ?a ?b ?c }\n")
