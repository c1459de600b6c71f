// A result as bars: one column of numbers, one of labels.
import { drawing, element, lang, t } from "./page_setup.js";
import { textOf } from "./table.js";
import { numberOf } from "./terms.js";

const MOST = 60;

/** Draws a bar for each row; says what a chart needs where there is no column of numbers. */
export function drawChart(answer, panel) {
  const indexes = answer.columns.map((_, index) => index);
  const numeric = indexes.filter((index) => answer.rows.some((row) => numberOf(row[index]) !== null));
  if (answer.form === "graph" || !numeric.length) {
    panel.append(element("p", { class: "muted" }, t("editor.chart.none")));
    return;
  }
  const others = indexes.filter((index) => !numeric.includes(index));
  const values = choice(t("editor.chart.values"), answer.columns, numeric);
  const names = choice(t("editor.chart.names"), answer.columns, others.length ? others : indexes);
  names.select.value = String(labelColumn(answer, others) ?? names.select.value);
  const bars = element("ul", { class: "bars" });
  const draw = () => bars.replaceChildren(...drawBars(answer.rows, names.select.value, values.select.value));
  for (const { select } of [values, names]) select.addEventListener("change", draw);
  panel.append(element("div", { class: "table-tools" }, values.label, names.label));
  if (answer.rows.length > MOST) panel.append(element("p", { class: "muted" }, t("editor.chart.first", { n: MOST })));
  panel.append(bars);
  draw();
}

/** The first column of texts, in the language of the page where one has it. */
function labelColumn(answer, others) {
  const texts = others.filter((index) => answer.rows[0]?.[index]?.type === "literal");
  return texts.find((index) => answer.rows[0][index]["xml:lang"] === lang) ?? texts[0];
}

function choice(text, columns, indexes) {
  const options = indexes.map((index) => element("option", { value: String(index) }, columns[index]));
  const select = element("select", {}, ...options);
  return { select, label: element("label", {}, `${text} `, select) };
}

function drawBars(rows, nameColumn, valueColumn) {
  const shown = rows.slice(0, MOST).map((row) => [textOf(row[nameColumn]), numberOf(row[valueColumn]) ?? 0]);
  const low = Math.min(0, ...shown.map(([, value]) => value));
  const high = Math.max(0, ...shown.map(([, value]) => value));
  const share = (value) => (100 * value) / (high - low || 1);
  return shown.map(([name, value]) => {
    const box = { x: `${share(Math.min(0, value) - low)}%`, width: `${share(Math.abs(value))}%`, height: "100%" };
    const bar = drawing("svg", { "aria-hidden": "true" }, drawing("rect", box));
    const number = element("span", { class: "num" }, value.toLocaleString(lang));
    return element("li", {}, element("span", { class: "bar-name" }, name), bar, number);
  });
}
