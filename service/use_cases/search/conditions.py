"""Which conditions the named concepts set on the answers of the asked class.

The relation between class and concept comes from the ontology: a property whose domain holds the
class and whose range holds the concept. Two relations run over statements instead: what was said
in a case, and who says something about a barrier or benefit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from ontology.lexicon import fold
from ontology.schema import PropertyInfo, schema
from ontology.vocabulary import CW
from service.use_cases.search.catalogue import Catalogue, Thing
from service.use_cases.search.concepts import Recognised
from service.use_cases.search.interpretation import Condition

# Properties that link by way of bookkeeping and would make every concept a condition.
_UNASKED = frozenset({"about", "source", "inSection", "mentions", "refersTo", "counterpart", "section"})
# Who is to act stands behind a modal verb ("was kann die Politik tun") or is who asks ("wir als Innung",
# "our chamber"); who is to be better off stands behind a preposition ("for small firms"), and so may who
# is to act ("steps for chambers"), if there are measures addressed to them at all. Anything else sets no
# condition.
_ACTS = re.compile(
    r"\b(kann|koennen|koennte|koennten|soll|sollen|sollte|sollten|muss|muessen|can|could|should|must|might|"
    r"als|as|wir|unser\w*|mein\w*|our|we|my)\W+(\w+\W+){0,2}$"
)
_GAINS = re.compile(
    r"\b(fuer|bei|an|for|of|among|von|in|to|help|helfen|hilft|unterstuetzen|support)\W+(\w+\W+){0,2}$"
)
_LITERATURE = re.compile(r"\b(literatur|literature|wissenschaftlich\w*|scholars?|forschungsliteratur)\b")
_CONFIRMING_CLASSES = ("Barrier", "Benefit", "Drawback")


class ConditionFinder:
    """Sets conditions by the ontology's domains and ranges."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def conditions(self, asked: str, concepts: Sequence[Recognised], question: str) -> list[Condition]:
        """Returns the conditions in the order in which the question names their concepts.

        Where the same words name two things ("Black Forest": two regions), either will do.
        """
        found: dict[tuple[object, ...], Condition] = {}
        taken: set[tuple[int, int]] = set()
        for concept in concepts:
            thing = self._catalogue.things[concept.iri]
            if asked in thing.types:
                continue
            condition = self._condition(asked, thing, fold(question[: concept.start]) + " ")
            if condition is None:
                continue
            span = (concept.start, concept.end)
            key = (*span, condition.properties[0], condition.shape)
            if key in found:
                both = tuple(dict.fromkeys((*found[key].values, *condition.values)))
                found[key] = replace(found[key], values=both)
            elif span not in taken and condition not in found.values():
                found[key] = condition
            taken.add(span)
        if asked in _CONFIRMING_CLASSES and _LITERATURE.search(fold(question)):
            found[("literature",)] = Condition(("holder",), "literature", (), "")
        return list(found.values())

    def filters(self, asked: str, chosen: Iterable[tuple[str, str]]) -> list[Condition]:
        """Returns the conditions for filters set beside the question: (property, slug) pairs.

        A slug that names nothing is left out by the caller's check, a property that the class does
        not have sets no condition.
        """
        found = []
        for name, slug in chosen:
            info = schema().properties[name]
            for kind in sorted(schema().kinds_in_range(name)):
                iri = self._catalogue.iri(kind, slug)
                if iri and _fits(asked, info.domains):
                    found.append(Condition((name,), "forward", self._widened(iri, name), iri))
        return found

    def _condition(self, asked: str, thing: Thing, before: str) -> Condition | None:
        if "ActorType" in thing.types and schema().is_a(asked, "Measure"):
            return self._actor_condition(thing, before)
        return self._stated_condition(asked, thing) or self._linked_condition(asked, thing)

    def _stated_condition(self, asked: str, thing: Thing) -> Condition | None:
        if asked in _CONFIRMING_CLASSES and (case := self._case_of(thing)):
            return Condition(("inCase",), "case", (case,), thing.iri)
        if asked in ("LiteratureProfile", "Work") and thing.types & set(_CONFIRMING_CLASSES):
            return Condition(("holder",), "holder", self._narrower(thing.iri), thing.iri)
        return None

    def _linked_condition(self, asked: str, thing: Thing) -> Condition | None:
        forward = [i.name for i in _relations_from(asked) if thing.types & i.ranges]
        values = self._widened(thing.iri, forward[0]) if forward else ()
        if used := self._used(asked, forward, values, ends="subject"):
            return Condition(used, "forward", values, thing.iri)
        backward = [i.name for i in _relations_to(asked) if thing.types & i.domains]
        if used := self._used(asked, backward, (thing.iri,), ends="object"):
            return Condition(used, "backward", (thing.iri,), thing.iri)
        if forward:  # asked for, but nothing in the graph stands in that relation: said, not kept silent
            return Condition((forward[0],), "forward", values, thing.iri, dropped=True)
        return None

    def _used(
        self, asked: str, names: Sequence[str], values: Sequence[str], ends: Literal["subject", "object"]
    ) -> tuple[str, ...]:
        """Those of the properties that do link things of the asked class with the values, most used first."""
        counts: Counter[str] = Counter()
        for value in values:
            links = self._catalogue.incoming[value] if ends == "subject" else self._catalogue.outgoing[value]
            for link in links:
                other = self._catalogue.things[getattr(link, ends)]
                if link.property in names and asked in other.types:
                    counts[link.property] += 1
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))

    def _actor_condition(self, actor: Thing, before: str) -> Condition | None:
        acts, gains = _ACTS.search(before), _GAINS.search(before)
        for name, is_meant in (("audience", acts or gains), ("targetGroup", gains)):
            values = self._widened(actor.iri, name)
            if is_meant and self._used("Measure", (name,), values, ends="subject"):
                return Condition((name,), "forward", values, actor.iri)
        return None

    def _case_of(self, thing: Thing) -> str | None:
        """The case study that is the thing, studied it, or studied an initiative of that region."""
        if "CaseStudy" in thing.types:
            return thing.iri
        initiatives = [thing.iri] if "ClusterInitiative" in thing.types else []
        if "Region" in thing.types:
            initiatives = [link.subject for link in self._catalogue.incoming[thing.iri]]
        for iri in initiatives:
            for link in self._catalogue.incoming[iri]:
                if link.property == "studiedInitiative":
                    return link.subject
        return None

    def _widened(self, iri: str, name: str) -> tuple[str, ...]:
        """The value with all narrower ones; what is meant for a broader group of actors counts as well."""
        values = self._narrower(iri)
        if self._catalogue.things[iri].kind == "region":
            values += tuple(self._reached(iri, "partOf", forward=False)) + self._namesakes(iri)
        if name in ("targetGroup", "audience", "affects", "accruesTo"):
            values += tuple(self._reached(iri, "broader", forward=True))
        return tuple(dict.fromkeys(values))

    def _namesakes(self, iri: str) -> tuple[str, ...]:
        """Regions named after this one too: "Hochrhein-Bodensee" for "Bodensee"."""
        named = {fold(text) for text in self._catalogue.things[iri].label.values()}
        return tuple(
            thing.iri
            for thing in self._catalogue.of_type("Region")
            if any(name in re.split(r"[\W_]+", fold(text)) for text in thing.label.values() for name in named)
        )

    def _narrower(self, iri: str) -> tuple[str, ...]:
        return (iri, *self._reached(iri, "broader", forward=False))

    def _reached(self, iri: str, name: str, *, forward: bool) -> list[str]:
        seen: dict[str, None] = {}
        waiting = [iri]
        while waiting:
            here = waiting.pop()
            links = self._catalogue.outgoing[here] if forward else self._catalogue.incoming[here]
            for link in links:
                end = link.object if forward else link.subject
                if link.property == name and end not in seen and end != iri:
                    seen[end] = None
                    waiting.append(end)
        return sorted(seen)


@cache
def _relations() -> tuple[PropertyInfo, ...]:
    own = [info for _, info in sorted(schema().properties.items()) if info.is_object and info.iri in CW]
    return tuple(info for info in own if info.name not in _UNASKED)


@cache
def _relations_from(asked: str) -> tuple[PropertyInfo, ...]:
    return tuple(info for info in _relations() if _fits(asked, info.domains))


@cache
def _relations_to(asked: str) -> tuple[PropertyInfo, ...]:
    return tuple(info for info in _relations() if _fits(asked, info.ranges))


def _fits(name: str, classes: Iterable[str]) -> bool:
    known = [other for other in classes if other in schema().classes]
    return any(schema().is_a(name, other) or schema().is_a(other, name) for other in known)
