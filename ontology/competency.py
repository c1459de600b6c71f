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

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ontology.errors import MalformedQuery
from ontology.query_files import QueryFile, read_query_file


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
    file = read_query_file(name, content)
    return ExampleQuery(
        name=name,
        title=file.texts("title"),
        description=file.texts("description"),
        persona=_persona(file),
        text=file.text,
    )


def _persona(file: QueryFile) -> Persona:
    try:
        return Persona(file.parts.get("persona", ""))
    except ValueError:
        raise MalformedQuery(
            f"query {file.name}: the header needs a line '# persona: …' with one of {', '.join(Persona)}"
        ) from None
