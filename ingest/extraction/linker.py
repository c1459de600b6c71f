"""The concept lexicon: labels in, mentions out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ingest.document_model import Language, Mention
from ingest.extraction.labels import NAMES, ConceptLabel, kind_of
from ingest.extraction.matching import ConceptMatcher
from ingest.extraction.selection import select
from ingest.extraction.words import pipeline


class ConceptLexicon:
    """All names of all things that texts are linked to. Made once, used for any number of texts.

    The labels of a language are prepared when the first text in it is linked (some seconds for 5,000; most of
    them go into analysing words for the first time).
    """

    def __init__(self, labels: Iterable[ConceptLabel | tuple[str, str, str]]) -> None:
        self.labels = tuple(ConceptLabel(*label) for label in labels)

    def link(self, text: str, language: Language) -> tuple[Mention, ...]:
        """The mentions in `text`, by position; their offsets count characters of `text`."""
        linker = self._german if language == "de" else self._english
        return linker.link(text)

    @cached_property
    def _german(self) -> _Linker:
        return _Linker(self._labels_for("de"), "de")

    @cached_property
    def _english(self) -> _Linker:
        return _Linker(self._labels_for("en"), "en")

    def _labels_for(self, language: Language) -> list[ConceptLabel]:
        """The labels of a language, and the names and acronyms of the other: a German text may say "SME"."""
        return [
            label
            for label in self.labels
            if label.language == language or kind_of(label.iri) in NAMES or label.text.isupper()
        ]


class _Linker:
    """Links texts of one language."""

    def __init__(self, labels: list[ConceptLabel], language: Language) -> None:
        self._nlp = pipeline(language)
        self._matcher = ConceptMatcher(self._nlp, labels, language)

    def link(self, text: str) -> tuple[Mention, ...]:
        doc = self._nlp(text)
        return tuple(select(self._matcher.find(doc), doc._.words, text))
