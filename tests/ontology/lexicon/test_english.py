"""The English analyser: dictionary forms and British spelling."""

import pytest

from ontology.lexicon import english


@pytest.mark.parametrize(
    ("text", "lemma", "parts"),
    [
        ("organizations", "organisation", ()),
        ("organisation", "organisation", ()),
        ("studies", "study", ()),
        ("companies'", "company", ()),
        ("firm's", "firm", ()),
        ("SMEs", "sme", ()),
        ("centers", "centre", ()),
        ("labor", "labour", ()),
        ("prizes", "prize", ()),
        ("size", "size", ()),
        ("start-ups", "startup", ("start", "up")),
        ("small-sized", "smallsize", ("small", "size")),
        ("R&D", "r&d", ()),
        ("clusterpreneurs", "clusterpreneur", ()),
        ("clusterologies", "clusterology", ()),
        ("consensus", "consensus", ()),
    ],
)
def test_dictionary_forms(text: str, lemma: str, parts: tuple[str, ...]) -> None:
    (token,) = english().tokens(text)
    assert (token.lemma, token.parts) == (lemma, parts)


def test_index_terms_of_a_question() -> None:
    assert english().terms("Which measures help small craft firms?") == [
        "measure",
        "help",
        "small",
        "craft",
        "firm",
    ]
