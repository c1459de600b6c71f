"""Whole builds from records and documents, and the commands that make and use them."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph

from ontology.vocabulary import CW, CWF
from service.app import create_app
from service.building import build, ingest_files, validate_corpus
from service.builds import open_current, verify
from service.document_files import stored_files
from service.errors import BuildUnwritable, InputRefused
from service.settings import Settings
from tests.service.small_corpus import DOCUMENT, write_corpus

ROOT = Path(__file__).parents[2]
QUESTION = "Which measures address information deficits for small firms?"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data folder with one build of the small corpus and one document."""
    folder = tmp_path_factory.mktemp("whole")
    settings = Settings(data=folder / "data", corpus=write_corpus(folder / "corpus"))
    document = folder / "bericht-2014.md"
    document.write_text(DOCUMENT, encoding="utf-8")
    (folder / "empty.txt").touch()
    report = ingest_files(settings, [document, folder / "empty.txt", folder / "missing.txt"])
    assert [d.slug for d in report.documents] == ["bericht-2014"]
    assert report.documents[0].passages >= 2
    assert report.documents[0].mentions >= 3
    assert len(report.problems) == 2
    return settings


def clusterwissen(settings: Settings, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "CLUSTERWISSEN_DATA": str(settings.data),
        "CLUSTERWISSEN_CORPUS": str(settings.corpus),
        "COLUMNS": "200",
        "NO_COLOR": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *arguments],
        cwd=ROOT,
        env=environment,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_build_holds_records_conclusions_and_documents(settings: Settings) -> None:
    made = open_current(settings.data)
    verify(made)
    assert made.manifest.counts["documents"] == 1
    assert made.manifest.counts["passages"] >= 2
    assert made.manifest.counts["vectors/label"] > 0
    assert made.document("bericht-2014").read_text(encoding="utf-8").startswith("Ein Bericht aus der Region")
    graph = Graph().parse(made.dumps / "clusterwissen.ttl")
    assert (None, CW.addressedBy, None) in graph


def test_a_later_build_reads_the_documents_again_and_is_the_same(settings: Settings) -> None:
    before = open_current(settings.data)
    after = build(settings)
    assert after.id == before.id
    assert after.folder != before.folder
    files = ("dumps/clusterwissen.nq", "dumps/clusterwissen.ttl.gz", "derivations.sqlite")
    assert [before.manifest.files[f] for f in files] == [after.manifest.files[f] for f in files]


def test_a_mistake_in_a_record_is_refused_and_changes_nothing(settings: Settings) -> None:
    before = open_current(settings.data)
    record = settings.corpus / "measure" / "guild-talk.md"
    right = record.read_text(encoding="utf-8")
    record.write_text(right.replace("to: information-deficit", "to: information-defizit"), encoding="utf-8")
    try:
        for attempt in (build, validate_corpus):
            with pytest.raises(InputRefused, match=r"measure/guild-talk\.md:\d+: .*information-defizit"):
                attempt(settings)
        refused = clusterwissen(settings, "build")
        assert refused.returncode == 3
        assert "The input is refused" in refused.stderr
        assert "Traceback" not in refused.stderr
    finally:
        record.write_text(right, encoding="utf-8")
    assert open_current(settings.data) == before


def test_when_no_document_can_be_read_there_is_no_build(settings: Settings, tmp_path: Path) -> None:
    before = open_current(settings.data)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    report = ingest_files(settings, [tmp_path / "picture.txt"])
    assert (report.build, report.documents) == (None, ())
    assert "picture.txt" in report.problems[0]
    assert open_current(settings.data) == before
    assert list(stored_files(settings.data / "documents")) == ["bericht-2014"]


