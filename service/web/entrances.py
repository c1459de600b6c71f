"""Ways in for those who do not know what to ask: example questions, and one entrance for each audience."""

from __future__ import annotations

from service.schemas import Language

EXAMPLES: dict[Language, tuple[str, ...]] = {
    "de": (
        "Was hat ein kleiner Betrieb von der Mitarbeit in einem Cluster?",
        "Warum halten sich Handwerksbetriebe zurück?",
        "Was können Handwerkskammern kurzfristig tun?",
        "Welche Maßnahmen helfen gegen fehlende Zeit?",
        "Welche Aufgaben hat ein Clustermanagement?",
    ),
    "en": (
        "What does a small firm gain from taking part in a cluster?",
        "Why do craft firms stay away?",
        "What can chambers of crafts do in the short term?",
        "Which measures help against lack of time?",
        "What are the tasks of a cluster management?",
    ),
}

# Entrances by audience: slug of the actor type, what visitors say of themselves, the question it leads to.
ENTRANCES: dict[Language, tuple[tuple[str, str, str], ...]] = {
    "de": (
        (
            "cluster-manager",
            "Ich leite eine Clusterinitiative",
            "Welche Maßnahmen werden Clustermanagern empfohlen?",
        ),
        (
            "craft-organisation",
            "Ich berate Betriebe in Kammer, Innung oder Verband",
            "Welche Maßnahmen werden Handwerksorganisationen empfohlen?",
        ),
        (
            "policy-maker",
            "Ich arbeite in Politik oder Verwaltung",
            "Welche Maßnahmen werden der Politik empfohlen?",
        ),
    ),
    "en": (
        (
            "cluster-manager",
            "I run a cluster initiative",
            "Which measures are recommended to cluster managers?",
        ),
        (
            "craft-organisation",
            "I advise firms at a chamber, guild or association",
            "Which measures are recommended to craft organisations?",
        ),
        (
            "policy-maker",
            "I work in politics or administration",
            "Which measures are recommended to policy makers?",
        ),
    ),
}
