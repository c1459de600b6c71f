// RDF terms as a reader sees them: short names for IRIs, links to our pages.
import { base, lang, prefixes, things, vocabulary } from "./page_setup.js";

const LOCAL_NAME = /^[\w-]+(\.[\w-]+)*$/;

/** `cw:Measure` for an IRI in a namespace with a prefix, `measure/cm-om5` for a thing of ours, else null. */
export function shortName(iri, known = prefixes) {
  const fitting = Object.entries(known).filter(([, space]) => iri.startsWith(space) && space);
  fitting.sort((one, other) => other[1].length - one[1].length);
  const [prefix, space] = fitting[0] ?? [];
  const local = space === undefined ? "" : iri.slice(space.length);
  return LOCAL_NAME.test(local) ? `${prefix}:${local}` : null;
}

/** An IRI as short as it can be read. */
export function readable(iri) {
  return iri.startsWith(things) ? iri.slice(things.length) : (shortName(iri) ?? iri);
}

/** Where a reader learns about an IRI, null where it is no web address. */
export function pageOf(iri) {
  if (iri.startsWith(things)) return `${base}/doc/${iri.slice(things.length)}?lang=${lang}`;
  if (iri.startsWith(vocabulary)) return `${base}/ontology?lang=${lang}#${iri.slice(vocabulary.length)}`;
  return /^https?:/.test(iri) ? iri : null;
}

const NUMERIC = /#(integer|decimal|double|float|int|long|short|byte|(non|un)\w+|gYear)$/;

/** The number a term is, null for any other term. */
export function numberOf(term) {
  if (term?.type !== "literal" || !NUMERIC.test(term.datatype ?? "")) return null;
  const number = Number(term.value);
  return Number.isFinite(number) ? number : null;
}
