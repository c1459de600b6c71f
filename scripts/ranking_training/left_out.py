"""The judged questions without the one that is being asked: weights are learned as if it were new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from service.encoder import Encoder
from service.use_cases.search.nearness import Vectors
from service.use_cases.search.precedents import Precedent, Precedents, ridged


class LeftOut:
    """Stands in for the precedents of a build; `asked` is the text to leave out."""

    def __init__(self, encoder: Encoder, judged: Sequence[Precedent], things: Sequence[str]) -> None:
        vectors = encoder.encode([one.text for one in judged])
        self._whole = Precedents.of(vectors, judged, things)
        self._inverse = np.linalg.inv(ridged(vectors))
        self._rows = {one.text: row for row, one in enumerate(judged)}
        self.asked = ""

    def expected(self, vector: Vectors) -> tuple[Vectors, float]:
        """As of the precedents, without the row of the question asked (the inverse of a block matrix)."""
        row = self._rows[self.asked]
        share = self._inverse[:, row] / self._inverse[row, row]
        without = self._whole.coefficients - np.outer(share, self._whole.coefficients[row])
        return replace(self._whole, coefficients=without.astype(np.float32)).expected(vector)
