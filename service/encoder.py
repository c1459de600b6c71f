"""Text encoders: words in, unit vectors out. The one place that knows a model library.

An index holds the fingerprint of the encoder that filled it, because vectors of two encoders
cannot be compared.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from service.errors import EncoderUnavailable

Vectors = npt.NDArray[np.float32]
SHIPPED = "bilingual-static"
_MODELS = Path(__file__).parent / "models"


class Encoder(Protocol):
    """Turns texts into vectors of length one, so that a dot product is a cosine."""

    @property
    def dimensions(self) -> int:
        """Number of components of every vector."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would."""
        ...

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Returns unit vectors, shape (len(texts), dimensions), float32.

        `query` marks questions, for models that prefix questions and passages differently.
        A text without a known word becomes the zero vector.
        """
        ...


class StaticEncoder:
    """Mean of one vector per subword, read from a sentence-transformers folder without torch.

    Gives what ``SentenceTransformer(folder).encode(texts, normalize_embeddings=True)`` gives
    (a test compares them) and is loaded in a fraction of a second.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        inner = folder / "0_StaticEmbedding" if (folder / "0_StaticEmbedding").is_dir() else folder
        weights, words = inner / "model.safetensors", inner / "tokenizer.json"
        missing = [file.name for file in (weights, words) if not file.is_file()]
        if missing:
            raise EncoderUnavailable(f"The encoder in {folder.name} lacks {' and '.join(missing)}.")
        self._tokenizer = Tokenizer.from_file(str(words))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._weights: npt.NDArray[np.float16] = load_file(weights)["embedding.weight"]
        digest = hashlib.sha256(words.read_bytes())
        digest.update(weights.read_bytes())
        self._fingerprint = f"static-{digest.hexdigest()[:16]}"

    @property
    def dimensions(self) -> int:
        return int(self._weights.shape[1])

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        del query
        result = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        for row, encoding in enumerate(encodings):
            if encoding.ids:
                result[row] = self._weights[encoding.ids].mean(axis=0, dtype=np.float32)
        return _unit(result)


class SentenceTransformerEncoder:
    """Any sentence-transformers model by path or name, for example multilingual-e5 with its prefixes."""

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as missing:
            raise EncoderUnavailable(
                f"sentence-transformers is not installed; install it or set CLUSTERWISSEN_ENCODER={SHIPPED}."
            ) from missing
        try:
            self._model = SentenceTransformer(model, device="cpu", local_files_only=True)
        except (OSError, ValueError) as problem:
            raise EncoderUnavailable(
                f"No encoder named {model!r} can be loaded here: {problem}. Give the folder of a "
                f"sentence-transformers model, or {SHIPPED!r} for the one shipped."
            ) from problem
        self._prefixes = ("query: ", "passage: ") if "e5" in model.lower() else ("", "")
        description = json.dumps([model, str(self._model), self._probe()])
        self._fingerprint = f"st-{hashlib.sha256(description.encode()).hexdigest()[:16]}"

    def _probe(self) -> list[float]:
        vector = self._model.encode(["Cluster und Handwerk"], normalize_embeddings=True)[0]
        return [round(float(component), 3) for component in vector[:16]]

    @property
    def dimensions(self) -> int:
        return int(self._model.get_sentence_embedding_dimension() or 0)

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        prefix = self._prefixes[0 if query else 1]
        return np.asarray(
            self._model.encode(
                [prefix + text for text in texts], normalize_embeddings=True, show_progress_bar=False
            ),
            dtype=np.float32,
        )


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit


def open_encoder(name: str) -> Encoder:
    """Opens the shipped encoder, or any other by the path or name of its sentence-transformers model.

    Raises EncoderUnavailable when it cannot be loaded.
    """
    if name == SHIPPED:
        return StaticEncoder(_MODELS / SHIPPED)
    return SentenceTransformerEncoder(name)
