"""Labels with everything that the rules of matching ask of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.language import Language

from ingest.extraction.labels import (
    KNOWN_TO_NEED_SUPPORT,
    NAMES,
    NEEDING_SUPPORT,
    TOPICAL,
    ConceptLabel,
    kind_of,
    without_explanation,
)
from ingest.extraction.streams import label_units
from ingest.extraction.word_lists import EVERYDAY_WORDS
from ingest.extraction.words import Word
from ontology.lexicon import dictionary

_LONGEST_LABEL: Final = 12
"""Labels with more words are titles; no text repeats them."""
_SHORT_NAME: Final = 5
_SHORT_TOPIC: Final = 3
_LONGEST_LEGAL_SUFFIX: Final = 4
_NAME: Final = re.compile(r"[^\W\d_]\w")
"""A label has two letters, or a letter and a digit; a bare number names nothing in a text."""
_MIXED_CASE: Final = re.compile(r"[a-zäöüß].*[A-ZÄÖÜ]")


@dataclass(frozen=True, slots=True)
class PreparedLabel:
    """A label: its words without function words, and its units in the three streams."""

    iri: str
    kind: str
    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    members: tuple[str, ...]
    printed: tuple[str, ...]
    function_words: int
    exact_case: bool
    """It counts only in just these capitals: a short name, or one with capitals inside."""
    needs_support: bool
    """It says little alone, and counts only if something else in the passage shows what is meant."""

    @property
    def is_single(self) -> bool:
        return len(self.words) == 1

    @property
    def is_name(self) -> bool:
        return self.kind in NAMES


def prepare(label: ConceptLabel, nlp: Language, language: str) -> PreparedLabel | None:
    """Analyse a label with the pipeline of its texts; None if it says too little or too much to match."""
    text = without_explanation(label.text)
    words: list[Word] = nlp(text)._.words
    content = [word for word in words if not word.is_function]
    too_little = len(content) == 1 and len(words) > 1
    if not content or too_little or len(content) > _LONGEST_LABEL or not _NAME.search(text):
        return None
    kind = kind_of(label.iri) or ""
    single = content[0].text if len(content) == 1 else ""
    short_name = kind in NAMES and 0 < len(single) <= _SHORT_NAME
    lemmas, members = label_units(words)
    return PreparedLabel(
        label.iri,
        kind,
        text,
        tuple(word.text for word in content),
        lemmas,
        members,
        tuple(word.printed for word in content),
        sum(word.is_function and not word.is_initial for word in words),
        short_name or _MIXED_CASE.search(single) is not None,
        _needs_support(kind, content, language),
    )


def _needs_support(kind: str, content: Sequence[Word], language: str) -> bool:
    letters = sum(len(word.text) for word in content)
    if kind == "legal-form" and letters <= _LONGEST_LEGAL_SUFFIX:
        return True  # "AG" and "e. V." end the names of firms
    if kind in TOPICAL and len(content) <= _SHORT_TOPIC:
        return True
    word = content[0]
    if len(content) > 1 or word.is_acronym:
        return False
    everyday = {word.lemma, word.text.lower()} & EVERYDAY_WORDS[language]
    known = kind in KNOWN_TO_NEED_SUPPORT and dictionary.knows(word.text, language)
    return bool(everyday) or known or (kind in NEEDING_SUPPORT and not word.parts)
