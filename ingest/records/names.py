"""Reads what a thing is called besides its label: its code, its synonyms and the ways people ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records.literals import LANGUAGES
from ingest.records.model import Wordings
from ingest.records.problems import Problems
from ingest.records.yaml_nodes import Mapping, Node, Scalar, items_of


def read_notation(node: Node | None, problems: Problems) -> str | None:
    """A short code such as `OM5`; None where there is none."""
    if node is None:
        return None
    if isinstance(node, Scalar) and node.tag != "null" and node.text.strip():
        return node.text.strip()
    problems.at(node, "a short code was expected", "Write a code such as OM5")
    return None


def read_wordings(key: str, node: Node | None, problems: Problems) -> Wordings:
    """The texts below `key` ("synonyms" or "phrases") in each language, in the order of the record."""
    if node is None:
        return Wordings()
    if not isinstance(node, Mapping):
        problems.at(node, f"{key} are given by language", f'Write de: ["…"] and en: ["…"] below {key}')
        return Wordings()
    for other in sorted(node.entries.keys() - set(LANGUAGES)):
        problem = f"'{other}' is no language of the records"
        problems.report(node.key_places[other], node.field_of(other), problem, "Use de and en")
    return Wordings(tuple(_words(node, "de", problems)), tuple(_words(node, "en", problems)))


def _words(node: Mapping, language: str, problems: Problems) -> Iterator[str]:
    value = node.entries.get(language)
    seen: set[str] = set()
    for item in items_of(value) if value is not None else ():
        word = " ".join(item.text.split()) if isinstance(item, Scalar) and item.tag != "null" else ""
        if not word:
            problems.at(item, "a word was expected", "Write the words in quotes")
        elif word in seen:
            problems.at(item, f"'{word}' stands twice", "Leave one out")
        else:
            seen.add(word)
            yield word
