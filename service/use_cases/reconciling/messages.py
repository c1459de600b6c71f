"""What a client of the reconciliation service sends and is sent: the fields of version 0.2.

Answers leave out what has no value: the specification knows no null. A query is read leniently (numbers as
texts, a type as an object), because tables hold everything; what remains wrong is said for that query alone.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.schemas import Record

LONGEST_QUERY = 1_000
MOST_PROPERTIES = 50
_MOST_VALUES = 100


def _texts(value: Any) -> Any:
    """One value or a list of them, as texts; an entity stands for its identifier."""
    return [_text(one) for one in (value if isinstance(value, list) else [value])]


def _text(value: Any) -> Any:
    if isinstance(value, dict):
        return value.get("id")
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


Texts = Annotated[list[str], BeforeValidator(_texts), Field(max_length=_MOST_VALUES)]


class Condition(BaseModel):
    """A property of the thing that is meant (`pid`), and the values it has in the client's table (`v`)."""

    model_config = ConfigDict(frozen=True)

    pid: str = Field(min_length=1, max_length=200)
    v: Texts


class EntityQuery(BaseModel):
    """A reconciliation query (section 4.1). `type` and `v` may be one value or several.

    `type_strict`: any (has one of the types), all (has all of them), should (others are ranked lower).
    """

    model_config = ConfigDict(frozen=True)

    query: Annotated[str | None, BeforeValidator(_text)] = Field(default=None, max_length=LONGEST_QUERY)
    type: Texts = []
    type_strict: Literal["any", "all", "should"] = "any"
    limit: int = Field(default=10, ge=1)
    properties: list[Condition] = Field(default=[], max_length=MOST_PROPERTIES)


class Reference(Record):
    """A type or property, named."""

    id: str
    name: str


class EntityType(Reference):
    """A type with what it means and what it is a kind of."""

    description: str | None = None
    broader: list[Reference] | None = None


class Feature(Record):
    """One thing that went into a score."""

    id: str
    value: bool | float


class Candidate(Record):
    """A thing that may be meant. `score`: 0 to 100; `match`: it can hardly be another."""

    id: str
    name: str
    description: str | None = None
    type: list[Reference]
    score: float = Field(ge=0.0, le=100.0)
    match: bool
    features: list[Feature]


class Candidates(Record):
    """The candidates of one query, best first; `error` says why a query could not be answered."""

    result: list[Candidate]
    error: str | None = None


class Suggested(Record):
    """An entity, type or property whose name begins as was typed."""

    id: str
    name: str
    description: str | None = None
    notable: list[Reference] | None = None
    broader: list[Reference] | None = None


class SuggestedList(Record):
    """What the suggest services answer (section 6.3)."""

    result: list[Suggested]


class Flyout(Record):
    """A small preview beside a suggestion (section 6.5)."""

    id: str
    html: str


class Proposals(Record):
    """Properties that things of a type have (section 7.2), the most used first."""

    type: str
    properties: list[Reference]
    limit: int | None = None


class WantedProperty(BaseModel):
    """A property to fetch, with the settings that the manifest offers."""

    id: str = Field(min_length=1, max_length=200)
    settings: dict[str, Any] = {}


class ExtensionQuery(BaseModel):
    """A data extension query (section 7.3)."""

    ids: list[str] = Field(max_length=1_000)
    properties: list[WantedProperty] = Field(max_length=MOST_PROPERTIES)


class Column(Reference):
    """A fetched property; `type` is the class of its values where there is one."""

    type: Reference | None = None


Cell = dict[str, str | int | float]


class Extension(Record):
    """The values asked for, by identifier and property (section 7.4)."""

    meta: list[Column]
    rows: dict[str, dict[str, list[Cell]]]


class UrlTemplate(Record):
    """Where a thing is seen; `{{id}}` stands for its identifier, percent-encoded."""

    url: str


class Preview(UrlTemplate):
    """The same for a frame of so many pixels."""

    width: int
    height: int


class ServicePath(Record):
    """Where a part of the service is: the URL followed by the path."""

    service_url: str
    service_path: str


class SuggestService(ServicePath):
    """The same with its flyouts; `${id}` stands for an identifier, percent-encoded."""

    flyout_service_url: str
    flyout_service_path: str


class Choice(Record):
    """One value of a setting."""

    value: str
    name: str


class Setting(Record):
    """What may be set for a fetched property."""

    name: str
    label: str
    type: Literal["number", "text", "checkbox", "select"]
    default: str | int | bool
    help_text: str
    choices: list[Choice] | None = None


class SuggestServices(Record):
    """The suggest services, one for each kind of thing."""

    entity: SuggestService
    type: SuggestService
    property: SuggestService


class ExtendService(Record):
    """How properties are fetched."""

    propose_properties: ServicePath
    property_settings: list[Setting]


class Manifest(Record):
    """What the service is and offers (section 3.1)."""

    versions: list[str]
    name: str
    identifierSpace: str  # noqa: N815
    schemaSpace: str  # noqa: N815
    documentation: str
    logo: str
    serviceVersion: str  # noqa: N815
    defaultTypes: list[Reference]  # noqa: N815
    view: UrlTemplate
    preview: Preview
    suggest: SuggestServices
    extend: ExtendService
    batchSize: int  # noqa: N815
