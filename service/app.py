"""The app factory: the one place where adapters are chosen and put together."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

import anyio
import anyio.to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

import service
from service.api_description import describe_api
from service.builds import Build, Hold
from service.compression import Compression
from service.derivations import StoredDerivations
from service.dumps import NAME
from service.envelope import Envelope
from service.garbage import keep_what_is_there
from service.knowledge import CurrentKnowledge, Knowledge
from service.media_types import N_TRIPLES
from service.metrics import Metrics
from service.problems import install_problem_handlers
from service.query_running.runner import Limits, ProcessRunner
from service.query_running.spawning import GraphFiles
from service.remembering_runner import RememberingRunner
from service.remote_runner import RemoteRunner
from service.routers import (
    coverage,
    dataset,
    explanation,
    export,
    graph,
    linked_data,
    operations,
    queries,
    reconcile,
    search,
    sparql,
    vocabulary,
)
from service.schemas import Problem, Question
from service.search_process import second_process
from service.settings import Settings
from service.short_way import ShortWay
from service.stores import open_store
from service.use_cases.explaining_inference import InferenceExplainer
from service.use_cases.naming import Names
from service.use_cases.search_functions import SearchFunctions
from service.web.rendering import STATIC

Opener = Callable[[Build], Knowledge]
_ROUTERS = (
    *(search, sparql, linked_data, explanation, vocabulary, dataset),
    *(coverage, export, queries, reconcile, graph, operations),
)


def open_knowledge(settings: Settings, build: Build) -> Knowledge:
    """Opens the store and the indexes of a build. Raises BuildDamaged, IndexMismatch, EncoderUnavailable."""
    # Numpy, FAISS and Tantivy take a second to import; without a build nobody needs them.
    from service.encoder import open_encoder
    from service.indexes import open_search

    hold = Hold(build)
    store = open_store(settings, build)
    names = Names(store)
    opened = open_search(store, build.folder, open_encoder(settings.encoder), build.id)
    return Knowledge(
        build=build,
        store=store,
        names=names,
        runner=RemoteRunner(store, _limits(settings)) if settings.store else open_runner(settings, build),
        search=opened.search.search,
        beside=None,
        suggest=opened.suggester.suggest,
        functions=SearchFunctions(opened.scores),
        reconciler=opened.reconciler,
        explainer=InferenceExplainer(StoredDerivations.open(build.derivations), store, names, build.id),
        hold=hold,
    )


def open_runner(settings: Settings, build: Build) -> ProcessRunner:
    """The runner of strangers' queries on a build; no process is started yet."""
    in_memory = build.manifest.triples <= settings.query_triples
    files = GraphFiles(build.store, build.dumps / f"{NAME}.{N_TRIPLES.suffix}" if in_memory else None)
    return ProcessRunner(files, _limits(settings))


def _limits(settings: Settings) -> Limits:
    return Limits(
        rows=settings.query_rows,
        size=settings.query_bytes,
        memory=settings.query_memory,
        quick=settings.query_workers or max(2, len(os.sched_getaffinity(0))),
        total=settings.query_concurrency,
        per_client=settings.query_concurrency_per_client,
    )


def _open_serving(settings: Settings, build: Build) -> Knowledge:
    """Opens a build and starts the processes that answer from it, unless it is kept in another store."""
    if settings.store:
        return open_knowledge(settings, build)
    runner = open_runner(settings, build)
    runner.start()
    knowledge = open_knowledge(settings, build)
    # The first question loads word lists and models: before the fork, so that it shares them.
    knowledge.search(Question(q="Was hilft kleinen Betrieben?"))
    keep_what_is_there()
    beside = second_process(knowledge.search) if settings.search_beside else None
    remembering = RememberingRunner(runner, settings.query_remembered << 20)
    return replace(knowledge, runner=remembering, beside=beside)


def create_app(settings: Settings, opener: Opener | None = None) -> FastAPI:
    """The app. `opener` opens a build otherwise than with the settings' adapters; for tests."""
    current = CurrentKnowledge(settings.data, opener or partial(_open_serving, settings))
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
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        responses={400: {"model": Problem, "description": "Problem document"}},
    )
    app.state.settings, app.state.current, app.state.metrics = settings, current, metrics
    install_problem_handlers(app)
    for module in _ROUTERS:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(ShortWay, answers=sparql.SHORT_WAYS)
    app.add_middleware(Compression)
    app.add_middleware(Envelope, current=current, metrics=metrics, request_bytes=settings.request_bytes)
    describe_api(app)
    return app
