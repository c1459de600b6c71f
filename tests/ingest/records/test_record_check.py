from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.records.check import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from conftest import CorpusFolder


def test_a_corpus_without_mistake(small_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(small_corpus)]) == 0
    assert capsys.readouterr().out == "9 records with 13 individuals, no mistake\n"


def test_every_mistake_is_printed(corpus_folder: CorpusFolder, capsys: pytest.CaptureFixture[str]) -> None:
    corpus_folder.replace("measure/cm-om1.md", "notation:", "notations:")
    corpus_folder.replace("source/study.md", "year: 2012", "year: 12")
    assert main([str(corpus_folder.path)]) == 1
    heading, first, second = capsys.readouterr().err.splitlines()
    assert heading == "2 mistakes in the records"
    assert first.startswith("measure/cm-om1.md:5: notations: the key 'notations' is not known")
    assert second == "source/study.md:5: year: '12' is no gYear. Write a year with four digits, such as 2010"


def test_a_missing_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nothing")]) == 1
    assert "there is no such folder" in capsys.readouterr().err
