// The four views of a result, as tabs (WAI-ARIA authoring practices, tabs with automatic activation).
import { drawChart } from "./chart.js";
import { drawNetwork } from "./network.js";
import { element, t } from "./page_setup.js";
import { drawTable } from "./table.js";

const RAW_SHOWN = 200_000;
const VIEWS = { table: drawTable, chart: drawChart, graph: drawNetwork, raw: drawRaw };

function drawRaw(answer, panel) {
  const cut = answer.raw.length > RAW_SHOWN;
  if (cut) panel.append(element("p", { class: "muted" }, t("editor.raw.cut", { n: RAW_SHOWN })));
  const text = element("code", {}, answer.form === "graph" ? answer.raw.slice(0, RAW_SHOWN) : indented(answer.raw));
  panel.append(element("pre", { tabindex: "0" }, text));
}

function indented(raw) {
  return JSON.stringify(JSON.parse(raw), null, 2).slice(0, RAW_SHOWN);
}

/** The view an address asks for, such as `#chart`. */
export function viewOf(hash) {
  const name = hash.slice(1);
  return name in VIEWS ? name : "table";
}

/** Tabs and panel for an answer; `onChoice` hears the name of the view that is shown. */
export function drawViews(answer, first, onChoice) {
  const panel = element("div", { role: "tabpanel", id: "view", class: "view" });
  const list = element("div", { role: "tablist", "aria-label": t("editor.views"), class: "views" });
  const tabs = Object.keys(VIEWS).map((name) => {
    const attributes = { type: "button", role: "tab", id: `view-${name}`, "aria-controls": "view" };
    const tab = element("button", attributes, t(`editor.${name}`));
    tab.addEventListener("click", () => choose(name));
    return tab;
  });
  const names = Object.keys(VIEWS);

  function choose(name) {
    for (const [index, tab] of tabs.entries()) {
      const chosen = names[index] === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `view-${name}`);
    panel.replaceChildren();
    VIEWS[name](answer, panel);
    onChoice(name);
  }

  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
    choose(names[next]);
    tabs[next].focus();
  });
  list.append(...tabs);
  return { list, panel, start: () => choose(first) };
}
