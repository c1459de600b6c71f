"""The rules by which facts follow from facts, with the words in which they are explained.

They are the rules of the OWL 2 RL profile (W3C, OWL 2 Web Ontology Language Profiles, section 4.3)
that concern individuals; the names in brackets are those of its tables. Left out on purpose:
``owl:sameAs`` (our individuals are one thing each, see ``consistency``) and everything that speaks
about classes and properties only. What OWL cannot say is in ``construct_rules``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a fact follows from others: a stable name, and what to tell a reader.

    ``file`` is set for a rule that is written as a query, within the folder of the ontology.
    """

    name: str
    label_de: str
    label_en: str
    because_de: str
    because_en: str
    file: str | None = None

    def label(self, language: str) -> str:
        """What the rule is called, in ``language`` ("de" or "en")."""
        return self.label_de if language == "de" else self.label_en

    def because(self, language: str) -> str:
        """Why the rule holds, in one sentence of ``language`` ("de" or "en")."""
        return self.because_de if language == "de" else self.because_en


SUBCLASS: Final = Rule(
    "subclass",
    "Oberklasse",
    "superclass",
    "Was zu einer Klasse gehört, gehört auch zu ihrer Oberklasse.",
    "What belongs to a class also belongs to its superclass.",
)
"""[cax-sco]"""

EQUIVALENT_CLASS: Final = Rule(
    "equivalent-class",
    "gleichbedeutende Klasse",
    "equivalent class",
    "Beide Klassen haben dieselben Mitglieder.",
    "Both classes have the same members.",
)
"""[cax-eqc]"""

DEFINED_CLASS: Final = Rule(
    "defined-class",
    "Definition einer Klasse",
    "definition of a class",
    "Alles, was die Bedingungen der Definition erfüllt, gehört zur Klasse.",
    "Everything that meets the conditions of the definition belongs to the class.",
)
"""[cls-int1, cls-uni, cls-svf, cls-hv2, cls-oo]"""

CLASS_CONDITION: Final = Rule(
    "class-condition",
    "Bedingung einer Klasse",
    "condition of a class",
    "Was zur Klasse gehört, erfüllt ihre Bedingungen.",
    "What belongs to the class meets its conditions.",
)
"""[cls-int2, cls-avf, cls-hv1]"""

SUBPROPERTY: Final = Rule(
    "subproperty",
    "allgemeinere Beziehung",
    "broader relation",
    "Wo die engere Beziehung gilt, gilt auch die allgemeinere.",
    "Where the narrower relation holds, the broader one holds too.",
)
"""[prp-spo1]"""

EQUIVALENT_PROPERTY: Final = Rule(
    "equivalent-property",
    "gleichbedeutende Beziehung",
    "equivalent relation",
    "Beide Beziehungen besagen dasselbe.",
    "Both relations say the same.",
)
"""[prp-eqp]"""

INVERSE: Final = Rule(
    "inverse",
    "Umkehrung",
    "inverse",
    "Dieselbe Beziehung, von der anderen Seite gelesen.",
    "The same relation, read from the other end.",
)
"""[prp-inv]"""

SYMMETRIC: Final = Rule(
    "symmetric",
    "Beziehung in beide Richtungen",
    "relation in both directions",
    "Die Beziehung gilt immer in beide Richtungen.",
    "The relation always holds in both directions.",
)
"""[prp-symp]"""

TRANSITIVE: Final = Rule(
    "transitive",
    "fortgesetzte Beziehung",
    "relation that carries on",
    "Die Beziehung setzt sich über Zwischenglieder fort.",
    "The relation carries on across what lies in between.",
)
"""[prp-trp]"""

CHAIN: Final = Rule(
    "property-chain",
    "Kette von Beziehungen",
    "chain of relations",
    "Die Beziehungen ergeben, nacheinander gelesen, die gefolgerte.",
    "Read one after the other, the relations make up the inferred one.",
)
"""[prp-spo2]"""

DOMAIN: Final = Rule(
    "domain",
    "Ausgangspunkt der Beziehung",
    "domain of the relation",
    "Nur Dinge dieser Klasse haben diese Beziehung.",
    "Only things of this class have this relation.",
)
"""[prp-dom]"""

RANGE: Final = Rule(
    "range",
    "Ziel der Beziehung",
    "range of the relation",
    "Die Beziehung führt nur zu Dingen dieser Klasse.",
    "The relation leads only to things of this class.",
)
"""[prp-rng]"""

RULES: Final = {
    rule.name: rule
    for rule in (
        *(SUBCLASS, EQUIVALENT_CLASS, DEFINED_CLASS, CLASS_CONDITION, SUBPROPERTY, EQUIVALENT_PROPERTY),
        *(INVERSE, SYMMETRIC, TRANSITIVE, CHAIN, DOMAIN, RANGE),
    )
}
"""The rules of OWL by name."""
