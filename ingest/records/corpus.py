"""Reads the whole corpus: `{folder}/{kind}/{id}.md`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import URIRef

from ingest.errors import CorpusNotFound
from ingest.records.corpus_checks import CorpusChecker
from ingest.records.model import Place, Record
from ingest.records.problems import Problems, did_you_mean
from ingest.records.record_file import read_record_file
from ingest.records.record_reading import RecordReader
from ingest.records.rules import Rules, ontology_rules
from ingest.records.sections import SectionIndex, index_sections
from ingest.records.statement_names import statement_iri
from ingest.records.yaml_nodes import compose

_README = "README.md"


@dataclass(frozen=True, slots=True)
class Corpus:
    """All records, ordered by kind and slug, without a mistake."""

    records: tuple[Record, ...]
    sections: SectionIndex
    rules: Rules = field(repr=False)

    def individuals(self) -> Iterator[Record]:
        """Every record and every record nested in one."""
        for record in self.records:
            yield from record.with_nested()

    def places(self) -> dict[URIRef, Place]:
        """Where each individual and each statement is written."""
        places: dict[URIRef, Place] = {}
        for record in self.individuals():
            places[record.iri] = record.place
            for statement, link in record.evidence():
                places[statement_iri(record, statement, link)] = statement.place
        return places


def read_corpus(
    folder: Path, rules: Rules | None = None, on_file: Callable[[], None] = lambda: None
) -> Corpus:
    """Read and check every record below `folder`; `on_file` is called after each file.

    Raises `CorpusNotFound` for a folder that cannot be listed, `RecordErrors` with every mistake found.
    """
    rules = rules or ontology_rules()
    problems = Problems()
    reading = _Reading(folder, rules, problems)
    for path in record_paths(folder, rules, problems):
        reading.read(path)
        on_file()
    records = tuple(sorted(reading.records, key=lambda record: (record.kind, record.slug)))
    sections = index_sections(records, problems)
    CorpusChecker(records, frozenset(reading.unreadable), rules, problems).check(sections)
    problems.raise_if_any()
    return Corpus(records, sections, rules)


def record_paths(folder: Path, rules: Rules, problems: Problems) -> list[Path]:
    """The record files in a fixed order; what does not belong into the corpus is reported.

    Hidden files and the README of the corpus are passed over. Raises `CorpusNotFound` where there is nothing
    to read or a folder cannot be listed.
    """
    if not folder.is_dir():
        raise CorpusNotFound(folder, "there is no such folder")
    paths = [path for path in _files_below(folder) if path.relative_to(folder).parts != (_README,)]
    if not paths:
        raise CorpusNotFound(folder, "the folder holds no record")
    return [path for path in paths if _belongs(path.relative_to(folder).parts, rules, problems)]


def _files_below(folder: Path) -> list[Path]:
    """All files but hidden ones. `Path.rglob` would silently pass over folders that cannot be listed."""

    def refuse(error: OSError) -> None:
        raise CorpusNotFound(folder, f"'{error.filename}' cannot be listed: {error.strerror}") from error

    found: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(place) / name for name in files if not name.startswith("."))
    return sorted(found)


def _belongs(parts: tuple[str, ...], rules: Rules, problems: Problems) -> bool:
    place = Place("/".join(parts), 1)
    if len(parts) != 2:
        problems.report(
            place, "", "a record lies in the folder of its kind", "Move the file to {kind}/{id}.md"
        )
        return False
    if not parts[1].endswith(".md"):
        problems.report(
            place, "", "this is no record", "Name a record {id}.md; keep other files outside the corpus"
        )
        return False
    if parts[0] not in rules.kinds:
        remedy = did_you_mean(parts[0], rules.kinds, "kinds")
        problems.report(place, "", f"there is no kind '{parts[0]}'", remedy)
        return False
    return True


class _Reading:
    """What has been read so far."""

    def __init__(self, folder: Path, rules: Rules, problems: Problems) -> None:
        self._folder = folder
        self._problems = problems
        self._reader = RecordReader(rules, problems)
        self.records: list[Record] = []
        self.unreadable: set[tuple[str, str]] = set()

    def read(self, path: Path) -> None:
        """Read one file; where nothing can be made of it, remember which individual it would have been."""
        kind, stem = path.parent.name, path.stem
        record = self._read_record(path, f"{kind}/{path.name}")
        if record is None:
            self.unreadable.add((kind, stem))
            return
        if record.kind != kind:
            self.unreadable.add((kind, stem))
        self.records.append(record)

    def _read_record(self, path: Path, file: str) -> Record | None:
        parts = read_record_file(path, file, self._problems)
        top = compose(parts.yaml, file, parts.yaml_line, self._problems) if parts else None
        if parts is None or top is None:
            return None
        return self._reader.read_file(top, parts, path)
