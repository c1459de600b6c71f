"""The app factory: the one place where adapters are chosen and put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

import service
from service.builds import Build, Hold
from service.derivations import StoredDerivations
from service.envelope import Envelope
from service.knowledge import CurrentKnowledge, Knowledge
from service.media_types import PROBLEM
from service.metrics import Metrics
from service.problems import install_problem_handlers
from service.query_runner import ThreadRunner
from service.routers import (
    coverage,
    dataset,
    explanation,
    export,
    graph,
    linked_data,
    operations,
    queries,
    search,
    sparql,
    vocabulary,
)
from service.schemas import Problem
from service.settings import Settings
from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.explaining_inference import InferenceExplainer
from service.use_cases.naming import Names
from service.web.rendering import STATIC

Opener = Callable[[Build], Knowledge]
_ROUTERS = (
    *(search, sparql, linked_data, explanation, vocabulary, dataset),
    *(coverage, export, queries, graph, operations),
)


def open_knowledge(settings: Settings, build: Build) -> Knowledge:
    """Opens the store and the indexes of a build. Raises BuildDamaged, IndexMismatch, EncoderUnavailable."""
    # Numpy, FAISS and Tantivy take a second to import; without a build nobody needs them.
    from service.encoder import open_encoder
    from service.indexes import open_search

    hold = Hold(build)
    store = OxigraphStore.open(build.store)
    names = Names(store)
    answering, suggester = open_search(store, build.folder, open_encoder(settings.encoder), build.id)
    return Knowledge(
        build=build,
        store=store,
        names=names,
        runner=ThreadRunner(
            store, rows=settings.query_rows, size=settings.query_bytes, places=settings.query_concurrency
        ),
        search=answering.search,
        suggest=suggester.suggest,
        explainer=InferenceExplainer(StoredDerivations.open(build.derivations), store, names, build.id),
        hold=hold,
    )


def create_app(settings: Settings, opener: Opener | None = None) -> FastAPI:
    """The app. `opener` opens a build otherwise than with the settings' adapters; for tests."""
    current = CurrentKnowledge(settings.data, opener or partial(open_knowledge, settings))
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await anyio.to_thread.run_sync(current.refresh)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(current.watch, settings.watch_seconds)
            yield
            tasks.cancel_scope.cancel()

    app = FastAPI(
        title="Clusterwissen",
        version=service.__version__,
        summary="Reviewed knowledge on business clusters and small firms: search, SPARQL, linked data.",
        license_info={"name": "Apache-2.0 (software), CC BY 4.0 (content)"},
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses={400: {"model": Problem, "description": "Problem document"}},
    )
    app.state.settings, app.state.current, app.state.metrics = settings, current, metrics
    install_problem_handlers(app)
    for module in _ROUTERS:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(Envelope, current=current, metrics=metrics, request_bytes=settings.request_bytes)
    app.openapi = partial(_openapi, app, app.openapi)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI, generate: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The description as it is: wrong parameters are a 400 here, and problems are problem+json."""
    if app.openapi_schema is None:
        description = generate()
        for operations in description["paths"].values():
            for operation in operations.values():
                responses = operation["responses"]
                responses.pop("422", None)
                for status in ("404", "406", "413", "429", "503"):
                    responses.setdefault(status, {**responses["400"]})
                problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
                for status, response in responses.items():
                    if int(status) >= 400:
                        response["content"] = {PROBLEM: problem}
        app.openapi_schema = description
    return app.openapi_schema
