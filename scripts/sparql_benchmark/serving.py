"""Our server over a build without search: `serving.py DATA PORT`, or `serving.py DATA --build QUADS`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, cast

import uvicorn

from service.app import create_app, open_runner
from service.build_writing import BuildInput, building_lock, write_build
from service.builds import Build, Hold
from service.knowledge import Knowledge
from service.remembering_runner import RememberingRunner
from service.settings import Settings
from service.triple_store import TripleStore
from service.triple_store.oxigraph import OxigraphStore
from service.use_cases.naming import Names
from service.use_cases.search_functions import SearchFunctions


def main() -> None:
    """Builds or serves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("port", type=int, nargs="?", default=0)
    parser.add_argument("--build", type=Path)
    parser.add_argument("--remember", type=int, default=0, help="MiB of results that are kept")
    options = parser.parse_args()
    if options.build:
        with building_lock(options.data):
            source = BuildInput(options.build.read_bytes(), {}, "none")
            write_build(options.data, source, _no_indexes, keep=1, progress=print)
        return
    settings = Settings(data=options.data, port=options.port, query_remembered=options.remember)
    app = create_app(settings, lambda build: _opened(settings, build))
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", access_log=False)


def _opened(settings: Settings, build: Build) -> Knowledge:
    runner = open_runner(settings, build)
    runner.start()
    store = OxigraphStore.open(build.store)
    absent = dict.fromkeys(Knowledge.__dataclass_fields__, cast("Any", None))
    known = {"build": build, "store": store, "names": Names(store), "hold": Hold(build)}
    known["runner"] = RememberingRunner(runner, settings.query_remembered << 20)
    known["functions"] = SearchFunctions(cast("Any", None))
    return Knowledge(**{**absent, **known})


def _no_indexes(_store: TripleStore, _folder: Path) -> dict[str, int]:
    return {"texts": 0}


main()
