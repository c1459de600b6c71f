"""The coverage report: its counts, its order, its page, its JSON, its command."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from rich.console import Console

from service.coverage_display import show_coverage
from service.schemas import CoverageReport, SourceCoverage
from service.settings import Settings
from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.coverage import coverage
from service.use_cases.naming import Names
from service.use_cases.section_order import SectionEntry, in_document_order
from tests.service.conftest import client_of, make_build
from tests.service.small_graph import GRAPH, ID, small_n_quads

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def _section(slug: str, key: str, german: str, english: str) -> str:
    return (
        f"<{ID}source/report> cw:section <{ID}section/report-{slug}> . <{ID}section/report-{slug}> "
        f'a cw:Section ; cw:sectionKey "{key}" ; rdfs:label "{german}"@de , "{english}"@en .\n'
    )


SECTIONS = f"""
g:corpus {{
{_section("s2", "2", "2 Befund", "2 Findings")}
{_section("s3", "3", "3 Empfehlungen", "3 Recommendations")}
{_section("s3-1", "3.1", "3.1 Vorträge", "3.1 Talks")}
{_section("s3-2", "3.2", "3.2 Wirkung", "3.2 Effects")}
{_section("t1", "Tabelle 1", "Tabelle 1: Fälle", "Table 1: Cases")}
{_section("s4", "4", "4 Anschreiben", "4 Letters")}
{_section("s5", "5", "5 Leerseite", "5 Blank page")}
  <{ID}statement/talk-1> cw:inSection <{ID}section/report-s3-1> .
  <{ID}statement/talk-2> cw:inSection <{ID}section/report-s3-2> .
  <{ID}statement/unaware-1> cw:inSection <{ID}section/report-s2> .
  <{ID}statement/talk-3> a cw:Statement ; cw:about <{ID}measure/talk> ; cw:source <{ID}source/report> ;
    cw:inSection <{ID}section/report-t1> ; cw:stance <{ID}stance/no-information> .
}}
<{GRAPH}documents/report> {{
  <{ID}passage/report-1> cw:inSection <{ID}section/report-s2> ; cw:originalStart 0 .
  <{ID}passage/report-2> a cw:Passage ; cw:passageOf <{ID}source/report> ;
    cw:inSection <{ID}section/report-s3-1> ; cw:originalStart 100 .
  <{ID}passage/report-3> a cw:Passage ; cw:passageOf <{ID}source/report> ;
    cw:inSection <{ID}section/report-t1> ; cw:originalStart 150 .
  <{ID}passage/report-4> a cw:Passage ; cw:passageOf <{ID}source/report> ;
    cw:inSection <{ID}section/report-s4> ; cw:originalStart 200 .
}}
<{GRAPH}documents/leaflet> {{
  <{ID}source/leaflet> a cw:Source ; rdfs:label "Ein Faltblatt"@de , "Ein Faltblatt"@en .
}}
"""

# What `GET /coverage` answers for a section of the small source, in full.
EXAMPLE = {
    "iri": "https://w3id.org/clusterwissen/id/section/report-s3-1",
    "id": "report-s3-1",
    "key": "3.1",
    "label": {"de": "3.1 Vorträge", "en": "3.1 Talks"},
    "depth": 1,
    "state": "covered",
    "counts": {"facts": 3, "statements": 1, "individuals": 1, "passages": 1},
}


@pytest.fixture(scope="module")
def report() -> CoverageReport:
    """The report of the small graph with sections."""
    store = OxigraphStore.in_memory(small_n_quads(SECTIONS))
    return coverage(store, Names(store), "0123456789abcdef")


@pytest.fixture(scope="module")
def source(report: CoverageReport) -> SourceCoverage:
    """The source that has sections."""
    return next(source for source in report.sources if source.id == "report")


@pytest.fixture(scope="module")
def covered_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose build has sections."""
    folder = tmp_path_factory.mktemp("covered")
    make_build(folder, small_n_quads(SECTIONS))
    return folder


@pytest.fixture(scope="module")
def covered(covered_data: Path) -> Iterator[TestClient]:
    """A client over that build."""
    with client_of(Settings(data=covered_data)) as opened:
        yield opened


def test_sections_are_counted_in_document_order(source: SourceCoverage) -> None:
    rows = [
        (section.key, section.depth, section.state, *section.counts.model_dump().values())
        for section in source.sections
    ]
    assert rows == [
        ("2", 0, "covered", 1, 1, 1, 1),
        ("3", 0, "in-parts", 0, 0, 0, 0),
        ("3.1", 1, "covered", 3, 1, 1, 1),
        ("Tabelle 1", 2, "covered", 0, 1, 1, 1),
        ("3.2", 1, "covered", 1, 1, 1, 0),
        ("4", 0, "passages-only", 0, 0, 0, 1),
        ("5", 0, "nothing", 0, 0, 0, 0),
    ]
    assert source.uncovered == ["4", "5"]


def test_the_total_of_a_source_counts_each_thing_once(source: SourceCoverage) -> None:
    assert source.counts.model_dump() == {"facts": 5, "statements": 4, "individuals": 2, "passages": 4}


