// The library beside the editor: a filter, and queries that open without a new page.
import { base, lang, t } from "./page_setup.js";

/**
 * Makes the list of queries searchable; `onChoice` gets the chosen query, as /queries/{name} describes it, and its
 * address. `mark` shows which query stands in the editor, `unmark` that it is none of them, and says if it was one.
 */
export function openLibrary(aside, onChoice) {
  const field = aside.querySelector("input[type=search]");
  const links = [...aside.querySelectorAll("a[data-query]")];
  const found = aside.querySelector("[role=status]");
  const groups = [...aside.querySelectorAll("details")];
  const open = new Set(groups.filter((group) => group.open));
  field.closest("p").hidden = false;
  field.addEventListener("input", () => {
    const words = field.value.toLocaleLowerCase(lang).split(/\s+/).filter(Boolean);
    const fitting = links.filter((link) => {
      const fits = words.every((word) => link.dataset.words.includes(word));
      link.parentElement.hidden = !fits;
      return fits;
    });
    for (const group of groups) {
      const some = group.querySelector("li:not([hidden])") !== null;
      group.hidden = !some;
      group.open = words.length ? some : open.has(group);
    }
    found.textContent = words.length ? t("editor.found", { n: fitting.length }) : "";
  });
  aside.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-query]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const response = await fetch(`${base}/queries/${link.dataset.query}`, { headers: { Accept: "application/json" } });
    onChoice(await response.json(), link.href);
  });

  function unmark() {
    const marked = links.filter((link) => link.hasAttribute("aria-current"));
    for (const link of marked) link.removeAttribute("aria-current");
    return marked.length > 0;
  }

  function mark(name) {
    unmark();
    links.find((link) => link.dataset.query === name).setAttribute("aria-current", "true");
  }

  return { mark, unmark };
}
