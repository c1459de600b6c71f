"""Why an answer is one: paths that exist in the graph, and the evidence for their links."""

from __future__ import annotations

from collections.abc import Iterable

from service.schemas import Evidence, Reason, Text
from service.use_cases.search.catalogue import Catalogue, Statement
from service.use_cases.search.fitting import strength
from service.use_cases.search.interpretation import Condition, Understood

_UPWARDS = ("broader", "partOf")
_MOST_REASONS, _MOST_EVIDENCE = 4, 4


class Explainer:
    """Finds the strongest path for each condition; every step of a path is a triple of the graph."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        # Checking a shape costs more than all else about an answer; there are a few thousand statements.
        self._told: dict[str, Evidence] = {}

    def because(self, iri: str, understood: Understood) -> list[Reason]:
        """The reasons for an answer, one path per condition met; likeness where there is no path."""
        reasons: list[Reason] = []
        for condition in understood.effective:
            reasons += self._reasons(iri, condition)
        if not reasons:
            reasons = list(self._near(iri, understood))
        return reasons[:_MOST_REASONS] or [Reason(path=[self._slug(iri)], basis="similar")]

    def evidence(self, iri: str, understood: Understood) -> list[Evidence]:
        """What is stated about the links behind the reasons, strongest first, then about the answer itself.

        A place without a text is named only where there is no text at all.
        """
        found: dict[str, Statement] = {}
        for condition in understood.effective:
            backing = self._backing(iri, condition)
            found |= {s.iri: s for s in sorted(backing, key=lambda s: -strength([s]))}
        found |= {s.iri: s for s in self._catalogue.about[iri] if s.property is None}
        telling = [s for s in found.values() if s.text] or list(found.values())
        return [self._evidence(statement) for statement in telling[:_MOST_EVIDENCE]]

    def _reasons(self, iri: str, condition: Condition) -> list[Reason]:
        match condition.shape:
            case "forward":
                path = self._forward(iri, condition)
                return [path] if path else []
            case "backward":
                return [
                    Reason(path=[self._slug(link.subject), link.property, self._slug(iri)], basis=link.basis)
                    for link in self._catalogue.incoming[iri]
                    if link.property in condition.properties and link.subject in condition.values
                ]
            case _:
                return [reason for s in self._backing(iri, condition)[:1] for reason in self._said(s, iri)]

    def _forward(self, iri: str, condition: Condition) -> Reason | None:
        """The path over the best evidenced link; a derived link only where none was asserted."""
        best: tuple[tuple[bool, float, int, str], Reason] | None = None
        for link in self._catalogue.outgoing[iri]:
            climbed = self._climb(link.object, condition) if link.property in condition.properties else None
            if climbed is None:
                continue
            path = [self._slug(iri), link.property, *climbed]
            direct = link.basis == "asserted" and len(path) == 3
            backing = self._catalogue.backing[iri, link.property, link.object]
            rank = (link.basis == "inferred", -strength(backing), len(path), link.object)
            if best is None or rank < best[0]:
                best = rank, Reason(path=path, basis="asserted" if direct else "inferred")
        return best[1] if best else None

    def _climb(self, start: str, condition: Condition) -> list[str] | None:
        """The way from the end of a link up to the named thing, or just that end where it counts as well."""
        ways = [[start]]
        seen = {start}
        while ways:
            way = ways.pop(0)
            if way[-1] == condition.named:
                return [step if n % 2 else self._slug(step) for n, step in enumerate(way)]
            for link in self._catalogue.outgoing[way[-1]]:
                if link.property in _UPWARDS and link.object not in seen and link.basis == "asserted":
                    seen.add(link.object)
                    ways.append([*way, link.property, link.object])
        return [self._slug(start)] if start in condition.values else None

    def _said(self, statement: Statement, iri: str) -> Iterable[Reason]:
        said = self._slug(statement.iri)
        yield Reason(path=[said, "about", self._slug(statement.about)], basis="asserted")
        if statement.case:
            yield Reason(path=[said, "inCase", self._slug(statement.case)], basis="asserted")
        if statement.holder and not statement.case:
            yield Reason(path=[said, "holder", self._slug(statement.holder)], basis="asserted")
            if iri not in (statement.about, statement.holder):
                path = [self._slug(iri), "profileOf", self._slug(statement.holder)]
                yield Reason(path=path, basis="asserted")

    def _backing(self, iri: str, condition: Condition) -> list[Statement]:
        catalogue = self._catalogue
        if condition.shape == "forward":
            links = [k for k in catalogue.outgoing[iri] if k.property in condition.properties]
            reached = [k for k in links if self._climb(k.object, condition) is not None]
            return [s for k in reached for s in catalogue.backing[iri, k.property, k.object]]
        if condition.shape == "backward":
            return [
                s
                for v in condition.values
                for p in condition.properties
                for s in catalogue.backing[v, p, iri]
            ]
        if condition.shape == "case":
            return [s for s in catalogue.about[iri] if s.case in condition.values and s.stance == "supports"]
        if condition.shape == "literature":
            return [s for s in catalogue.about[iri] if s.supports() and self._is_work(s.holder)]
        works = {iri} | {k.object for k in catalogue.outgoing[iri] if k.property == "profileOf"}
        return [s for v in condition.values for s in catalogue.about[v] if s.holder in works]

    def _is_work(self, iri: str | None) -> bool:
        thing = self._catalogue.things.get(iri or "")
        return thing is not None and "Work" in thing.types

    def _near(self, iri: str, understood: Understood) -> Iterable[Reason]:
        """Links between the answer and things that the question names."""
        named = {concept.iri for concept in understood.concepts}
        for link in self._catalogue.outgoing[iri]:
            if link.object in named:
                yield Reason(path=[self._slug(iri), link.property, self._slug(link.object)], basis=link.basis)
        for link in self._catalogue.incoming[iri]:
            if link.subject in named:
                yield Reason(
                    path=[self._slug(link.subject), link.property, self._slug(iri)], basis=link.basis
                )

    def _evidence(self, statement: Statement) -> Evidence:
        found = self._told.get(statement.iri)
        if found is None:
            text = Text(de=statement.text.get("de"), en=statement.text.get("en"))
            found = Evidence(source=self._slug(statement.source), locator=statement.locator, text=text)
            self._told[statement.iri] = found
        return found

    def _slug(self, iri: str) -> str:
        return iri.rpartition("/")[2]
