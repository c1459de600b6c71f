"""The German analyser: dictionary forms, members of compounds, and spellings that must meet."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ontology.lexicon import Token, german


def analysed(word: str) -> Token:
    (token,) = german().tokens(word)
    return token


@pytest.mark.parametrize(
    ("word", "lemma", "parts"),
    [
        ("Handwerksorganisationen", "handwerksorganisation", ("handwerk", "organisation")),
        ("Informationsdefizite", "informationsdefizit", ("information", "defizit")),
        ("Netzwerkfähigkeit", "netzwerkfaehigkeit", ("netzwerk", "faehigkeit")),
        ("Standortvorteile", "standortvorteil", ("standort", "vorteil")),
        ("Weiterbildungsangebote", "weiterbildungsangebot", ("weiterbildung", "angebot")),
        ("Zeitmangel", "zeitmangel", ("zeit", "mangel")),
        ("Fachverbände", "fachverband", ("fach", "verband")),
        ("Fachkräftemangel", "fachkraeftemangel", ("fachkraft", "mangel")),
        ("Fördermittel", "foerdermittel", ("foerdern", "mittel")),
        ("Absatzmärkten", "absatzmarkt", ("absatz", "markt")),
        ("Kleinstunternehmen", "kleinstunternehmen", ("kleinst", "unternehmen")),
        ("Hörgeräteakustiker", "hoergeraeteakustiker", ("hoergeraet", "akustiker")),
        ("Innovationsraten", "innovationsrate", ("innovation", "rate")),
        ("Kundenakquise", "kundenakquise", ("kunde", "akquise")),
        ("handwerksspezifischen", "handwerksspezifisch", ("handwerk", "spezifisch")),
        ("F&E-Einrichtungen", "f&eeinrichtung", ("f&e", "einrichtung")),
        ("KMU-Verband", "kmuverband", ("kmu", "verband")),
        ("Know-how-Verlust", "knowhowverlust", ("knowhow", "verlust")),
    ],
)
def test_compounds_have_the_members_a_reader_would_name(
    word: str, lemma: str, parts: tuple[str, ...]
) -> None:
    token = analysed(word)
    assert (token.lemma, token.parts) == (lemma, parts)


@pytest.mark.parametrize(
    "word",
    [
        *("Handwerk", "Netzwerk", "Standort", "Dienstleistung", "Weiterbildung", "Genossenschaft"),
        *("Mitglied", "Unternehmen", "Wirtschaft", "Vernetzung", "Generation", "Transport", "Termin"),
        *(
            "Jahrhundert",
            "Zielgruppe",
            "Stammtische",
            "Moderation",
            "Kooperations",
            "vorstellen",
            "ausgebildeten",
        ),
    ],
)
def test_words_that_are_no_compounds_stay_whole(word: str) -> None:
    assert analysed(word).parts == ()


@pytest.mark.parametrize(
    "spellings",
    [
        [
            *("Clustermanager", "Clustermanager/innen", "Clustermanager*innen", "ClustermanagerInnen"),
            *("Clustermanager:innen", "Clustermanager_innen", "Clustermanagerin", "Clustermanagern"),
            *("Cluster-Manager", "clustermanagers"),
        ],
        ["Unternehmer", "Unternehmer/-innen", "Unternehmerinnen", "Unternehmer(in)", "UNTERNEHMER"],
        ["Expertin", "Experten", "Expert*innen", "Experte"],
        ["Fördermaßnahmen", "Foerdermassnahmen", "fördermassnahme", "Fördermaßnahme"],
        ["Handwerkskammern", "handwerkskammer", "Handwerks-Kammer", "Hand\u00adwerks\u00adkammer"],
        ["Prozeß", "Prozesse", "Prozess", "prozessen"],
        ["Newsletter-Rubrik", "Newsletterrubrik", "Newsletter-Rubriken"],
        ["Start-ups", "Startup", "Start-up"],
        ["KMU", "KMUs", "kmu"],
        ["Kontakte", "kontakte", "Kontakts"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_word_meet(spellings: list[str]) -> None:
    assert {analysed(spelling).lemma for spelling in spellings} == {analysed(spellings[0]).lemma}


@pytest.mark.parametrize("word", ["neue", "Neue", "neuen"])
def test_letters_that_look_like_a_typed_umlaut_stay(word: str) -> None:
    assert analysed(word).lemma == "neu"


def test_a_small_letter_verb_can_also_be_the_noun() -> None:
    assert analysed("messen").terms == ("messen", "messe")
    assert analysed("Messen").terms == ("messe",)


def test_english_words_in_a_german_text_are_not_cut_up() -> None:
    token = analysed("concentrations")
    assert (token.lemma, token.parts) == ("concentration", ())


def test_index_terms_of_a_question() -> None:
    terms = german().terms("Welche Maßnahmen beheben Informationsdefizite von Kleinbetrieben?")
    assert terms == [
        *("massnahme", "beheben", "informationsdefizit", "information", "defizit"),
        *("kleinbetrieb", "klein", "betrieb"),
    ]


def test_threads_get_the_same_answers() -> None:
    # Words used nowhere else in this file, so that the threads meet in an empty cache.
    text = "Zunftmeister Gildenhaus Lehrlingswerkstatt Werkbankhersteller Sägewerksbesitzer " * 5
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(german().terms, [text] * 16))
    assert all(answer == answers[0] for answer in answers)
