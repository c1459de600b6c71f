"""How well things meet the conditions of a question, read from the links and statements of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from service.use_cases.search.catalogue import Catalogue, Link, Statement
from service.use_cases.search.interpretation import Condition

_PARTIAL, _INTERPRETED = 0.62, 0.97
_OTHER_ENDS = 0.3
_NARROWER = 0.95
_PURPOSES = frozenset({"addressesBarrier", "promotesBenefit"})


def met(catalogue: Catalogue, condition: Condition) -> Mapping[str, float]:
    """Things (IRIs) that meet a condition, and how well: above 0, at most 1."""
    match condition.shape:
        case "forward":
            subjects = {link.subject for link in _links(catalogue, condition)}
            return {iri: _forward(catalogue, iri, condition) for iri in sorted(subjects)}
        case "backward":
            return {
                link.object: strength(catalogue.backing[link.subject, link.property, link.object])
                for value in condition.values
                for link in catalogue.outgoing[value]
                if link.property in condition.properties
            }
        case "case":
            return dict.fromkeys(catalogue.said_in(condition.values), 1.0)
        case "literature":
            return dict.fromkeys(catalogue.in_literature(), 1.0)
        case _:
            return dict.fromkeys(catalogue.holders(condition.values), 1.0)


def _links(catalogue: Catalogue, condition: Condition) -> Iterable[Link]:
    return (
        link
        for value in condition.values
        for link in catalogue.incoming[value]
        if link.property in condition.properties
    )


def _forward(catalogue: Catalogue, iri: str, condition: Condition) -> float:
    """The strongest link that meets the condition, weakened where the thing mainly serves other ends."""
    links = [
        link
        for link in catalogue.outgoing[iri]
        if link.property in condition.properties and link.basis == "asserted"
    ]
    strengths = {link.object: strength(catalogue.backing[iri, link.property, link.object]) for link in links}
    meeting = [value for end, value in strengths.items() if end in condition.values]
    if not meeting:
        return _PARTIAL
    share = sum(meeting) / sum(strengths.values())
    nearest = 1.0 if condition.named in strengths else _NARROWER
    for_this = 1.0 - _OTHER_ENDS * (1.0 - share) * _PURPOSES.issuperset(condition.properties)
    return nearest * max(meeting) * for_this


def strength(backing: Sequence[Statement]) -> float:
    """1 for a main effect that the source states; less for a side effect or for our reading."""
    return max(
        (
            (_PARTIAL if s.degree == "partial" else 1.0) * (_INTERPRETED if s.basis == "interpreted" else 1.0)
            for s in backing
        ),
        default=1.0,
    )
