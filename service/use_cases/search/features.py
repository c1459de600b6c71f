"""What speaks for a candidate, as numbers between 0 and 1: the columns that the ranking weighs.

Every feature is made so that more of it cannot speak against a candidate; the weights are therefore
kept at zero or above (see `ranking`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from service.use_cases.search.catalogue import Catalogue
from service.use_cases.search.concepts import Recognised
from service.use_cases.search.fitting import met
from service.use_cases.search.interpretation import Condition, Understood
from service.use_cases.search.lexical import TermTable
from service.use_cases.search.nearness import ROW_KINDS, Nearness, Vectors
from service.use_cases.search.reading import Reading
from service.use_cases.search.spreading import Spreading

# What the conditions are about: who acts, who is better off, what is to be overcome or gained, anything else.
_SUBJECTS = {
    "audience": "fit_actor",
    "targetGroup": "fit_target",
    "addressesBarrier": "fit_purpose",
    "promotesBenefit": "fit_purpose",
}
_FITS = ("fit_actor", "fit_target", "fit_purpose", "fit_other", "fit_all", "fit_worded", "fit_stated")
FEATURES = (
    "words_label",
    "words_phrase",
    "words_text",
    "words_context",
    "coverage",
    "near_label",
    "near_phrase",
    "near_text",
    "near_link",
    "near_phrases",
    "near_rows",
    "near_questions",
    "named",
    "spread",
    *_FITS,
)
LEXICAL = frozenset({"words_label", "words_phrase", "words_text", "words_context", "coverage"})
DENSE = frozenset(name for name in FEATURES if name.startswith("near_"))
GRAPH = frozenset({"near_link", "near_rows", "words_context", "spread", *_FITS})
_SEEDS = 12
_SEED_FROM = 0.3


@dataclass(frozen=True, slots=True)
class Scene:
    """A question before all candidates: `features` has shape (things, len(FEATURES)).

    `known`: share of the question's words, by rarity, that the graph's texts have; `nearest`: the
    highest cosine of any row; `precedent`: 1 where judged questions like it have an answer, -1 where none.
    """

    features: Vectors
    known: float
    nearest: float
    precedent: float


class Precedents(Protocol):
    """Tells what judged questions like one had as answers."""

    def expected(self, vector: Vectors) -> tuple[Vectors, float]: ...


class FeatureTable:
    """Computes the features of all answerable things for a question."""

    def __init__(
        self,
        catalogue: Catalogue,
        things: Sequence[str],
        terms: TermTable,
        nearness: Nearness,
        precedents: Precedents,
    ) -> None:
        """`things`: the IRIs of the answerable things, in the order of the tables."""
        self.precedents = precedents
        self._catalogue, self._terms, self._nearness = catalogue, terms, nearness
        self.things = tuple(things)
        self.place = {iri: place for place, iri in enumerate(self.things)}
        everything = {iri: place for place, iri in enumerate(catalogue.things)}
        self._everything = everything
        self._among_all = np.array([everything[iri] for iri in self.things], dtype=np.int64)
        links = [
            (everything[link.subject], everything[link.object], link.property)
            for found in catalogue.outgoing.values()
            for link in found
            if link.basis == "asserted"
        ]
        self._spreading = Spreading(len(everything), links)

    def scene(self, reading: Reading, concepts: Sequence[Recognised]) -> Scene:
        """Compares a question with every thing; the fit to conditions is added by `fitted`."""
        matched = self._terms.match(reading)
        cosines = self._nearness.cosines(reading.spelt)
        near = np.maximum.reduce([cosines[kind] for kind in ROW_KINDS])
        nothing = np.zeros(len(self.things), dtype=np.float32)
        expected, precedent = self.precedents.expected(self._nearness.vector(reading.spelt))
        columns: Mapping[str, Vectors] = {
            **{f"words_{group}": values for group, values in matched.by_group.items()},
            "coverage": matched.coverage,
            **{f"near_{kind}": values for kind, values in cosines.items()},
            "near_questions": expected,
            "named": self._named(concepts, len(reading.text)),
            "spread": self._spread(concepts, near),
            **dict.fromkeys(_FITS, nothing),
        }
        table = np.stack([columns[name] for name in FEATURES], axis=1)
        return Scene(table, matched.known, float(near.max(initial=0.0)), precedent)

    def fitted(self, scene: Scene, understood: Understood) -> Scene:
        """The same with how well each thing meets the conditions.

        Where the question says the class and not only things, its conditions are meant as such.
        """
        features = scene.features.copy()
        fits = self._fits(understood.conditions)
        fits["fit_worded"] = fits["fit_all"] * understood.worded
        fits["fit_stated"] = (fits["fit_all"] > 0.0) * np.float32(understood.stated)
        for name, values in fits.items():
            features[:, FEATURES.index(name)] = values
        return replace(scene, features=features)

    def _named(self, concepts: Sequence[Recognised], length: int) -> Vectors:
        named = np.zeros(len(self.things), dtype=np.float32)
        for concept in concepts:
            place = self.place.get(concept.iri)
            if place is not None:
                share = (concept.end - concept.start) / max(1, length)
                named[place] = max(named[place], concept.confidence * (0.3 + 0.7 * share))
        return named

    def _spread(self, concepts: Sequence[Recognised], near: Vectors) -> Vectors:
        """Seeds are the named things, the less linked the more, and the nearest ones."""
        seeds: dict[int, float] = {}
        for concept in concepts:
            links = len(self._catalogue.incoming[concept.iri])
            seeds[self._everything[concept.iri]] = concept.confidence * 3.0 / np.log(8.0 + links)
        for place in np.argsort(-near, kind="stable")[:_SEEDS]:
            if near[place] > _SEED_FROM:
                at = int(self._among_all[place])
                seeds[at] = max(seeds.get(at, 0.0), float(near[place]) ** 3)
        spread = self._spreading.spread(seeds)[self._among_all]
        most = float(spread.max(initial=0.0))
        return np.sqrt(spread / most) if most > 0.0 else spread

    def _fits(self, conditions: Sequence[Condition]) -> dict[str, Vectors]:
        """How well the conditions are met, as far as the graph can meet them at all.

        By subject the mean of its conditions; "fit_all" is the product of all.
        """
        product = np.ones(len(self.things), dtype=np.float32)
        by_subject: dict[str, list[Vectors]] = {}
        for condition in conditions:
            values = np.zeros(len(self.things), dtype=np.float32)
            for iri, value in met(self._catalogue, condition).items():
                if iri in self.place:
                    values[self.place[iri]] = value
            if values.any():
                subject = _SUBJECTS.get(condition.properties[0], "fit_other")
                by_subject.setdefault(subject, []).append(values)
                product *= values
        fits: dict[str, Vectors] = {
            name: np.mean(values, axis=0, dtype=np.float32) for name, values in by_subject.items()
        }
        fits["fit_all"] = product if by_subject else np.zeros_like(product)
        return fits
