"""Nearest vectors, by FAISS. The one place that knows FAISS.

Rows of an index belong to keys (IRIs of passages or individuals); several rows may share a key,
and a key's score is that of its best row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
import numpy.typing as npt

from service.encoder import Vectors
from service.errors import IndexMismatch

Rows = npt.NDArray[np.int64]
# From here on rows are compared by a code of four bits for two components first, and the best anew.
_CODES_FROM, _COMPARED_ANEW = 2_000, 3  # that many times the rows asked for, and those are
_LEAST_ASKED = 100
# From here on not every row is compared: the nearest of about sqrt(n) cells are looked into.
_CELLS_FROM = 100_000
_CELLS_LOOKED_INTO = 192
_LEARNT_FROM, _ROUNDS = 64, 10  # rows for each cell or code, rounds of k-means


@dataclass(frozen=True)
class Near:
    """One hit: the key, its best row and the cosine, -1 to 1."""

    key: str
    row: int
    score: float


class PassageIndex(Protocol):
    """k nearest keys of a query vector."""

    def nearest(self, vector: Vectors, k: int) -> list[Near]:
        """Returns at most `k` keys, best first; `vector` has shape (dimensions,)."""
        ...

    def __len__(self) -> int: ...


class FaissIndex:
    """A FAISS index on disk beside the keys of its rows and the fingerprint of its encoder."""

    def __init__(self, index: faiss.Index, keys: Sequence[str], fingerprint: str) -> None:
        self._index, self._keys, self.fingerprint = index, list(keys), fingerprint
        self._rows_share_keys = len(set(self._keys)) < len(self._keys)

    @classmethod
    def build(cls, vectors: Vectors, keys: Sequence[str], fingerprint: str) -> FaissIndex:
        """Indexes `vectors`, shape (len(keys), dimensions)."""
        if len(vectors) != len(keys):
            raise ValueError(f"{len(vectors)} vectors for {len(keys)} keys; give one key per vector")
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        _use_one_thread()
        index = _empty_index(len(rows), rows.shape[1])
        if len(rows):
            index.train(rows)
        index.add(rows)
        return cls(index, keys, fingerprint)

    @classmethod
    def open(cls, folder: Path, fingerprint: str) -> FaissIndex:
        """Opens an index; raises IndexMismatch when another encoder filled it."""
        about = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
        if about["encoder"] != fingerprint:
            raise IndexMismatch(
                f"The vector index was filled by the encoder {about['encoder']}, but {fingerprint} is set. "
                "Run `clusterwissen build` to fill it anew, or set the encoder it was built with."
            )
        _use_one_thread()
        return cls(faiss.read_index(str(folder / "vectors.faiss")), about["keys"], fingerprint)

    def save(self, folder: Path) -> None:
        """Writes the index into `folder`, which is created."""
        folder.mkdir(parents=True, exist_ok=True)
        faiss.write_index(self._index, str(folder / "vectors.faiss"))
        about = {"encoder": self.fingerprint, "keys": self._keys}
        (folder / "rows.json").write_text(json.dumps(about), encoding="utf-8")

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> list[str]:
        """The key of each row."""
        return list(self._keys)

    def rows(self, vector: Vectors, k: int) -> tuple[Rows, Vectors]:
        """The `k` nearest rows and their cosines, both of shape (at most k,), best first."""
        asked = min(max(k, _LEAST_ASKED), len(self._keys)) or 1
        scores, rows = self._index.search(vector.reshape(1, -1), asked)
        found = rows[0] >= 0
        return rows[0][found][:k], scores[0][found][:k]

    def nearest(self, vector: Vectors, k: int) -> list[Near]:
        if not self._keys or k < 1:
            return []
        best: dict[str, Near] = {}
        for row, score in zip(*self.rows(vector, 4 * k + 16 if self._rows_share_keys else k), strict=True):
            key = self._keys[row]
            best.setdefault(key, Near(key, int(row), float(score)))
        return list(best.values())[:k]


def _use_one_thread() -> None:
    """Questions are answered side by side, and learning codes takes a third of a second.

    Threads within one of these would only wait for each other, ten times as long on busy cores.
    """
    faiss.omp_set_num_threads(1)


def _empty_index(rows: int, dimensions: int) -> faiss.Index:
    """Half precision: half the memory to read for every question, cosines right to three digits."""
    if rows < _CODES_FROM or dimensions % 2:
        return faiss.index_factory(dimensions, "SQfp16", faiss.METRIC_INNER_PRODUCT)
    if rows < _CELLS_FROM:
        kind = f"PQ{dimensions // 2}x4fs,Refine(SQfp16)"
        index = faiss.index_factory(dimensions, kind, faiss.METRIC_INNER_PRODUCT)
        faiss.ParameterSpace().set_index_parameter(index, "k_factor_rf", _COMPARED_ANEW)
        refined: Any = faiss.downcast_index(index)
        codes: Any = faiss.downcast_index(refined.base_index)
        learning = codes.pq.cp
        learning.max_points_per_centroid, learning.niter = _LEARNT_FROM, _ROUNDS
        return index
    index = faiss.index_factory(dimensions, f"IVF{int(rows**0.5)},SQfp16", faiss.METRIC_INNER_PRODUCT)
    cells = faiss.extract_index_ivf(index)
    cells.nprobe = _CELLS_LOOKED_INTO
    cells.cp.max_points_per_centroid, cells.cp.niter = _LEARNT_FROM, _ROUNDS
    return index
