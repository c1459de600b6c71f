// Completion and prefixes from our own vocabulary and the counts of our own data, never from another host.
import Yasqe from "@zazuko/yasqe";
import { base, element, lang, prefixes, t } from "./page_setup.js";
import { shortName } from "./terms.js";

const MOST = 60;
let terms;

/** Classes and properties with label and count, asked for once, when first needed. */
function knownTerms() {
  terms ??= fetch(`${base}/ontology/terms.json?lang=${lang}`).then((response) => response.json());
  return terms;
}

/** "classes" or "properties" where one may stand, null anywhere else. */
function wanted(yasqe) {
  const token = yasqe.getCompleteToken();
  if (/^[?$"']/.test(token.string) || token.type === "comment") return null;
  const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
  if (["a", "rdf:type"].includes(before.state.lastProperty)) return "classes";
  return token.state.possibleCurrent.includes("a") ? "properties" : null;
}

function matching(entries, token) {
  const typed = token.autocompletionString ?? "";
  const word = token.string.replace(/^.*:|[<>]/g, "").toLowerCase();
  const fits = (entry) =>
    entry.iri !== typed &&
    (entry.iri.startsWith(typed) ||
      (word.length > 1 && `${entry.iri.split(/[#/]/).pop()} ${entry.label}`.toLowerCase().includes(word)));
  const found = entries.filter(fits);
  found.sort((one, other) => other.iri.startsWith(typed) - one.iri.startsWith(typed) || other.count - one.count);
  return found.slice(0, MOST);
}

/** One line of the list: the term, what it is called, how often it stands in the data. */
function drawLine(line, _list, { text, entry }) {
  const count = t("editor.count", { n: entry.count });
  line.append(element("span", {}, text), element("small", { title: count }, `${entry.label} · ${count}`));
}

const whileTyping = {
  name: "terms",
  bulk: false,
  autoShow: true,
  isValidCompletionPosition: (yasqe) => yasqe.getCompleteToken().string.trim() !== "" && wanted(yasqe) !== null,
  async get(yasqe, token) {
    const kind = wanted(yasqe);
    return kind ? matching((await knownTerms())[kind], token).map((entry) => entry.iri) : [];
  },
  postProcessSuggestion: (_yasqe, _token, iri) => iri,
  async postprocessHints(yasqe, hints) {
    const { classes, properties } = await knownTerms();
    const entries = new Map([...classes, ...properties].map((entry) => [entry.iri, entry]));
    const known = { ...prefixes, ...yasqe.getPrefixesFromQuery() };
    return hints.map(({ from, to, text: iri }) => {
      const hint = { from, to, text: shortName(iri, known) ?? `<${iri}>`, entry: entries.get(iri) };
      return { ...hint, render: drawLine };
    });
  },
};

const onDemand = {
  ...whileTyping,
  name: "allTerms",
  autoShow: false,
  isValidCompletionPosition: (yasqe) => yasqe.getCompleteToken().string.trim() === "" && wanted(yasqe) !== null,
};

/** Puts our completers in the place of those that ask prefix.cc and Linked Open Vocabularies. */
export function installCompletion() {
  const declarations = Object.entries(prefixes).map(([prefix, space]) => `${prefix}: <${space}>`);
  Yasqe.forkAutocompleter("prefixes", { name: "ourPrefixes", get: () => declarations }, false);
  Yasqe.forkAutocompleter("class", whileTyping, false);
  Yasqe.forkAutocompleter("class", onDemand, false);
  Yasqe.defaults.autocompleters = ["variables", "ourPrefixes", "terms", "allTerms"];
}
