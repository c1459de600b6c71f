// A result as a table: pages, a filter, and columns that sort.
import { element, lang, t } from "./page_setup.js";
import { numberOf, pageOf, readable } from "./terms.js";

const PAGE = 100;

/** What a reader sees of a term. */
export function textOf(term) {
  if (!term) return "";
  return term.type === "uri" ? readable(term.value) : term.value;
}

function cell(term) {
  if (!term) return element("td", { class: "unbound" });
  if (term.type === "uri") return element("td", {}, linked(term.value));
  const made = element("td", {}, term.value);
  const language = term["xml:lang"];
  if (language && language !== lang) made.lang = language;
  if (numberOf(term) !== null) made.className = "num";
  return made;
}

function linked(iri) {
  const page = pageOf(iri);
  return page ? element("a", { href: page, title: iri }, readable(iri)) : readable(iri);
}

function compare(one, other) {
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left !== null && right !== null) return left - right;
  return textOf(one).localeCompare(textOf(other), lang, { numeric: true });
}

/** Draws the table of an answer; a boolean is a sentence, an empty result says that it is empty. */
export function drawTable(answer, panel) {
  if (answer.form === "boolean") {
    panel.append(element("p", { class: "boolean" }, element("strong", {}, t(answer.boolean ? "yes" : "no"))));
    return;
  }
  if (!answer.rows.length) {
    panel.append(element("p", {}, t("editor.empty")));
    return;
  }
  new Table(answer, panel).draw();
}

class Table {
  constructor(answer, panel) {
    this.answer = answer;
    this.rows = answer.rows;
    this.from = 0;
    this.sorted = null;
    this.body = element("tbody");
    this.heads = answer.columns.map((name, index) => this.head(name, index));
    this.place = element("p", { class: "muted place", role: "status" });
    this.back = this.turner("editor.previous", -PAGE);
    this.forth = this.turner("editor.next", PAGE);
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...this.heads)), this.body);
    const scroll = { class: "scroll", tabindex: "0", role: "region", "aria-label": t("sparql.wide") };
    panel.append(this.tools(), element("div", scroll, table));
  }

  tools() {
    const filter = element("input", { type: "search", "aria-label": t("editor.filter") });
    filter.placeholder = t("editor.filter");
    filter.addEventListener("input", () => this.filter(filter.value));
    const many = this.answer.rows.length > PAGE;
    const turners = many ? [this.back, this.forth] : [];
    return element("div", { class: "table-tools" }, filter, this.place, ...turners);
  }

  turner(key, step) {
    const button = element("button", { type: "button", class: "plain", "aria-label": t(key) }, step < 0 ? "←" : "→");
    button.addEventListener("click", () => {
      this.from += step;
      this.draw();
    });
    return button;
  }

  head(name, index) {
    const button = element("button", { type: "button", title: t("editor.sort", { name }) }, name);
    button.addEventListener("click", () => this.sort(index));
    return element("th", { scope: "col" }, button);
  }

  sort(index) {
    const down = this.sorted?.index === index && !this.sorted.down;
    this.sorted = { index, down };
    for (const [position, head] of this.heads.entries()) {
      if (position === index) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    this.rows = this.rows.toSorted((one, other) => compare(one[index], other[index]) * (down ? -1 : 1));
    this.from = 0;
    this.draw();
  }

  filter(typed) {
    const words = typed.toLowerCase().split(/\s+/);
    const fits = (row) => {
      const text = row.map(textOf).join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    };
    this.rows = this.answer.rows.filter(fits);
    if (this.sorted) this.sorted.down = !this.sorted.down;
    if (this.sorted) this.sort(this.sorted.index);
    this.from = 0;
    this.draw();
  }

  draw() {
    const [all, n] = [this.answer.rows.length, this.rows.length];
    const shown = this.rows.slice(this.from, this.from + PAGE);
    this.body.replaceChildren(...shown.map((row) => element("tr", {}, ...row.map(cell))));
    this.back.disabled = this.from === 0;
    this.forth.disabled = this.from + PAGE >= n;
    const page = n > PAGE ? t("editor.page", { from: this.from + 1, to: this.from + shown.length }) : "";
    const filtered = n < all ? t("editor.filtered", { n, all }) : "";
    this.place.textContent = [filtered, page].filter(Boolean).join(" · ");
  }
}
