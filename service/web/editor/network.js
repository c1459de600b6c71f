// A result as a graph: things as points, links as lines; a layout by springs that is the same each time.
import { drawing, element, lang, t } from "./page_setup.js";
import { textOf } from "./table.js";
import { pageOf, readable } from "./terms.js";

const MOST = 90;
const ROUNDS = 260;
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const LONGEST = 34;
const ZOOM = 1.25;
const SMALLEST = 0.6; // below this the names cannot be read

/** Draws the links between things; says what a graph needs where there are none. */
export function drawNetwork(answer, panel) {
  const links = linksOf(answer);
  if (!links.length) {
    panel.append(element("p", { class: "muted" }, t("editor.graph.none")));
    return;
  }
  const { nodes, edges, all } = most(links);
  place(nodes, edges);
  const names = answer.form === "graph" ? labelsIn(answer.rows) : new Map();
  const box = element("div", { class: "network", tabindex: "0", role: "region" });
  box.setAttribute("aria-label", t("editor.graph.label", { n: nodes.length, m: edges.length }));
  const picture = draw(nodes, edges, names);
  if (all > nodes.length) panel.append(element("p", { class: "muted" }, t("editor.graph.first", { n: nodes.length })));
  const scale = scaler(picture);
  panel.append(zoom(scale), box);
  box.append(picture);
  scale(Math.min(1, Math.max(SMALLEST, (box.clientWidth - 2) / picture.width.baseVal.value)));
}

/** [from, link, to] between things; of a table its first two columns of things. */
function linksOf(answer) {
  if (answer.form === "graph") {
    return answer.rows.filter(([, , object]) => object.type !== "literal").map((triple) => triple.map(valueOf));
  }
  const things = answer.columns.map((_, i) => i).filter((i) => answer.rows.some((row) => row[i]?.type === "uri"));
  const [from, to] = things;
  if (to === undefined) return [];
  const linked = answer.rows.filter((row) => row[from]?.type === "uri" && row[to]?.type === "uri");
  return linked.map((row) => [row[from].value, "", row[to].value]);
}

const valueOf = (term) => (term.type === "bnode" ? `_:${term.value}` : term.value);

/** The labels a graph gives its things, in the language of the page where it can. */
function labelsIn(triples) {
  const names = new Map();
  for (const [subject, predicate, object] of triples) {
    const better = object["xml:lang"] === lang || !names.has(subject.value);
    if (predicate.value === LABEL && better) names.set(subject.value, textOf(object));
  }
  return names;
}

/** The things with the most links, and the links between them. */
function most(links) {
  const degrees = new Map();
  for (const [from, , to] of links) for (const end of [from, to]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  const ranked = [...degrees.keys()].sort((one, other) => degrees.get(other) - degrees.get(one));
  const nodes = ranked.slice(0, MOST).map((iri) => ({ iri, degree: degrees.get(iri) }));
  const byIri = new Map(nodes.map((node) => [node.iri, node]));
  const edges = new Map();
  for (const [from, link, to] of links) {
    if (!byIri.has(from) || !byIri.has(to) || from === to) continue;
    const key = `${from} ${to}`;
    const edge = edges.get(key) ?? { from: byIri.get(from), to: byIri.get(to), links: new Set() };
    edges.set(key, edge);
    if (link) edge.links.add(readable(link));
  }
  return { nodes, edges: [...edges.values()], all: ranked.length };
}

/** Places the points: all push each other away, links pull (Fruchterman and Reingold, 1991). */
function place(nodes, edges) {
  const side = 130 * Math.sqrt(nodes.length);
  const ideal = 105;
  for (const [index, node] of nodes.entries()) {
    const angle = 2.4 * index; // the golden angle spreads the points evenly
    const radius = (side / 2) * Math.sqrt((index + 0.5) / nodes.length);
    Object.assign(node, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    step(nodes, edges, ideal, (side / 8) * (1 - round / ROUNDS));
  }
}

function step(nodes, edges, ideal, most) {
  for (const node of nodes) Object.assign(node, { dx: -node.x * 0.02, dy: -node.y * 0.02 });
  for (const [index, one] of nodes.entries()) {
    for (const other of nodes.slice(index + 1)) push(one, other, (distance) => (ideal * ideal) / distance);
  }
  for (const { from, to } of edges) push(from, to, (distance) => -(distance * distance) / ideal);
  for (const node of nodes) {
    const length = Math.hypot(node.dx, node.dy) || 1;
    node.x += (node.dx / length) * Math.min(length, most);
    node.y += (node.dy / length) * Math.min(length, most);
  }
}

function push(one, other, force) {
  const [x, y] = [one.x - other.x, one.y - other.y];
  const distance = Math.max(Math.hypot(x, y), 1);
  const size = force(distance) / distance;
  one.dx += x * size;
  one.dy += y * size;
  other.dx -= x * size;
  other.dy -= y * size;
}

function draw(nodes, edges, names) {
  const [left, top] = [Math.min(...nodes.map((n) => n.x)) - 130, Math.min(...nodes.map((n) => n.y)) - 30];
  const [right, low] = [Math.max(...nodes.map((n) => n.x)) + 130, Math.max(...nodes.map((n) => n.y)) + 40];
  const size = { viewBox: `${left} ${top} ${right - left} ${low - top}`, width: right - left, height: low - top };
  const picture = drawing("svg", { ...size, role: "group" });
  picture.append(arrowHead(), ...edges.map(drawEdge), ...nodes.map((node) => drawNode(node, names)));
  return picture;
}

function arrowHead() {
  const tip = drawing("path", { d: "M0 0 L8 4 L0 8 z" });
  const box = { id: "arrow", viewBox: "0 0 8 8", refX: 15, refY: 4, markerWidth: 9, markerHeight: 9, orient: "auto" };
  return drawing("defs", {}, drawing("marker", { ...box, markerUnits: "userSpaceOnUse" }, tip));
}

function drawEdge({ from, to, links }) {
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y, "marker-end": "url(#arrow)" };
  return drawing("line", ends, drawing("title", {}, [...links].join(", ")));
}

function drawNode(node, names) {
  const name = names.get(node.iri) ?? readable(node.iri);
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
  const point = drawing("circle", { r: Math.min(5 + Math.sqrt(node.degree), 12) });
  const text = drawing("text", { y: 24, "text-anchor": "middle" }, short);
  const page = pageOf(node.iri);
  const at = { transform: `translate(${node.x} ${node.y})` };
  const attributes = page ? { ...at, href: page, "aria-label": name } : at;
  return drawing(page ? "a" : "g", attributes, drawing("title", {}, `${name} (${node.iri})`), point, text);
}

function scaler(picture) {
  const [width, height] = [picture.width.baseVal.value, picture.height.baseVal.value];
  let factor = 1;
  return (by) => {
    factor *= by;
    picture.setAttribute("width", width * factor);
    picture.setAttribute("height", height * factor);
  };
}

function zoom(scale) {
  const button = (key, sign, by) => {
    const made = element("button", { type: "button", class: "plain", "aria-label": t(key) }, sign);
    made.addEventListener("click", () => scale(by));
    return made;
  };
  const buttons = [button("editor.graph.smaller", "−", 1 / ZOOM), button("editor.graph.larger", "+", ZOOM)];
  return element("div", { class: "table-tools" }, ...buttons);
}
