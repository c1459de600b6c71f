"""What a name means that is nobody's name: things whose names and search phrases mean nearly the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from service.use_cases.search.nearness import Nearness

_NEAREST = 20
_LOWEST = 0.3
# A phrase is what people say of a thing, a label what it is called.
_OF_PHRASES = 0.97


class NameMeaning:
    """Things near in meaning to a name."""

    def __init__(self, things: Sequence[str], nearness: Nearness) -> None:
        """`things`: IRIs in the order of the rows that `nearness` compares."""
        self._things, self._nearness = things, nearness

    def __call__(self, text: str, /) -> Mapping[str, float]:
        """The things (IRIs) nearest to a text, with their cosines, 0 to 1."""
        cosines = self._nearness.cosines(text)
        best = np.maximum(cosines["label"], _OF_PHRASES * cosines["phrase"])
        places = np.argsort(-best, kind="stable")[:_NEAREST]
        return {self._things[place]: float(best[place]) for place in places if best[place] >= _LOWEST}
