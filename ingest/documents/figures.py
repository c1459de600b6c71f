"""Figures about processed documents, and a random sample to judge by eye."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.document_model import Passage, ProcessedDocument


def figures(document: ProcessedDocument, seconds: float) -> Iterator[str]:
    """Lines about one document: what was found in it, repaired and removed, and how fast."""
    kinds = Counter(section.kind for section in document.sections)
    passages = Counter(passage.kind for passage in document.passages)
    lengths = sorted(len(passage.text) for passage in document.passages if passage.kind == "body") or [0]
    removed = Counter(removal.reason for removal in document.removed)
    speed = len(document.original) / 1_000_000 / seconds * 60 if seconds else 0.0
    yield f"{document.file_name} ({document.slug}): {document.title}"
    yield f"  {len(document.original):,} characters in {document.encoding}, language {document.language}"
    numbered = sum(section.number is not None for section in document.sections)
    yield f"  sections      {_counted(kinds)}; with a number {numbered}"
    yield f"  passages      {len(document.passages)}: {_counted(passages)}"
    yield f"  body length   median {lengths[len(lengths) // 2]}, longest {lengths[-1]} characters"
    yield f"  footnotes     {len({p.note for p in document.passages if p.note is not None})} separated"
    yield f"  hyphens       {document.repaired_hyphens} repaired; torn words {document.closed_gaps} closed"
    yield f"  taken out     {_counted(removed)}"
    yield f"  mentions      {sum(len(p.mentions) for p in document.passages)} in {_linked(document)} passages"
    yield f"  time          {seconds:.2f} s, {speed:.1f} million characters a minute"


def _counted(counts: Mapping[Any, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def _linked(document: ProcessedDocument) -> int:
    return sum(bool(passage.mentions) for passage in document.passages)


def lost_characters(document: ProcessedDocument) -> int:
    """Visible characters of the original that are not, exactly once, in the cleaned text or removed."""
    seen = bytearray(len(document.original))
    for _, start, length in document.offsets.runs():
        for offset in range(start, start + length):
            seen[offset] = min(seen[offset] + 1, 2)
    for removal in document.removed:
        for offset in range(removal.start, removal.end):
            seen[offset] = min(seen[offset] + 1, 2)
    return sum(not char.isspace() and count != 1 for char, count in zip(document.original, seen, strict=True))


def links_per_concept(documents: Sequence[ProcessedDocument], most: int) -> Iterator[str]:
    """The things that are mentioned most often, with the surfaces that named them."""
    surfaces: dict[str, Counter[str]] = {}
    for document in documents:
        for passage in document.passages:
            for mention in passage.mentions:
                surfaces.setdefault(mention.iri, Counter())[" ".join(mention.surface.split())] += 1
    ranked = sorted(surfaces.items(), key=lambda item: (-item[1].total(), item[0]))
    yield f"{len(ranked)} things mentioned, {sum(found.total() for found in surfaces.values())} mentions"
    for iri, found in ranked[:most]:
        names = ", ".join(f"{name} {count}" for name, count in found.most_common(4))
        yield f"  {found.total():5} {'/'.join(iri.rsplit('/', 2)[1:])}: {names}"


def sample(documents: Sequence[ProcessedDocument], size: int, seed: int) -> Iterator[str]:
    """Random passages of all documents with their links; the same seed gives the same sample."""
    passages = [passage for document in documents for passage in document.passages]
    chosen = random.Random(seed).sample(passages, min(size, len(passages)))  # noqa: S311 (no secret)
    for number, passage in enumerate(chosen, 1):
        yield from _shown(number, passage)


def _shown(number: int, passage: Passage) -> Iterator[str]:
    yield f"--- {number}. {passage.slug} ({passage.kind}, {passage.language}) {' > '.join(passage.path)}"
    yield passage.text
    for mention in passage.mentions:
        thing = "/".join(mention.iri.rsplit("/", 2)[1:])
        yield f"    [{mention.surface!r}] {thing} (label {mention.label!r}, {mention.score})"
