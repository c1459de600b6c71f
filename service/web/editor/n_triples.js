// N-Triples (W3C, 2014) as our own endpoint writes them, into terms as SPARQL JSON has them.
const TERM = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/gy;
const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

function unescaped(text) {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) =>
    one ? (ESCAPES[one] ?? one) : String.fromCodePoint(parseInt(four ?? eight, 16)),
  );
}

function termFrom([, iri, blank, text, language, datatype]) {
  if (iri !== undefined) return { type: "uri", value: unescaped(iri) };
  if (blank !== undefined) return { type: "bnode", value: blank };
  const literal = { type: "literal", value: unescaped(text) };
  if (language) literal["xml:lang"] = language;
  if (datatype) literal.datatype = datatype;
  return literal;
}

/** The triples of a document, each as [subject, predicate, object]. */
export function readTriples(text) {
  const triples = [];
  for (const line of text.split("\n")) {
    const terms = [];
    TERM.lastIndex = 0;
    for (let found = TERM.exec(line); found && terms.length < 3; found = TERM.exec(line)) {
      terms.push(termFrom(found));
      TERM.lastIndex += line[TERM.lastIndex] === " " ? 1 : 0;
    }
    if (terms.length === 3) triples.push(terms);
  }
  return triples;
}
