"""Writes the student as a sentence-transformers folder, half precision, with checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, StaticEmbedding
from tokenizers import Tokenizer


def save(folder: Path, tokenizer: Tokenizer, weights: npt.NDArray[np.float32]) -> None:
    """Writes `weights` (vocabulary, dimensions) and the tokenizer; other files of the folder stay."""
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[module, Normalize()]).save(str(folder), create_model_card=False)
    (file,) = folder.rglob("model.safetensors")
    save_file({"embedding.weight": weights.astype(np.float16)}, file)
    file.chmod(0o644)
    for written in sorted(folder.rglob("*")):
        if written.is_file():
            print(f"{hashlib.sha256(written.read_bytes()).hexdigest()}  {written.relative_to(folder)}")
