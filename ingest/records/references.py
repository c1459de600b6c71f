"""Reads pointers to individuals: `slug` where the kind is clear, otherwise `kind/slug`."""

from __future__ import annotations

from ingest.records.model import Reference
from ingest.records.problems import Problems, did_you_mean
from ingest.records.rules import Rules
from ingest.records.yaml_nodes import Node, Scalar
from ontology.errors import NotAnIdentifier
from ontology.identifiers import is_slug, slugify


def slug_remedy(text: str) -> str:
    """What to write in place of a text that is no slug."""
    try:
        return f"Write it as '{slugify(text)}'"
    except NotAnIdentifier:
        return "Write lower-case letters and digits, words joined by '-'"


class ReferenceReader:
    """Knows which kinds there are; whether the individual exists is checked when all records are read."""

    def __init__(self, rules: Rules, problems: Problems) -> None:
        self._rules = rules
        self._problems = problems

    def read(self, node: Node, expected: frozenset[str]) -> Reference | None:
        """The pointer to an individual of one of the `expected` classes (empty: any), or None."""
        if not isinstance(node, Scalar) or node.tag == "null" or not node.text.strip():
            self._problems.at(node, "a slug was expected here", "Write the id of a record")
            return None
        kind, _, slug = node.text.strip().rpartition("/")
        if not is_slug(slug):
            self._problems.at(node, f"'{slug}' is no slug", slug_remedy(slug))
            return None
        resolved = self._checked_kind(node, kind, expected) if kind else self._only_kind(node, slug, expected)
        return Reference(resolved, slug, expected, node.place, node.field) if resolved else None

    def _checked_kind(self, node: Scalar, kind: str, expected: frozenset[str]) -> str | None:
        allowed = self._rules.kinds_of(expected)
        if kind in allowed:
            return kind
        if kind in self._rules.kinds:
            problem = f"'{node.text}' is of the wrong kind"
            remedy = f"This field takes {' or '.join(allowed)}"
        else:
            problem = f"there is no kind '{kind}'"
            remedy = did_you_mean(kind, allowed, "kinds")
        self._problems.at(node, problem, remedy)
        return None

    def _only_kind(self, node: Scalar, slug: str, expected: frozenset[str]) -> str | None:
        allowed = self._rules.kinds_of(expected)
        if len(allowed) == 1:
            return allowed[0]
        choices = " or ".join(f"'{kind}/{slug}'" for kind in allowed[:8]) or f"'kind/{slug}'"
        problem = f"'{slug}' may be of several kinds here"
        self._problems.at(node, problem, f"Write the kind in front: {choices}")
        return None
