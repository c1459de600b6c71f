"""The search page: the question box, and the answers as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from rdflib import URIRef
from starlette.responses import Response

from ontology.identifiers import individual_iri
from ontology.schema import schema
from ontology.vocabulary import CW
from service.knowledge import Knowledge
from service.schemas import Answer, Language, PassageHit, Question, SearchAnswer
from service.use_cases.naming import Name
from service.use_cases.reading_paths import Chip, ReadablePath, chips, readable_paths
from service.use_cases.shipped_queries import shipped_query
from service.web.entrances import ENTRANCES, EXAMPLES
from service.web.rendering import render

# The facets, and the kind of thing their slugs name.
FACETS: Mapping[str, str] = {
    "type": "",
    "audience": "actor-type",
    "targetGroup": "actor-type",
    "actionField": "action-field",
    "horizon": "horizon",
    "sector": "sector",
    "region": "region",
}
_COUNTED = ("Measure", "Barrier", "Benefit", "ClusterInitiative", "LiteratureProfile", "Thesis")


@dataclass(frozen=True)
class Place:
    """A piece of evidence: the source, the place in it, and the text in the language of the page."""

    source: Name
    locator: str | None
    text: str


@dataclass(frozen=True)
class ShownAnswer:
    """An answer with everything its card shows."""

    answer: Answer
    label: str
    kind: Name
    text: str
    chips: list[Chip]
    paths: list[ReadablePath]
    places: list[Place]


@dataclass(frozen=True)
class Facet:
    """One choice of a facet; `url` turns it on or off."""

    name: str
    number: int | None
    chosen: bool
    parameters: dict[str, list[str]]


def search_page(
    request: Request,
    knowledge: Knowledge,
    lang: Language,
    question: Question | None,
    answer: SearchAnswer | None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The start page without a question, else the page of its answers."""
    context = {
        "lang": lang,
        "question": question,
        "answer": answer,
        "answers": [_shown(knowledge, a, lang) for a in answer.answers] if answer else [],
        "passages": [(p, _source(knowledge, p, lang)) for p in answer.passages] if answer else [],
        "facets": _facets(knowledge, question, answer, lang) if question and answer else {},
        "recognised": [c.label.in_language(lang) for c in answer.interpretation.concepts] if answer else [],
        "dropped": _dropped(knowledge, answer, lang) if answer else [],
        "examples": EXAMPLES[lang],
        "entrances": ENTRANCES[lang],
        "counted": _counted(knowledge),
        "parameters": _parameters(question) if question else {},
    }
    return render(request, "search.html", context, headers=headers)


def _shown(knowledge: Knowledge, answer: Answer, lang: Language) -> ShownAnswer:
    names = knowledge.names
    rows = knowledge.store.select(shipped_query("text"), bindings={"thing": URIRef(answer.iri)})
    texts = {getattr(row["text"], "language", None): str(row["text"]) for row in rows}
    return ShownAnswer(
        answer=answer,
        label=answer.label.in_language(lang),
        kind=names.of(str(CW) + answer.type, lang),
        text=texts.get(lang) or next(iter(texts.values()), ""),
        chips=chips(knowledge.store, names, answer.iri, lang),
        paths=readable_paths(knowledge.store, names, answer, lang),
        places=[
            Place(names.of(_source_iri(e.source), lang), e.locator, e.text.in_language(lang))
            for e in answer.evidence
        ],
    )


def _source_iri(source: str) -> str:
    """Evidence names its source by slug."""
    return source if source.startswith("http") else str(individual_iri("source", source))


def _source(knowledge: Knowledge, passage: PassageHit, lang: Language) -> Name:
    return knowledge.names.of(_source_iri(passage.source), lang)


def _dropped(knowledge: Knowledge, answer: SearchAnswer, lang: Language) -> list[str]:
    found = [c.value for c in answer.interpretation.constraints if c.dropped]
    named = {c.id: c.label.in_language(lang) for c in answer.interpretation.concepts}
    iris = {slug: knowledge.names.by_slug(slug) for slug in found if slug not in named}
    return [
        named.get(slug) or (knowledge.names.of(iri, lang).text if (iri := iris.get(slug)) else slug)
        for slug in found
    ]


def _parameters(question: Question) -> dict[str, list[str]]:
    chosen = {"q": [question.q], "type": list(question.types)}
    return {k: v for k, v in {**chosen, **{n: list(s) for n, s in question.filters.items()}}.items() if v}


def _facets(
    knowledge: Knowledge, question: Question, answer: SearchAnswer, lang: Language
) -> dict[str, list[Facet]]:
    """The choices by facet; a facet with one choice that is not chosen tells nothing and is left out."""
    parameters = _parameters(question)
    found: dict[str, list[Facet]] = {}
    for facet in FACETS:
        counts = answer.facets.get(facet, {})
        chosen = parameters.get(facet, [])
        slugs = [*chosen, *(slug for slug in counts if slug not in chosen)]
        if len(slugs) > 1 or chosen:
            found[facet] = [
                Facet(
                    name=_facet_name(knowledge, facet, slug, lang),
                    number=counts.get(slug),
                    chosen=slug in chosen,
                    parameters=_toggled(parameters, facet, slug),
                )
                for slug in sorted(slugs, key=lambda slug: (slug not in chosen, -counts.get(slug, 0), slug))
            ]
    return found


def _toggled(parameters: Mapping[str, list[str]], facet: str, slug: str) -> dict[str, list[str]]:
    values = parameters.get(facet, [])
    new = [value for value in values if value != slug] if slug in values else [*values, slug]
    return {**parameters, facet: new}


def _facet_name(knowledge: Knowledge, facet: str, slug: str, lang: Language) -> str:
    if facet == "type":
        info = schema().classes.get(slug)
        return info.label[lang] if info else slug
    return knowledge.names.of(str(individual_iri(FACETS[facet], slug)), lang).text


def _counted(knowledge: Knowledge) -> list[tuple[str, str, int]]:
    """(name, IRI, number of entries) of the main classes, those without any left out."""
    classes = knowledge.build.manifest.classes
    found = [(name, str(CW) + name, classes.get(str(CW) + name, 0)) for name in _COUNTED]
    return [entry for entry in found if entry[2]]
