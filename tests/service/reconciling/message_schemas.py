"""The messages of the Reconciliation Service API 0.2 as JSON schemas of our own, from its text.

Where the specification leaves a field open, so do these; fields that it does not name are refused, but for
`error` beside a result, which clients pass over.
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]
TEXT: Schema = {"type": "string", "minLength": 1}
URL: Schema = {"type": "string", "pattern": "^https?://[^ ]+$"}


def record(required: Schema, optional: Schema | None = None) -> Schema:
    """An object with these fields and no others."""
    fields = {**required, **(optional or {})}
    return {
        "type": "object",
        "properties": fields,
        "required": list(required),
        "additionalProperties": False,
    }


def listed(items: Schema, **more: Any) -> Schema:
    """An array of such items."""
    return {"type": "array", "items": items, **more}


def keyed(values: Schema) -> Schema:
    """An object with any keys."""
    return {"type": "object", "additionalProperties": values}


REFERENCE = record({"id": TEXT, "name": TEXT})
# 2.2: a type has an id and a name, and may say what it is a kind of.
TYPE = record({"id": TEXT, "name": TEXT}, {"description": TEXT, "broader": listed(REFERENCE)})
# 4.2: candidates, each with a score and a decision; features have an id and a number or truth value.
FEATURE = record({"id": TEXT, "value": {"type": ["boolean", "number"]}})
CANDIDATE = record(
    {"id": TEXT, "name": TEXT, "type": listed(REFERENCE), "score": {"type": "number"}},
    {"description": TEXT, "match": {"type": "boolean"}, "features": listed(FEATURE)},
)
RESULTS = keyed(record({"result": listed(CANDIDATE)}, {"error": TEXT}))
# 6.3: suggestions; only entities have notable types.
SUGGESTED_ENTITIES = record(
    {
        "result": listed(
            record({"id": TEXT, "name": TEXT}, {"description": TEXT, "notable": listed(REFERENCE)})
        )
    }
)
SUGGESTED_PROPERTIES = record({"result": listed(record({"id": TEXT, "name": TEXT}, {"description": TEXT}))})
SUGGESTED_TYPES = record({"result": listed(TYPE)})
# 6.5: the id asked for, and HTML.
FLYOUT = record({"id": TEXT, "html": TEXT})
# 7.2: the type asked for, which may be none, and properties.
PROPOSALS = record(
    {"type": {"type": "string"}, "properties": listed(REFERENCE)},
    {"limit": {"type": "integer", "minimum": 1}},
)
# 7.4: one kind of value a cell; a date has a time.
MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"
CELL: Schema = {
    "oneOf": [
        record({}),
        record({"id": TEXT, "name": TEXT}, {"description": TEXT}),
        record({"str": {"type": "string"}}),
        record({"int": {"type": "integer"}}),
        record({"float": {"type": "number"}}),
        record({"date": {"type": "string", "pattern": MOMENT}}),
    ]
}
EXTENSION = record(
    {
        "meta": listed(record({"id": TEXT, "name": TEXT}, {"type": REFERENCE, "service": URL})),
        "rows": keyed(keyed(listed(CELL))),
    }
)
# 3.1: the manifest, with the metadata of 5.1, 6.1 and 7.1 in it.
TEMPLATE: Schema = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
SERVICE: Schema = {"service_url": URL, "service_path": TEXT}
FLYOUTS: Schema = {
    "flyout_service_url": URL,
    "flyout_service_path": {"type": "string", "pattern": r"\$\{id\}"},
}


def setting(kind: str, default: Schema, more: Schema | None = None) -> Schema:
    """A setting of a fetched property: its kind decides what its default may be."""
    required = {"type": {"const": kind}, "label": TEXT, "name": TEXT, **(more or {})}
    return record(required, {"default": default, "help_text": TEXT})


SETTING: Schema = {
    "oneOf": [
        setting("number", {"type": "number"}),
        setting("text", {"type": "string"}),
        setting("checkbox", {"type": "boolean"}),
        setting("select", {"type": "string"}, {"choices": listed(record({"value": TEXT, "name": TEXT}))}),
    ]
}
MANIFEST = record(
    {
        "versions": listed(TEXT, contains={"const": "0.2"}),
        "name": TEXT,
        "identifierSpace": URL,
        "schemaSpace": URL,
    },
    {
        "defaultTypes": listed(TYPE, uniqueItems=True),
        "documentation": URL,
        "logo": URL,
        "serviceVersion": TEXT,
        "view": record({"url": TEMPLATE}),
        "feature_view": record({"url": TEMPLATE}),
        "preview": record({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "suggest": record({}, {name: record(SERVICE, FLYOUTS) for name in ("entity", "type", "property")}),
        "extend": record({}, {"propose_properties": record(SERVICE), "property_settings": listed(SETTING)}),
        "batchSize": {"type": "integer", "minimum": 1},
    },
)


def check(message: Any, schema: Schema) -> Any:
    """The message. Raises jsonschema.ValidationError where it is not as the specification says."""
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(message)
    return message
