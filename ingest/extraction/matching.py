"""Looks up all labels of one language in a text: as printed, inflected, inside compounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from ingest.extraction.labels import (
    KNOWN_TO_NEED_SUPPORT,
    NAMES,
    NEEDING_SUPPORT,
    ConceptLabel,
    kind_of,
    without_explanation,
)
from ingest.extraction.streams import Unit, label_units, lemma_stream, member_stream
from ingest.extraction.variants import Variants
from ingest.extraction.word_lists import EVERYDAY_WORDS
from ingest.extraction.words import Word
from ontology.lexicon import dictionary

_LONGEST_LABEL: Final = 12
"""Labels with more words are titles; no text repeats them."""
_SHORTEST_INSIDE_COMPOUND: Final = 6
"""A shorter word is too often another word's end ("Bank" in "Datenbank")."""
_MOST_FUNCTION_WORDS: Final = 3
_MOST_INITIALS: Final = 8
"""Between the names of the authors of a work stand their initials."""
_SHORT_NAME: Final = 5
_LONGEST_LEGAL_SUFFIX: Final = 4
_NAME: Final = re.compile(r"[^\W\d_]\w")
"""A label has two letters, or a letter and a digit; a bare number names nothing in a text."""
_MIXED_CASE: Final = re.compile(r"[a-zäöüß].*[A-ZÄÖÜ]")


