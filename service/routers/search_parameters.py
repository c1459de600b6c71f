"""The parameters of `GET /search`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from ontology.identifiers import is_slug
from ontology.schema import schema
from service.errors import BadRequest
from service.schemas import FILTERS, Language, Question

_Slugs = Annotated[list[str], Field(max_length=20)]


def _slugs(description: str, example: str) -> Any:
    return Field(default=[], description=description, examples=[[example]])


class SearchParameters(BaseModel):
    """As on the wire; everything but `q` may be left out, lists are given by repeating the parameter."""

    model_config = ConfigDict(frozen=True)

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)] = Field(
        description="The question, in German or English.",
        examples=["Which measures address information deficits for small firms?"],
    )
    lang: Language | None = Field(default=None, description="Language of question and labels; else detected.")
    type: _Slugs = _slugs("Class names.", "Measure")
    audience: _Slugs = _slugs("Actor types: who is to act.", "cluster-manager")
    targetGroup: _Slugs = _slugs("Actor types: who is to be better off.", "small-firm")  # noqa: N815
    actionField: _Slugs = _slugs("Action fields.", "h1")  # noqa: N815
    horizon: _Slugs = _slugs("Time frames.", "short-term")
    sector: _Slugs = _slugs("Sectors.", "automotive")
    region: _Slugs = _slugs("Regions.", "landkreis-tuttlingen")
    limit: int = Field(default=10, ge=1, le=100, description="Answers on one page.")
    offset: int = Field(default=0, ge=0, le=10_000, description="Answers to skip.")
    format: Literal["json", "html"] | None = Field(default=None, description="Instead of Accept, for links.")

    def question(self) -> Question:
        """The question; raises BadRequest for a class that is none or a filter that is no slug."""
        known = schema().classes
        for name in self.type:
            if name not in known:
                raise BadRequest(f"There is no class {name[:60]!r}. The classes: {', '.join(sorted(known))}.")
        filters = {name: tuple(getattr(self, name)) for name in FILTERS if getattr(self, name)}
        for name, slugs in filters.items():
            for slug in slugs:
                if not is_slug(slug):
                    raise BadRequest(
                        f"{name}={slug[:60]!r} is no slug; a slug looks like craft-organisation."
                    )
        return Question(
            q=self.q,
            lang=self.lang,
            types=tuple(self.type),
            filters=filters,
            limit=self.limit,
            offset=self.offset,
        )
