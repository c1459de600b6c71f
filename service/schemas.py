"""Shapes of the JSON answers: the contract with programs. Field names are those on the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["de", "en"]
Basis = Literal["asserted", "inferred", "similar"]
Confidence = Literal["high", "medium", "low"]
Share = Annotated[float, Field(ge=0.0, le=1.0)]

FILTERS = ("audience", "targetGroup", "actionField", "horizon", "sector", "region")


class Record(BaseModel):
    """Base of all shapes: immutable, and nothing but the named fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Record):
    """The same text in both languages; a language without a text is null."""

    de: str | None = None
    en: str | None = None

    def in_language(self, language: str) -> str:
        """The text in `language`, else in the other one, else empty."""
        first, second = (self.de, self.en) if language == "de" else (self.en, self.de)
        return first or second or ""


class Question(Record):
    """A question as it was asked: what `GET /search` takes."""

    q: str = Field(min_length=1, max_length=1000)
    lang: Language | None = None
    types: tuple[str, ...] = ()
    filters: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    limit: int = Field(default=10, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=10_000)


class Concept(Record):
    """A concept recognised in the question; `span` is [start, end) in characters of the question."""

    iri: str
    id: str
    type: str
    label: Text
    span: tuple[int, int]
    confidence: Share


class Constraint(Record):
    """A condition taken from the question; `dropped` when it had to be let go to find anything."""

    property: str
    value: str
    dropped: bool = False


class Interpretation(Record):
    """How the question was understood, and the query that was run for it."""

    type: str | None
    concepts: list[Concept]
    constraints: list[Constraint]
    sentence: Text
    sparql: str | None


class Reason(Record):
    """Why an answer is one: a path of slugs and property names through the graph."""

    path: list[str]
    basis: Basis


class Evidence(Record):
    """Where it is said: a source, the place in it, and what it says there in our words."""

    source: str
    locator: str | None
    text: Text
    passage: str | None = None


class Answer(Record):
    """One thing that answers the question; `score` is comparable within one result only."""

    rank: int = Field(ge=1)
    iri: str
    id: str
    type: str
    label: Text
    score: Share
    confidence: Confidence
    because: list[Reason]
    evidence: list[Evidence]


class PassageHit(Record):
    """A stretch of an ingested document; `start` and `end` are characters of its cleaned text."""

    iri: str
    source: str
    section: str | None
    page: int | None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    score: float


class Suggestion(Record):
    """A completion of what is being typed, or a question that can be answered."""

    text: str
    kind: Literal["thing", "question"]
    id: str | None = None
    iri: str | None = None
    type: str | None = None


class SearchAnswer(Record):
    """What `GET /search` answers."""

    query: str
    language: Language
    interpretation: Interpretation
    answered: bool
    answers: list[Answer]
    passages: list[PassageHit]
    facets: dict[str, dict[str, int]]
    suggestions: list[Suggestion] = Field(default_factory=list)
    total: int = Field(ge=0)
    limit: int
    offset: int
    truncated: bool = False
    took_ms: float
    build: str


class SuggestAnswer(Record):
    """What `GET /suggest` answers."""

    query: str
    suggestions: list[Suggestion]


SectionState = Literal["covered", "in-parts", "passages-only", "nothing"]


class CoverageCounts(Record):
    """What rests on a section or a source; what `service/queries/coverage_*.rq` count."""

    facts: int = Field(ge=0, default=0)
    statements: int = Field(ge=0, default=0)
    individuals: int = Field(ge=0, default=0)
    passages: int = Field(ge=0, default=0)


class SectionCoverage(Record):
    """What rests on one section. `key`: as locators name it; `depth`: 0 for those under the source itself.

    `state`: covered (statements of its own), in-parts (statements below it only), passages-only (it was
    read, but no statement stands in it or below), nothing.
    """

    iri: str
    id: str
    key: str
    label: Text
    depth: int = Field(ge=0)
    state: SectionState
    counts: CoverageCounts


class SourceCoverage(Record):
    """One source: its totals, its sections in document order, the keys of those without statements."""

    iri: str
    id: str
    label: Text
    counts: CoverageCounts
    sections: list[SectionCoverage]
    uncovered: list[str]


class CoverageReport(Record):
    """What `GET /coverage` answers."""

    build: str
    sources: list[SourceCoverage]


class Term(Record):
    """A part of a triple; `value` is its IRI, or the literal in N-Triples; `label` is what a reader sees."""

    value: str
    kind: Literal["iri", "literal"]
    label: Text


class StatedTriple(Record):
    """A triple and what it rests on; `step` is the number, from 1, of the step that concludes it."""

    subject: Term
    predicate: Term
    object: Term
    basis: Literal["asserted", "inferred"]
    step: int | None = Field(ge=1, default=None)


class InferenceRule(Record):
    """By which rule a step concludes, and why it may.

    `axiom`: in the Manchester syntax of OWL 2; `file`: for a rule that is written as a query, within the
    folder `ontology`; `about`: the class or property that axiom or query is about.
    """

    name: str
    label: Text
    because: Text
    about: Term
    axiom: str | None
    file: str | None


class InferenceStep(Record):
    """From premises to a conclusion; an inferred premise is the conclusion of an earlier step."""

    premises: list[StatedTriple]
    rule: InferenceRule
    conclusion: StatedTriple


class Explanation(Record):
    """What `GET /explanation` answers: the steps in reading order, the last one gives the conclusion."""

    build: str
    conclusion: StatedTriple
    steps: list[InferenceStep]


class Problem(BaseModel):
    """RFC 9457 problem details, as `application/problem+json`."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
