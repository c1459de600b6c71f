"""How often the right thing comes first for the corpus' own names, as people write them in tables.

`python -m pytest tests/service/reconciling/test_real_names.py --log-cli-level=INFO` prints the shares.
"""

from __future__ import annotations

import logging
import random
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from service.builds import open_current
from service.encoder import SHIPPED, open_encoder
from service.indexes import open_search
from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.reconciling.entities import Entities, identifier
from service.use_cases.reconciling.messages import Candidate
from service.use_cases.reconciling.names import plain
from service.use_cases.reconciling.reconciler import Reconciler
from service.use_cases.search.preparation import Prepared

log = logging.getLogger(__name__)
_SAMPLE = 120
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def _without_marks(name: str, _: random.Random) -> str:
    parts = unicodedata.normalize("NFKD", name.replace("ß", "s"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _misspelt(name: str, dice: random.Random) -> str:
    """One slip in a short name, two or three in a long one: left out, added, wrong or swapped letters."""
    for _ in range(1 + (len(name) >= 12) + (len(name) >= 25)):
        at = dice.randrange(max(1, len(name) - 1))
        head, here, after, rest = name[:at], name[at : at + 1], name[at + 1 : at + 2], name[at + 2 :]
        name = dice.choice(
            [
                head + after + rest,
                head + dice.choice(_LETTERS) + here + after + rest,
                head + dice.choice(_LETTERS) + after + rest,
                head + after + here + rest,
            ]
        )
    return name


def _reordered(name: str, _: random.Random) -> str:
    first, *others = name.split()
    return " ".join([*others, first])


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "as written": lambda name, _: name,
    "capitals": lambda name, _: name.upper(),
    "umlauts written out": lambda name, _: name.translate(_WRITTEN_OUT),
    "umlauts without marks": _without_marks,
    "misspelt": _misspelt,
    "words reordered": _reordered,
    "without blanks": lambda name, _: name.replace(" ", ""),
}
# In nobody's words but those of a reader of the studies: found by meaning.
PARAPHRASES = {
    "keine Zeit neben dem Tagesgeschäft": "barrier/lack-of-time",
    "no trust between firms": "barrier/distrust-and-rivalry",
    "zu wenig Informationen": "barrier/information-deficit",
    "Mitgliedsbeitrag zu teuer": "barrier/membership-cost",
    "skilled labour shortage": "benefit/skilled-workers",
}


@pytest.fixture(scope="module")
def reconciler(real_data: Path) -> Reconciler:
    build = open_current(real_data)
    store = OxigraphStore.open(build.store)
    return open_search(store, build.folder, open_encoder(SHIPPED), "test").reconciler


@pytest.fixture(scope="module")
def names(real_data: Path) -> list[tuple[str, str]]:
    """(Label, identifier) of all things whose label is theirs alone."""
    things = Entities(Prepared.open(open_current(real_data).folder / "search.json").catalogue).named
    labels = {(label, identifier(thing)) for thing in things for label in thing.label.values()}
    bearers = Counter(name for name, _ in {(plain(label), bearer) for label, bearer in labels})
    return sorted((label, bearer) for label, bearer in labels if bearers[plain(label)] == 1)


def _best(reconciler: Reconciler, query: str) -> Candidate | None:
    found = reconciler.candidates({"query": query, "limit": 1}, None).result
    return found[0] if found else None


@pytest.mark.parametrize("way", WAYS)
def test_the_bearer_of_a_name_comes_first_however_it_is_written(
    reconciler: Reconciler, names: list[tuple[str, str]], way: str
) -> None:
    dice = random.Random(f"names {way}")
    right, matched = 0, 0
    for label, bearer in dice.sample(names, _SAMPLE):
        best = _best(reconciler, WAYS[way](label, dice))
        hit = best is not None and best.id == bearer
        assert hit or best is None or not best.match, (label, best)
        right += hit
        matched += best is not None and best.match
    log.info("%s: first %.3f, matched %.3f", way, right / _SAMPLE, matched / _SAMPLE)
    assert right >= 0.95 * _SAMPLE
    if way in {"as written", "capitals", "umlauts written out"}:
        assert matched >= 0.95 * _SAMPLE


@pytest.mark.parametrize("query", PARAPHRASES)
def test_other_words_for_it_are_found_by_meaning_and_left_to_a_person(
    reconciler: Reconciler, query: str
) -> None:
    best = _best(reconciler, query)
    assert best is not None
    assert (best.id, best.match) == (PARAPHRASES[query], False)
