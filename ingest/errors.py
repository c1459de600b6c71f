"""What can go wrong on the way from records and documents to the graph.

IngestError
├── CorpusNotFound      the corpus folder is missing or cannot be listed
├── RecordErrors        one or more mistakes in records: every one, with file, line, field and remedy
├── DocumentError       one document cannot be read; the others are not affected
│   ├── DocumentNotFound    there is no such file, or it may not be read
│   ├── UnsupportedFormat   no reader for this kind of file
│   ├── EmptyDocument       no text in the file
│   ├── BinaryDocument      a picture, an archive, a program …, whatever the name of the file says
│   ├── UndecodableDocument the bytes fit none of the known encodings
│   ├── DocumentTooLarge    more bytes than one document may have
│   └── DamagedFolder       a folder that does not hold a processed document as it was written
├── ShapesViolated      the graph breaks SHACL shapes: focus node, path and message in both languages
├── OutdatedDocument    a processed document points to things that the corpus no longer has
└── NamelessNode        a node without an IRI where the dump could not name it the same way twice
"""

# The names say what is the case, without an Error at the end.
# ruff: noqa: N818

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class IngestError(Exception):
    """Root of all errors of this package; the message says what was wrong and what would be right."""


class CorpusNotFound(IngestError):
    """The corpus folder does not exist, is no folder or cannot be read."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(
            f"{folder}: {problem}. Name the folder that holds one folder for each kind of record."
        )
        self.folder = folder


@dataclass(frozen=True, slots=True, order=True)
class RecordError:
    """One mistake in one record.

    `file` is relative to the corpus folder, with `/`; `line` counts from 1; `field` is the way to the value,
    such as `addressesBarrier[2].at` (entries count from 1), or empty where the whole file is meant.
    """

    file: str
    line: int
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}: {field}{self.problem}. {self.remedy}"


class RecordErrors(IngestError):
    """Every mistake that was found in the records, ordered by file and line."""

    def __init__(self, errors: Iterable[RecordError]) -> None:
        self.errors = tuple(sorted(set(errors)))
        count = len(self.errors)
        heading = f"{count} mistake{'s' if count != 1 else ''} in the records"
        super().__init__("\n".join([heading, *map(str, self.errors)]))
        self.heading = heading


class DocumentError(IngestError):
    """One document cannot be read: `path` names it, the message says what is wrong and what helps."""

    def __init__(self, path: Path, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}. {remedy}.")
        self.path = path
        self.problem = problem
        self.remedy = remedy


class DocumentNotFound(DocumentError):
    """There is no such file, or it may not be read."""


class UnsupportedFormat(DocumentError):
    """No reader takes files with this ending."""


class EmptyDocument(DocumentError):
    """The file has no text: no byte at all, or nothing but white space."""


class BinaryDocument(DocumentError):
    """The file holds something else than text, whatever its name says."""


class UndecodableDocument(DocumentError):
    """The bytes fit none of the encodings that are recognised."""


class DocumentTooLarge(DocumentError):
    """The file has more bytes than one document may have."""


class DamagedFolder(DocumentError):
    """The folder does not hold a processed document as it was written."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One node that breaks a shape. `path` and `value` are empty where the shape is about the whole node."""

    focus: str
    path: str
    value: str
    message_de: str
    message_en: str
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        value = f" = {self.value}" if self.value else ""
        return f"{where}{self.focus} {self.path}{value}: {self.message_en} / {self.message_de}"


class ShapesViolated(IngestError):
    """The graph breaks SHACL shapes; every violation is listed, ordered by focus node."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = tuple(sorted(set(violations)))
        count = len(self.violations)
        heading = f"The graph breaks {count} rule{'s' if count != 1 else ''} of the shapes"
        super().__init__("\n".join([heading, *map(str, self.violations)]))
        self.heading = heading


class OutdatedDocument(IngestError):
    """A document was linked to things that the corpus no longer has."""

    def __init__(self, slug: str, missing: Iterable[str]) -> None:
        self.slug = slug
        self.missing = tuple(sorted(missing))
        super().__init__(
            f"The document '{slug}' points to what the corpus no longer has: {', '.join(self.missing)}. "
            "Process the document again."
        )


class NamelessNode(IngestError):
    """A node without an IRI where the dump needs one."""
