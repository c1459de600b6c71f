"""Why inferred triples hold: as JSON, as a page, and on the pages of things."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from rdflib.namespace import RDF

from ontology.vocabulary import CW
from service.builds import Build, open_current
from service.settings import Settings
from tests.service.conftest import client_of, make_build
from tests.service.small_graph import ID, small_n_quads

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
TALK, UNAWARE, BADLY = f"{ID}measure/talk", f"{ID}barrier/unaware", f"{ID}barrier/informed-badly"
ADDRESSES, ADDRESSED_BY = str(CW.addressesBarrier), str(CW.addressedBy)
TWO_STEPS = {"subject": BADLY, "predicate": ADDRESSED_BY, "object": TALK}
MORE = f"""g:inferred {{ <{BADLY}> cw:addressedBy <{TALK}> . <{TALK}> a cw:QuickWin . }}"""


@pytest.fixture(scope="module")
def explaining(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client over a build with one triple that takes two steps, and one without a derivation."""
    folder = tmp_path_factory.mktemp("explaining")
    make_build(folder, small_n_quads(MORE))
    with client_of(Settings(data=folder)) as opened:
        yield opened


def _words(stated: dict[str, Any]) -> tuple[str, ...]:
    parts = (stated["subject"], stated["predicate"], stated["object"])
    return *(part["label"]["en"] for part in parts), stated["basis"]


def test_programs_get_the_steps(explaining: TestClient) -> None:
    response = explaining.get("/explanation", params=TWO_STEPS)
    assert response.headers["content-type"] == "application/json"
    found = response.json()
    assert found["build"] == response.headers["x-clusterwissen-build"]
    first, last = found["steps"]
    assert [_words(premise) for premise in first["premises"]] == [
        ("Talk at the guild", "addresses barrier", "Benefits unknown", "asserted"),
        ("Benefits unknown", "broader concept", "Badly informed", "asserted"),
    ]
    assert first["rule"] | {"about": None} == {
        "name": "property-chain",
        "label": {"de": "Kette von Beziehungen", "en": "chain of relations"},
        "because": {
            "de": "Die Beziehungen ergeben, nacheinander gelesen, die gefolgerte.",
            "en": "Read one after the other, the relations make up the inferred one.",
        },
        "about": None,
        "axiom": "cw:addressesBarrier o skos:broader SubPropertyOf cw:addressesBarrier",
        "file": None,
    }
    assert [premise["step"] for premise in last["premises"]] == [1]
    assert last["premises"][0] == first["conclusion"]
    assert last["conclusion"] == found["conclusion"]
    assert [found["conclusion"][part]["value"] for part in TWO_STEPS] == list(TWO_STEPS.values())
    again = explaining.get(
        "/explanation", params=TWO_STEPS, headers={"If-None-Match": response.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("parameters", "accept", "status", "media_type"),
    [
        ({}, BROWSER["Accept"], 200, "text/html"),
        ({}, "application/json", 200, "application/json"),
        ({"format": "html"}, "application/json", 200, "text/html"),
        ({"format": "json"}, BROWSER["Accept"], 200, "application/json"),
        ({"format": "csv"}, "*/*", 400, "application/problem+json"),
        ({}, "image/png", 406, "application/problem+json"),
        ({"subject": f"{ID}measure/none"}, "image/png", 404, "application/problem+json"),
    ],
)
def test_the_format_is_negotiated(
    explaining: TestClient, parameters: dict[str, str], accept: str, status: int, media_type: str
) -> None:
    response = explaining.get("/explanation", params=TWO_STEPS | parameters, headers={"Accept": accept})
    assert response.status_code == status
    assert response.headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize(
    ("triple", "detail"),
    [
        ((TALK, ADDRESSES, UNAWARE), "this is asserted, in https://w3id.org/clusterwissen/graph/corpus."),
        ((TALK, ADDRESSES, f"{ID}barrier/none"), "this is not asserted and does not follow from the data."),
        ((TALK, ADDRESSES, '"Talk"@de'), "this is not asserted and does not follow from the data."),
        ((TALK, str(RDF.type), str(CW.QuickWin)), "this is inferred, but the build does not say why."),
    ],
    ids=["asserted", "unrelated", "literal", "without a derivation"],
)
def test_what_has_no_explanation_is_not_found(
    explaining: TestClient, triple: tuple[str, str, str], detail: str
) -> None:
    response = explaining.get("/explanation", params=dict(zip(TWO_STEPS, triple, strict=True)))
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert detail in response.json()["detail"]


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"subject": "measure/talk"}, "'measure/talk' is neither an absolute IRI"),
        ({"subject": '"Talk"'}, "only the object of a triple may be one"),
        ({"predicate": "cw addressesBarrier"}, "neither an absolute IRI"),
        ({"predicate": '"Talk"@de'}, "only the object of a triple may be one"),
        ({"object": '"open'}, "nor a literal in N-Triples"),
        ({"object": "x" * 5000}, "object: "),
        ({"object": None}, "object: "),
    ],
)
def test_bad_terms_are_refused(explaining: TestClient, parameters: dict[str, Any], wrong: str) -> None:
    wanted = {name: value for name, value in (TWO_STEPS | parameters).items() if value is not None}
    response = explaining.get("/explanation", params=wanted)
    assert response.status_code == 400
    assert wrong in response.json()["detail"]


