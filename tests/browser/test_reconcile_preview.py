"""The preview in a frame, as a client of the reconciliation service shows it."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect


@pytest.fixture
def other_site(tmp_path: Path, address: str) -> Iterator[str]:
    """A page of another origin with the preview in a frame."""
    url = f"{address}/reconcile/en/preview?id=measure%2Ftalk"
    frame = f'<iframe src="{url}" width="430" height="320"></iframe>'
    (tmp_path / "client.html").write_text(f'<title>Client</title><link rel="icon" href="data:,">{frame}')
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/client.html"
        server.shutdown()


def test_another_site_shows_the_preview_in_a_frame(context: BrowserContext, other_site: str) -> None:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(other_site)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="Talk at the guild")).to_have_attribute("target", "_blank")
    expect(frame.get_by_text("measure/talk")).to_be_in_viewport()
    assert complaints == []


def test_the_preview_breaks_no_rule_of_accessibility(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/reconcile/preview?id=measure%2Ftalk")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
