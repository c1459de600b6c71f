"""What the commands do with the current build, without a server."""

from __future__ import annotations

import json
import time
from pathlib import Path

from service.app import open_knowledge
from service.builds import Build, open_current
from service.dumps import NAME
from service.errors import BadRequest
from service.media_types import BY_SUFFIX, CSV, RESULTS_JSON, RESULTS_XML, TSV, TURTLE
from service.query_check import check_query
from service.schemas import CoverageReport, Language, Question, SearchAnswer
from service.settings import Settings
from service.stores import open_store
from service.triple_store import DEFAULT, NO_TABLES, Caps, QueryResult, ResultTypes, TripleStore
from service.use_cases.coverage import coverage
from service.use_cases.evaluation.questions import read_questions
from service.use_cases.evaluation.report import as_dictionary, as_text
from service.use_cases.export import find_dump
from service.use_cases.naming import Names
from service.use_cases.search_functions import SearchedQuery, may_search, with_search

_RESULTS = {"json": RESULTS_JSON, "xml": RESULTS_XML, "csv": CSV, "tsv": TSV}


def ask_once(settings: Settings, question: str, lang: str | None, limit: int) -> SearchAnswer:
    """Answers one question from the current build."""
    known: dict[str | None, Language | None] = {None: None, "de": "de", "en": "en"}
    if lang not in known:
        raise BadRequest(f"There is no language {lang!r}; it is de or en.")
    if not 1 <= len(question.strip()) <= 1000:
        raise BadRequest("A question has 1 to 1,000 characters.")
    knowledge = open_knowledge(settings, open_current(settings.data))
    return knowledge.search(Question(q=question.strip(), lang=known[lang], limit=limit))


def readable_answer(answer: SearchAnswer) -> str:
    """The answers as text, one paragraph each."""
    lang = answer.language
    lines = [answer.interpretation.sentence.in_language(lang)]
    if not answer.answered:
        nothing = "Dazu steht nichts im Bestand." if lang == "de" else "The collection holds no answer."
        return "\n".join([nothing, *(f"  ? {suggestion.text}" for suggestion in answer.suggestions)])
    for found in answer.answers:
        lines += ["", f"{found.rank}. {found.label.in_language(lang)}  [{found.type} {found.id}]"]
        lines += [f"   {' > '.join(reason.path)}  ({reason.basis})" for reason in found.because]
        lines += [
            f"   {evidence.source}, {evidence.locator}: {evidence.text.in_language(lang)}"
            for evidence in found.evidence
        ]
    return "\n".join(lines)


def query_once(settings: Settings, query: str, format_: str) -> QueryResult:
    """Runs a query with the caps of the settings."""
    if format_ not in _RESULTS and format_ not in BY_SUFFIX:
        raise BadRequest(f"There is no format {format_!r}. There is {', '.join([*_RESULTS, *BY_SUFFIX])}.")
    check_query(query, length=settings.query_length, nesting=settings.query_nesting)
    form = BY_SUFFIX.get(format_)
    types = ResultTypes(_RESULTS.get(format_), form.media_type if form else TURTLE.media_type)
    caps = Caps(settings.query_rows, settings.query_bytes, time.monotonic() + settings.query_timeout)
    build = open_current(settings.data)
    store = open_store(settings, build)
    searched = _searched(settings, build, store, query)
    return store.answer(searched.query, graphs=DEFAULT, types=types, caps=caps, tables=searched.tables)


def _searched(settings: Settings, build: Build, store: TripleStore, query: str) -> SearchedQuery:
    """The query with its search worked out; the indexes are opened for those only that may need them."""
    if not may_search(query):
        return SearchedQuery(query, NO_TABLES)
    from service.encoder import open_encoder
    from service.indexes import open_search

    opened = open_search(store, build.folder, open_encoder(settings.encoder), build.id)
    return with_search(query, opened.scores)


def coverage_once(settings: Settings) -> CoverageReport:
    """The coverage report of the current build; needs its store only."""
    build = open_current(settings.data)
    store = open_store(settings, build)
    return coverage(store, Names(store), build.id)


def dump_file(settings: Settings, format_: str) -> Path:
    """The path of a dump of the current build, e.g. for `ttl.gz`."""
    return find_dump(open_current(settings.data), f"{NAME}.{format_}").path


def evaluate_search(settings: Settings, file: Path, *, as_json: bool) -> str:
    """Asks every question of a file, of the whole system and of its ablations; returns the report."""
    from service.encoder import open_encoder
    from service.evaluating import evaluate_collection

    questions = read_questions(file)
    build = open_current(settings.data)
    store = open_store(settings, build)
    systems, parts = evaluate_collection(store, build.folder, open_encoder(settings.encoder), questions)
    return json.dumps(as_dictionary(systems, parts), indent=2) if as_json else as_text(systems, parts)