@dataclass(frozen=True, slots=True)
class PreparedLabel:
    """A label with everything the rules ask of it."""

    iri: str
    kind: str
    text: str
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    members: tuple[str, ...]
    has_function_words: bool
    is_name: bool
    exact_case: bool
    needs_support: bool

    @property
    def is_single(self) -> bool:
        return len(self.words) == 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a label may be meant: words first to last (positions), and how it matched."""

    label: PreparedLabel
    first: int
    last: int
    how: str
    starts_inside: bool = False


class ConceptMatcher:
    """Finds the candidates of one language."""

    def __init__(self, nlp: Language, labels: Iterable[ConceptLabel], language: str) -> None:
        self._nlp = nlp
        self._language = language
        self._by_lemmas: defaultdict[tuple[str, ...], list[PreparedLabel]] = defaultdict(list)
        self._by_members: defaultdict[tuple[str, ...], list[PreparedLabel]] = defaultdict(list)
        for label in labels:
            prepared = self._prepare(label)
            if prepared is not None:
                self._by_lemmas[prepared.lemmas].append(prepared)
                self._by_members[prepared.members].append(prepared)
        self._lemma_matcher = self._phrase_matcher(self._by_lemmas)
        self._member_matcher = self._phrase_matcher(self._by_members)
        self._variants = Variants([label for group in self._by_lemmas.values() for label in group], language)

    def find(self, doc: Doc) -> list[Candidate]:
        """All candidates in a document of the pipeline, in no particular order, overlaps included."""
        words: list[Word] = doc._.words
        text = doc.text  # spaCy puts it together anew each time it is asked
        lemmas, members = lemma_stream(words), member_stream(words)
        found = list(self._in_stream(lemmas, self._lemma_matcher, self._by_lemmas, words, text))
        found.extend(self._in_stream(members, self._member_matcher, self._by_members, words, text))
        for label, first, last, how in self._variants.find(words):
            found.append(Candidate(label, first, last, how))
        return found

    def _prepare(self, label: ConceptLabel) -> PreparedLabel | None:
        text = without_explanation(label.text)
        words: list[Word] = self._nlp(text)._.words
        content = [word for word in words if not word.is_function]
        too_little = len(content) == 1 and len(words) > 1
        if not content or too_little or len(content) > _LONGEST_LABEL or not _NAME.search(text):
            return None
        lemmas, members = label_units(words)
        kind = kind_of(label.iri) or ""
        single = content[0].text if len(content) == 1 else ""
        is_name = kind in NAMES
        return PreparedLabel(
            label.iri,
            kind,
            text,
            tuple(word.text for word in content),
            lemmas,
            members,
            len(content) < len(words),
            is_name,
            (is_name and 0 < len(single) <= _SHORT_NAME) or bool(_MIXED_CASE.search(single)),
            self._needs_support(kind, content),
        )

    def _needs_support(self, kind: str, content: Sequence[Word]) -> bool:
        """Whether the label is one everyday word that says too little alone."""
        letters = sum(len(word.text) for word in content)
        if kind == "legal-form" and letters <= _LONGEST_LEGAL_SUFFIX:
            return True  # "AG" and "e. V." end the names of firms
        if len(content) > 1 or content[0].lemma.startswith("§"):
            return False
        everyday = {content[0].lemma, content[0].text.lower()} & EVERYDAY_WORDS[self._language]
        known = kind in KNOWN_TO_NEED_SUPPORT and dictionary.knows(content[0].text, self._language)
        return bool(everyday) or known or (kind in NEEDING_SUPPORT and not content[0].parts)

    def _phrase_matcher(self, index: dict[tuple[str, ...], list[PreparedLabel]]) -> PhraseMatcher:
        matcher = PhraseMatcher(self._nlp.vocab, attr="ORTH")
        matcher.add("label", [Doc(self._nlp.vocab, words=list(units)) for units in index])
        return matcher

    def _in_stream(
        self,
        stream: list[Unit],
        matcher: PhraseMatcher,
        index: dict[tuple[str, ...], list[PreparedLabel]],
        words: list[Word],
        text: str,
    ) -> Iterator[Candidate]:
        if not stream:
            return
        for _, start, end in matcher(Doc(self._nlp.vocab, words=[unit.text for unit in stream])):
            units = stream[start:end]
            for label in index[tuple(unit.text for unit in units)]:
                candidate = self._check(label, units, words, text)
                if candidate:
                    yield candidate

    def _check(
        self, label: PreparedLabel, units: list[Unit], words: list[Word], text: str
    ) -> Candidate | None:
        """Whether the label may stand here; compounds end in their head, names are words of their own."""
        first, last = units[0], units[-1]
        most_between = _MOST_INITIALS if label.kind == "work" else _MOST_FUNCTION_WORDS
        if not last.last or any(b.word - a.word > most_between + 1 for a, b in pairwise(units)):
            return None
        starts_inside = not first.first
        one_word = first.word == last.word
        if starts_inside and not (one_word and label.is_single and self._may_be_head(label)):
            return None
        if not self._case_fits(label, words[first.word], starts_inside=starts_inside):
            return None
        if one_word and not label.is_single and (label.has_function_words or label.is_name):
            return None
        if not one_word and label.is_single:
            between = text[words[first.word].end : words[last.word].start]
            if label.is_name or last.word != first.word + 1 or between not in (" ", "\n", "-", "- "):
                return None
        return Candidate(label, first.word, last.word, _how(label, words, units, text), starts_inside)

    def _may_be_head(self, label: PreparedLabel) -> bool:
        """Whether "X" may be recognised in "YX": a kind of thing, named by a word of some length."""
        long_enough = len(label.lemmas[0]) >= _SHORTEST_INSIDE_COMPOUND
        return long_enough and not label.is_name and not label.needs_support

    def _case_fits(self, label: PreparedLabel, word: Word, *, starts_inside: bool) -> bool:
        if label.exact_case:
            return word.text == label.words[0]
        if label.is_name and label.is_single and word.text.count("-") != label.words[0].count("-"):
            return False  # "Automobil" is not the initiative "Auto-mobil"
        noun = self._language == "de" and label.is_single and label.words[0][0].isupper()
        return not noun or word.text[0].isupper() or starts_inside


def _how(label: PreparedLabel, words: list[Word], units: list[Unit], text: str) -> str:
    """The way a label matched, a key of `ingest.extraction.scoring.SCORES`."""
    if not units[0].first:
        return "inside"
    surface = text[words[units[0].word].start : words[units[-1].word].end]
    if surface == label.text:
        return "exact"
    if any(words[unit.word].left_out for unit in units):
        return "left-out"
    joined = (units[0].word == units[-1].word) != label.is_single
    return "joined" if joined else "inflected"
