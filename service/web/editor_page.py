"""The query editor: a text area, the example queries beside it, the result below."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request
from starlette.responses import Response

from service.envelope import TRUNCATED_HEADER
from service.errors import ServiceError
from service.media_types import GRAPH_FORMATS
from service.schemas import Language
from service.triple_store import QueryResult
from service.use_cases.queries import by_persona, find_query, list_queries
from service.web.editor_setup import editor_is_built, editor_setup
from service.web.rendering import render

_SHOWN_ROWS = 500
# A result up to this size goes to the editor with the page; it asks for a larger one itself.
_EMBEDDED_BYTES = 200_000
_STARTER = """PREFIX cw: <https://w3id.org/clusterwissen/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?measure ?label WHERE {
  ?measure a cw:Measure ;
           rdfs:label ?label .
  FILTER(lang(?label) = "LANG")
}
ORDER BY ?label
LIMIT 25
"""


def editor_page(
    request: Request,
    lang: Language,
    *,
    query: str | None = None,
    example: str | None = None,
    result: QueryResult | None = None,
    error: ServiceError | None = None,
) -> Response:
    """The editor with a query (given, an example's, or a first one), and its result or error."""
    chosen = find_query(example) if example else None
    text = query or (chosen.text if chosen else _STARTER.replace("LANG", lang))
    truncated = result is not None and result.truncated
    built = editor_is_built()
    table = _table(result) if result and result.form != "graph" else None
    embedded = built and result is not None and table and len(result.body) <= _EMBEDDED_BYTES
    return render(
        request,
        "sparql.html",
        {
            "lang": lang,
            "query": text,
            "chosen": chosen,
            "examples": by_persona(list_queries()),
            "table": table,
            "turtle": result.body.decode() if result and result.form == "graph" else None,
            "truncated": truncated,
            "error": error,
            "shown_rows": _SHOWN_ROWS,
            "downloads": _downloads(result),
            "setup": editor_setup(lang, request.app.state.settings.base_path) if built else None,
            "data": result.body if result and embedded else None,
        },
        status=error.status if error else 200,
        headers={TRUNCATED_HEADER: "true"} if truncated else {},
    )


def _table(result: QueryResult) -> dict[str, Any]:
    """Columns and the first rows of a result in SPARQL JSON; a cell is the JSON term or None."""
    document = json.loads(result.body)
    if "boolean" in document:
        return {"boolean": document["boolean"], "columns": [], "rows": [], "total": 1}
    columns = document["head"]["vars"]
    rows = document["results"]["bindings"]
    cells = [[row.get(column) for column in columns] for row in rows[:_SHOWN_ROWS]]
    return {"boolean": None, "columns": columns, "rows": cells, "total": len(rows)}


def _downloads(result: QueryResult | None) -> list[tuple[str, str]]:
    """(name, suffix) of the formats the result can be downloaded in."""
    if result is None:
        return []
    if result.form == "graph":
        return [(form.name, form.suffix) for form in GRAPH_FORMATS]
    return [("JSON", "json"), ("XML", "xml"), ("CSV", "csv"), ("TSV", "tsv")]
