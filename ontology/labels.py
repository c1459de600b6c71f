"""The words by which an individual is shown.

One fallback order holds everywhere: the language asked for, the other one of German and English, a label
without a language, the last part of the IRI. An individual that nobody names (a statement, a membership
figure …) gets its label from the pattern that ``cw:labelPattern`` gives for its class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from ontology.errors import UnknownTerm
from ontology.loading import load_ontology
from ontology.vocabulary import CW

_OTHER: Final = {"de": "en", "en": "de"}
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")


def best_label(graph: Graph, iri: Node, language: str) -> Literal:
    """The label to show for ``iri`` to a reader of ``language`` (``de`` or ``en``).

    The literal carries the language it is in, which may be another than the one asked for; the last resort,
    the last part of the IRI, carries none.
    """
    labels = {
        literal.language: literal
        for predicate in (SKOS.prefLabel, RDFS.label)  # the later one wins
        for literal in sorted(o for o in graph.objects(iri, predicate) if isinstance(o, Literal))
    }
    for candidate in (language, _OTHER.get(language), None):
        if candidate in labels:
            return labels[candidate]
    return Literal(_last_part(iri))


def fill_pattern(graph: Graph, individual: URIRef, class_iri: URIRef, language: str) -> Literal:
    """The label of ``individual`` in ``language``: the pattern of its class with its values in ``graph``.

    A part in square brackets is left out where a value in it is missing. Where any other value is missing
    there is nothing to say, and the label is the last part of the IRI.

    Raises:
        UnknownTerm: the class has no pattern in that language.
    """
    pattern = _patterns().get((class_iri, language))
    if pattern is None:
        raise UnknownTerm(f"{class_iri} has no cw:labelPattern in {language!r}: its individuals need labels")
    return Literal(_Filling(graph, language).label(individual, pattern), lang=language)


@cache
def _patterns() -> dict[tuple[Node, str | None], str]:
    """(class, language) -> pattern."""
    return {
        (class_iri, pattern.language): str(pattern)
        for class_iri, pattern in load_ontology().subject_objects(CW.labelPattern)
        if isinstance(pattern, Literal)
    }


@dataclass(frozen=True, slots=True)
class _Filling:
    """Fills patterns with the values that one graph has, for readers of one language."""

    graph: Graph
    language: str
    depth: int = 0

    def label(self, individual: Node, pattern: str) -> str:
        """The whole pattern filled, or the last part of the IRI where a necessary value is missing."""
        label = ""
        for number, part in enumerate(_OPTIONAL.split(pattern)):
            filled = self._fill(individual, part)
            if filled is None and number % 2 == 0:  # the parts in brackets are those with odd numbers
                return _last_part(individual)
            label += filled or ""
        return label

    def _fill(self, individual: Node, text: str) -> str | None:
        """The text with its placeholders replaced; ``None`` where one of them has no value."""
        values = {path: self._value(individual, path) for path in _PLACEHOLDER.findall(text)}
        if not all(values.values()):
            return None
        return _PLACEHOLDER.sub(lambda match: values[match[1]], text)

    def _value(self, individual: Node, path: str) -> str:
        """What stands at the end of the path, several values joined by commas; empty where there is none."""
        nodes = {individual}
        for step in path.split("/"):
            nodes = {found for node in nodes for found in self._step(node, step)}
        in_language = {n for n in nodes if isinstance(n, Literal) and n.language == self.language}
        return ", ".join(sorted({self._shown(node) for node in in_language or nodes}))

    def _step(self, node: Node, step: str) -> Iterator[Node]:
        if step.startswith("^"):
            return self.graph.subjects(CW[step.removeprefix("^")], node)
        return self.graph.objects(node, CW[step])

    def _shown(self, node: Node) -> str:
        """A literal as it is written, an individual by its label; one without a label by its own pattern."""
        if isinstance(node, Literal):
            return str(node)
        label = best_label(self.graph, node, self.language)
        if label.language is None and self.depth < 2:
            for class_iri in self.graph.objects(node, RDF.type):
                if pattern := _patterns().get((class_iri, self.language)):
                    return _Filling(self.graph, self.language, self.depth + 1).label(node, pattern)
        return str(label)


def _last_part(iri: Node) -> str:
    return str(iri).rpartition("#")[2].rpartition("/")[2]