def test_want_of_space_for_a_document_is_a_clear_error(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_current(settings.data)
    document = settings.corpus.parent / "bericht-2014.md"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("service.document_files.shutil.copyfile", full)
    with pytest.raises(BuildUnwritable, match="no space left"):
        ingest_files(settings, [document], slugs=["bericht-2014"])
    assert open_current(settings.data) == before
    assert stored_files(settings.data / "documents")["bericht-2014"].read_text(encoding="utf-8") == DOCUMENT


def test_names_for_documents_are_checked(settings: Settings) -> None:
    with pytest.raises(InputRefused, match="2 files and 1 names"):
        ingest_files(settings, [Path("a.txt"), Path("b.txt")], slugs=["a"])
    with pytest.raises(InputRefused, match="'Kein Name'"):
        ingest_files(settings, [Path("a.txt")], slugs=["Kein Name"])


def test_ask_answers_with_reasons(settings: Settings) -> None:
    done = clusterwissen(settings, "ask", QUESTION)
    assert done.returncode == 0, done.stderr
    assert "talk at the guild" in done.stdout
    assert "guild-talk > addressesBarrier > information-deficit" in done.stdout
    as_json = json.loads(clusterwissen(settings, "ask", QUESTION, "--json").stdout)
    assert as_json["answers"][0]["id"] == "guild-talk"
    assert clusterwissen(settings, "ask", QUESTION, "--lang", "fr").returncode == 3
    assert clusterwissen(settings, "ask", " ").returncode == 3


def test_the_query_of_an_answer_runs(settings: Settings) -> None:
    sparql = json.loads(clusterwissen(settings, "ask", QUESTION, "--json").stdout)["interpretation"]["sparql"]
    done = clusterwissen(settings, "query", "-", "--format", "csv", stdin=sparql)
    assert done.returncode == 0, done.stderr
    assert "measure/guild-talk" in done.stdout


def test_query_has_an_exit_code_for_each_failure(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "ask.rq"
    file.write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    assert json.loads(clusterwissen(settings, "query", str(file)).stdout)["boolean"] is True
    for arguments in (("query", str(tmp_path / "none.rq")), ("query", str(file), "--format", "pdf")):
        assert clusterwissen(settings, *arguments).returncode == 3
    wrong = clusterwissen(settings, "query", "-", stdin="SELECT")
    assert wrong.returncode == 3
    assert "SPARQL" in wrong.stderr
    assert clusterwissen(settings, "query", "-", "--data", str(tmp_path), stdin="ASK {}").returncode == 4
    assert clusterwissen(settings, "query").returncode == 2


def test_export_writes_a_dump(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "dump.nt"
    assert clusterwissen(settings, "export", "--format", "nt", "-o", str(target)).returncode == 0
    made = open_current(settings.data)
    assert target.read_bytes() == (made.dumps / "clusterwissen.nt").read_bytes()
    assert clusterwissen(settings, "export", "--format", "docx").returncode == 3


def test_validate_checks_records_and_builds(settings: Settings) -> None:
    records = clusterwissen(settings, "validate")
    assert records.returncode == 0, records.stderr
    assert "are right" in records.stdout
    files = clusterwissen(settings, "validate", "--build")
    assert "as they were written" in files.stdout


def test_evaluate_prints_figures(settings: Settings, tmp_path: Path) -> None:
    questions = [
        {"id": "a", "lang": "en", "q": QUESTION, "type": "Measure", "good": ["guild-talk"], "fair": []},
        {"id": "b", "lang": "en", "q": "How is steel made?", "type": None, "good": [], "fair": []},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    command = ("evaluate", "search", "--collection", str(file), "--json")
    found = json.loads(clusterwissen(settings, *command).stdout)
    assert found["systems"]["whole system"]["success"]["10"]["value"] == 1.0


@pytest.mark.parametrize(
    "command", ["build", "serve", "ingest", "ask", "query", "export", "validate", "evaluate"]
)
def test_every_command_explains_itself(settings: Settings, command: str) -> None:
    done = clusterwissen(settings, command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 400
    if command == "serve":
        assert "CLUSTERWISSEN_QUERY_TIMEOUT" in done.stdout


def test_help_is_quick_because_heavy_packages_are_not_imported(settings: Settings) -> None:
    code = (
        "import sys, service.cli; heavy = {'torch', 'faiss', 'rdflib', 'pyoxigraph', 'spacy', 'fastapi'}; "
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_passages_of_a_build_are_searched_inside_sparql(settings: Settings) -> None:
    query = f"""PREFIX cwf: <{CWF}> PREFIX cw: <{CW}>
        SELECT ?passage ?score ?match {{
          (?passage ?score) cwf:nearest ("Informationsdefizite kleiner Betriebe" 1 cw:Passage) .
          GRAPH ?graph {{ ?passage cw:passageOf ?document }}
          FILTER (cwf:similarity(?passage, "Informationsdefizite kleiner Betriebe") = ?score)
          BIND (cwf:match(?passage, "Betriebe") AS ?match)
        }}"""
    with TestClient(create_app(settings)) as client:
        response = client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    by_command = clusterwissen(settings, "query", "-", "--format", "csv", stdin=query)
    assert by_command.stdout.split() == response.text.split()
    _, row = response.text.splitlines()
    passage, score, match = row.split(",")
    assert "/passage/bericht-2014" in passage
    assert 0.0 < float(score) <= 1.0
    assert 0.0 < float(match) <= 1.0
