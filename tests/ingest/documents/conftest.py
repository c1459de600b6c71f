"""A lexicon of a few labels, and files to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from printed_documents import LABELS

from ingest.extraction import ConceptLexicon


@pytest.fixture(scope="session")
def lexicon() -> ConceptLexicon:
    return ConceptLexicon(LABELS)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file into a folder of its own and returns its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file
