"""Keeps a processed document in a folder of its own.

    {folder}/original.txt     the decoded text, UTF-8, line ends as they were
    {folder}/cleaned.txt      the cleaned text, UTF-8
    {folder}/document.json    everything else; offsets count characters of these two files

The folder is written beside its place and moved there when it is complete, so a reader sees the old state or
the new one. (Between the two renames of an overwrite the folder is missing for an instant.)
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ingest.document_model import Mention, OffsetMap, Passage, ProcessedDocument, Removal, Section
from ingest.errors import DamagedFolder

FORMAT: Final = 1
"""Number of this layout; a folder with another number is not read."""

_ORIGINAL: Final = "original.txt"
_CLEANED: Final = "cleaned.txt"
_DESCRIPTION: Final = "document.json"
_PLAIN_FIELDS: Final = (
    "slug",
    "title",
    "language",
    "file_name",
    "media_type",
    "encoding",
    "repaired_hyphens",
    "closed_gaps",
)


def save_document(document: ProcessedDocument, folder: Path) -> None:
    """Write the document to `folder`, which is replaced if it exists.

    Raises OSError where there is no space or no right to write; the old folder is then as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new, old = workshop / "new", workshop / "old"
        new.mkdir()
        _write(new / _ORIGINAL, document.original)
        _write(new / _CLEANED, document.cleaned)
        _write(
            new / _DESCRIPTION, json.dumps(_described(document), ensure_ascii=False, separators=(",", ":"))
        )
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def load_document(folder: Path) -> ProcessedDocument:
    """Read what `save_document` wrote.

    Raises DamagedFolder where a file is missing, has been changed, or is of another format.
    """
    remedy = "Ingest the document again"
    try:
        described = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        original, cleaned = _read(folder / _ORIGINAL), _read(folder / _CLEANED)
    except (OSError, ValueError) as error:
        raise DamagedFolder(folder, f"this is no folder of a processed document ({error})", remedy) from error
    if not isinstance(described, dict) or described.get("format") != FORMAT:
        raise DamagedFolder(folder, f"{_DESCRIPTION} is not of format {FORMAT}", remedy)
    if described["checksums"] != _checksums(original, cleaned):
        raise DamagedFolder(folder, "a text was changed after it was written", remedy)
    try:
        return _document(described, original, cleaned)
    except (KeyError, TypeError) as error:
        raise DamagedFolder(
            folder, f"{_DESCRIPTION} does not hold what it should ({error})", remedy
        ) from error


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _checksums(original: str, cleaned: str) -> dict[str, str]:
    texts = {_ORIGINAL: original, _CLEANED: cleaned}
    return {name: sha256(text.encode("utf-8")).hexdigest() for name, text in texts.items()}


def _described(document: ProcessedDocument) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "checksums": _checksums(document.original, document.cleaned),
        **{name: getattr(document, name) for name in _PLAIN_FIELDS},
        "offsets": list(document.offsets.runs()),
        "removed": [[removal.start, removal.end, removal.reason] for removal in document.removed],
        "sections": [asdict(section) for section in document.sections],
        "passages": [_passage_described(passage) for passage in document.passages],
    }


def _passage_described(passage: Passage) -> dict[str, Any]:
    """All fields but the text, which is cleaned[start:end]."""
    described = {
        field.name: getattr(passage, field.name) for field in fields(passage) if field.name != "text"
    }
    described["mentions"] = [asdict(mention) for mention in passage.mentions]
    return described


def _document(described: dict[str, Any], original: str, cleaned: str) -> ProcessedDocument:
    return ProcessedDocument(
        **{name: described[name] for name in _PLAIN_FIELDS},
        original=original,
        cleaned=cleaned,
        offsets=OffsetMap((a, b, c) for a, b, c in described["offsets"]),
        removed=tuple(Removal(*removal) for removal in described["removed"]),
        sections=tuple(
            Section(**{**section, "path": tuple(section["path"])}) for section in described["sections"]
        ),
        passages=tuple(_passage(passage, cleaned) for passage in described["passages"]),
    )


def _passage(described: dict[str, Any], cleaned: str) -> Passage:
    return Passage(
        **{
            **described,
            "text": cleaned[described["start"] : described["end"]],
            "path": tuple(described["path"]),
            "mentions": tuple(Mention(**mention) for mention in described["mentions"]),
        }
    )
