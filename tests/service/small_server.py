"""Serves the small build as a process of its own: `python -m tests.service.small_server DATA PORT HTTP`."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from service.app import create_app
from service.settings import Settings
from tests.service.conftest import open_small

if __name__ == "__main__":
    data, port, http = sys.argv[1:]
    settings = Settings(data=Path(data), query_length=10_000, request_bytes=2_000_000)
    app = create_app(settings, lambda build: open_small(settings, build))
    uvicorn.run(app, port=int(port), http=http, log_level="warning")  # type: ignore[arg-type]
