"""The student learns to tell the things of the corpus apart: texts of one thing draw together.

A phrase in which people ask for a thing is contrasted (InfoNCE) with a name, sentence or other phrase of
the same thing, against those of other things; every other batch holds things of one class only, which are
the hardest to tell apart. Subwords of the phrase are left out at random, so that no single one is relied
on. A batch of translations beside each keeps both languages together (multi-task learning).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional as F

from encoder_training.corpus import Described
from encoder_training.student import SEED, TokenisedTexts, contrast

_PHRASE, _NAME = (
    0.5,
    0.25,
)  # the shares of other phrases and of names among the positives; the rest: sentences


@dataclass(frozen=True)
class RefiningPlan:
    """For how long, and how; the figures are those of the shipped weights."""

    steps: int = 10_000
    batch: int = 96
    rate: float = 1e-3
    temperature: float = 0.1
    left_out: float = 0.3
    translations: int = 128
    report_every: int = 500


class _Bags:
    """The texts of all things, tokenised once."""

    def __init__(self, things: Sequence[Described], tokenised: TokenisedTexts) -> None:
        self._tokenised = tokenised
        self.rows: list[tuple[range, range, range]] = []
        start = 0
        for thing in things:
            parts = []
            for texts in (thing.phrases, thing.names, thing.sentences):
                parts.append(range(start, start + len(texts)))
                start += len(texts)
            self.rows.append((parts[0], parts[1], parts[2]))

    def pair(self, thing: int, random: np.random.Generator) -> tuple[int, int]:
        """A phrase of a thing and another text of it."""
        phrases, names, sentences = self.rows[thing]
        first = int(random.choice(phrases))
        drawn = random.random()
        others = phrases if drawn < _PHRASE else names if drawn < _PHRASE + _NAME else sentences
        rest = [row for row in others if row != first]
        return first, int(random.choice(rest))


def all_texts(things: Sequence[Described]) -> list[str]:
    """The texts of all things in the order in which `refine` counts them."""
    return [text for t in things for text in (*t.phrases, *t.names, *t.sentences)]


def refine(
    weights: torch.nn.Parameter,
    things: Sequence[Described],
    own: TokenisedTexts,
    sides: tuple[TokenisedTexts, TokenisedTexts],
    sampling: npt.NDArray[np.float64],
    plan: RefiningPlan,
) -> None:
    """Trains `weights` (vocabulary, dimensions) in place.

    `own` holds the texts of `all_texts(things)`; `sides` and `sampling` are the translations of
    `student.train_student`.
    """
    random = np.random.default_rng(SEED)
    torch.manual_seed(SEED)
    bags = _Bags(things, own)
    classes: dict[str, list[int]] = defaultdict(list)
    for place, thing in enumerate(things):
        classes[thing.kind].append(place)
    groups = [np.array(members) for members in classes.values() if len(members) > 1]
    # Things with many phrases are asked for in many ways: they, and their classes, are drawn the more.
    phrases = np.array([len(thing.phrases) for thing in things], dtype=float)
    sizes = np.array([phrases[members].sum() for members in groups])
    everything = np.arange(len(things))
    drawn = random.choice(len(sampling), size=(plan.steps, plan.translations), p=sampling / sampling.sum())
    optimizer = torch.optim.SparseAdam([weights], lr=plan.rate)
    total = 0.0
    for step in range(plan.steps):
        group = groups[random.choice(len(groups), p=sizes / sizes.sum())] if step % 2 else everything
        share = phrases[group] / phrases[group].sum()
        drawn_things = random.choice(group, size=min(plan.batch, len(group)), replace=False, p=share)
        chosen = np.tile(drawn_things, max(1, plan.batch // len(group)))
        rows = np.array([bags.pair(int(thing), random) for thing in chosen])
        asked = _encoded(weights, own, rows[:, 0], plan.left_out)
        same = torch.from_numpy((chosen[:, None] == chosen) & ~np.eye(len(chosen), dtype=bool))
        loss = contrast(asked, _encoded(weights, own, rows[:, 1]), plan.temperature, same)
        german, english = (_encoded(weights, side, drawn[step]) for side in sides)
        loss = loss + contrast(german, english, plan.temperature)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        total += float(loss.detach())
        if (step + 1) % plan.report_every == 0:
            print(f"step {step + 1} of {plan.steps}: loss {total / plan.report_every:.4f}", flush=True)
            total = 0.0


def _encoded(
    weights: torch.Tensor, texts: TokenisedTexts, rows: npt.NDArray[np.int64], left_out: float = 0.0
) -> torch.Tensor:
    ids, offsets = texts.bag(rows)
    kept = (torch.rand(len(ids)) >= left_out).to(weights.dtype) if left_out else torch.ones(len(ids))
    kept[offsets] = 1.0  # the first subword always stays, so that no text is empty
    summed = F.embedding_bag(ids, weights, offsets, mode="sum", sparse=True, per_sample_weights=kept)
    return F.normalize(summed, dim=1)
