"""The IRIs of the project, as closed namespaces.

A closed namespace knows its terms: ``CW.Barier`` is an ``AttributeError``, not an IRI that matches
nothing. No other module spells out an IRI of the vocabulary. The terms of :class:`CW` are those of
``clusterwissen.ttl``, no more and no fewer; a test compares them in both directions.
"""

# The attributes are the local names of RDF terms, which are written in mixed case.
# ruff: noqa: N815

from __future__ import annotations

from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    XSD,
    DefinedNamespace,
)

BASE: Final = "https://w3id.org/clusterwissen/"
"""What every IRI of the project begins with."""

ONTOLOGY: Final = URIRef(BASE + "ontology")
GRAPH_ONTOLOGY: Final = URIRef(BASE + "graph/ontology")
GRAPH_CORPUS: Final = URIRef(BASE + "graph/corpus")
GRAPH_INFERRED: Final = URIRef(BASE + "graph/inferred")


def document_graph(source_slug: str) -> URIRef:
    """The named graph that holds the passages of one ingested document."""
    return URIRef(f"{BASE}graph/documents/{source_slug}")


class CW(DefinedNamespace):
    """The vocabulary of Clusterwissen."""

    _fail = True
    _NS = Namespace(BASE + "ontology#")

    # Classes
    Cluster: URIRef
    ClusterInitiative: URIRef
    ClusterManagement: URIRef
    Membership: URIRef
    Organisation: URIRef
    Funding: URIRef
    Goal: URIRef
    Activity: URIRef
    LegalForm: URIRef
    SelectionStatus: URIRef
    DevelopmentPhase: URIRef
    ManagementTask: URIRef
    ActorType: URIRef
    Barrier: URIRef
    Benefit: URIRef
    Drawback: URIRef
    Measure: URIRef
    OperativeMeasure: URIRef
    StrategicMeasure: URIRef
    ActionField: URIRef
    Horizon: URIRef
    EventFormat: URIRef
    ArgumentAid: URIRef
    Argument: URIRef
    ActivityField: URIRef
    Skill: URIRef
    SkillRating: URIRef
    Thesis: URIRef
    Topic: URIRef
    CaseStudy: URIRef
    LiteratureProfile: URIRef
    StudyType: URIRef
    ClusterType: URIRef
    MaturityCriterion: URIRef
    PolicyInstrument: URIRef
    ResearchQuestion: URIRef
    ResearchStep: URIRef
    SelectionCriterion: URIRef
    KeyFigure: URIRef
    Work: URIRef
    Source: URIRef
    Section: URIRef
    Statement: URIRef
    Passage: URIRef
    Stance: URIRef
    Basis: URIRef
    Degree: URIRef
    Assessment: URIRef
    RelevanceLevel: URIRef
    Suitability: URIRef
    Region: URIRef
    ChamberDistrict: URIRef
    Sector: URIRef
    TradeGroup: URIRef
    Trade: URIRef
    StatisticalTable: URIRef
    Observation: URIRef
    TableStructure: URIRef
    Unit: URIRef

    # Classes of what is only inferred
    LiteratureBarrier: URIRef
    ConfirmedBarrier: URIRef
    CorroboratedBarrier: URIRef
    UnaddressedBarrier: URIRef
    LiteratureBenefit: URIRef
    ConfirmedBenefit: URIRef
    UnconfirmedBenefit: URIRef
    ContestedFinding: URIRef
    BackedArgument: URIRef
    LoneMeasure: URIRef
    QuickWin: URIRef
    PassedOverInitiative: URIRef
    KeySkill: URIRef

    # For tooling
    kind: URIRef
    labelPattern: URIRef
    derived: URIRef

    # Measures: who acts, for whom, where, when
    audience: URIRef
    targetGroup: URIRef
    actionField: URIRef
    horizon: URIRef
    eventFormat: URIRef
    addressesBarrier: URIRef
    addressedBy: URIRef
    promotesBenefit: URIRef
    promotedBy: URIRef
    counterpart: URIRef
    refersTo: URIRef

    # Barriers, benefits, drawbacks
    affects: URIRef
    accruesTo: URIRef

    # Events and arguments
    organiser: URIRef
    durationHours: URIRef
    agenda: URIRef
    inAid: URIRef
    supportsBenefit: URIRef

    # Initiatives and clusters
    inCluster: URIRef
    region: URIRef
    extent: URIRef
    partOf: URIRef
    overlaps: URIRef
    location: URIRef
    chamberDistrict: URIRef
    sector: URIRef
    trade: URIRef
    craftRelevance: URIRef
    studySuitability: URIRef
    selectionStatus: URIRef
    founded: URIRef
    legalForm: URIRef
    carrier: URIRef
    phase: URIRef
    goal: URIRef
    activity: URIRef
    partnerNetwork: URIRef
    memberOrganisation: URIRef
    actorType: URIRef
    studiedIn: URIRef
    studiedInitiative: URIRef
    interviewsHeld: URIRef
    firmsApproached: URIRef
    followedBy: URIRef

    # Management, funding, members
    managedBy: URIRef
    manages: URIRef
    fullTimeEquivalents: URIRef
    staffCount: URIRef
    task: URIRef
    funding: URIRef
    funder: URIRef
    amount: URIRef
    currency: URIRef
    start: URIRef
    end: URIRef
    membership: URIRef
    memberType: URIRef
    count: URIRef
    share: URIRef
    estimated: URIRef
    memberSize: URIRef

    # How studies proceed, what they count and tell apart
    clusterType: URIRef
    reachedIn: URIRef
    presupposes: URIRef
    providedBy: URIRef
    awardedIn: URIRef
    openPointOf: URIRef
    answeredBy: URIRef
    stepOf: URIRef
    heldOn: URIRef
    conductedBy: URIRef
    participant: URIRef
    interviewsPlanned: URIRef
    searchTerm: URIRef
    searchedIn: URIRef
    appliesCriterion: URIRef
    figure: URIRef
    figureValue: URIRef
    figureMinimum: URIRef
    figureMaximum: URIRef
    figureUnit: URIRef
    figureYear: URIRef
    figureArea: URIRef

    # Literature and sources
    profileOf: URIRef
    relevance: URIRef
    studyType: URIRef
    researchGap: URIRef
    discusses: URIRef
    year: URIRef
    authors: URIRef
    published: URIRef
    publisher: URIRef
    workType: URIRef
    section: URIRef
    sectionKey: URIRef

    # Statements: the evidence
    about: URIRef
    source: URIRef
    locator: URIRef
    inSection: URIRef
    stance: URIRef
    holder: URIRef
    inCase: URIRef
    basis: URIRef
    degree: URIRef

    # Passages
    passageOf: URIRef
    mentions: URIRef
    page: URIRef
    sectionTitle: URIRef
    originalStart: URIRef
    originalEnd: URIRef

    # Theses, skills, trades, order
    assessment: URIRef
    topic: URIRef
    ofSkill: URIRef
    rating: URIRef
    country: URIRef
    ratingValue: URIRef
    inField: URIRef
    inGroup: URIRef
    regulated: URIRef
    technologyOriented: URIRef
    position: URIRef

    # Statistical tables
    structure: URIRef
    observation: URIRef
    refArea: URIRef
    refPeriod: URIRef
    densityIndex: URIRef

    # What is only inferred
    namedBy: URIRef
    names: URIRef
    voicedBy: URIRef
    confirmedIn: URIRef
    confirms: URIRef
    deniedIn: URIRef
    helps: URIRef
    helpedBy: URIRef
    fittingMeasure: URIRef
    dueTask: URIRef
    tradeGroup: URIRef


