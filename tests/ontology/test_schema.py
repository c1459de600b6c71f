"""The tables of classes and properties."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import OWL, RDF, Graph

from ontology.errors import UnknownTerm
from ontology.loading import load_ontology
from ontology.schema import read_schema, schema
from ontology.vocabulary import CITO, CW


def test_every_class_of_the_vocabulary_is_there() -> None:
    ontology = load_ontology()
    classes = set(ontology.subjects(RDF.type, OWL.Class)) - set(ontology.subjects(CW.derived))
    names = {str(c).removeprefix(str(CW)) for c in classes if c in CW}
    assert set(schema().classes) == names | {"ConceptScheme", "TextPositionSelector"}


def test_the_fixed_classes_and_properties_of_the_contract_with_the_other_packages() -> None:
    fixed = (
        "Cluster ClusterInitiative ClusterManagement Membership ActorType Barrier Benefit Drawback Measure "
    )
    fixed += (
        "OperativeMeasure StrategicMeasure ActionField EventFormat Argument DevelopmentPhase ManagementTask "
    )
    fixed += (
        "ActivityField Skill SkillRating Thesis CaseStudy LiteratureProfile Work Source Statement Passage "
    )
    fixed += "Region ChamberDistrict Sector TradeGroup Trade"
    assert set(fixed.split()) <= set(schema().classes)
    links = (
        "audience targetGroup actionField horizon eventFormat addressesBarrier addressedBy promotesBenefit "
    )
    links += (
        "promotedBy counterpart refersTo affects accruesTo inCluster region chamberDistrict sector trade "
    )
    links += (
        "craftRelevance studySuitability legalForm carrier phase goal activity partnerNetwork managedBy task "
    )
    links += "funding membership memberType about source stance holder inCase profileOf studyType assessment "
    links += "topic ofSkill inField inGroup passageOf mentions"
    values = (
        "founded fullTimeEquivalents staffCount count share estimated locator relevance researchGap country "
    )
    values += "ratingValue regulated"
    assert all(schema().properties[name].is_object for name in links.split())
    assert not any(schema().properties[name].is_object for name in values.split())


def test_a_property_with_several_domains_and_ranges() -> None:
    holder = schema().properties["holder"]
    assert holder.ranges == {"ActorType", "Work", "Organisation"}
    assert holder.domains == {"Statement"}
    assert schema().kinds_in_range("holder") == {"actor-type", "work", "organisation"}
    assert schema().properties["audience"].domains == {"Measure", "Argument", "ArgumentAid"}


def test_a_property_with_values_of_a_datatype() -> None:
    founded = schema().properties["founded"]
    assert founded.datatype == rdflib.XSD.gYear
    assert founded.domains == {"ClusterInitiative", "Organisation", "PolicyInstrument"}
    assert not founded.is_object
    assert not founded.functional
    assert schema().properties["share"].functional
    assert schema().properties["researchGap"].is_text
    assert schema().properties["audience"].datatype is None


def test_a_property_about_anything_reaches_every_kind() -> None:
    assert schema().properties["about"].ranges == {"Thing"}
    assert schema().kinds_in_range("about") == {info.kind for info in schema().classes.values()}


def test_a_reused_property_counts_where_we_say_what_it_joins() -> None:
    assert schema().properties["cites"].iri == CITO.cites
    assert schema().properties["cites"].ranges == {"Work", "Source"}
    assert "broader" not in schema().properties
    assert "kind" not in schema().properties


def test_what_is_only_inferred_is_marked() -> None:
    assert {name for name, info in schema().properties.items() if info.derived} == {
        *("namedBy", "names", "voicedBy", "confirmedIn", "confirms", "deniedIn", "helps", "helpedBy"),
        *("fittingMeasure", "dueTask", "tradeGroup"),
    }
    assert "LiteratureBarrier" not in schema().classes


def test_superclasses() -> None:
    assert schema().is_a("StrategicMeasure", "Measure")
    assert schema().is_a("Measure", "Measure")
    assert schema().is_a("Barrier", "Thing")
    assert not schema().is_a("Measure", "StrategicMeasure")
    assert schema().classes["Barrier"].is_concept
    assert not schema().classes["Measure"].is_concept
    assert schema().classes_below("Measure") == {"Measure", "OperativeMeasure", "StrategicMeasure"}
    assert schema().classes["ClusterManagement"].superclasses == {"OrganizationalUnit", "Organization"}


def test_unknown_terms_are_refused() -> None:
    with pytest.raises(UnknownTerm, match="'Masure'; the classes are ActionField"):
        schema().is_a("Masure", "Measure")
    with pytest.raises(UnknownTerm, match="'adresses'"):
        schema().kinds_in_range("adresses")


def test_an_empty_ontology_has_an_empty_schema() -> None:
    empty = read_schema(Graph())
    assert (dict(empty.classes), dict(empty.properties)) == ({}, {})
