"""One spelling for all spellings of a word: case, umlauts, sharp s and accents folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UMLAUT = re.compile("([aou])\u0308")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ø": "oe", "ı": "i", "ł": "l", "đ": "d", "’": "'"})


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return ``text`` in the one spelling that is used for every comparison.

    Umlauts are written out (``ä`` becomes ``ae``) rather than dropped, so that a word typed on a keyboard
    without umlauts agrees with the printed one, and ``ß`` becomes ``ss``, so that the spellings before and
    after the reform of 1996 and the Swiss one agree. A word that has ``ue`` of its own ("neue", "Steuer")
    stays as it is, here and in the question, so both sides still meet. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    folded = _fold_once(text)
    # A few compatibility characters unfold into upper case or marks only after the first pass.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).casefold().translate(_LIGATURES)
    written_out = _UMLAUT.sub(r"\1e", decomposed)
    return "".join(char for char in written_out if not unicodedata.combining(char))
