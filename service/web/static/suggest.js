// Completions for the question box: a combobox with a list, as in the ARIA Authoring Practices Guide. Without this script
// the box is a plain form field.
const input = document.querySelector("input[data-suggest]");
if (input) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "listbox";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.listLabel);
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }

  let active = -1;
  let typed = input.value;
  let timer = 0;
  let request = null;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    const options = [...list.children];
    active = index;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
    if (index >= 0) {
      input.setAttribute("aria-activedescendant", options[index].id);
      input.value = options[index].dataset.text;
    } else {
      input.removeAttribute("aria-activedescendant");
      input.value = typed;
    }
  };

  const show = (suggestions) => {
    list.replaceChildren(...suggestions.map((suggestion, number) => {
      const option = document.createElement("li");
      option.id = `suggestion-${number}`;
      option.dataset.text = suggestion.text;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = suggestion.text;
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        input.value = suggestion.text;
        close();
        input.form.requestSubmit();
      });
      return option;
    }));
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    active = -1;
  };

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const parameters = new URLSearchParams({ q: typed, lang: document.documentElement.lang, limit: "8" });
    try {
      const response = await fetch(`${input.dataset.suggest}?${parameters}`, { signal: request.signal, headers: { Accept: "application/json" } });
      if (response.ok && document.activeElement === input) show((await response.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim().length < 2) close();
    else timer = setTimeout(ask, 120);
  });

  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") mark(active === last ? -1 : active + 1);
    else if (event.key === "ArrowUp") mark(active === -1 ? last : active - 1);
    else if (event.key === "Escape") { mark(-1); close(); }
    else return;
    event.preventDefault();
  });

  input.addEventListener("blur", close);
  input.form.addEventListener("submit", () => { clearTimeout(timer); request?.abort(); close(); });
}
