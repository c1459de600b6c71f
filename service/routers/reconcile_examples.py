"""What is sent to `/reconcile`, for the description of the API."""

from __future__ import annotations

import json
from typing import Any

QUERIES = json.dumps(
    {
        "q0": {"query": "Informationsdefizite", "type": "Barrier", "limit": 3},
        "q1": {
            "query": "Kleinbetrieb",
            "type": ["ActorType"],
            "type_strict": "should",
            "properties": [{"pid": "helpedBy", "v": "Newsletter"}],
        },
    },
    ensure_ascii=False,
)
EXTEND = json.dumps(
    {"ids": ["barrier/information-deficit"], "properties": [{"id": "affects", "settings": {"limit": 2}}]}
)
_TEXTS = {
    "queries": ("A batch of queries: a JSON object, each with a key of its own.", QUERIES),
    "extend": ("Ids and the properties wanted of them: a JSON object.", EXTEND),
}

PARAMETERS: list[dict[str, Any]] = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": text,
        "schema": {"type": "string"},
        "example": example,
    }
    for name, (text, example) in _TEXTS.items()
]
FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        name: {"type": "string", "description": text} for name, (text, _) in _TEXTS.items()
                    },
                },
                "examples": {
                    name: {"summary": text, "value": {name: example}}
                    for name, (text, example) in _TEXTS.items()
                },
            }
        },
    }
}
