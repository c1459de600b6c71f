"""Linking: inflection, compounds, left-out parts, small gaps, and everything that must not be linked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_documents import BASE, LABELS, things
from rdflib import RDFS, SKOS, Graph, Literal, URIRef

from ingest.extraction import ConceptLabel, ConceptLexicon, concept_labels

UNHURRIED = settings(deadline=None)
"""The first example loads the word lists."""

SHARED = ConceptLexicon(LABELS)


@pytest.mark.parametrize(
    ("text", "surface", "thing"),
    [
        ("Das Informationsdefizit ist groß.", "Informationsdefizit", "barrier/information-deficit"),
        ("Viele Informationsdefizite bleiben.", "Informationsdefizite", "barrier/information-deficit"),
        (
            "Es geht um Kooperationsinformationsdefizite.",
            "Kooperationsinformationsdefizite",
            "barrier/information-deficit",
        ),
        ("Wegen der Informations- und Kooperationsdefizite", "Informations-", "barrier/information-deficit"),
        ("Defizite der Information sind häufig.", "Defizite der Information", "barrier/information-deficit"),
        ("Es herrscht Mangel an Zeit.", "Mangel an Zeit", "barrier/lack-of-time"),
        ("Es herrscht Mangel an der nötigen Zeit.", "Mangel an der nötigen Zeit", "barrier/lack-of-time"),
        ("Der Zeitmangel drückt.", "Zeitmangel", "barrier/lack-of-time"),
        ("Die Cluster-Initiative lädt ein.", "Cluster-Initiative", "actor-type/cluster-initiative"),
        ("Initiativen von Clustern laden ein.", "Initiativen von Clustern", "actor-type/cluster-initiative"),
        ("Für Handwerks- und Kleinbetriebe gilt das.", "Handwerks-", "actor-type/craft-firm"),
        ("Die Landesinnung hilft.", "Landesinnung", "actor-type/guild"),
        ("Viele KMU warten.", "KMU", "actor-type/sme"),
        ("Viele KMUs warten.", "KMUs", "actor-type/sme"),
        ("In der Wachstumsphase hilft das.", "Wachstumsphase", "phase/growth"),
        ("Der Verein ena wächst.", "ena", "initiative/ena"),
        ("Die HWK Ulm prüft.", "HWK Ulm", "organisation/chamber-ulm"),
        (
            "Vgl. Tisch, A. und Lampe, B. C. (2010), S. 4.",
            "Tisch, A. und Lampe, B. C. (2010)",
            "work/tisch-2010",
        ),
    ],
)
def test_what_is_linked(text: str, surface: str, thing: str) -> None:
    assert (surface, thing) in things(SHARED.link(text, "de"))


@pytest.mark.parametrize(
    "text",
    [
        "Das kmu-nahe Angebot",  # an acronym in small letters
        "Die Datenbank der Region",  # a short word at the end of a compound
        "Das Wachstum der Wirtschaft",  # an everyday word
        "Das Automobil der Zukunft",  # a name with a hyphen of its own
        "Die Vorteile für Cluster",  # another relation
        "OM5 ist kurzfristig.",  # two things of one kind
        "Mangel. An Zeit denkt keiner.",  # a full stop in between
        "Mangel an Personal und Zeit",  # a noun in between
        "Das ist kein Mangel, nicht an Zeit",  # a comma and a negation in between
        "1 von 10 Betrieben",  # a bare number
        "siehe www.handwerkskammer.example/innung und kmu@innung.example",  # addresses
        "Clusterinitiativenvergleich",  # the label is no head
    ],
)
def test_what_is_not_linked(text: str) -> None:
    assert things(SHARED.link(text, "de")) == []


@pytest.mark.parametrize(
    ("text", "surface", "thing"),
    [
        ("Information deficits remain.", "Information deficits", "barrier/information-deficit"),
        ("They suffer from a lack of time.", "lack of time", "barrier/lack-of-time"),
        ("Managers of clusters know that.", "Managers of clusters", "actor-type/cluster-manager"),
        ("SMEs wait.", "SMEs", "actor-type/sme"),
        ("The people of ena know.", "ena", "initiative/ena"),
    ],
)
def test_english_texts(text: str, surface: str, thing: str) -> None:
    assert (surface, thing) in things(SHARED.link(text, "en"))


def test_an_everyday_word_counts_where_the_passage_explains_it() -> None:
    explained = SHARED.link("Die Initiative ist in der dritten Phase, dem Wachstum.", "de")
    quoted = SHARED.link("Sie nennen es „Wachstum“.", "de")
    for mentions in (explained, quoted):
        assert things(mentions) == [("Wachstum", "phase/growth")]
        assert mentions[0].score < 0.8


def test_the_longest_match_wins_and_other_kinds_may_nest() -> None:
    mentions = SHARED.link("Die Rubrik für Kleinbetriebe im Rundbrief der Kammer erscheint.", "de")
    assert things(mentions) == [
        ("Rubrik für Kleinbetriebe im Rundbrief der Kammer", "measure/newsletter"),
        ("Kleinbetriebe", "actor-type/small-firm"),
    ]


def test_names_hold_no_nested_mentions() -> None:
    labels = [ConceptLabel(BASE + "region/ulm", "de", "Ulm"), *LABELS]
    assert things(ConceptLexicon(labels).link("Die HWK Ulm prüft.", "de")) == [
        ("HWK Ulm", "organisation/chamber-ulm")
    ]


def test_exact_matches_score_highest() -> None:
    scores = {
        text: SHARED.link(text, "de")[0].score
        for text in ("Informationsdefizit", "Informationsdefizite", "Kooperationsinformationsdefizit")
    }
    assert list(scores.values()) == sorted(scores.values(), reverse=True)
    assert scores["Informationsdefizit"] == 1.0


_TEXTS = st.lists(
    st.sampled_from(
        [
            *[
                "Informationsdefizite",
                "KMU",
                "Handwerks-",
                "und",
                "Kleinbetriebe",
                "der",
                "Mangel",
                "an",
                "Zeit",
                ",",
            ],
            *[
                ".",
                "\n\n",
                "„",
                "“",
                "(",
                "2010",
                ")",
                "Tisch",
                "A.",
                "–partner",
                "Clusterinitiative",
                "\t",
                "a",
                "/",
            ],
        ]
    ),
    max_size=25,
).map(" ".join)


@UNHURRIED
@given(_TEXTS)
def test_mentions_are_exact_ordered_and_repeatable(text: str) -> None:
    mentions = SHARED.link(text, "de")
    assert mentions == SHARED.link(text, "de")
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.surface.strip() == mention.surface
        assert 0 < mention.score <= 1


@UNHURRIED
@given(st.text(max_size=120))
def test_any_text_can_be_linked(text: str) -> None:
    for mention in SHARED.link(text, "de"):
        assert text[mention.start : mention.end] == mention.surface


def test_the_lexicon_of_a_graph_has_labels_synonyms_and_codes_but_no_phrases() -> None:
    graph = Graph()
    barrier, statement = URIRef(BASE + "barrier/x"), URIRef(BASE + "statement/y")
    graph.add((barrier, RDFS.label, Literal("Mangel", lang="de")))
    graph.add((barrier, SKOS.altLabel, Literal("lack", lang="en")))
    graph.add((barrier, SKOS.hiddenLabel, Literal("we have none", lang="en")))
    graph.add((barrier, SKOS.notation, Literal("B7")))
    graph.add((statement, RDFS.label, Literal("Beleg zu Mangel", lang="de")))
    graph.add((URIRef("http://other.example/x"), RDFS.label, Literal("fremd", lang="de")))
    iri = str(barrier)
    assert concept_labels(graph) == [
        (iri, "de", "B7"),
        (iri, "de", "Mangel"),
        (iri, "en", "B7"),
        (iri, "en", "lack"),
    ]
