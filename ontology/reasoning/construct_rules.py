"""Rules that OWL cannot say: about statements and their stance, and about what is missing.

Each is a SPARQL query in ``ontology/rules``, with a header that names and explains it::

    # label@de: …
    # label@en: …
    # because@de: …
    # because@en: …
    # stage: 1

    CONSTRUCT { … } WHERE { … }

The ``WHERE`` holds triple patterns, the premises that an explanation shows, and may narrow them by
``VALUES``, ``BIND`` and ``FILTER``. A ``FILTER NOT EXISTS`` concludes from what is absent: it takes the graph
for complete, which OWL never does. So that nothing is taken for absent that another rule still adds, rules
run in stages: those of one stage see what follows from the graph and from all earlier stages, and nothing of
each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from rdflib import BNode, Graph, Variable
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Identifier

from ontology.errors import MalformedQuery
from ontology.query_files import read_query_file
from ontology.reasoning.rules import Rule
from ontology.reasoning.wording import Triple

Solution = Mapping[Variable, Identifier]

_CONSTRUCT: Final = re.compile(r"CONSTRUCT\s*\{[^{}]*\}\s*(?=WHERE)")
_WRAPPERS: Final = frozenset({"SelectQuery", "Distinct", "Project", "Filter", "Extend"})


@dataclass(frozen=True, slots=True)
class ConstructRule:
    """A rule read from its file: patterns of its premises and conclusions, and the query for what matches."""

    rule: Rule
    stage: int
    premises: tuple[Triple, ...]
    conclusions: tuple[Triple, ...]
    query: Query

    def applied_to(self, graph: Graph) -> Iterator[tuple[Triple, tuple[Triple, ...]]]:
        """Each conclusion with the premises it rests on, in an order that their text alone decides."""
        for solution in sorted(map(dict, graph.query(self.query).bindings), key=_text):
            premises = tuple(_filled(pattern, solution) for pattern in self.premises)
            for pattern in self.conclusions:
                yield _filled(pattern, solution), premises


@cache
def construct_rules() -> tuple[ConstructRule, ...]:
    """The rules that this package ships, by stage and name.

    :raises MalformedQuery: a rule that cannot be read, or that could not be explained.
    """
    found = [path for path in (files("ontology") / "rules").iterdir() if path.name.endswith(".rq")]
    rules = [read_rule(path.name.removesuffix(".rq"), path.read_text(encoding="utf-8")) for path in found]
    return tuple(sorted(rules, key=lambda each: (each.stage, each.rule.name)))


def read_rule(name: str, content: str) -> ConstructRule:
    """Read one rule.

    :raises MalformedQuery: a line of the header is missing, or the query has parts that cannot be explained.
    """
    file = read_query_file(name, content)
    label, because = file.texts("label"), file.texts("because")
    if not file.parts.get("stage", "").isdigit():
        raise MalformedQuery(f"rule {name}: the header needs a line '# stage: …' with a number")
    if len(_CONSTRUCT.findall(file.text)) != 1:
        raise MalformedQuery(f"rule {name}: the query reads CONSTRUCT {{ … }} WHERE {{ … }}")
    query = prepareQuery(_CONSTRUCT.sub("SELECT DISTINCT * ", file.text))
    premises = tuple(_patterns(name, query.algebra))
    conclusions = tuple(prepareQuery(file.text).algebra.template)
    _require_names(name, (*premises, *conclusions))
    rule = Rule(name, label["de"], label["en"], because["de"], because["en"], f"rules/{name}.rq")
    return ConstructRule(rule, int(file.parts["stage"]), premises, conclusions, query)


def _patterns(name: str, part: Any) -> Iterator[Triple]:
    """The triple patterns that every match has; those below NOT EXISTS are no part of this tree."""
    if part.name == "BGP":
        yield from part.triples
    elif part.name in _WRAPPERS:
        yield from _patterns(name, part.p)
    elif part.name == "Join":
        yield from _patterns(name, part.p1)
        yield from _patterns(name, part.p2)
    elif part.name != "ToMultiSet":  # a list of VALUES
        raise MalformedQuery(
            f"rule {name}: its premises cannot be told ({part.name}). "
            "Use triple patterns, VALUES, BIND and FILTER; write a rule for each alternative"
        )


def _require_names(name: str, patterns: tuple[Triple, ...]) -> None:
    for node in (node for pattern in patterns for node in pattern):
        if isinstance(node, BNode | Path):
            raise MalformedQuery(
                f"rule {name}: a path or a nameless node cannot be shown as a premise. "
                "Write single steps with variables"
            )


def _filled(pattern: Triple, solution: Solution) -> Triple:
    subject, predicate, value = (solution[node] if isinstance(node, Variable) else node for node in pattern)
    return subject, predicate, value


def _text(solution: Solution) -> list[tuple[str, str]]:
    return sorted((str(variable), node.n3()) for variable, node in solution.items())
