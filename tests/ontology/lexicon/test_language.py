"""Language of short questions."""

import pytest

from ontology.lexicon import detect_language, language_scores


@pytest.mark.parametrize(
    "question",
    [
        *("Was hindert kleine Betriebe?", "Barrieren KMU", "kosten", "Handwerk Cluster", "vertrauen fehlt"),
        *(
            "Maßnahmen gegen Informationsdefizite",
            "wer zahlt",
            "Clusterinitiativen Region",
            "angst vor abgucken",
        ),
        *(
            "handwerksorganisationen",
            "Newsletter für Mitglieder",
            "Cluster im Handwerk",
            "foerderung beantragen",
        ),
    ],
)
def test_german_questions(question: str) -> None:
    assert detect_language(question) == "de"


@pytest.mark.parametrize(
    "question",
    [
        *(
            "What keeps small firms away?",
            "barriers SMEs",
            "funding",
            "craft firms",
            "who pays",
            "good practice",
        ),
        *("training of entrepreneurs", "cluster manager", "Cluster benefits", "lack of trust", "trade fairs"),
        *("measures for craft businesses", "knowledge outflow", "chambers of crafts"),
    ],
)
def test_english_questions(question: str) -> None:
    assert detect_language(question) == "en"


@pytest.mark.parametrize("question", ["", "   ", "?!", "12 345", "😀"])
def test_without_words_german_is_assumed(question: str) -> None:
    assert detect_language(question) == "de"
    assert not language_scores(question).is_understood


def test_a_third_language_is_not_understood() -> None:
    assert not language_scores("Quels sont les avantages pour les petites entreprises ?").is_understood
    assert language_scores("Welche Vorteile haben Kleinbetriebe?").is_understood
