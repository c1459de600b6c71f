"""The derivations of a build: what is written is what is read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import XSD, Literal, URIRef
from rdflib.namespace import RDF

from ontology.reasoning.derivations import Derivation
from ontology.reasoning.rules import SUBPROPERTY
from ontology.vocabulary import CW
from service.builds import read_build
from service.derivations import StoredDerivations, write_derivations
from service.errors import BadRequest, BuildDamaged
from service.triple_store.terms import read_term, term_text
from tests.service.conftest import make_build
from tests.service.small_graph import ID, small_derivations

TALK, BADLY = URIRef(f"{ID}measure/talk"), URIRef(f"{ID}barrier/informed-badly")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the derivations of the small graph."""
    write_derivations(tmp_path / "derivations.sqlite", small_derivations())
    return tmp_path / "derivations.sqlite"


def test_a_proof_has_its_steps_in_reading_order(file: Path) -> None:
    derivations = StoredDerivations.open(file)
    _, chain, _, inverse = small_derivations()
    assert derivations.proof((BADLY, CW.addressedBy, TALK)) == (chain, inverse)
    assert derivations.proof((TALK, CW.addressesBarrier, BADLY)) == (chain,)
    assert derivations.proof((TALK, RDF.type, CW.OperativeMeasure)) == ()
    assert derivations.proof((TALK, CW.addressesBarrier, Literal(str(BADLY)))) == ()


def test_conclusions_may_be_texts(tmp_path: Path) -> None:
    years = [Literal("2012", datatype=XSD.gYear), Literal("2012"), Literal('a "b"\nc', lang="de")]
    made = [
        Derivation((TALK, CW.year, year), SUBPROPERTY, ((TALK, CW.founded, year),), "axiom", CW.founded)
        for year in years
    ]
    write_derivations(tmp_path / "file", made)
    derivations = StoredDerivations.open(tmp_path / "file")
    assert [derivations.proof(each.conclusion) for each in made] == [(each,) for each in made]


def test_the_order_of_writing_leaves_no_trace(file: Path, tmp_path: Path) -> None:
    write_derivations(tmp_path / "other", reversed(small_derivations()))
    assert (tmp_path / "other").read_bytes() == file.read_bytes()


def test_threads_may_read_together(file: Path) -> None:
    derivations = StoredDerivations.open(file)
    wanted = [derivation.conclusion for derivation in small_derivations()] * 50
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(derivations.proof, wanted))
    assert [steps[-1].conclusion for steps in found] == wanted


def test_a_build_lists_them(tmp_path: Path) -> None:
    made = make_build(tmp_path)
    assert "derivations.sqlite" in made.manifest.files
    assert StoredDerivations.open(read_build(made.folder).derivations).proof(
        (TALK, CW.addressesBarrier, BADLY)
    )


def test_an_older_build_has_none(tmp_path: Path) -> None:
    derivations = StoredDerivations.open(tmp_path / "derivations.sqlite")
    assert derivations.proof((TALK, CW.addressesBarrier, BADLY)) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_noticed_when_it_is_opened(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\x00" + b"\x07" * 4096)
    with pytest.raises(BuildDamaged, match=r"derivations\.sqlite .* Run `clusterwissen build`"):
        StoredDerivations.open(file)


TERMS = st.one_of(
    st.builds(Literal, st.text(st.characters(exclude_categories=["Cs"]))),
    st.builds(lambda text: Literal(text, lang="de"), st.text(st.characters(exclude_categories=["Cs"]))),
    st.builds(lambda number: Literal(str(number), datatype=XSD.integer), st.integers()),
    st.builds(lambda name: URIRef(f"{ID}{name}"), st.from_regex(r"[a-z/-]+", fullmatch=True)),
)


@given(TERMS)
@example(Literal("007", datatype=XSD.integer, normalize=False))
def test_the_text_of_a_term_gives_the_term(term: URIRef | Literal) -> None:
    again = read_term(term_text(term))
    assert (again, type(again)) == (term, type(term))


@pytest.mark.parametrize(
    "text",
    [
        *("", "measure/talk", "/doc/measure/talk", "_:b0", "<https://a.example>", "https://a.example/ b"),
        *(
            "Talk",
            '"Talk',
            '"Talk"@',
            '"1"^^<int>',
            '"a\nb"',
            '"a" . <x:a> <x:b> <x:c>',
            "https://a.example/\ud800",
        ),
    ],
)
def test_no_other_text_is_a_term(text: str) -> None:
    with pytest.raises(BadRequest, match="neither an absolute IRI"):
        read_term(text)
