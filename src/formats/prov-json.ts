import { toJson } from "../terminal/json.js";
import type { Exporter } from "./format.js";
import { DEFAULT_NAMING, type Naming, PREFIXES } from "./iris.js";
import {
  NODE_KINDS,
  type ProvNode,
  type ProvPart,
  type ProvRelation,
  RELATION_ENDS,
  type RelationKind,
} from "./prov-document.js";
import { provParts } from "./prov-entries.js";
import { Grounds } from "./prov-grounds.js";
import { Spool } from "./spool.js";
import type { Attribute, Term } from "./terms.js";

/** Writes a store in PROV-JSON (W3C member submission of 24 April 2013). */
export const provJson: Exporter = provJsonNamed(DEFAULT_NAMING);

/**
 * Gives the exporter to PROV-JSON that names things so. The format has one section for each kind of record, and
 * an entry of the store has records in most of them. So the store is gone through twice: of the sections that are
 * made in one go the first is written on the way, and the others are kept until then.
 */
export function provJsonNamed({ base }: Naming): Exporter {
  return function* (request, lose) {
    yield `{"prefix":${toJson({ ...PREFIXES, store: base })}`;
    const grounds = new Grounds(request.store, lose);
    yield* sectionsOf(SECTIONS.slice(0, HALF), provParts(request, grounds, lose));
    yield* sectionsOf(
      SECTIONS.slice(HALF),
      provParts(request, grounds, () => {}),
    );
    yield "\n}\n";
  };
}

type Section = (typeof NODE_KINDS)[number] | RelationKind;

/** In the order in which they are written. */
const SECTIONS: readonly Section[] = [
  ...NODE_KINDS,
  ...(Object.keys(RELATION_ENDS) as RelationKind[]),
];

/** So many sections are about half of what is written. */
const HALF = 5;

/** Gives the text of some sections, for which all parts are gone through once. */
function* sectionsOf(wanted: readonly Section[], parts: Iterable<ProvPart>): Generator<string> {
  const sections = new Map(wanted.map((section) => [section, new SectionText(section)]));
  const kept = new Map(wanted.slice(1).map((section) => [section, new Spool()]));
  for (const { nodes, relations } of parts) {
    for (const each of [...nodes, ...relations]) {
      const record = sections.get(each.kind)?.record(each);
      if (record === undefined) continue;
      const spool = kept.get(each.kind);
      if (spool) spool.add(record);
      else yield record;
    }
  }
  for (const [section, text] of sections) {
    yield* kept.get(section)?.take() ?? [];
    yield text.end();
  }
}

/** Writes the records of a section one behind the other; a section without any is left out. */
class SectionText {
  readonly #section: Section;
  #count = 0;

  constructor(section: Section) {
    this.#section = section;
  }

  /** Gives the text of one more record. Relations have no names and are numbered. */
  record(record: ProvNode | ProvRelation): string {
    const before = this.#count === 0 ? `,\n"${this.#section}":{\n` : ",\n";
    this.#count++;
    return "name" in record
      ? `${before}${toJson(record.name)}:${toJson(valuesOf(record.attributes))}`
      : `${before}"_:${record.kind}-${this.#count}":${toJson(relationOf(record))}`;
  }

  /** Gives what closes the section. */
  end(): string {
    return this.#count === 0 ? "" : "\n}";
  }
}

function relationOf({ kind, from, to, attributes }: ProvRelation): object {
  const [fromEnd, toEnd] = RELATION_ENDS[kind];
  return { [fromEnd]: from, ...(to === undefined ? {} : { [toEnd]: to }), ...valuesOf(attributes) };
}

/** The attributes that PROV-JSON writes as plain text, since their name tells their type. */
const PLAIN = ["prov:time", "prov:startTime", "prov:endTime", "prov:activity"];

function valuesOf(attributes: readonly Attribute[]): object {
  const values: Record<string, unknown> = {};
  for (const [key, term] of attributes) {
    const value = PLAIN.includes(key) ? plainOf(term) : jsonValue(term);
    const known = values[key];
    if (known === undefined) values[key] = value;
    else if (Array.isArray(known)) known.push(value);
    else values[key] = [known, value];
  }
  return values;
}

function plainOf(term: Term): string {
  return "text" in term ? term.text : "name" in term ? term.name : term.iri;
}

function jsonValue(term: Term): unknown {
  if ("name" in term) return { $: term.name, type: "prov:QUALIFIED_NAME" };
  if ("iri" in term) return { $: term.iri, type: "xsd:anyURI" };
  if (term.lang !== undefined) return { $: term.text, lang: term.lang };
  return term.type === undefined ? term.text : { $: term.text, type: term.type };
}
