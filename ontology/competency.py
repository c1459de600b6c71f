"""The documented example queries: what each answers, for whom, and its SPARQL.

A query file begins with its header, one comment line for each part::

    # title@de: …
    # title@en: …
    # description@de: …
    # description@en: …
    # persona: researcher

The same files are shown at ``/queries`` and in the editor, and run by the tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ontology.errors import MalformedQuery

LANGUAGES: Final = ("de", "en")
_HEADER_LINE: Final = re.compile(r"#\s*(?P<part>[a-z]+)(?:@(?P<language>[a-z]{2}))?:\s*(?P<value>\S.*)")


class Persona(StrEnum):
    """Who asks: somebody who studies clusters, somebody who advises firms, or a program."""

    RESEARCHER = "researcher"
    ADVISOR = "advisor"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A documented query: title and description by language, ``text`` the SPARQL after the header."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    persona: Persona
    text: str


def parse_example_query(name: str, content: str) -> ExampleQuery:
    """Read one query file.

    Raises:
        MalformedQuery: a part of the header is missing or the persona is unknown.
    """
    header, text = _split(content)
    parts: dict[str, str] = {}
    for line in header:
        if match := _HEADER_LINE.fullmatch(line):
            language = match["language"]
            parts[f"{match['part']}@{language}" if language else match["part"]] = match["value"].strip()
    return ExampleQuery(
        name=name,
        title=_in_both_languages(name, parts, "title"),
        description=_in_both_languages(name, parts, "description"),
        persona=_persona(name, parts),
        text=text,
    )


def _split(content: str) -> tuple[list[str], str]:
    """The comment lines at the top, and everything from the first other line on."""
    lines = content.splitlines()
    end = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end], "\n".join(lines[end:]).strip() + "\n"


def _in_both_languages(name: str, parts: Mapping[str, str], part: str) -> Mapping[str, str]:
    for language in LANGUAGES:
        if f"{part}@{language}" not in parts:
            raise MalformedQuery(f"query {name}: the header needs a line '# {part}@{language}: …'")
    return MappingProxyType({language: parts[f"{part}@{language}"] for language in LANGUAGES})


def _persona(name: str, parts: Mapping[str, str]) -> Persona:
    try:
        return Persona(parts.get("persona", ""))
    except ValueError:
        raise MalformedQuery(
            f"query {name}: the header needs a line '# persona: …' with one of {', '.join(Persona)}"
        ) from None
