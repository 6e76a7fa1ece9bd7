import { parseEdtf } from "../model/edtf.js";
import { MACHINE } from "../model/ids.js";
import { referenceAt } from "../model/references.js";
import { RELATIONS } from "../model/relations.js";
import { entryOf, type Store } from "../store/store.js";
import { escapeIri } from "./iris.js";

/** A value in linked data: something named (with a prefix), something with an address, or a text. */
export type Term =
  | { readonly name: string }
  | { readonly iri: string }
  | { readonly text: string; readonly type?: string; readonly lang?: string };

/** A property, named with a prefix, and its value. */
export type Attribute = readonly [property: string, value: Term];

const INSTANT = /^(\d{4}-\d\d-\d\dT[\d:]{8})(Z|[+-]\d\d)?:?(\d\d)?$/;

/**
 * Gives a date as a literal of XML Schema where one can hold it: a year, a month, a day, an instant.
 * What is uncertain, approximate or an interval stays EDTF, whose datatype the Library of Congress names.
 */
export function dateTerm(date: string): Term {
  // XML Schema 1.0 knows no year 0.
  if (date.startsWith("0000")) return { text: date, type: "edtf:EDTF" };
  const instant = INSTANT.exec(date);
  if (instant) {
    const [, clock, zone = "", minutes = "00"] = instant;
    return { text: `${clock}${zone}${zone.length > 1 ? `:${minutes}` : ""}`, type: "xsd:dateTime" };
  }
  const type = { 4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date" }[date.length];
  return { text: date, type: type && /^[\d-]+$/.test(date) ? type : "edtf:EDTF" };
}

/**
 * Gives the moment that a date names, in milliseconds from 1970, where it is one: a clock's time with its
 * offset from UTC. A day is no moment, nor is the time of a clock that may hang anywhere.
 */
export function momentOf(date: string | undefined): number | undefined {
  const interval = date === undefined ? undefined : parseEdtf(date);
  return interval?.zoned && interval.min >= FIRST_MOMENT ? interval.min : undefined;
}

/** The year 1: earlier ones have no form that all readers know. */
const FIRST_MOMENT = new Date(0).setUTCFullYear(1, 0, 1);

/** Gives a moment in the form of `xsd:dateTime`. */
export function momentText(moment: number): string {
  return new Date(moment).toISOString().replace(".000Z", "Z");
}

/** Gives the name of an entry, or of a part of it. */
export function nameIn(...path: readonly (string | number)[]): string {
  return `store:${path.join("/")}`;
}

/** What {@link attributesOf} needs to know of the rest of the store. */
export interface Scope {
  readonly store: Store;
  readonly lose: (what: string) => void;
}

/**
 * Gives the keys of an entry or a hop as properties of the same names (those of CiTO's relations in CiTO).
 * References become names, addresses IRIs, dates typed literals, and what has keys of its own JSON.
 *
 * @param value the entry's value, or the hop
 * @param without keys that are left out
 */
export function* attributesOf(
  value: object,
  without: readonly string[],
  scope: Scope,
): Generator<Attribute> {
  const { lang } = value as { readonly lang?: string };
  for (const [key, content] of Object.entries(value)) {
    if (without.includes(key)) continue;
    const isRelation = (RELATIONS as readonly string[]).includes(key);
    const property = `${isRelation ? "cito" : "claims"}:${key}`;
    for (const item of Array.isArray(content) && key !== "reviews" ? content : [content]) {
      const term = termOf(key, item, lang, scope);
      if (term) yield [property, term];
    }
  }
}

const ADDRESSES = ["url", "archive"];
const DATES = ["date", "retrieved"];

function termOf(
  key: string,
  item: unknown,
  lang: string | undefined,
  { store, lose }: Scope,
): Term | undefined {
  if (item === undefined) return undefined;
  if (typeof item === "boolean") return { text: String(item), type: "xsd:boolean" };
  if (typeof item !== "string") return { text: JSON.stringify(item), type: "rdf:JSON" };
  const field = referenceAt([key]);
  if (field) {
    if (item === field.word) return item === MACHINE ? { text: MACHINE } : undefined;
    if (entryOf(store, item)) return { name: nameIn(item) };
    lose(DANGLING);
    return { text: item };
  }
  if (ADDRESSES.includes(key)) return addressTerm(item);
  if (key === "same-as") return sameAs(item);
  if (DATES.includes(key)) return dateTerm(item);
  return key === "quote" && lang !== undefined ? { text: item, lang } : { text: item };
}

/** What is lost where a reference leads nowhere. */
export const DANGLING = "a reference to what is not in the store: kept as text, without a link";

/** Gives a web address as an IRI. */
export function addressTerm(url: string): Term {
  return { iri: escapeIri(url) };
}

/** Gives the IRI of the same agent elsewhere. */
export function sameAs(item: string): { iri: string } {
  return { iri: item.startsWith("Q") ? `http://www.wikidata.org/entity/${item}` : escapeIri(item) };
}
