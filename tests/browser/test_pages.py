"""The pages as a reader meets them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

PAGES = [
    "/",
    "/search?q=Was%20hilft%3F",
    "/search?q=nothing",
    "/doc/measure/talk",
    "/doc/barrier/unaware",
    "/doc/source/report",
    "/doc/passage/report-1",
    "/explanation?subject=https%3A%2F%2Fw3id.org%2Fclusterwissen%2Fid%2Fbarrier%2Finformed-badly"
    "&predicate=https%3A%2F%2Fw3id.org%2Fclusterwissen%2Fontology%23addressedBy"
    "&object=https%3A%2F%2Fw3id.org%2Fclusterwissen%2Fid%2Fmeasure%2Ftalk",
    "/sparql",
    "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%205",
    "/queries",
    "/ontology",
    "/dataset",
    "/coverage",
    "/docs",
    "/doc/measure/none",
]


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_other_host_and_breaks_no_rule(page: Page, address: str, path: str) -> None:
    foreign: list[str] = []
    complaints: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith((address, "data:")) else foreign.append(request.url),
    )
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    response = page.goto(address + path)
    assert response is not None
    page.wait_for_load_state("networkidle")
    assert foreign == []
    assert [c for c in complaints if "404" not in c] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_the_structure_that_screen_readers_need(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.locator("html").get_attribute("lang") == "de"
    assert page.locator("main").count() == page.locator("h1").count() == 1
    assert page.locator("header nav[aria-label], header nav[aria-labelledby]").count() == 1
    assert page.title()
    unnamed = "a, button, input:not([type=hidden]), textarea, summary"
    names = page.locator(unnamed).evaluate_all(
        "all => all.filter(e => !e.textContent.trim() && !e.getAttribute('aria-label')"
        " && !(e.labels || []).length).map(e => e.outerHTML)"
    )
    assert names == []
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(e => Number(e.tagName[1]))")
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    ids = page.locator("[id]").evaluate_all("all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    for referring in ("aria-labelledby", "aria-controls", "for"):
        wanted = page.locator(f"[{referring}]").evaluate_all(
            f"all => all.map(e => e.getAttribute('{referring}'))"
        )
        assert set(wanted) <= set(ids)


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_narrow_screens(browser: Browser, address: str, path: str, width: int) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_asking_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Ihre Frage").fill("Was hilft kleinen Betrieben?")
    page.get_by_role("button", name="Fragen").click()
    expect(page).to_have_url(re.compile(r"/search\?q=Was\+hilft"))
    expect(page.get_by_role("heading", name="Vortrag in der Innung")).to_be_visible()
    page.get_by_role("link", name="Vortrag in der Innung").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vortrag in der Innung")
    page.goto(f"{address}/sparql")
    page.get_by_role("button", name="Ausführen").click()
    expect(page.get_by_role("table")).to_be_visible()
    context.close()


def test_suggestions_can_be_chosen_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    box = page.get_by_role("combobox")
    box.press_sequentially("Vor")
    option = page.get_by_role("option", name="Vortrag in der Innung")
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_value("Vortrag in der Innung")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Escape")
    expect(option).to_be_hidden()
    expect(box).to_have_value("Vor")
    box.press("ArrowDown")
    box.press_sequentially("t")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"q=Vortrag"))


def test_suggestions_can_be_chosen_with_the_pointer(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("combobox").press_sequentially("Vor")
    page.get_by_role("option", name="Vortrag in der Innung").click()
    expect(page).to_have_url(re.compile(r"q=Vortrag"))


def test_the_keyboard_reaches_everything_and_its_place_is_seen(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ihre Frage")).to_be_focused()
    style = "const s = getComputedStyle(document.activeElement); [s.outlineStyle, parseFloat(s.outlineWidth)]"
    kind, width = page.evaluate(f"(() => {{ {style.replace('[s', 'return [s')} }})()")
    assert (kind, width >= 2) == ("solid", True)


def test_the_language_can_be_switched_where_one_stands(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=Was%20hilft%3F&audience=cluster-manager")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"q=Was.*audience=cluster-manager.*lang=en"))
    expect(page.get_by_role("heading", name="Talk at the guild")).to_be_visible()
    page.get_by_role("link", name="Talk at the guild").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_query_behind_an_answer_opens_in_the_editor(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=Was%20hilft%3F")
    page.get_by_text("Die Abfrage hinter den Antworten").click()
    page.get_by_role("link", name="Im Editor öffnen").click()
    expect(page.locator("textarea#query")).to_have_value(re.compile("SELECT"))
    expect(page.get_by_role("link", name="measure/talk")).to_be_visible()


def test_motion_is_left_out_for_those_who_ask_for_it(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    duration = page.locator("button").first.evaluate("e => getComputedStyle(e).transitionDuration")
    assert duration == "0s"
    context.close()
