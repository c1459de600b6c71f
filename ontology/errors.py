"""What can go wrong on the ontology's floor.

::

    OntologyError
    ├── NotAnIdentifier         a text that is no slug, or an IRI that names no individual
    ├── UnknownTerm             a class or property that the vocabulary does not have
    ├── MalformedQuery          an example query without its header, or a rule that cannot be explained
    ├── UnknownLanguage         a language without an analysis of its words
    └── ReasoningError
        ├── InconsistentOntology    what the ontology and the data say cannot all be true
        ├── UnsatisfiableClasses    classes that can never have a member
        ├── ReasonerFailed          the reasoner could not run, or not finish in time
        └── NotInferred             a triple that no rule derives, so there is nothing to explain

Every message says what was wrong and what would be right.
"""

# The names say what is the case, without an Error at the end.
# ruff: noqa: N818

from __future__ import annotations


class OntologyError(Exception):
    """The root of this tree: catch it to catch everything the package raises on purpose."""


class NotAnIdentifier(OntologyError, ValueError):
    """A text that is no slug, or an IRI that names no individual."""


class UnknownTerm(OntologyError, LookupError):
    """A class or property that the vocabulary does not have."""


class MalformedQuery(OntologyError, ValueError):
    """An example query or a rule whose header is not complete, or a rule whose premises cannot be told."""


class UnknownLanguage(OntologyError, ValueError):
    """A language without an analysis of its words."""

    def __init__(self, language: str) -> None:
        super().__init__(f"No word analysis for language {language!r}: use 'de' (German) or 'en' (English).")
        self.language = language


class ReasoningError(OntologyError):
    """The root of what can go wrong while reasoning."""


class InconsistentOntology(ReasoningError):
    """What the ontology and the data say cannot all be true; the message explains where they clash."""


class UnsatisfiableClasses(ReasoningError):
    """Classes that can never have a member; the message names them and the axioms that exclude each other."""


class ReasonerFailed(ReasoningError):
    """The reasoner could not run (no Java, unreadable graph, out of memory) or did not finish in time."""


class NotInferred(ReasoningError, LookupError):
    """A triple that no rule derives: it is asserted, or it does not follow at all."""
