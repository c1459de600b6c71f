"""Interpretations and answers in the shapes that go over the wire."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from service.schemas import Answer, Concept, Constraint, Interpretation, Reason, Text
from service.use_cases.search.catalogue import Catalogue, Thing
from service.use_cases.search.explaining import Explainer
from service.use_cases.search.indexing import answer_class
from service.use_cases.search.interpretation import Understood
from service.use_cases.search.ranking import confidence
from service.use_cases.search.verbalising import sentence


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its chance to be right, 0 to 1."""

    thing: Thing
    score: float


def answer_of(
    explainer: Explainer, rank: int, ranked: Ranked, understood: Understood, matching: Collection[str]
) -> Answer:
    """An answer with its reasons and evidence; `matching`: the IRIs that meet all conditions."""
    thing = ranked.thing
    because = explainer.because(thing.iri, understood)
    if understood.effective and thing.iri not in matching and because[0].basis != "similar":
        because = [Reason(path=[thing.slug], basis="similar"), *because]
    return Answer(
        rank=rank,
        iri=thing.iri,
        id=thing.slug,
        type=answer_class(thing),
        label=text_of(thing.label),
        score=round(ranked.score, 4),
        confidence=confidence(ranked.score),
        because=because,
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
