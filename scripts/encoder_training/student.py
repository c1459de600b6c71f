"""The student: one vector per subword, mean-pooled, so that a German phrase lands where its
English translation lies in the teacher's space.

Loss per batch of pairs: cosine distillation of both sides to the teacher's vector of the English
side, plus in-batch contrastive terms (German to teacher, German to English), as in Reimers and
Gurevych 2020 (multilingual distillation) and van den Oord 2018 (InfoNCE).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch.nn import functional as F

Ids = npt.NDArray[np.int64]
SEED = 20261121


@dataclass(frozen=True)
class TrainingPlan:
    """What is trained and for how long; the figures are those of the shipped weights."""

    vocabulary: int = 40_000
    dimensions: int = 256
    batch: int = 2048
    epochs: int = 6
    rate: float = 0.02
    temperature: float = 0.05
    longest: int = 96


def train_tokenizer(texts: Iterator[str], plan: TrainingPlan) -> Tokenizer:
    """Learns a subword vocabulary for both languages; umlauts and ß are written out."""
    tokenizer = Tokenizer(models.Unigram())
    written_out = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")]
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase()]
        + [normalizers.Replace(letter, letters) for letter, letters in written_out]
        + [normalizers.NFD(), normalizers.StripAccents()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation(), pre_tokenizers.Metaspace()]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=plan.vocabulary, special_tokens=["[UNK]"], unk_token="[UNK]", show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


class TokenisedTexts:
    """Token ids of many texts in one flat array with offsets."""

    def __init__(self, tokenizer: Tokenizer, texts: list[str], longest: int) -> None:
        rows = [np.asarray(e.ids[:longest] or [0], dtype=np.int64) for e in tokenizer.encode_batch(texts)]
        self._flat = np.concatenate(rows)
        self._ends = np.cumsum([len(row) for row in rows])

    def bag(self, rows: Ids) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns (ids, offsets) of the chosen texts for ``F.embedding_bag``."""
        parts = [self._flat[(self._ends[r - 1] if r else 0) : self._ends[r]] for r in rows]
        offsets = np.concatenate([[0], np.cumsum([len(p) for p in parts])[:-1]])
        return torch.from_numpy(np.concatenate(parts)), torch.from_numpy(offsets.astype(np.int64))


def contrast(
    left: torch.Tensor, right: torch.Tensor, temperature: float, same: torch.Tensor | None = None
) -> torch.Tensor:
    """InfoNCE in both directions of two (batch, dimensions); what `same` marks is not contrasted."""
    target = torch.arange(len(left))
    scores = left @ right.T / temperature
    if same is not None:
        scores = scores.masked_fill(same, -1e4)
    return (F.cross_entropy(scores, target) + F.cross_entropy(scores.T, target)) / 2


def train_student(
    weights: torch.nn.Parameter,
    sides: tuple[TokenisedTexts, TokenisedTexts],
    targets: torch.Tensor,
    sampling: npt.NDArray[np.float64],
    plan: TrainingPlan,
) -> None:
    """Trains `weights` (vocabulary, dimensions) in place.

    `targets` holds the unit vector of each pair, shape (pairs, dimensions); `sampling` says how
    often a pair is drawn per epoch on average.
    """
    generator = np.random.default_rng(SEED)
    steps_each = int(sampling.sum() // plan.batch)
    optimizer = torch.optim.SparseAdam([weights], lr=plan.rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=plan.rate, total_steps=plan.epochs * steps_each, pct_start=0.1
    )
    probability = sampling / sampling.sum()
    for epoch in range(plan.epochs):
        drawn = generator.choice(len(probability), size=steps_each * plan.batch, p=probability)
        total = 0.0
        for rows in drawn.reshape(steps_each, plan.batch):
            wanted = targets[torch.from_numpy(rows)]
            first, second = (
                F.normalize(F.embedding_bag(ids, weights, offsets, mode="mean", sparse=True), dim=1)
                for ids, offsets in (side.bag(rows) for side in sides)
            )
            distilled = (2 - (first * wanted).sum(1) - (second * wanted).sum(1)).mean()
            loss = distilled + 0.5 * (
                contrast(first, wanted, plan.temperature) + contrast(first, second, plan.temperature)
            )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} of {plan.epochs}: loss {total / steps_each:.4f}", flush=True)
