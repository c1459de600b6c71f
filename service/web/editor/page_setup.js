// What the page tells its script: its language, its texts, addresses and prefixes.
const setup = JSON.parse(document.querySelector("#editor-setup").textContent);

export const { lang, base, things, vocabulary, prefixes } = setup;

/** The text for a key, with its {placeholders} filled; numbers as the language writes them. */
export function t(key, values = {}) {
  return setup.texts[key].replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(lang) : value;
  });
}

/** An element with attributes and children; a child that is a string becomes text, never markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** The same for SVG. */
export function drawing(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
