"""Reading the JSON that clients of the reconciliation service send in a form field."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from service.errors import BadRequest, TooLarge
from service.use_cases.reconciling.manifest import BATCH_SIZE
from service.use_cases.reconciling.messages import ExtensionQuery
from service.use_cases.reconciling.reconciler import wrong_fields

WHAT_IS_RIGHT = (
    'Send `queries={"q0": {"query": "Informationsdefizit", "type": "Barrier"}}` for candidates, or '
    '`extend={"ids": ["measure/cm-om5"], "properties": [{"id": "targetGroup"}]}` for values, as one field.'
)


def read_batch(text: str) -> dict[str, Any]:
    """The queries of a batch by key, not yet checked. Raises BadRequest, TooLarge."""
    batch = _read(text, "queries")
    if len(batch) > BATCH_SIZE:
        raise TooLarge(
            f"A batch has at most {BATCH_SIZE} queries (`batchSize` of the manifest), not {len(batch)}."
        )
    return batch


def read_extension_query(text: str) -> ExtensionQuery:
    """The ids and properties asked for. Raises BadRequest."""
    try:
        return ExtensionQuery.model_validate(_read(text, "extend"))
    except ValidationError as problem:
        raise BadRequest(f"`extend` cannot be read: {wrong_fields(problem)}. {WHAT_IS_RIGHT}") from problem


def _read(text: str, name: str) -> dict[str, Any]:
    """A JSON object whose texts can be written again as UTF-8. Raises BadRequest."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as problem:
        raise BadRequest(
            f"`{name}` is not JSON in UTF-8 ({str(problem)[:200]}). {WHAT_IS_RIGHT}"
        ) from problem
    if not isinstance(found, dict):
        raise BadRequest(f"`{name}` is a JSON object. {WHAT_IS_RIGHT}")
    return found
