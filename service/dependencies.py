"""What a route asks for: the settings and the knowledge its request is answered from.

All are coroutines though none waits: FastAPI would send plain functions to a thread each.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from service.errors import NoBuild
from service.knowledge import CurrentKnowledge, Knowledge
from service.metrics import Metrics
from service.negotiation import best_language
from service.schemas import Language
from service.settings import Settings


async def get_settings(request: Request) -> Settings:
    """The settings the app was made with."""
    settings: Settings = request.app.state.settings
    return settings


async def get_current(request: Request) -> CurrentKnowledge:
    """The holder of the current build, for /ready and /metrics."""
    current: CurrentKnowledge = request.app.state.current
    return current


async def get_metrics(request: Request) -> Metrics:
    """The counters of this process."""
    metrics: Metrics = request.app.state.metrics
    return metrics


async def get_knowledge(request: Request) -> Knowledge:
    """The build this request is answered from, fixed when it arrived. Raises NoBuild."""
    knowledge: Knowledge | None = request.state.knowledge
    if knowledge is None:
        current: CurrentKnowledge = request.app.state.current
        raise NoBuild(
            current.failure or "There is no build yet. Run `clusterwissen build`; it is picked up by itself."
        )
    return knowledge


async def get_language(request: Request, lang: str | None = None) -> Language:
    """The language of a page: parameter `lang`, else Accept-Language, else German."""
    return best_language(lang, request.headers.get("accept-language"))


SettingsOf = Annotated[Settings, Depends(get_settings)]
CurrentOf = Annotated[CurrentKnowledge, Depends(get_current)]
MetricsOf = Annotated[Metrics, Depends(get_metrics)]
KnowledgeOf = Annotated[Knowledge, Depends(get_knowledge)]
LanguageOf = Annotated[Language, Depends(get_language)]
