"""What the project's own corpus gives to learn from: pairs of translations, and what belongs to one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from encoder_training.pairs import Pair

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ0-9„\"])")
_LANGUAGES = ("de", "en")


@dataclass(frozen=True)
class Described:
    """A record as texts in both languages: how people ask for it, what it is called, what is said of it."""

    kind: str
    phrases: tuple[str, ...]
    names: tuple[str, ...]
    sentences: tuple[str, ...]


def corpus_pairs(folder: Path) -> Iterator[Pair]:
    """Yields the (German, English) labels, descriptions and statements of all records."""
    for head, bodies in _records(folder):
        yield from _texts(head)
        if len(bodies) == len(_LANGUAGES):
            yield bodies[0], bodies[1]


def described(folder: Path) -> list[Described]:
    """The records that have phrases."""
    found = []
    for head, bodies in _records(folder):
        if phrases := _listed(head.get("phrases")):
            names = (*head["label"].values(), *_listed(head.get("synonyms")))
            said = (*bodies, *(text for pair in _texts(head.get("statements")) for text in pair))
            sentences = tuple(piece for text in said for piece in _SENTENCE_END.split(text) if piece)
            found.append(Described(head["type"], phrases, names, sentences))
    return found


def _records(folder: Path) -> Iterator[tuple[Any, list[str]]]:
    """Yields the front matter of each record and its bodies, German first; none where there are none."""
    for file in sorted(folder.glob("*/*.md")):
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        german, found, english = body.partition("## English")
        bodies = [german.replace("## Deutsch", "").strip(), english.strip()] if found else []
        yield yaml.safe_load(head), bodies


def _listed(node: Any) -> tuple[str, ...]:
    return tuple(text for language in _LANGUAGES for text in (node or {}).get(language, ()))


def _texts(node: Any) -> Iterator[Pair]:
    if isinstance(node, Mapping):
        german, english = node.get("de"), node.get("en")
        if isinstance(german, str) and isinstance(english, str):
            yield german, english
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
