"""Slugs and the IRIs of individuals.

An individual's IRI is ``https://w3id.org/clusterwissen/id/{kind}/{slug}``. It is written here and read here,
nowhere else, and it never changes once it is published.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from rdflib import URIRef

from ontology.errors import NotAnIdentifier
from ontology.vocabulary import BASE

KIND_OF_CLASS: Final[dict[str, str]] = {
    "ActionField": "action-field",
    "Activity": "activity",
    "ActivityField": "activity-field",
    "ActorType": "actor-type",
    "Argument": "argument",
    "ArgumentAid": "argument-aid",
    "Assessment": "assessment",
    "Barrier": "barrier",
    "Basis": "basis",
    "Benefit": "benefit",
    "CaseStudy": "case",
    "ChamberDistrict": "district",
    "Cluster": "cluster",
    "ClusterInitiative": "initiative",
    "ClusterManagement": "management",
    "ClusterType": "cluster-type",
    "ConceptScheme": "scheme",
    "Degree": "degree",
    "DevelopmentPhase": "phase",
    "Drawback": "drawback",
    "EventFormat": "event-format",
    "Funding": "funding",
    "Goal": "goal",
    "Horizon": "horizon",
    "KeyFigure": "figure",
    "LegalForm": "legal-form",
    "LiteratureProfile": "profile",
    "ManagementTask": "task",
    "MaturityCriterion": "maturity-criterion",
    "Measure": "measure",
    "Membership": "membership",
    "Observation": "observation",
    "OperativeMeasure": "measure",
    "Organisation": "organisation",
    "Passage": "passage",
    "PolicyInstrument": "instrument",
    "Region": "region",
    "RelevanceLevel": "relevance",
    "ResearchQuestion": "question",
    "ResearchStep": "research-step",
    "Section": "section",
    "Sector": "sector",
    "SelectionCriterion": "criterion",
    "SelectionStatus": "selection-status",
    "Skill": "skill",
    "SkillRating": "rating",
    "Source": "source",
    "Stance": "stance",
    "Statement": "statement",
    "StatisticalTable": "table",
    "StrategicMeasure": "measure",
    "StudyType": "study-type",
    "Suitability": "suitability",
    "TableStructure": "structure",
    "TextPositionSelector": "selector",
    "Thesis": "thesis",
    "Topic": "topic",
    "Trade": "trade",
    "TradeGroup": "trade-group",
    "Unit": "unit",
    "Work": "work",
}
"""Local name of a class -> the kind in its individuals' IRIs; the same as ``cw:kind`` in the ontology."""

CLASSES_OF_KIND: Final[dict[str, tuple[str, ...]]] = {
    kind: tuple(name for name, its_kind in KIND_OF_CLASS.items() if its_kind == kind)
    for kind in sorted(set(KIND_OF_CLASS.values()))
}
"""Kind -> the local names of the classes whose individuals carry it, in alphabetical order."""

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INDIVIDUALS: Final = BASE + "id/"

# Umlauts, spelt out as German does, and letters that Unicode does not take apart into a base and a mark.
_SPELT_OUT: Final = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ð": "d",
        "đ": "d",
        "ł": "l",
        "þ": "th",
        "ı": "i",
    }
)


def slugify(text: str) -> str:
    """The slug of a text: lower-case ASCII words joined by ``-``, umlauts written out, other accents dropped.

    >>> slugify("Übersicht 6, Maßnahme")
    'uebersicht-6-massnahme'

    Raises:
        NotAnIdentifier: the text has no letter or digit to build a slug from.
    """
    # Composed first, so that "u" with a separate diaeresis is spelt out like "ü".
    spelt = unicodedata.normalize("NFC", text).lower().translate(_SPELT_OUT)
    ascii_only = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii").lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_only))
    if not slug:
        raise NotAnIdentifier(f"no slug can be made from {text!r}: it needs a Latin letter or a digit")
    return slug


def is_slug(text: str) -> bool:
    """Whether the text is a slug: ``[a-z0-9]+(-[a-z0-9]+)*``."""
    return _SLUG.fullmatch(text) is not None


def individual_iri(kind: str, slug: str) -> URIRef:
    """The IRI of the individual of that kind and slug.

    Raises:
        NotAnIdentifier: no class has this kind, or the slug is not one.
    """
    if kind not in CLASSES_OF_KIND:
        raise NotAnIdentifier(f"there is no kind {kind!r}; the kinds are {', '.join(CLASSES_OF_KIND)}")
    if not is_slug(slug):
        raise NotAnIdentifier(
            f"{slug!r} is not a slug; a slug is words of lower-case ASCII letters and digits, joined by '-'"
        )
    return URIRef(f"{_INDIVIDUALS}{kind}/{slug}")


def parse_individual(iri: str) -> tuple[str, str]:
    """The kind and the slug in an individual's IRI; the inverse of :func:`individual_iri`.

    Raises:
        NotAnIdentifier: the IRI does not name an individual.
    """
    kind, separator, slug = iri.removeprefix(_INDIVIDUALS).partition("/")
    if not iri.startswith(_INDIVIDUALS) or not separator or kind not in CLASSES_OF_KIND or not is_slug(slug):
        raise NotAnIdentifier(f"{iri!r} names no individual; one reads {_INDIVIDUALS}{{kind}}/{{slug}}")
    return kind, slug