class CWF(DefinedNamespace):
    """Search inside SPARQL: functions and properties of the endpoint, described in ``functions.ttl``."""

    _fail = True
    _NS = Namespace(BASE + "function/")

    similarity: URIRef
    match: URIRef
    nearest: URIRef
    matching: URIRef


class BIBO(DefinedNamespace):
    """The terms we use of the Bibliographic Ontology."""

    _fail = True
    _NS = Namespace("http://purl.org/ontology/bibo/")

    Document: URIRef
    DocumentPart: URIRef


class CITO(DefinedNamespace):
    """The terms we use of the Citation Typing Ontology."""

    _fail = True
    _NS = Namespace("http://purl.org/spar/cito/")

    cites: URIRef
    reviews: URIRef


class OA(DefinedNamespace):
    """The terms we use of the Web Annotation Vocabulary."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    Annotation: URIRef
    SpecificResource: URIRef
    TextPositionSelector: URIRef
    end: URIRef
    hasBody: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    hasTarget: URIRef
    start: URIRef


PREFIXES: Final[dict[str, str]] = {
    "cw": str(CW),
    "bibo": str(BIBO),
    "cito": str(CITO),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "qb": str(QB),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SDO),
    "sh": str(SH),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""The prefixes used in every serialisation, query and page."""
