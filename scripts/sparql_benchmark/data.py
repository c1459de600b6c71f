"""A made-up graph with the shape of ours, of any size, the same for the same size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

SEED = 20261121
CW = "https://w3id.org/clusterwissen/ontology#"
ID = "https://w3id.org/clusterwissen/id/"
GRAPH = "https://w3id.org/clusterwissen/graph/"
RDF, RDFS, SKOS = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2004/02/skos/core#",
)
DCTERMS = "http://purl.org/dc/terms/"
_TRIPLES_PER_MEASURE = 47.5
_WORDS = (
    *("Betrieb", "Handwerk", "Cluster", "Netzwerk", "Beratung", "Nutzen", "Mitglied", "Vortrag", "Innung"),
    *("Kammer", "Region", "Projekt", "Förderung", "Technologie", "Austausch", "Vertrauen", "Wettbewerb"),
    *("Zulieferer", "Fachkraft", "Schulung", "Beitrag", "Treffen", "Studie", "Partner"),
)


@dataclass(frozen=True)
class Sizes:
    """How many things of each kind there are."""

    measures: int
    barriers: int
    sources: int = 40
    audiences: int = 12

    @classmethod
    def of(cls, triples: int) -> Sizes:
        """The sizes that give about so many triples."""
        measures = round(triples / _TRIPLES_PER_MEASURE)
        return cls(measures, max(20, measures // 12))


def iri(kind: str, number: int) -> str:
    """The IRI of a thing, as N-Triples and SPARQL write it."""
    return f"<{ID}{kind}/{kind}-{number}>"


def quads(sizes: Sizes) -> bytes:
    """The graph as sorted N-Quads."""
    made = random.Random(SEED)  # noqa: S311 - repeatable, and nothing secret
    lines = {*_things(sizes, made)}
    return "".join(f"{line} .\n" for line in sorted(lines)).encode()


def triples(n_quads: bytes) -> bytes:
    """The default graph of these quads as sorted N-Triples."""
    lines = {line[: line.rindex("<")] for line in n_quads.decode().splitlines()}
    return "".join(f"{line}.\n" for line in sorted(lines)).encode()


def _things(sizes: Sizes, made: random.Random) -> Iterator[str]:
    yield from _described("source", sizes.sources, "Source", made)
    yield from _described("actor-type", sizes.audiences, "ActorType", made)
    yield from _described("horizon", 3, "Horizon", made)
    for number in range(sizes.barriers):
        yield from _thing("barrier", number, "Barrier", made)
        if number >= 10:
            yield _corpus(
                iri("barrier", number), f"{SKOS}broader", iri("barrier", made.randrange(number // 4))
            )
    for number in range(sizes.measures):
        yield from _measure(number, sizes, made)


def _measure(number: int, sizes: Sizes, made: random.Random) -> Iterator[str]:
    measure = iri("measure", number)
    yield from _thing("measure", number, made.choice(("OperativeMeasure", "StrategicMeasure")), made)
    yield _quad(measure, f"{RDF}type", f"<{CW}Measure>", "inferred")
    yield _corpus(measure, f"{SKOS}altLabel", f'"{_words(made, 2)}"@de')
    yield _corpus(measure, f"{CW}audience", iri("actor-type", made.randrange(sizes.audiences)))
    yield _corpus(measure, f"{CW}horizon", iri("horizon", made.randrange(3)))
    for audience in made.sample(range(sizes.audiences), 2):
        yield _corpus(measure, f"{CW}targetGroup", iri("actor-type", audience))
    for barrier in {int(sizes.barriers * made.random() ** 2) for _ in range(3)}:
        yield _corpus(measure, f"{CW}addressesBarrier", iri("barrier", barrier))
        yield _quad(iri("barrier", barrier), f"{CW}addressedBy", measure, "inferred")
    for place in range(3):
        yield from _statement(f"{number}-{place}", measure, sizes, made)


def _statement(name: str, measure: str, sizes: Sizes, made: random.Random) -> Iterator[str]:
    statement = f"<{ID}statement/statement-{name}>"
    yield _corpus(statement, f"{RDF}type", f"<{CW}Statement>")
    yield _corpus(statement, f"{DCTERMS}identifier", f'"statement-{name}"')
    yield _corpus(statement, f"{CW}about", measure)
    yield _corpus(statement, f"{CW}source", iri("source", made.randrange(sizes.sources)))
    yield _corpus(statement, f"{CW}locator", f'"{made.randrange(1, 9)}.{made.randrange(1, 9)}"')
    yield _corpus(statement, f"{DCTERMS}description", f'"{_words(made, 12)}"@de')
    yield _corpus(statement, f"{DCTERMS}description", f'"{_words(made, 12)}"@en')
    yield _quad(measure, f"{CW}statement", statement, "inferred")


def _described(kind: str, count: int, class_: str, made: random.Random) -> Iterator[str]:
    for number in range(count):
        yield from _thing(kind, number, class_, made)


def _thing(kind: str, number: int, class_: str, made: random.Random) -> Iterator[str]:
    thing = iri(kind, number)
    yield _corpus(thing, f"{RDF}type", f"<{CW}{class_}>")
    yield _corpus(thing, f"{DCTERMS}identifier", f'"{kind}-{number}"')
    for language in ("de", "en"):
        yield _corpus(thing, f"{RDFS}label", f'"{_words(made, 3)} {number}"@{language}')
        yield _corpus(thing, f"{DCTERMS}description", f'"{_words(made, 14)}"@{language}')


def _corpus(subject: str, predicate: str, value: str) -> str:
    return _quad(subject, predicate, value, "corpus")


def _quad(subject: str, predicate: str, value: str, graph: str) -> str:
    return f"{subject} <{predicate}> {value} <{GRAPH}{graph}>"


def _words(made: random.Random, count: int) -> str:
    return " ".join(made.choices(_WORDS, k=count))
