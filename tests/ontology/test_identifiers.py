"""Slugs and IRIs of individuals, as properties that hold for every text."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ontology.errors import NotAnIdentifier, OntologyError
from ontology.identifiers import (
    CLASSES_OF_KIND,
    KIND_OF_CLASS,
    individual_iri,
    is_slug,
    parse_individual,
    slugify,
)
from ontology.loading import load_ontology
from ontology.schema import local_name
from ontology.vocabulary import CW

slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
kinds = st.sampled_from(sorted(CLASSES_OF_KIND))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Übersicht 6, Maßnahme", "uebersicht-6-massnahme"),
        ("Tödtling, F. (2001)", "toedtling-f-2001"),
        ("TÖDTLING", "toedtling"),
        ("Gro\u0308ße", "groesse"),  # o with a separate diaeresis
        ("STRAẞE", "strasse"),
        ("Capó-Vicedo", "capo-vicedo"),
        ("Håkansson & Łukasz", "hakansson-lukasz"),
        ("ﬁnanzierung", "finanzierung"),  # a ligature
        ("  --a--b--  ", "a-b"),
        ("4.2.4", "4-2-4"),
    ],
)
def test_slugs_of_real_words(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_what_slugify_gives_is_a_slug_and_stays_as_it_is(text: str) -> None:
    try:
        slug = slugify(text)
    except NotAnIdentifier:
        assert not any(character in text for character in "abcxyzABCXYZ0189äöüßÄÖÜ")
        return
    assert is_slug(slug)
    assert slugify(slug) == slug


@given(st.text(alphabet="aäbcoöuüsßz ", min_size=1))
def test_case_does_not_matter(text: str) -> None:
    assume(text.strip())
    assert slugify(text.upper()) == slugify(text)


@pytest.mark.parametrize("text", ["", " ", "…", "中文", "-"])
def test_a_text_without_latin_letters_has_no_slug(text: str) -> None:
    with pytest.raises(NotAnIdentifier, match="Latin letter"):
        slugify(text)


@pytest.mark.parametrize("text", ["", "A", "a_b", "-a", "a-", "a--b", "ä", "a b", "a\n", "a/b"])
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)


@given(kinds, slugs)
def test_the_iri_of_an_individual_is_read_back(kind: str, slug: str) -> None:
    iri = individual_iri(kind, slug)
    assert parse_individual(iri) == (kind, slug)
    assert str(iri) == f"https://w3id.org/clusterwissen/id/{kind}/{slug}"


@given(st.text())
def test_what_is_read_as_an_individual_is_written_the_same(text: str) -> None:
    for iri in (
        text,
        f"https://w3id.org/clusterwissen/id/{text}",
        f"https://w3id.org/clusterwissen/id/goal/{text}",
    ):
        try:
            kind, slug = parse_individual(iri)
        except OntologyError:
            continue
        assert str(individual_iri(kind, slug)) == iri


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "goal/calm",
        "http://w3id.org/clusterwissen/id/goal/calm",
        "https://w3id.org/clusterwissen/id/goal",
        "https://w3id.org/clusterwissen/id/goal/",
        "https://w3id.org/clusterwissen/id/nonsense/calm",
        "https://w3id.org/clusterwissen/id/goal/calm/sea",
        "https://w3id.org/clusterwissen/id/goal/Calm",
        "https://w3id.org/clusterwissen/ontology#Goal",
    ],
)
def test_what_names_no_individual_is_refused_with_what_would(iri: str) -> None:
    with pytest.raises(NotAnIdentifier, match=r"names no individual; one reads https://"):
        parse_individual(iri)


def test_an_unknown_kind_or_a_bad_slug_is_refused() -> None:
    with pytest.raises(NotAnIdentifier, match="no kind 'nonsense'; the kinds are"):
        individual_iri("nonsense", "calm")
    with pytest.raises(NotAnIdentifier, match="'Calm' is not a slug"):
        individual_iri("goal", "Calm")


def test_the_kinds_are_those_of_the_ontology() -> None:
    assert {local_name(c): str(kind) for c, kind in load_ontology().subject_objects(CW.kind)} == KIND_OF_CLASS
    assert CLASSES_OF_KIND["measure"] == ("Measure", "OperativeMeasure", "StrategicMeasure")
    assert all(is_slug(kind) for kind in CLASSES_OF_KIND)
