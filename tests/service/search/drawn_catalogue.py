"""A catalogue drawn by hand: two measures, a barrier group with one barrier, actors, a case, a work."""

from __future__ import annotations

from ontology.vocabulary import BASE
from service.use_cases.search.catalogue import Catalogue, Link, Statement, Thing


def iri(path: str) -> str:
    """The IRI of `kind/slug`."""
    return f"{BASE}id/{path}"


def thing(path: str, types: str, de: str, en: str, synonyms_de: tuple[str, ...] = ()) -> Thing:
    """A thing with labels in both languages; `types` are class names, separated by blanks."""
    kind, _, slug = path.partition("/")
    made = Thing(iri(path), kind, slug, set(types.split()), {"de": de, "en": en})
    made.synonyms["de"] = list(synonyms_de)
    return made


THINGS = [
    thing("measure/cm-om5", "Measure OperativeMeasure", "Rubrik im Newsletter", "Newsletter column"),
    thing("measure/cm-om1", "Measure OperativeMeasure", "Initiativgespräch", "Kick-off talk"),
    thing("measure/pol-sm1", "Measure StrategicMeasure", "Cluster-Atlas 2.0", "Cluster atlas 2.0"),
    thing("barrier/information-deficit", "Barrier", "Informationsdefizit", "Information deficit"),
    thing("barrier/lack-of-awareness", "Barrier", "Fehlendes Bewusstsein für Vorteile", "Lack of awareness"),
    thing("barrier/knowledge-outflow", "Barrier", "Wissensabfluss", "Knowledge outflow", ("Ideenklau",)),
    thing("actor-type/small-firm", "ActorType", "Kleinbetrieb", "Small firm", ("kleine Betriebe",)),
    thing("actor-type/cluster-manager", "ActorType", "Clustermanager", "Cluster manager"),
    thing("action-field/h3", "ActionField", "Öffentlichkeitsarbeit", "Public relations"),
    thing("case/medical-mountains", "CaseStudy", "Fallstudie Medical Mountains", "Case Medical Mountains"),
    thing("initiative/medical-mountains", "ClusterInitiative", "Medical Mountains", "Medical Mountains"),
    thing("work/strebel-2003", "Work", "Strebel 2003", "Strebel 2003"),
    thing("profile/strebel-2003", "LiteratureProfile", "Steckbrief Strebel", "Profile of Strebel"),
    thing("source/study", "Source", "Studie", "Study"),
]
LINKS = [
    Link(iri("measure/cm-om5"), "addressesBarrier", iri("barrier/lack-of-awareness"), "asserted"),
    Link(iri("measure/cm-om5"), "addressesBarrier", iri("barrier/information-deficit"), "inferred"),
    Link(iri("measure/pol-sm1"), "addressesBarrier", iri("barrier/information-deficit"), "asserted"),
    Link(iri("measure/cm-om5"), "targetGroup", iri("actor-type/small-firm"), "asserted"),
    Link(iri("measure/pol-sm1"), "targetGroup", iri("actor-type/small-firm"), "asserted"),
    Link(iri("measure/cm-om1"), "targetGroup", iri("actor-type/cluster-manager"), "asserted"),
    Link(iri("measure/cm-om5"), "audience", iri("actor-type/cluster-manager"), "asserted"),
    Link(iri("measure/cm-om5"), "actionField", iri("action-field/h3"), "asserted"),
    Link(iri("barrier/lack-of-awareness"), "broader", iri("barrier/information-deficit"), "asserted"),
    Link(iri("profile/strebel-2003"), "profileOf", iri("work/strebel-2003"), "asserted"),
    Link(iri("case/medical-mountains"), "studiedInitiative", iri("initiative/medical-mountains"), "asserted"),
]
STATEMENTS = [
    Statement(
        iri("statement/s1"),
        iri("measure/cm-om5"),
        iri("source/study"),
        "4.2.4",
        property="addressesBarrier",
        object=iri("barrier/lack-of-awareness"),
        text={"de": "Die Rubrik berichtet vom Nutzen.", "en": "The column tells of the benefit."},
    ),
    Statement(
        iri("statement/s2"),
        iri("measure/pol-sm1"),
        iri("source/study"),
        "4.4.3",
        property="addressesBarrier",
        object=iri("barrier/information-deficit"),
        degree="partial",
        text={"de": "Betriebe finden den Cluster leichter.", "en": "Firms find the cluster more easily."},
    ),
    Statement(
        iri("statement/s3"),
        iri("barrier/knowledge-outflow"),
        iri("source/study"),
        "3.2.2",
        case=iri("case/medical-mountains"),
        text={"de": "Misstrauen herrscht.", "en": "Distrust prevails."},
    ),
    Statement(
        iri("statement/s4"),
        iri("barrier/knowledge-outflow"),
        iri("source/study"),
        "2.6",
        holder=iri("work/strebel-2003"),
        text={"de": "Wissen kann abfließen.", "en": "Knowledge may leak."},
    ),
]


def catalogue() -> Catalogue:
    """A fresh catalogue of the above."""
    return Catalogue(THINGS, LINKS, STATEMENTS)
