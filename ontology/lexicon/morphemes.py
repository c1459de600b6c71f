"""The most likely morphemes of a word by HanTa's model, searched for in a quarter of HanTa's time.

A hidden Markov model of second order over morphemes (Wartena 2019, "A Probabilistic Morphology Model for
German Lemmatization"), searched with a beam as HanTa does, with the same result. HanTa asks for every
stretch of a word how likely each of 150 tags is to be written like that; here the few tags that are possible
at all are looked up by the stretch.
"""

from __future__ import annotations

from functools import lru_cache
from operator import add
from typing import Any

import numpy as np

_State = tuple[int, int]
_Row = dict[_State, tuple[float, _State, int]]
"""By the last two tags: log probability, the state before, and where its last morpheme ended."""

_Tags = dict[int, float]
_Spelt = tuple[_Row, _Tags]

_NOTHING: _Tags = {}
_LOWEST = -1e6
_NEVER = (_LOWEST,)
_BEAM, _BEAM_WIDTH = 3, 1.0  # the best states of a row go on, and those hardly less likely than the fourth
_LONGEST_SUFFIX, _LONGEST = 4, 24
_SUFFIXES = 16_384
_WHOLE_WORD = 4.6  # taken from the log probability of a word that is one unknown morpheme


class MorphemeSearch:
    """The search in one loaded HanTa model. Safe to share between threads."""

    def __init__(self, model: Any, *, empty: int, start: int, unknown: int, end_unknown: int) -> None:
        """`model`: a HanoverTagger; the numbers are its names for states that are no morphemes."""
        self._first: _State = (empty, start)
        self._unknown, self._end_unknown = unknown, end_unknown
        self._followers: dict[_State, _Tags] = {
            state: dict(followers) for state, followers in model.LP_trans_nonfinal.items()
        }
        self._ends: dict[_State, list[tuple[int, float]]] = model.LP_trans_final
        self._reachable: dict[int, frozenset[int]] = model.reachability
        self._known: dict[str, _Tags] = {}
        for tag, morphemes in model.LP_m_t.items():
            for morpheme, probability in morphemes.items():
                self._known.setdefault(morpheme, {})[tag] = probability
        self._open = {
            tag: (model.Int_t + probability, model.LP_len_t[tag], model.LP_s_t[tag])
            for tag, probability in model.LP_hapax_t.items()
            if tag in model.LP_s_t
        }
        # By length, for each tag with unknown morphemes: how likely there is one, of that length.
        self._lengths = [
            [start + lengths[length] if length else _LOWEST for start, lengths, _ in self._open.values()]
            for length in range(_LONGEST + 1)
        ]
        self._suffixes = lru_cache(maxsize=_SUFFIXES)(self._of_suffix)

    def parts_of_speech(self, word: str) -> list[tuple[int, float]]:
        """The log probability of each part of speech of a word, the most likely first."""
        last = self._rows(word, strict=False)[-1]
        best: dict[_State, float] = {}
        for state, (probability, _, _) in last.items():
            for tag, step in self._ends.get(state, ()):
                end, whole = (state[1], tag), probability + step
                if whole > best.get(end, _LOWEST):
                    best[end] = whole
        found: dict[int, float] = {}
        for (_, tag), probability in best.items():
            known = found.get(-tag)
            found[-tag] = probability if known is None else np.logaddexp(known, probability)
        return sorted(found.items(), key=lambda item: item[1], reverse=True) or [(self._unknown, 0)]

    def best_path(self, word: str, end: int) -> list[tuple[int, int]]:
        """(tag, where it ends in the word) of each morpheme, and last of all (`end`, one more).

        `end` is the tag of the part of speech. Unknown morphemes are only tried where no others fit.
        """
        for strict in (True, False):
            rows = self._rows(word, strict=strict, within=self._reachable.get(end, frozenset()))
            best, last = _LOWEST, None
            for state, (probability, _, _) in rows[-1].items():
                step = next((step for tag, step in self._ends.get(state, ()) if tag == end), None)
                if step is not None and probability + step > best:
                    best, last = probability + step, state
            if last is not None:
                return [*_walked(rows, last), (end, len(word) + 1)]
        return [(self._unknown, len(word)), (self._end_unknown, len(word) + 1)]

    def _rows(self, word: str, *, strict: bool, within: frozenset[int] | None = None) -> list[_Row]:
        """The states that can be reached at each place of the word, with the best way to each."""
        rows: list[_Row] = [{} for _ in range(len(word) + 1)]
        rows[0][self._first] = (0.0, self._first, 0)
        for begin, row in enumerate(rows[:-1]):
            spelt = self._spelt(word, begin, rows, strict) if row else []
            for state in _beam(row):
                followers = self._followers.get(state, _NOTHING)
                if within is not None:
                    followers = {tag: step for tag, step in followers.items() if tag in within}
                if followers:
                    _extend(state, row[state][0], begin, followers, spelt)
        return rows

    def _spelt(self, word: str, begin: int, rows: list[_Row], strict: bool) -> list[_Spelt]:
        """What can be a morpheme from a place on: the row of its end, and its log probability by tag."""
        spelt = []
        for end in range(begin + 1, len(word) + 1):
            stretch = word[begin:end]
            known = self._known.get(stretch, _NOTHING)
            if strict or (len(word) >= _LONGEST_SUFFIX and end - begin <= 2):
                tags = known
            else:
                tags = self._guess(stretch, is_whole_word=len(stretch) == len(word)) | known
            if tags:
                spelt.append((rows[end], tags))
        return spelt

    def _guess(self, morpheme: str, *, is_whole_word: bool) -> _Tags:
        """The log probability of an unknown morpheme by tag."""
        lengths, suffixes = self._lengths[min(len(morpheme), _LONGEST)], self._suffixes(morpheme[1:][-4:])
        tags = dict(zip(self._open, map(add, lengths, suffixes), strict=True))
        return {tag: each - _WHOLE_WORD for tag, each in tags.items()} if is_whole_word else tags

    def _of_suffix(self, ending: str) -> list[float]:
        """For each tag with unknown morphemes: the log probability of the longest ending it knows."""
        endings = [ending[n:] for n in range(len(ending) + 1)]
        return [next(known[end] for end in endings if end in known) for _, _, known in self._open.values()]


def _beam(row: _Row) -> list[_State]:
    """The states worth going on from."""
    if len(row) <= _BEAM:
        return list(row)
    bound = sorted((probability for probability, _, _ in row.values()), reverse=True)[_BEAM] - _BEAM_WIDTH
    return [state for state, (probability, _, _) in row.items() if probability >= bound]


def _extend(state: _State, probability: float, begin: int, followers: _Tags, spelt: list[_Spelt]) -> None:
    """Notes what follows on a state: one more morpheme, in the row of the place where it ends."""
    middle, way = state[1], (state, begin)
    for row, tags in spelt:
        fewer, more = (tags, followers) if len(tags) < len(followers) else (followers, tags)
        for tag, one in fewer.items():
            if (other := more.get(tag)) is not None:
                whole, reached = probability + (one + other), (middle, tag)
                if whole > row.get(reached, _NEVER)[0]:
                    row[reached] = (whole, *way)


def _walked(rows: list[_Row], state: _State) -> list[tuple[int, int]]:
    """The way to a state of the last row: each tag with the place where its morpheme ends."""
    path: list[tuple[int, int]] = []
    end = len(rows) - 1
    while end > 0:
        path.append((state[1], end))
        _, state, end = rows[end][state]
    return path[::-1]
