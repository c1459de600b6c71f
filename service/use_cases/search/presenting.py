"""Interpretations and answers in the shapes that go over the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.schemas import Answer, Concept, Constraint, Interpretation, Text
from service.use_cases.search.catalogue import Catalogue, Thing
from service.use_cases.search.explaining import Explainer
from service.use_cases.search.indexing import answer_class
from service.use_cases.search.interpretation import Understood
from service.use_cases.search.ranking import confidence
from service.use_cases.search.verbalising import sentence


def answer_of(explainer: Explainer, rank: int, thing: Thing, score: float, understood: Understood) -> Answer:
    """An answer with its reasons and evidence; `score` is its chance to be right."""
    return Answer(
        rank=rank,
        iri=thing.iri,
        id=thing.slug,
        type=answer_class(thing),
        label=text_of(thing.label),
        score=round(score, 4),
        confidence=confidence(score),
        because=explainer.because(thing.iri, understood),
        evidence=explainer.evidence(thing.iri, understood),
    )


def interpretation_of(catalogue: Catalogue, understood: Understood, notes: Sequence[Text]) -> Interpretation:
    """How the question was understood; a class that was only guessed is named where it set conditions.

    `notes` follow the sentence that says so.
    """
    things = catalogue.things
    return Interpretation(
        type=understood.asked if understood.conditions or not understood.guessed else None,
        concepts=[
            Concept(
                iri=c.iri,
                id=things[c.iri].slug,
                type=answer_class(things[c.iri]),
                label=text_of(things[c.iri].label),
                span=(c.start, c.end),
                confidence=c.confidence,
            )
            for c in understood.concepts
        ],
        constraints=[
            Constraint(
                property=c.properties[0],
                value=things[c.named].slug if c.named else "literature",
                dropped=c.dropped,
            )
            for c in understood.conditions
        ],
        sentence=_joined([sentence(catalogue, understood), *notes]),
        sparql=understood.sparql,
    )


def _joined(texts: Sequence[Text]) -> Text:
    return Text(
        de=". ".join((t.de or "").rstrip(".") for t in texts),
        en=". ".join((t.en or "").rstrip(".") for t in texts),
    )


def text_of(texts: Mapping[str, str]) -> Text:
    """A text in both languages."""
    return Text(de=texts.get("de"), en=texts.get("en"))
