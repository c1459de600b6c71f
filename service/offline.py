"""What the commands do with the current build, without a server."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path

from service.app import open_knowledge
from service.builds import open_current
from service.dumps import NAME
from service.errors import BadRequest
from service.media_types import BY_SUFFIX, CSV, RESULTS_JSON, RESULTS_XML, TSV, TURTLE
from service.query_check import check_query
from service.schemas import Language, Question, SearchAnswer
from service.settings import Settings
from service.triple_store import DEFAULT, Caps, QueryResult, ResultTypes
from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.evaluate import Outcome, evaluate, figures, read_questions
from service.use_cases.export import find_dump

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
    store = OxigraphStore.open(open_current(settings.data).store)
    return store.answer(query, graphs=DEFAULT, types=types, caps=caps)


def dump_file(settings: Settings, format_: str) -> Path:
    """The path of a dump of the current build, e.g. for `ttl.gz`."""
    return find_dump(open_current(settings.data), f"{NAME}.{format_}").path


def evaluate_file(settings: Settings, file: Path) -> list[Outcome]:
    """Asks every question of a file."""
    questions = read_questions(file)
    knowledge = open_knowledge(settings, open_current(settings.data))
    return evaluate(questions, knowledge.search)


def readable_figures(outcomes: list[Outcome], *, as_json: bool) -> str:
    """The figures, and one line for each question."""
    total = asdict(figures(outcomes))
    if as_json:
        rows = [
            {"id": o.judged.id, "answered": o.answered, "ndcg": o.ndcg, "gains": o.gains} for o in outcomes
        ]
        return json.dumps({"figures": total, "questions": rows}, indent=2)
    lines = [
        f"{o.judged.id:>6}  {'answered' if o.answered else 'refused ':<8}  "
        f"{o.ndcg if o.judged.is_ranked else float('nan'):5.2f}  {o.judged.q}"
        for o in outcomes
    ]
    return "\n".join([*lines, "", *(f"{name:<22}{value:>8.3f}" for name, value in total.items())])
