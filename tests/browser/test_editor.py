"""The query editor as a reader meets it, built and not built."""

from __future__ import annotations

import gzip
import re
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from service.web.editor_setup import editor_is_built
from service.web.rendering import STATIC

built = pytest.mark.skipif(
    not editor_is_built(), reason="THE EDITOR IS NOT BUILT: scripts/build-editor could not fetch it"
)
NUMBERS = 'SELECT ?name ?n { VALUES (?name ?n) { ("eins" 1) ("drei" 3) ("zwei" 2) } }'
LINKS = "CONSTRUCT { ?m ?p ?o } { ?m a <https://w3id.org/clusterwissen/ontology#OperativeMeasure> ; ?p ?o }"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def field(page: Page):  # type: ignore[no-untyped-def]
    return page.locator(".CodeMirror textarea")


def write(page: Page, query: str) -> None:
    """Puts a query in the place of the one that stands in the editor."""
    field(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)
    page.keyboard.press("Escape")
    field(page).focus()


def run(page: Page, query: str) -> None:
    write(page, query)
    page.get_by_role("button", name="Ausführen").click()
    expect(page.get_by_role("tab", name="Tabelle")).to_be_visible()


def test_without_the_built_editor_the_text_field_does(
    page: Page, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.web.editor_page.editor_is_built", lambda: False)
    page.goto(f"{address}/sparql")
    area = page.get_by_role("textbox", name="Abfrage")
    area.fill("ASK { ?s ?p ?o }")
    area.press("Control+Enter")
    expect(page.get_by_text("Antwort: ja")).to_be_visible()
    page.get_by_role("textbox", name="Abfrage").fill("SELECT")
    page.get_by_role("button", name="Ausführen").click()
    expect(page.get_by_role("alert")).to_contain_text("Die Abfrage wurde nicht ausgeführt")


@built
def test_the_editor_is_light_enough_to_send() -> None:
    sent = gzip.compress((STATIC / "editor" / "editor.js").read_bytes(), compresslevel=1)
    assert len(sent) < 200_000


@built
def test_completion_asks_our_own_host_only_and_knows_our_terms(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/sparql")
    write(page, "SELECT * WHERE { ")
    page.keyboard.type("?m a cw:Oper", delay=20)
    expect(page.get_by_role("option", name=re.compile("cw:OperativeMeasure.*Operative"))).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type(" ; rdfs:la", delay=20)
    expect(page.get_by_role("option", name=re.compile("rdfs:label"))).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type(" ?label . ?m skos:no", delay=20)
    expect(page.get_by_role("option", name=re.compile("skos:notation"))).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type(" ?number . ?m bibo:x <http://dbpedia.org/resource/C> }", delay=20)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+Enter")
    lines = page.locator(".CodeMirror-line")
    expect(lines.filter(has_text="PREFIX cw: <https://w3id.org/clusterwissen/ontology#>")).to_have_count(1)
    expect(lines.filter(has_text="PREFIX skos:")).to_have_count(1)
    expect(page.get_by_text(re.compile(r"\d+ Zeilen in \d+ ms"))).to_be_visible()
    assert any(url.startswith(f"{address}/ontology/terms.json") for url in asked)
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


@built
def test_a_result_is_seen_as_table_chart_and_raw(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    run(page, NUMBERS)
    page.get_by_role("button", name="n", exact=True).click()
    expect(page.locator("tbody td.num")).to_have_text(["1", "2", "3"])
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("n")
    page.get_by_role("searchbox", name="Zeilen filtern").fill("zw")
    expect(page.locator("tbody tr")).to_have_text(["zwei2"])
    page.get_by_role("tab", name="Tabelle").press("ArrowRight")
    expect(page.get_by_role("tab", name="Diagramm")).to_be_focused()
    expect(page.locator(".bars li")).to_have_text(["eins1", "drei3", "zwei2"])
    widths = page.locator(".bars rect").evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    assert widths[1] == pytest.approx(3 * widths[0], rel=0.01)
    page.get_by_role("tab", name="Rohdaten").click()
    expect(page.locator(".view pre")).to_contain_text('"value": "drei"')
    page.get_by_role("tab", name="Netz").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("Ein Netz zeigt Verbindungen")


@built
def test_a_graph_is_drawn_with_its_links(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql#graph")
    run(page, LINKS)
    expect(page.get_by_role("region", name=re.compile("Netz aus .* Dingen"))).to_be_visible()
    talk = page.locator(".network a", has_text="Vortrag in der Innung")
    expect(talk).to_have_attribute("href", re.compile("/doc/measure/talk"))
    assert page.locator(".network line").count() >= 4
    page.get_by_role("button", name="Größer").click()


@built
def test_a_link_opens_the_query_with_its_result_and_view(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    run(page, NUMBERS)
    page.get_by_role("tab", name="Diagramm").click()
    shared = page.url
    assert shared.startswith(f"{address}/sparql?") and shared.endswith("#chart")
    sent: list[str] = []
    page.goto("about:blank")
    page.on("request", lambda request: sent.append(request.method))
    page.goto(shared)
    expect(page.locator(".bars li")).to_have_count(3)
    assert "POST" not in sent, "the result comes with the page; the query does not run twice"
    page.goto("about:blank")
    page.goto(f"{address}/sparql?lang=de#{urlencode({'query': NUMBERS}, quote_via=quote)}")
    expect(page.locator("tbody tr")).to_have_count(3)


@built
def test_a_long_query_can_be_shared(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    run(page, NUMBERS + "\n# " + "lang " * 1_500)
    assert len(page.url.partition("#")[0]) < 200
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(page.locator("tbody tr")).to_have_count(3)


@built
def test_a_mistake_is_shown_where_it_is_and_a_refusal_says_why(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    write(page, "SELECT * WHERE {\n  ?s ?p ?o ?x ?y\n}")
    expect(page.locator(".syntax")).to_contain_text("Zeile 2")
    expect(page.locator(".mistake")).to_be_visible()
    page.get_by_role("button", name="Ausführen").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be read as SPARQL")


@built
def test_the_library_is_searched_and_one_click_loads_a_query(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql?lang=en")
    box = page.get_by_role("searchbox", name="Search the examples")
    box.fill("schwerpunkt gibt es nicht")
    expect(page.locator("aside li:visible")).to_have_count(0)
    box.fill("barrier strongest")
    link = page.get_by_role("link", name="Measures by barrier, the strongest first")
    expect(page.locator("aside li:visible")).to_have_count(1)
    link.click()
    expect(page.locator(".CodeMirror-line").filter(has_text="cw:addressesBarrier")).not_to_have_count(0)
    expect(page.get_by_text("Which measures address which barrier?")).to_be_visible()
    expect(link).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("example=measures-by-barrier"))
    field(page).press("a")
    expect(link).not_to_have_attribute("aria-current", "true")


@built
def test_the_keyboard_comes_in_and_out_of_the_editor(page: Page, address: str) -> None:
    page.goto(f"{address}/sparql")
    page.locator("label").click()
    expect(field(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ausführen")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(field(page)).to_be_focused()


@built
def test_a_running_query_can_be_cancelled(page: Page, address: str) -> None:
    page.route(re.compile("/sparql$"), lambda route: None)
    page.goto(f"{address}/sparql?lang=de")
    page.get_by_role("button", name="Ausführen").click()
    expect(page.get_by_text("Die Abfrage läuft")).to_be_visible()
    page.get_by_role("button", name="Abbrechen").click()
    expect(page.get_by_text("Die Abfrage wurde abgebrochen.")).to_be_visible()
    expect(page.get_by_role("button", name="Abbrechen")).to_be_hidden()


@built
def test_the_editor_and_its_views_fit_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="de-DE", viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{address}/sparql")
    run(page, LINKS)
    for view in ("Tabelle", "Diagramm", "Netz", "Rohdaten"):
        page.get_by_role("tab", name=view).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, view
    context.close()
