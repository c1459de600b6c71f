"""Who is meant by a name, on a catalogue with namesakes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

from ontology.vocabulary import CW, GRAPH_CORPUS, GRAPH_INFERRED
from service.use_cases.reconciling.messages import Candidate, ExtensionQuery
from service.use_cases.reconciling.reconciler import Reconciler
from service.use_cases.search.catalogue import Catalogue, Link
from tests.service.search.drawn_catalogue import LINKS, THINGS, iri, thing

NAMESAKES = [
    thing("region/tuttlingen", "Region", "Landkreis Tuttlingen", "District of Tuttlingen", ("TUT",)),
    thing("organisation/tuttlingen", "Organisation", "Landkreis Tuttlingen", "County of Tuttlingen"),
    thing("initiative/regina", "ClusterInitiative", "Regina GmbH", "Regina"),
    thing("region/baden", "Region", "Baden", "Baden"),
    thing("funding/regina-1", "Funding", "Förderung: Regina GmbH", "Funding: Regina"),
]
MORE_LINKS = [
    Link(iri("initiative/regina"), "carrier", iri("organisation/tuttlingen"), "asserted"),
    Link(iri("organisation/tuttlingen"), "location", iri("region/baden"), "asserted"),
]
LITERALS: dict[URIRef, list[tuple[str, Node, URIRef]]] = {
    CW.founded: [("initiative/regina", Literal("2008", datatype=XSD.gYear), GRAPH_CORPUS)],
    CW.regulated: [("region/tuttlingen", Literal(True), GRAPH_INFERRED)],
    CW.durationHours: [("initiative/regina", Literal("2.5", datatype=XSD.decimal), GRAPH_CORPUS)],
    CW.heldOn: [("initiative/regina", Literal("2012-01-19", datatype=XSD.date), GRAPH_CORPUS)],
    CW.agenda: [
        ("initiative/regina", Literal("Begrüßung", lang="de"), GRAPH_CORPUS),
        ("initiative/regina", Literal("Welcome", lang="en"), GRAPH_CORPUS),
    ],
}


class DrawnStore:
    """Has the literals above."""

    def select(self, query: str, *, bindings: Mapping[str, Node]) -> list[dict[str, Node]]:
        found = LITERALS.get(URIRef(str(bindings["property"])), [])
        return [{"thing": URIRef(iri(path)), "value": value, "graph": graph} for path, value, graph in found]


@pytest.fixture(scope="module")
def reconciler() -> Reconciler:
    catalogue = Catalogue([*THINGS, *NAMESAKES], [*LINKS, *MORE_LINKS], [])
    catalogue.things[iri("barrier/knowledge-outflow")].phrases["de"] = ["Angst, dass jemand abguckt"]
    meanings = {"Keiner sagt uns etwas": {iri("barrier/information-deficit"): 0.8, iri("work/none"): 0.7}}
    return Reconciler(catalogue, DrawnStore(), lambda text: meanings.get(text, {}))  # type: ignore[arg-type]


def found(reconciler: Reconciler, query: str | None = None, **more: Any) -> list[Candidate]:
    answer = reconciler.candidates({**({"query": query} if query else {}), **more}, "de")
    assert answer.error is None
    return answer.result


@pytest.mark.parametrize(
    ("query", "best", "match"),
    [
        ("Informationsdefizit", "barrier/information-deficit", True),
        ("INFORMATION  DEFICIT", "barrier/information-deficit", True),
        ("oeffentlichkeitsarbeit", "action-field/h3", True),
        ("Ideenklau", "barrier/knowledge-outflow", True),
        ("TUT", "region/tuttlingen", True),
        ("regina", "initiative/regina", True),
        ("Regina AG", "initiative/regina", True),
        ("barrier/knowledge-outflow", "barrier/knowledge-outflow", True),
        (iri("barrier/knowledge-outflow"), "barrier/knowledge-outflow", True),
        ("knowledge-outflow", "barrier/knowledge-outflow", True),
        ("funding/regina-1", "funding/regina-1", True),
        ("Wissensabflus", "barrier/knowledge-outflow", False),
        ("Tuttlingen, District of", "region/tuttlingen", False),
        ("Angst, dass jemand abguckt", "barrier/knowledge-outflow", False),
        ("Keiner sagt uns etwas", "barrier/information-deficit", False),
    ],
)
def test_the_thing_that_is_meant_comes_first_and_matches_only_by_its_own_name(
    reconciler: Reconciler, query: str, best: str, match: bool
) -> None:
    candidates = found(reconciler, query)
    assert (candidates[0].id, candidates[0].match) == (best, match)
    assert not any(candidate.match for candidate in candidates[1:])
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)


@pytest.mark.parametrize("query", ["...", "→", "xyzzy quux"])
def test_what_is_like_nothing_has_no_candidate(reconciler: Reconciler, query: str) -> None:
    assert found(reconciler, query) == []


def test_nobody_means_a_thing_that_only_a_pattern_names(reconciler: Reconciler) -> None:
    assert "funding/regina-1" not in {c.id for c in found(reconciler, "Förderung: Regina GmbH")}


def test_of_namesakes_none_matches_until_type_or_values_decide(reconciler: Reconciler) -> None:
    both = found(reconciler, "Landkreis Tuttlingen", limit=2)
    assert {c.id for c in both} == {"region/tuttlingen", "organisation/tuttlingen"}
    assert not any(c.match for c in both)
    for more in (
        {"type": "Organisation"},
        {"type": [str(CW.Organisation)], "type_strict": "should"},
        {"properties": [{"pid": "location", "v": "Baden"}, {"pid": "regulated", "v": "nein"}]},
    ):
        best = found(reconciler, "Landkreis Tuttlingen", **more)[0]
        assert (best.id, best.match) == ("organisation/tuttlingen", True), more


def test_types_restrict_as_strictly_as_asked(reconciler: Reconciler) -> None:
    def ids(**more: Any) -> set[str]:
        return {c.id for c in found(reconciler, "Landkreis Tuttlingen", limit=50, **more)}

    both = {"region/tuttlingen", "organisation/tuttlingen"}
    assert both <= ids(type=["Region", "Organisation"])
    assert ids(type=["Region", "Organisation"], type_strict="all") == set()
    assert both <= ids(type="Region", type_strict="should")
    assert ids(type="Region") & both == {"region/tuttlingen"}


@pytest.mark.parametrize(
    ("pid", "value", "agrees"),
    [
        ("carrier", "Landkreis Tuttlingn", True),
        ("carrier", {"id": "organisation/tuttlingen", "name": "?"}, True),
        ("carrier", iri("organisation/tuttlingen"), True),
        ("carrier/location", "Baden", True),
        ("founded", 2008, True),
        ("founded", "2009", False),
        ("durationHours", "2,5", True),
        ("agenda", ["welcome"], True),
        ("carrier", "Stadt Ulm", False),
    ],
)
def test_values_that_agree_raise_the_score_and_others_lower_it(
    reconciler: Reconciler, pid: str, value: Any, agrees: bool
) -> None:
    alone = found(reconciler, "Regena")[0]
    told = found(
        reconciler, "Regena", properties=[{"pid": pid, "v": value}, {"pid": "goal", "v": "unknown"}]
    )[0]
    agreement = {feature.id: feature.value for feature in told.features}["property_agreement"]
    assert told.id == alone.id == "initiative/regina"
    assert (agreement > 0.9) is agrees
    assert (
        told.score >= 0.97 * alone.score
        if agrees
        else told.score == pytest.approx(0.7 * alone.score, abs=0.02)
    )


def test_values_alone_find_things_and_match_none(reconciler: Reconciler) -> None:
    candidates = found(reconciler, properties=[{"pid": "targetGroup", "v": "Kleinbetrieb"}], type="Measure")
    assert [(c.id, c.match) for c in candidates] == [("measure/cm-om5", False), ("measure/pol-sm1", False)]


def test_each_kind_of_value_has_its_own_cell(reconciler: Reconciler) -> None:
    def cells(path: str, **settings: Any) -> list[dict[str, Any]]:
        wanted = {"ids": ["initiative/regina"], "properties": [{"id": path, "settings": settings}]}
        return reconciler.extend(ExtensionQuery.model_validate(wanted), "de").rows["initiative/regina"][path]

    assert cells("founded") == [{"int": 2008}]
    assert cells("durationHours") == [{"float": 2.5}]
    assert cells("heldOn") == [{"date": "2012-01-19T00:00:00Z"}]
    assert cells("agenda") == [{"str": "Begrüßung"}]
    assert cells("agenda", lang="en") == [{"str": "Welcome"}]
    assert cells("carrier/location") == [{"id": "region/baden", "name": "Baden"}]
    assert cells("goal") == []


def test_settings_are_read_as_forms_send_them(reconciler: Reconciler) -> None:
    def ids(**settings: Any) -> list[Any]:
        wanted = {"ids": ["measure/cm-om5"], "properties": [{"id": "addressesBarrier", "settings": settings}]}
        rows = reconciler.extend(ExtensionQuery.model_validate(wanted), "de").rows["measure/cm-om5"]
        return [cell["id"] for cell in rows["addressesBarrier"]]

    recorded, derived = "barrier/lack-of-awareness", "barrier/information-deficit"
    assert ids() == ids(limit="0", asserted=False) == [recorded, derived]
    assert ids(limit="1") == ids(asserted="on") == ids(asserted=True) == [recorded]


def test_suggestions_complete_words_and_ids_and_go_on_where_told(reconciler: Reconciler) -> None:
    def ids(typed: str, skip: int = 0, limit: int = 20) -> list[str]:
        return [one.id for one in reconciler.suggest("entity", typed, "de", skip, limit).result]

    assert ids("tutt") == ["region/tuttlingen", "organisation/tuttlingen"]
    assert ids("region/") == ["region/tuttlingen", "region/baden"]
    assert ids("knowledge o") == ["barrier/knowledge-outflow"]
    assert ids("tutt", 1) == ids("tutt", 1, 1) == ["organisation/tuttlingen"]
    assert reconciler.suggest("type", "measure", "en").result[0].id == "Measure"
    broader = {one.id: one.broader for one in reconciler.suggest("type", "Operative", "en").result}
    assert [reference.id for reference in broader["OperativeMeasure"] or []] == ["Measure"]


def test_a_flyout_takes_nothing_for_markup() -> None:
    odd = thing("topic/odd", "Topic", "<script>alert(1)</script>", "odd")
    reconciler = Reconciler(Catalogue([odd], [], []), DrawnStore(), lambda text: {})  # type: ignore[arg-type]
    assert "<script" not in reconciler.flyout("entity", "topic/odd", "de").html