def _structure(html: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert html.count("<details") == html.count("</details>")


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("de", ["Warum gilt das?", "aus Schritt 1", "eingetragen", "Vortrag in der Innung", "Oberbegriff"]),
        ("en", ["Why does this hold?", "from step 1", "on record", "Talk at the guild", "broader concept"]),
    ],
)
def test_people_get_a_page(explaining: TestClient, lang: str, shown: list[str]) -> None:
    html = explaining.get("/explanation", params=TWO_STEPS | {"lang": lang}, headers=BROWSER).text
    assert [text for text in shown if text not in html] == []
    assert f'href="/doc/measure/talk?lang={lang}"' in html
    assert f'href="/ontology?lang={lang}#addressesBarrier"><code>cw:addressesBarrier o skos:broader' in html
    [as_json] = re.findall(r'href="(/explanation[^"]*format=json[^"]*)"', html)
    assert explaining.get(as_json.replace("&amp;", "&"), headers=BROWSER).json()["steps"][1]
    _structure(html)


def test_the_page_of_a_thing_says_why(explaining: TestClient) -> None:
    html = explaining.get("/doc/measure/talk?lang=en", headers=BROWSER).text
    [details] = re.findall(r'<details class="why-holds">(.*?)</details>', html, flags=re.DOTALL)
    assert "Why does this hold?" in details
    assert "Badly informed" in details
    assert "cw:addressesBarrier o skos:broader SubPropertyOf cw:addressesBarrier" in details
    [link] = re.findall(r'href="(/explanation[^"]*)"', details)
    assert parse_qs(urlsplit(link.replace("&amp;", "&")).query)["object"] == [BADLY]
    _structure(html)


def test_a_link_that_is_asserted_the_other_way_round_needs_no_reason(explaining: TestClient) -> None:
    html = explaining.get("/doc/barrier/unaware?lang=en", headers=BROWSER).text
    assert "Talk at the guild" in html
    assert "why-holds" not in html


def test_a_build_without_derivations_is_served_as_before(tmp_path: Path) -> None:
    made = make_build(tmp_path)
    _forget_derivations(made)
    with client_of(Settings(data=tmp_path)) as client:
        html = client.get("/doc/measure/talk?lang=en", headers=BROWSER).text
        assert "derived" in html
        assert "why-holds" not in html
        parameters = {"subject": TALK, "predicate": ADDRESSES, "object": BADLY}
        detail = client.get("/explanation", params=parameters).json()["detail"]
    assert "this is inferred, but the build does not say why. Run `clusterwissen build`." in detail


def _forget_derivations(build: Build) -> None:
    """Makes a build as it was before there were derivations."""
    build.derivations.unlink()
    files = {name: file for name, file in build.manifest.files.items() if name != build.derivations.name}
    older = build.manifest.model_copy(update={"files": files})
    (build.folder / "manifest.json").write_text(older.model_dump_json(), encoding="utf-8")


def test_openapi_describes_it(explaining: TestClient) -> None:
    description = explaining.get("/openapi.json").json()
    operation = description["paths"]["/explanation"]["get"]
    answer = operation["responses"]["200"]["content"]["application/json"]
    assert answer["schema"]["$ref"].endswith("/Explanation")
    required = {entry["name"] for entry in operation["parameters"] if entry["required"]}
    assert required == {"subject", "predicate", "object"}


@pytest.fixture(scope="module")
def inferred(real_data: Path) -> list[dict[str, str]]:
    """300 inferred triples of the real build, drawn at random, as parameters."""
    with sqlite3.connect(open_current(real_data).derivations) as connection:
        rows = connection.execute(
            "SELECT s.text, p.text, o.text FROM derivation JOIN triple ON triple.id = conclusion"
            " JOIN term s ON s.id = subject JOIN term p ON p.id = predicate JOIN term o ON o.id = object"
            " ORDER BY 1, 2, 3"
        ).fetchall()
    assert len(rows) > 10_000
    return [dict(zip(TWO_STEPS, row, strict=True)) for row in random.Random(20).sample(rows, 300)]


def _n_triples(stated: dict[str, Any]) -> str:
    parts = (stated[name] for name in TWO_STEPS)
    return " ".join(f"<{p['value']}>" if p["kind"] == "iri" else p["value"] for p in parts)


def test_real_conclusions_rest_on_asserted_triples(
    inferred: list[dict[str, str]], real_url: str, real_quads: bytes
) -> None:
    asserted, follows = set(), set()
    for line in real_quads.decode().splitlines():
        triple, graph = line.removesuffix(" .").rsplit(" ", 1)
        (follows if graph.endswith("/graph/inferred>") else asserted).add(triple)
    with httpx.Client(base_url=real_url) as client:
        for parameters in inferred:
            found = client.get("/explanation", params=parameters).json()
            assert found["conclusion"] == found["steps"][-1]["conclusion"], parameters
            known: set[str] = set()
            for step in found["steps"]:
                for premise in step["premises"]:
                    text = _n_triples(premise)
                    assert text in (asserted if premise["basis"] == "asserted" else known), text
                assert step["rule"]["because"]["de"] != step["rule"]["because"]["en"]
                known.add(_n_triples(step["conclusion"]))
            assert known <= follows


@pytest.mark.parametrize(
    ("thing", "shown"),
    [
        ("initiative/automotive-cluster-rheinmainneckar", "rules/passed-over-initiative.rq"),
        ("barrier/information-deficit", "cw:addressesBarrier"),
    ],
)
def test_real_pages_explain_what_they_call_derived(real_url: str, thing: str, shown: str) -> None:
    html = httpx.get(f"{real_url}/doc/{thing}?lang=en", headers=BROWSER).text
    assert html.count('<span class="note">derived</span>') == html.count("why-holds") > 0
    assert shown in html
    _structure(html)
