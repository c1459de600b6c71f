"""The language of a document and of each of its passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from ingest.document_model import Language
from ontology.lexicon import language_scores

_SAMPLES: Final = 40
_SHORTEST_SAMPLE: Final = 60
_SHORTEST_OF_ITS_OWN: Final = 120
_CLEARLY: Final = 1.5


def document_language(texts: Sequence[str]) -> Language:
    """The language of most of the text, judged by passages spread over the document; German in doubt."""
    long_enough = [text for text in texts if len(text) >= _SHORTEST_SAMPLE] or list(texts)
    step = max(1, len(long_enough) // _SAMPLES)
    votes: Counter[Language] = Counter()
    for text in long_enough[::step]:
        votes[language_scores(text).best] += len(text)
    return "en" if votes["en"] > votes["de"] else "de"


def passage_language(text: str, document: Language) -> Language:
    """The document's language, unless the passage is long enough and clearly in the other one."""
    if len(text) < _SHORTEST_OF_ITS_OWN:
        return document
    scores = language_scores(text)
    own, other = (scores.german, scores.english) if document == "de" else (scores.english, scores.german)
    if other > own * _CLEARLY:
        return "en" if document == "de" else "de"
    return document
