"""What kind of thing a question asks for, told by its words: "which measures", "was hindert", "wer sagt".

A rule is a class and a pattern over the folded question (lower case, umlauts written out, see
`ontology.lexicon.fold`). Rules are tried from the top; among matches the one that begins first
leads, because the asked thing is named before what qualifies it ("measures against barriers").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.lexicon import fold

# A question word may stand away from its noun: "welche konkreten Massnahmen", "which further skills".
_RULES: tuple[tuple[str, str], ...] = (
    (
        "ResearchQuestion",
        r"\b(forschungsfragen?|(offenen?|ungeklaerten?|weitere[nr]?) fragen|forschungsbedarf|"
        r"(research|open|further|unresolved) questions?|research gaps?)\b",
    ),
    (
        "ResearchStep",
        r"\b(arbeitsschritte?n?|forschungsschritte?n?|vorgehen der studie|methodik|methoden? der studie|"
        r"research steps?|methods? of the study|methodology)\b",
    ),
    (
        "SelectionCriterion",
        r"\b(auswahlkriteri(um|en)|selection criteri(on|a)|criteri(on|a) for selecti\w+)\b",
    ),
    ("MaturityCriterion", r"\b(reifekriteri(um|en)|kriterien (der|fuer die) reife|maturity criteri(on|a))\b"),
    (
        "ClusterType",
        r"\b(cluster-?typen?|(arten|typen|formen) von clustern?|clusterarten|(types?|kinds?) of clusters?|"
        r"cluster types?)\b",
    ),
    (
        "PolicyInstrument",
        r"\b(foerderinstrumente?n?|foerderprogramme?n?|politischen? instrumente?|wettbewerbe?|"
        r"(policy|funding|support) (instruments?|programmes?|programs?))\b",
    ),
    ("StatisticalTable", r"\b(statistik(en)?|tabellen?|statistics|(statistical )?tables?)\b"),
    (
        "OperativeMeasure",
        r"\b(operative[nrs]?|operational) (mass?nahmen?|empfehlung(en)?|measures?|recommendations?)\b",
    ),
    (
        "StrategicMeasure",
        r"\b(strategische[nrs]?|strategic) (mass?nahmen?|empfehlung(en)?|measures?|recommendations?)\b",
    ),
    ("Measure", r"\b(mass?nahmen?|empfehlung(en)?|handlungsempfehlung(en)?|vorschlaege?)\b"),
    ("Measure", r"\b(measures?|recommendations?|actions?|suggestions?|interventions?)\b"),
    ("Measure", r"\bwas (hilft|tun|koennen|kann|koennte|sollte|sollten|muss|muessen|laesst sich)\b"),
    (
        "Measure",
        r"\bwie (koennen|kann|koennten|koennte|sollen|soll|sollten|lassen|laesst|lasst|erreich\w*|"
        r"gewinn\w*|ueberzeug\w*|bring\w*|sprech\w*|krieg\w*|schaff\w*|mach\w*|hol\w*|motivier\w*|bind\w*) "
        r"(sich |wir|man|ich|das|die|der|ein|eine|clustermanage\w*|kammern?|politik|land|betriebe)",
    ),
    (
        "Measure",
        r"\bhow (can|could|should|do|does|to|might)\b(?! (a |an )?(cluster\w*|initiative\w*) (develop|work))",
    ),
    ("Measure", r"\bwhat (can|could|should|helps?|works|must)\b"),
    (
        "Barrier",
        r"\b(hemmnis\w*|huerden?|hinderniss?e?n?|hindernis|barrieren?|hemmschwellen?|vorbehalte?n?|bedenken)\b",
    ),
    ("Barrier", r"\b(barriers?|obstacles?|hurdles?|impediments?|reservations?)\b"),
    (
        "Barrier",
        r"\b(was|warum|wieso|weshalb)\b.*\b(hindert|hemmt|haelt\b.*\bab|abhaelt|schreckt|bremst|scheitert)\b",
    ),
    ("Barrier", r"\b(warum|wieso|weshalb)\b.*\b(nicht|kaum|selten|wenig|nie|fern|fehlen|ungern|zoeger\w*)\b"),
    (
        "Barrier",
        r"\bwhy\b.*\b(not|n't|rarely|seldom|hardly|few|reluctant|hesita\w+|refuse|avoid|stay away|absent)",
    ),
    ("Barrier", r"\bwhat\b.*\b(prevents?|keeps?|stops?|hinders?|deters?|holds? back|discourages?)\b"),
    ("Drawback", r"\b(nachteile?n?|risik(o|en)|gefahr(en)?|schattenseiten?|kehrseiten?)\b"),
    ("Drawback", r"\b(drawbacks?|disadvantages?|risks?|downsides?|dangers?)\b"),
    ("Benefit", r"\b(vorteile?n?|nutzen|mehrwert|gewinn|pluspunkte?)\b"),
    ("Benefit", r"\b(benefits?|advantages?|gains?|added value|upsides?)\b"),
    ("Benefit", r"\bwas (bringt|haben|hat|nuetzt|gewinn\w*|springt|bekomm\w*|kriegen)\b"),
    ("Benefit", r"\b(wozu|wofuer|lohnt (es )?sich|rentiert)\b"),
    ("Benefit", r"\bwhat (do|does|would|is|will)\b.*\b(gain|get|benefit|bring|offer|worth|in it)\b"),
    (
        "LiteratureProfile",
        r"\b(studien?|literatur|autor(en|in|innen)?|steckbriefe?|untersuchung(en)?|forscher\w*|quellen?)\b",
    ),
    (
        "LiteratureProfile",
        r"\b(studies|study|literature|authors?|papers?|profiles?|researchers?|scholars?|publications?)\b",
    ),
    (
        "LiteratureProfile",
        r"\bwer (sagt|schreibt|behauptet|meint|zeigt|argumentiert|beschreibt|untersucht|nennt|belegt)\b",
    ),
    (
        "LiteratureProfile",
        r"\bwho (sa(ys|id)|writes|wrote|claims?|argue[sd]?|shows?|found|describe[sd]?|studie[sd]|name)\b",
    ),
    ("CaseStudy", r"\b(fallstudien?|fallbeispiele?|case stud(y|ies))\b"),
    (
        "ClusterInitiative",
        r"\b(cluster)?initiativen?\b|\bnetzwerke?n?\b|\b(welche|welches|which|what) clusters?\b",
    ),
    ("ClusterInitiative", r"\b(cluster )?initiatives?\b|\bnetworks?\b"),
    ("ClusterInitiative", r"\bwelche[rns]? cluster\b"),
    (
        "Skill",
        r"\b(faehigkeit(en)?|fertigkeit(en)?|kompetenz(en)?|skills?|competenc(e|es|ies)|abilit(y|ies))\b",
    ),
    ("Skill", r"\bwas muss (ein|eine|der|die) clustermanager\w* (koennen|koenn)\b"),
    ("ActivityField", r"\b(taetigkeitsfeld(er)?|fields? of activity|activity fields?)\b"),
    ("Thesis", r"\b(thesen?|hypothesen?|behauptung(en)?|theses|thesis|hypothes[ei]s)\b"),
    (
        "DevelopmentPhase",
        r"\b((entwicklungs)?phasen?|reifegrad\w*|(development )?phases?|stages?|lebenszyklus|life ?cycle)\b",
    ),
    ("ManagementTask", r"\b(aufgaben?|tasks?|duties)\b"),
    ("EventFormat", r"\b(veranstaltungs)?(format|konzept)e?s?\b|\bevent formats?\b|\bveranstaltungsarten\b"),
    (
        "ArgumentAid",
        r"\b(argumentationshilfen?|argumentationsleitf(a|ae)den|argument aids?|talking points|spickzettel)\b",
    ),
    (
        "Organisation",
        r"\b(welche[rnsm]?|which|what) (\w+ )?(organisation|organization|einrichtung|institution|verband|"
        r"verbaende|forschungsinstitut|association|institute)(en|s)?\b",
    ),
    ("Argument", r"\b(argumente?n?|gruende|gute gruende|arguments?|reasons? (for|to|why))\b"),
    ("ActionField", r"\b(handlungsfeld(er)?|action fields?|fields? of action)\b"),
    ("Trade", r"\b(gewerke?n?|handwerksberufe?|handwerke|trades?|crafts? (trades?|occupations?))\b"),
    ("Sector", r"\b(branchen?|sektoren?|sectors?|industries)\b"),
    ("Region", r"\b(welche[nr]? region(en)?|which regions?)\b"),
    ("Source", r"\b(dokumente?|documents?|sources?)\b"),
)
_WHICH = re.compile(r"\b(welche[rnsm]?|which|what)\W+(?:\w+\W+){0,2}?\w+$")
_QUESTION_WORD = re.compile(r"(was|wie|wer|warum|wieso|weshalb|wozu|wofuer|what|how|who|why)\b")
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _RULES)


@dataclass(frozen=True, slots=True)
class AskedClass:
    """The class (local name) a question asks for and the stretch of the folded question that told it.

    `certain`: the class is named behind "which", so that nothing else can be meant; `plain`: the
    question begins with the words that ask for it ("was hindert", "what keeps").
    """

    name: str
    cue: str
    position: int
    certain: bool = False

    @property
    def plain(self) -> bool:
        """Whether the question begins with the words that ask for the class."""
        return self.position == 0 and _QUESTION_WORD.match(self.cue) is not None


def class_cues(question: str) -> tuple[AskedClass, ...]:
    """Returns the classes that the question's words tell, in the order in which they come up."""
    folded = fold(question)
    found = [
        AskedClass(name, match.group(), match.start(), bool(_WHICH.search(folded[: match.end()])))
        for name, pattern in _COMPILED
        if (match := pattern.search(folded))
    ]
    return tuple(sorted(found, key=lambda asked: asked.position))
