// Asks our endpoint and reads its answer. Nothing here knows another host.
import { readTriples } from "./n_triples.js";
import { base, t } from "./page_setup.js";

const ROWS = "application/sparql-results+json";
const TRIPLES = "application/n-triples";

/** What went wrong, in the words of the problem document. */
export class Refused extends Error {}

/**
 * Runs a query. The answer has `form` (rows, boolean or graph), `columns` and `rows` of terms or null (of a graph its
 * triples), the `raw` text, `truncated` and `ms`. Throws Refused, or an AbortError when it is cancelled.
 */
export async function run(query, signal) {
  const started = performance.now();
  const response = await reach(query, signal);
  const raw = await response.text();
  if (!response.ok) throw new Refused(detailOf(raw, response));
  const truncated = response.headers.get("X-Clusterwissen-Truncated") === "true";
  const graph = response.headers.get("Content-Type").startsWith(TRIPLES);
  const read = graph ? readGraph(raw, truncated) : readRows(raw, truncated);
  return { ...read, ms: Math.round(performance.now() - started) };
}

async function reach(query, signal) {
  try {
    return await fetch(`${base}/sparql`, {
      method: "POST",
      headers: { Accept: `${ROWS}, ${TRIPLES};q=0.9` },
      body: new URLSearchParams({ query }),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(t("editor.unreachable"));
  }
}

function detailOf(raw, response) {
  try {
    return JSON.parse(raw).detail;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}

/** An answer from a document of SPARQL results in JSON. */
export function readRows(raw, truncated) {
  const document = JSON.parse(raw);
  if ("boolean" in document) return { form: "boolean", boolean: document.boolean, columns: [], rows: [], raw };
  const columns = document.head.vars;
  const rows = document.results.bindings.map((binding) => columns.map((column) => binding[column] ?? null));
  return { form: "rows", columns, rows, raw, truncated };
}

function readGraph(raw, truncated) {
  const columns = [t("editor.subject"), t("editor.predicate"), t("editor.object")];
  return { form: "graph", columns, rows: readTriples(raw), raw, truncated };
}