def test_a_link_that_is_denied_is_no_fact() -> None:
    denied = f"""g:corpus {{ <{ID}statement/talk-2> cw:stance <{ID}stance/contradicts> ;
        cw:inSection <{ID}section/report-s3-2> . }}"""
    store = OxigraphStore.in_memory(small_n_quads(denied))
    [only] = coverage(store, Names(store), "x").sources
    assert (only.counts.facts, only.counts.statements) == (4, 3)


def test_a_source_without_sections_is_listed(report: CoverageReport) -> None:
    leaflet = next(source for source in report.sources if source.id == "leaflet")
    assert leaflet.sections == []
    assert leaflet.uncovered == []
    assert leaflet.label.de == "Ein Faltblatt"


def test_positions_on_record_decide_the_order() -> None:
    keys = ["Online", "2", "10", "2.1", "Vorwort", "A 1"]
    wanted = ["Vorwort", "2", "2.1", "A 1", "10", "Online"]
    entries = [SectionEntry(f"x:{key}", key, wanted.index(key) + 1) for key in keys]
    placed = in_document_order(entries)
    assert [section.key for section, _ in placed] == wanted
    assert [depth for _, depth in placed] == [0, 0, 1, 2, 0, 1]


def test_without_positions_passages_decide_and_what_is_unknown_comes_last() -> None:
    first = {"2.1": 50, "10": 90, "A 1": 70}
    keys = ["Online", "10", "A 1", "2.1", "11", "2"]
    entries = [SectionEntry(f"x:{key}", key, None, first.get(key)) for key in keys]
    placed = [(section.key, depth) for section, depth in in_document_order(entries)]
    assert placed == [("2", 0), ("2.1", 1), ("A 1", 2), ("10", 0), ("11", 0), ("Online", 0)]


def test_programs_get_json(covered: TestClient) -> None:
    response = covered.get("/coverage")
    assert response.headers["content-type"] == "application/json"
    found = response.json()
    assert found["build"] == response.headers["x-clusterwissen-build"]
    assert found["sources"][1]["sections"][2] == EXAMPLE
    assert CoverageReport.model_validate(found).sources[1].uncovered == ["4", "5"]
    again = covered.get("/coverage", headers={"If-None-Match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "accept", "status", "media_type"),
    [
        ("/coverage", BROWSER["Accept"], 200, "text/html"),
        ("/coverage", "application/json", 200, "application/json"),
        ("/coverage?format=html", "application/json", 200, "text/html"),
        ("/coverage?format=json", BROWSER["Accept"], 200, "application/json"),
        ("/coverage?format=csv", "*/*", 400, "application/problem+json"),
        ("/coverage", "image/png", 406, "application/problem+json"),
    ],
)
def test_the_format_is_negotiated(
    covered: TestClient, path: str, accept: str, status: int, media_type: str
) -> None:
    response = covered.get(path, headers={"Accept": accept})
    assert response.status_code == status
    assert response.headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("de", ["3.1 Vorträge", "in Unterabschnitten belegt", "nur Textstellen", "5 von 7"]),
        ("en", ["3.1 Talks", "covered in subsections", "passages only", "5 of 7"]),
    ],
)
def test_the_page_names_sections_and_gaps(covered: TestClient, lang: str, shown: list[str]) -> None:
    html = covered.get(f"/coverage?lang={lang}", headers=BROWSER).text
    assert [text for text in shown if text not in html] == []
    anchors = set(re.findall(r'href="#([^"]+)"', html))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert anchors <= set(ids)
    assert {"section-report-s4", "section-report-s5", "source-leaflet"} <= anchors
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_other_pages_lead_to_it(covered: TestClient) -> None:
    html = covered.get("/dataset?lang=en", headers=BROWSER).text
    assert html.count('href="/coverage?lang=en"') == 2


def test_openapi_describes_it(covered: TestClient) -> None:
    description = covered.get("/openapi.json").json()
    answer = description["paths"]["/coverage"]["get"]["responses"]["200"]["content"]["application/json"]
    assert answer["schema"]["$ref"].endswith("/CoverageReport")


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "service.cli", "coverage", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


def test_the_command_prints_lines_for_pipes(covered_data: Path) -> None:
    lines = _run("--data", str(covered_data)).splitlines()
    assert "           3           1           1           1    3.1 Talks" in lines
    assert "           0           0           0           1  4 Letters (passages only)" in lines
    assert "Sections without a statement (2): 4, 5" in lines


def test_the_command_prints_json(covered_data: Path) -> None:
    found = json.loads(_run("--json", "--data", str(covered_data)))
    assert found["sources"][1]["sections"][2] == EXAMPLE


def test_a_terminal_gets_tables(report: CoverageReport) -> None:
    screen = io.StringIO()
    show_coverage(report, "de", Console(file=screen, force_terminal=True, width=90, no_color=True))
    text = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())
    assert re.search(r"│   3\.1 Vorträge +│ +3 │ +1 │ +1 │ +1 │", text)
    assert "5 Leerseite nichts" in text
    assert "Abschnitte ohne Beleg (2): 4, 5" in text
