"""Pairs from the project's own corpus: what a record says in German and in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from encoder_training.pairs import Pair


def corpus_pairs(folder: Path) -> Iterator[Pair]:
    """Yields the (German, English) labels, descriptions and statements of all records."""
    for file in sorted(folder.glob("*/*.md")):
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        yield from _texts(YAML(typ="safe").load(head))
        german, found, english = body.partition("## English")
        if found:
            yield german.replace("## Deutsch", "").strip(), english.strip()


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
