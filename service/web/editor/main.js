// The query editor of /sparql. The page works without it: the text field, the examples and the result are plain HTML.
import "@zazuko/yasqe/build/yasqe.min.css";
import "./editor.css";
import { openLibrary } from "./library.js";
import { element, lang, t } from "./page_setup.js";
import { makeEditor } from "./query_editor.js";
import { Refused, readRows, run } from "./running.js";
import { drawViews, viewOf } from "./views.js";

// Servers and proxies cut addresses somewhere above this; a longer query goes into the part they never see.
const LONGEST_ADDRESS = 4_000;

const form = document.querySelector("form.sparql");
const result = document.querySelector("#answer");
const status = form.querySelector("[role=status]");
const [cancel, share] = ["cancel", "share"].map((name) => form.querySelector(`button.${name}`));
const library = openLibrary(document.querySelector("aside.queries-beside"), load);
const editor = makeEditor(form.querySelector("textarea"), { onRun: () => execute(), onChange: forget });
let running = null;

/** Once it is changed, a query is no longer the example it was. */
function forget() {
  if (library.unmark()) describe(t("sparql.label"), t("sparql.lead"));
}

/** The address that opens the editor with this query and view, for everybody who has it. */
function link() {
  const query = editor.get();
  const found = new URL(location.pathname, location.href);
  found.search = new URLSearchParams({ query, lang });
  const view = location.hash.startsWith("#query=") ? "" : location.hash;
  if (found.search.length <= LONGEST_ADDRESS) found.hash = view;
  else [found.search, found.hash] = [`lang=${lang}`, new URLSearchParams({ query })];
  return found.href;
}

function show(answer) {
  status.textContent = summary(answer);
  const views = drawViews(answer, viewOf(location.hash), remember);
  const heading = element("h2", { id: "result" }, t("sparql.result"));
  const cut = answer.truncated ? [element("p", { class: "warn" }, t("sparql.truncated"))] : [];
  const section = element("section", { class: "result", "aria-labelledby": "result", id: "outcome" });
  section.append(heading, ...cut, views.list, views.panel, downloads(answer));
  result.replaceChildren(section);
  views.start();
}

function summary({ form, rows, ms }) {
  if (ms === undefined) return form === "rows" ? t("sparql.rows", { n: rows.length }) : "";
  const key = { rows: "editor.took", graph: "editor.took.graph", boolean: "editor.took.boolean" }[form];
  return t(key, { n: rows.length, ms });
}

/** The view stands in the address, so that a link shows what its sender saw. */
function remember(view) {
  if (location.hash.startsWith("#query=")) return;
  const hash = view === "table" ? "" : `#${view}`;
  history.replaceState(null, "", location.pathname + location.search + hash);
}

function downloads(answer) {
  const formats =
    answer.form === "graph"
      ? { Turtle: "ttl", "JSON-LD": "jsonld", "RDF/XML": "rdf", "N-Triples": "nt" }
      : { JSON: "json", XML: "xml", CSV: "csv", TSV: "tsv" };
  const links = Object.entries(formats).flatMap(([name, format]) => {
    const href = `${location.pathname}?${new URLSearchParams({ query: editor.get(), format })}`;
    return [" ", element("a", { href }, name)];
  });
  return element("p", { class: "from" }, t("sparql.download"), ...links);
}

function refuse(message) {
  status.textContent = "";
  const heading = element("h2", {}, t("sparql.failed"));
  result.replaceChildren(element("section", { class: "none", role: "alert" }, heading, message));
}

async function execute(write = "pushState") {
  running?.abort();
  const own = new AbortController();
  running = own;
  status.textContent = t("editor.running");
  cancel.hidden = false;
  history[write](null, "", link());
  try {
    show(await run(editor.get(), own.signal));
  } catch (error) {
    if (error instanceof Refused) refuse(element("p", { lang: "en" }, error.message));
    else if (error.name !== "AbortError") throw error;
    else if (running === own) status.textContent = t("editor.cancelled");
  }
  if (running === own) cancel.hidden = true;
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(link());
    status.textContent = t("editor.shared");
  } catch {
    history.replaceState(null, "", link());
    status.textContent = t("editor.share.by_hand");
  }
}

function describe(title, description) {
  form.querySelector("label").textContent = title;
  document.querySelector("h1 + .lead").textContent = description;
}

/** Shows an example: its title, what it answers, its text. */
function load(example, href) {
  editor.set(example.sparql);
  describe(example.title[lang], example.description[lang]);
  library.mark(example.name);
  history.pushState(null, "", href);
  result.replaceChildren();
  status.textContent = "";
  editor.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  execute();
});
cancel.addEventListener("click", () => running?.abort());
share.addEventListener("click", copyLink);
share.hidden = false;
document.querySelector("#query-keys").hidden = false;
window.addEventListener("popstate", () => location.reload());

const handed = location.hash.startsWith("#query=") ? new URLSearchParams(location.hash.slice(1)).get("query") : null;
const given = document.querySelector("#answer-data");
if (handed) editor.set(handed);
if (given && !handed) show(readRows(given.textContent, given.dataset.truncated === "true"));
else if (handed || result.querySelector("#outcome")) execute("replaceState");
