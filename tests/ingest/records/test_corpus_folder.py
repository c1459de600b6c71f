"""What lies in the corpus folder: what belongs there is read, what does not is reported."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.errors import CorpusNotFound
from ingest.records import read_corpus

if TYPE_CHECKING:
    from conftest import CorpusFolder

MEASURE = "measure/cm-om1.md"


@pytest.mark.parametrize(
    ("file", "problem", "remedy"),
    [
        ("cm-om2.md", "a record lies in the folder of its kind", "{kind}/{id}.md"),
        ("measure/new/cm-om2.md", "a record lies in the folder of its kind", "{kind}/{id}.md"),
        ("measure/cm-om2.txt", "this is no record", "{id}.md"),
        ("measures/cm-om2.md", "there is no kind 'measures'", "Did you mean 'measure'?"),
        ("statement/x.md", "there is no kind 'statement'", "known kinds"),
    ],
)
def test_file_in_the_wrong_place(corpus_folder: CorpusFolder, file: str, problem: str, remedy: str) -> None:
    corpus_folder.write(file, corpus_folder.original(MEASURE))
    (error,) = corpus_folder.errors()
    assert (error.file, error.line, error.problem) == (file, 1, problem)
    assert remedy in error.remedy


def test_hidden_files_are_passed_over(corpus_folder: CorpusFolder) -> None:
    corpus_folder.write("measure/.cm-om1.md.swp", b"\x00")
    assert read_corpus(corpus_folder.path).records


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound, match="there is no such folder"):
        read_corpus(tmp_path / "nothing")


def test_a_folder_without_records(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Records\n", encoding="utf-8")
    with pytest.raises(CorpusNotFound, match="the folder holds no record"):
        read_corpus(tmp_path)


def test_a_folder_that_cannot_be_listed_is_not_passed_over(
    corpus_folder: CorpusFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: str | Path) -> object:
        if str(path).endswith("barrier"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(CorpusNotFound, match="barrier' cannot be listed: Permission denied"):
        read_corpus(corpus_folder.path)


def test_the_example_of_the_readme_is_in_the_format(corpus_folder: CorpusFolder) -> None:
    readme = (Path(__file__).parents[3] / "corpus" / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```markdown\n")[2].partition("```")[0]
    corpus_folder.write("measure/example-newsletter.md", example)
    errors = corpus_folder.errors()
    assert {error.problem for error in errors} == {  # what only the real corpus has
        "there is no actor-type 'cluster-manager'",
        "there is no actor-type 'craft-firm'",
        "there is no barrier 'lack-of-awareness-of-benefits'",
        "there is no source 'cluster-und-handwerk-bw'",
    }
