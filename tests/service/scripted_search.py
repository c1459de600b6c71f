"""A search that answers by script: what the pages and routes show is then known beforehand."""

from __future__ import annotations

from ontology.vocabulary import CW
from service.schemas import (
    Answer,
    Concept,
    Constraint,
    Evidence,
    Interpretation,
    Language,
    PassageHit,
    Question,
    Reason,
    SearchAnswer,
    Suggestion,
    Text,
)
from tests.service.small_graph import ID

SPARQL = "PREFIX cw: <https://w3id.org/clusterwissen/ontology#> SELECT ?answer { ?answer a cw:Measure }"


class ScriptedSearch:
    """Knows one answer; questions with the word "nothing" have none. Remembers what it was asked."""

    def __init__(self, build: str) -> None:
        self.build = build
        self.asked: list[Question] = []

    def __call__(self, question: Question, /) -> SearchAnswer:
        self.asked.append(question)
        answered = "nothing" not in question.q
        return SearchAnswer(
            query=question.q,
            language=question.lang or "de",
            interpretation=_interpretation(),
            answered=answered,
            answers=[_answer()] if answered else [],
            passages=[_passage()] if answered else [],
            facets={"type": {"Measure": 1}, "audience": {"cluster-manager": 1, "small-firm": 1}}
            if answered
            else {},
            suggestions=[] if answered else [Suggestion(text="Was bringt ein Cluster?", kind="question")],
            total=1 if answered else 0,
            limit=question.limit,
            offset=question.offset,
            took_ms=1.5,
            build=self.build,
        )


def _interpretation() -> Interpretation:
    return Interpretation(
        type="Measure",
        concepts=[
            Concept(
                iri=f"{ID}barrier/informed-badly",
                id="informed-badly",
                type="Barrier",
                label=Text(de="Schlecht informiert", en="Badly informed"),
                span=(0, 4),
                confidence=1.0,
            )
        ],
        constraints=[Constraint(property="targetGroup", value="small-firm", dropped=True)],
        sentence=Text(de="Maßnahmen gegen schlechte Information", en="Measures against bad information"),
        sparql=SPARQL,
    )


def _answer() -> Answer:
    path = ["talk", "addressesBarrier", "unaware", "broader", "informed-badly"]
    return Answer(
        rank=1,
        iri=f"{ID}measure/talk",
        id="talk",
        type="Measure",
        label=Text(de="Vortrag in der Innung", en="Talk at the guild"),
        score=0.9,
        confidence="high",
        because=[Reason(path=path, basis="inferred"), Reason(path=["talk"], basis="similar")],
        evidence=[Evidence(source="report", locator="3.1", text=Text(de="Empfohlen.", en="Recommended."))],
    )


def _passage() -> PassageHit:
    return PassageHit(
        iri=f"{ID}passage/report-1",
        source="report",
        section="Kapitel 3",
        page=4,
        start=0,
        end=34,
        text="Viele wissen nicht, was es bringt.",
        score=0.5,
    )


def scripted_suggest(text: str, language: Language | None, limit: int, /) -> list[Suggestion]:
    """Suggests the measure for anything that begins like it."""
    name = "Talk at the guild" if language == "en" else "Vortrag in der Innung"
    found = [Suggestion(text=name, kind="thing", id="talk", iri=f"{ID}measure/talk", type="Measure")]
    return found[:limit] if name.lower().startswith(text.lower()) else []


class ScriptedScores:
    """Knows the measure and a passage, and their scores; a text with "nothing" is near to neither."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.scored = {f"{ID}measure/talk": 0.75, f"{ID}passage/report-1": 0.5}

    def similarity(self, text: str, language: Language | None) -> dict[str, float]:
        self.asked.append((text, language))
        return {} if "nothing" in text else dict(self.scored)

    match = similarity

    def nearest(
        self, text: str, language: Language | None, k: int, of_class: str | None
    ) -> list[tuple[str, float]]:
        kind = "/passage/" if of_class == str(CW.Passage) else "/measure/" if of_class else "/"
        return [(iri, score) for iri, score in self.similarity(text, language).items() if kind in iri][:k]

    matching = nearest
