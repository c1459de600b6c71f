"""What a question is taken to mean: the asked class, the concepts it names and the conditions they set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from service.use_cases.search.concepts import Recognised

Shape = Literal["forward", "backward", "case", "holder", "literature"]


_PURPOSES = frozenset({"addressesBarrier", "promotesBenefit"})
_SAID = frozenset({"case", "holder", "literature"})
_BY_NAME = 0.95


@dataclass(frozen=True, slots=True)
class Condition:
    """A demand on the answers: that they stand in a relation to one of `values` (IRIs).

    `shape` tells how the relation runs, by any of `properties` (local names, the usual one first):
    "forward" answer --property--> value, "backward" value --property--> answer, "case" a supporting
    statement about the answer was made in the case, "holder" the answer, a work or its profile, is the
    holder of a supporting statement about the value, "literature" a work is the holder of a supporting
    statement about the answer (no values then, and `named` is empty).
    `named` is the value the question names, without the narrower or broader ones that count as well.
    """

    properties: tuple[str, ...]
    shape: Shape
    values: tuple[str, ...]
    named: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """The understood question; `sparql` is the query that was run for the conditions, if there were any.

    `asked` is the local name of the class asked for, None when neither the words nor a filter tell;
    `worded`: the question's own words tell the class; `certain`: no other class can be meant; `guessed`:
    the class is that of the likeliest answer.
    """

    text: str
    language: str
    asked: str | None
    concepts: tuple[Recognised, ...]
    conditions: tuple[Condition, ...]
    certain: bool = False
    worded: bool = False
    guessed: bool = False
    sparql: str | None = None

    @property
    def effective(self) -> tuple[Condition, ...]:
        """The conditions that were kept."""
        return tuple(condition for condition in self.conditions if not condition.dropped)

    @property
    def stated(self) -> bool:
        """Whether the question says the class, and by name what answers overcome or bring, or who says so.

        Then its query is what was asked, and not only a hint.
        """
        unsure = {concept.iri for concept in self.concepts if concept.confidence < _BY_NAME}
        kept = self.effective
        return (
            self.worded
            and not any(condition.named in unsure for condition in kept)
            and any(c.shape in _SAID or _PURPOSES.issuperset(c.properties) for c in kept)
        )

    def without_last(self) -> Understood:
        """The same with the last condition that was kept marked as dropped."""
        last = self.effective[-1]
        kept = tuple(replace(c, dropped=True) if c == last else c for c in self.conditions)
        return replace(self, conditions=kept)
