"""The understood question said back, in both languages."""

from __future__ import annotations

from ontology.schema import schema
from service.schemas import Text
from service.use_cases.search.catalogue import Catalogue
from service.use_cases.search.interpretation import Condition, Understood

_PLURALS = {
    "Measure": ("Maßnahmen", "Measures"),
    "Barrier": ("Hemmnisse", "Barriers"),
    "Benefit": ("Nutzen", "Benefits"),
    "Drawback": ("Nachteile", "Drawbacks"),
    "ClusterInitiative": ("Clusterinitiativen", "Cluster initiatives"),
    "LiteratureProfile": ("Studien", "Studies"),
    "CaseStudy": ("Fallstudien", "Case studies"),
    "Skill": ("Fertigkeiten", "Skills"),
    "Thesis": ("Thesen", "Theses"),
    "Argument": ("Argumente", "Arguments"),
    "ArgumentAid": ("Argumentationshilfen", "Argument aids"),
    "Organisation": ("Organisationen", "Organisations"),
    "DevelopmentPhase": ("Entwicklungsphasen", "Development phases"),
    "ManagementTask": ("Aufgaben", "Tasks"),
    "ResearchQuestion": ("Offene Fragen", "Open questions"),
    "ResearchStep": ("Arbeitsschritte der Studie", "Steps of the study"),
    "SelectionCriterion": ("Auswahlkriterien", "Selection criteria"),
    "MaturityCriterion": ("Reifekriterien", "Maturity criteria"),
    "ClusterType": ("Clustertypen", "Types of cluster"),
    "PolicyInstrument": ("Förderinstrumente", "Policy instruments"),
    "StatisticalTable": ("Tabellen", "Tables"),
    "EventFormat": ("Veranstaltungsformate", "Event formats"),
}
_ANYTHING = ("Alles, was dem Gefragten nahekommt", "Anything close to what was asked")
_IN_LITERATURE = ("und in der Literatur genannt", "and named by the literature")
_PHRASES = {
    "addressesBarrier": ("gegen das Hemmnis „{}“", "that address the barrier “{}”"),
    "promotesBenefit": ("die den Nutzen „{}“ fördern", "that promote the benefit “{}”"),
    "targetGroup": ("für die Zielgruppe {}", "for the target group {}"),
    "audience": ("gerichtet an: {}", "addressed to: {}"),
    "actionField": ("im Handlungsfeld {}", "in the action field {}"),
    "horizon": ("mit dem Zeithorizont {}", "with the time horizon {}"),
    "affects": ("für: {}", "for: {}"),
    "accruesTo": ("für: {}", "for: {}"),
    "inCase": ("belegt im Fall {}", "confirmed in the case {}"),
    "holder": ("mit Aussagen zu „{}“", "with statements on “{}”"),
    "discusses": ("zum Thema „{}“", "on “{}”"),
    "region": ("in der Region {}", "in the region {}"),
    "chamberDistrict": ("im Kammerbezirk {}", "in the chamber district {}"),
    "sector": ("der Branche {}", "of the sector {}"),
}


def sentence(catalogue: Catalogue, understood: Understood) -> Text:
    """Says the interpretation as one sentence per language, without the dropped conditions."""
    said = []
    for place, language in enumerate(("de", "en")):
        words = [_asked(understood.asked, place, language)]
        words += [_phrase(catalogue, condition, place, language) for condition in understood.effective]
        said.append(" ".join(words))
    return Text(de=said[0], en=said[1])


def _asked(name: str | None, place: int, language: str) -> str:
    if name is None:
        return _ANYTHING[place]
    return _PLURALS[name][place] if name in _PLURALS else schema().classes[name].label[language]


def _phrase(catalogue: Catalogue, condition: Condition, place: int, language: str) -> str:
    if condition.shape == "literature":
        return _IN_LITERATURE[place]
    named = catalogue.things[condition.named].name(language)
    usual = condition.properties[0]
    if usual in _PHRASES:
        return _PHRASES[usual][place].format(named)
    return f"({schema().properties[usual].label[language]}: {named})"
