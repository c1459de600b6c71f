// The text field becomes an editor that knows SPARQL: colours, completion, the place of a mistake.
import Yasqe from "@zazuko/yasqe";
import { installCompletion } from "./completion.js";
import { t } from "./page_setup.js";

const PAUSE = 600;
const EXPECTED = 8;

// Yasqe writes its notes in English and with inline styles, which our pages forbid: ours are beside the editor.
Yasqe.prototype.showNotification = () => {};
Yasqe.prototype.checkSyntax = function checkSyntax() {
  this.clearGutter("gutterErrorBar");
  this.mistake = null;
  for (let line = 0; line < this.getDoc().lineCount() && !this.mistake; line += 1) {
    const { state } = this.getTokenAt({ line, ch: this.getDoc().getLine(line).length }, true);
    this.setOption("queryType", state.queryType);
    if (state.OK === false) this.mistake = { line, expected: state.possibleCurrent ?? [] };
  }
  this.queryValid = !this.mistake;
  if (this.mistake) this.setGutterMarker(this.mistake.line, "gutterErrorBar", mark());
};

function mark() {
  const made = document.createElement("span");
  made.className = "mistake";
  return made;
}

function wordsFor(mistake) {
  if (!mistake) return "";
  const line = mistake.line + 1;
  if (!mistake.expected.length || mistake.expected.length > EXPECTED) return t("editor.invalid", { line });
  return t("editor.invalid.expected", { line, expected: mistake.expected.join("  ") });
}

/** Replaces the text field; `onRun` is called for Ctrl + Enter. Returns `get`, `set`, `focus`. */
export function makeEditor(area, { onRun, onChange }) {
  installCompletion();
  const note = area.form.querySelector(".syntax");
  const yasqe = new Yasqe(area.parentElement, {
    value: area.value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    screenReaderLabel: t("editor.label"),
    extraKeys: { "Ctrl-Enter": onRun, "Cmd-Enter": onRun, Tab: false, "Shift-Tab": false, "Ctrl-S": false },
  });
  area.after(yasqe.rootEl);
  area.hidden = true;
  area.required = false;
  label(area, yasqe, note);
  yasqe.on("autocompletionShown", (_, widget) => widget.hints.setAttribute("aria-label", t("ask.suggestions")));
  let waiting;
  yasqe.on("change", () => {
    onChange();
    clearTimeout(waiting);
    waiting = setTimeout(() => (note.textContent = wordsFor(yasqe.mistake)), PAUSE);
  });
  return {
    get: () => yasqe.getValue(),
    set: (query) => yasqe.setValue(query),
    focus: () => yasqe.focus(),
  };
}

function label(area, yasqe, note) {
  const field = yasqe.getInputField();
  field.id = "query-editor";
  note.id = "query-mistake";
  field.setAttribute("aria-describedby", `${note.id} query-keys`);
  area.form.querySelector("label").htmlFor = field.id;
}
