"""No page breaks a rule that axe-core can check (WCAG 2.2, levels A and AA, and its best practices)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from service.web.editor_setup import editor_is_built
from tests.browser.test_pages import PAGES

QUERY = "SELECT ?s ?n { VALUES (?s ?n) { (<https://w3id.org/clusterwissen/id/measure/talk> 2) } }"


def violations(page: Page) -> str:
    """What axe finds in the light and the dark scheme, as a report; empty where it finds nothing."""
    reports = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = Axe().run(page)
        if found.violations_count:
            reports.append(f"{scheme}: {found.generate_report()}")
    return "\n".join(reports)


@pytest.mark.parametrize("path", [*PAGES, "/queries?q=nutzen", "/queries/barriers-by-case"])
def test_a_page_breaks_no_rule(context: BrowserContext, address: str, path: str) -> None:
    page = context.new_page()
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert violations(page) == ""


@pytest.mark.skipif(not editor_is_built(), reason="THE EDITOR IS NOT BUILT")
def test_the_editor_at_work_breaks_no_rule(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/sparql?lang=en&query={QUERY}")
    for view in ("Table", "Chart", "Graph", "Raw"):
        page.get_by_role("tab", name=view).click()
        assert violations(page) == "", view
    page.locator(".CodeMirror textarea").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * { ?s a cw:Oper")
    page.get_by_role("option").first.wait_for()
    assert violations(page) == "", "completion"
