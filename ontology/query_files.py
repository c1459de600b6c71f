"""Files with a SPARQL query below a header of comment lines, one for each part: ``# title@de: …``.

Example queries (``queries/``) and rules (``rules/``) are kept in such files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ontology.errors import MalformedQuery

LANGUAGES: Final = ("de", "en")
_HEADER_LINE: Final = re.compile(r"#\s*(?P<part>[a-z]+)(?:@(?P<language>[a-z]{2}))?:\s*(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class QueryFile:
    """A file taken apart: ``parts`` of the header by name (``title@de``), ``text`` the SPARQL."""

    name: str
    parts: Mapping[str, str]
    text: str

    def texts(self, part: str) -> Mapping[str, str]:
        """The part in German and English.

        Raises:
            MalformedQuery: the header lacks it in one of the languages.
        """
        for language in LANGUAGES:
            if f"{part}@{language}" not in self.parts:
                raise MalformedQuery(f"query {self.name}: the header needs a line '# {part}@{language}: …'")
        return MappingProxyType({language: self.parts[f"{part}@{language}"] for language in LANGUAGES})


def read_query_file(name: str, content: str) -> QueryFile:
    """Separate the comment lines at the top from everything that follows the first other line."""
    lines = content.splitlines()
    end = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    parts: dict[str, str] = {}
    for line in lines[:end]:
        if match := _HEADER_LINE.fullmatch(line):
            language = match["language"]
            parts[f"{match['part']}@{language}" if language else match["part"]] = match["value"].strip()
    return QueryFile(name, MappingProxyType(parts), "\n".join(lines[end:]).strip() + "\n")
