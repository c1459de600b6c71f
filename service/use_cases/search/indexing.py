"""What of a thing or passage goes into the text and vector indexes.

A thing is found by its labels and synonyms, by the phrases in which people ask for it, by its
description and what is stated about it, and by its links said as sentences ("X addresses barrier
Y"), which Gutiérrez et al. 2025 (HippoRAG 2) found decisive for questions that name the other end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ontology.lexicon import Token, analyser_for
from ontology.schema import schema
from service.use_cases.search.catalogue import Catalogue, Thing
from service.use_cases.search.nearness import ROW_KINDS
from service.use_cases.search.reading import LANGUAGES

_SHORTEST_WORD = 3
# Classes whose things can be an answer; the rest is reached from these.
ANSWER_CLASSES = (
    "Measure",
    "Barrier",
    "Benefit",
    "Drawback",
    "ClusterInitiative",
    "Cluster",
    "LiteratureProfile",
    "CaseStudy",
    "Skill",
    "ActivityField",
    "Thesis",
    "DevelopmentPhase",
    "ManagementTask",
    "EventFormat",
    "Argument",
    "ActionField",
    "Trade",
    "TradeGroup",
    "Sector",
    "Region",
    "Source",
    "ActorType",
    "ResearchQuestion",
    "ResearchStep",
    "SelectionCriterion",
    "ClusterType",
    "MaturityCriterion",
    "PolicyInstrument",
    "StatisticalTable",
    "Organisation",
    "ArgumentAid",
)
# Every text names them, or they are about the studies themselves: seldom what a question asks for that does
# not say so.
SELDOM_ASKED = frozenset(
    {
        *("Cluster", "ActorType", "Region", "Sector", "Source", "TradeGroup", "StatisticalTable"),
        *("ResearchQuestion", "ResearchStep", "SelectionCriterion", "ClusterType", "MaturityCriterion"),
        *("PolicyInstrument", "Organisation"),
    }
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ0-9„\"])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to be indexed: its IRI, text and language."""

    iri: str
    text: str
    language: str


def answerable(catalogue: Catalogue) -> list[Thing]:
    """Things that can be an answer."""
    wanted = set(ANSWER_CLASSES)
    return [thing for thing in catalogue.things.values() if thing.types & wanted]


def sentences(text: str) -> list[str]:
    """Cuts a text at the ends of its sentences; the pieces are not empty."""
    return [piece for piece in _SENTENCE_END.split(text.strip()) if piece]


def answer_class(thing: Thing) -> str:
    """The class a thing is shown under: OperativeMeasure and StrategicMeasure are both a Measure."""
    return next((name for name in ANSWER_CLASSES if name in thing.types), min(thing.types, default="Concept"))


def verbalised_links(catalogue: Catalogue, thing: Thing, language: str) -> list[str]:
    """The links of a thing as sentences, without those that only classify."""
    found = []
    for link in catalogue.outgoing[thing.iri]:
        info = schema().properties.get(link.property)
        if info is not None and language in info.label:
            other = catalogue.things[link.object]
            found.append(f"{thing.name(language)} {info.label[language]} {other.name(language)}")
    return found


def _texts(catalogue: Catalogue, thing: Thing, language: str) -> dict[str, list[str]]:
    stated = [s.text[language] for s in catalogue.about[thing.iri] if language in s.text]
    linked = [
        catalogue.things[link.object].name(language)
        for link in catalogue.outgoing[thing.iri]
        if link.property not in ("studiedIn",)
    ]
    return {
        "label": [thing.name(language), *thing.synonyms.get(language, ())],
        "phrase": thing.phrases.get(language, []),
        "text": [thing.description.get(language, ""), *stated],
        "context": linked,
    }


def thing_texts(
    catalogue: Catalogue, *, decompound: bool = True
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yields (IRI, terms by field) of every answerable thing; without members of compounds if so wished."""
    for thing in answerable(catalogue):
        fields: dict[str, list[str]] = {}
        for language in LANGUAGES:
            for name, texts in _texts(catalogue, thing, language).items():
                fields[f"{name}_{language}"] = [
                    term
                    for text in texts
                    for token in content_tokens(text, language)
                    for term in (token.terms if decompound else (token.lemma, *token.readings))
                ]
        yield thing.iri, fields


def content_tokens(text: str, language: str) -> list[Token]:
    """The words of a text that are no stop words."""
    return [token for token in analyser_for(language).tokens(text) if not token.is_stop]


def words(catalogue: Catalogue) -> list[str]:
    """The words as written in the labels, phrases and texts of all answerable things, each once."""
    found: dict[str, None] = {}
    for thing in answerable(catalogue):
        for language in LANGUAGES:
            texts = _texts(catalogue, thing, language)
            for text in (*texts["label"], *texts["phrase"], *texts["text"]):
                found |= dict.fromkeys(token.text for token in content_tokens(text, language))
    return [word for word in found if len(word) >= _SHORTEST_WORD]


def passage_texts(passages: Iterable[Passage]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yields (IRI, terms by field) of every passage."""
    for passage in passages:
        terms = analyser_for(passage.language).terms(passage.text)
        yield passage.iri, {f"text_{passage.language}": terms}


def thing_rows(catalogue: Catalogue) -> dict[str, tuple[list[str], list[str]]]:
    """Returns (IRIs, texts) by kind: a row per label, synonym, phrase, sentence and verbalised link."""
    found: dict[str, dict[tuple[str, str], None]] = {kind: {} for kind in ROW_KINDS}
    for thing in answerable(catalogue):
        for language in LANGUAGES:
            parts = _texts(catalogue, thing, language)
            parts["text"] = [piece for text in parts["text"] for piece in sentences(text)]
            parts["link"] = verbalised_links(catalogue, thing, language)
            for kind, rows in found.items():
                rows.update(dict.fromkeys((thing.iri, text) for text in parts[kind] if text))
    return {kind: ([iri for iri, _ in rows], [text for _, text in rows]) for kind, rows in found.items()}


def class_texts(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Returns (class, text): what is said of, or asked for, things of each class."""
    rows = thing_rows(catalogue)
    return [
        (answer_class(catalogue.things[iri]), text)
        for kind in ("label", "phrase", "text")
        for iri, text in zip(*rows[kind], strict=True)
    ]


def passage_rows(passages: Iterable[Passage]) -> tuple[list[str], list[str]]:
    """Returns (keys, texts): one row per passage as a whole."""
    found = list(passages)
    return [passage.iri for passage in found], [passage.text for passage in found]
