import { toJson } from "../terminal/json.js";
import type { Exporter, ExportRequest } from "./format.js";
import { DEFAULT_NAMING, type Naming, PREFIXES } from "./iris.js";
import {
  NODE_KINDS,
  type ProvRelation,
  RELATION_ENDS,
  type RelationKind,
} from "./prov-document.js";
import { provParts } from "./prov-entries.js";
import type { Attribute, Term } from "./terms.js";

/** Writes a store in PROV-JSON (W3C member submission of 24 April 2013). */
export const provJson: Exporter = provJsonNamed(DEFAULT_NAMING);

/**
 * Gives the exporter to PROV-JSON that names things so. The format has one section for each kind of record,
 * so the store is gone through once a section, and nothing is kept.
 */
export function provJsonNamed({ base }: Naming): Exporter {
  return function* (request, lose) {
    yield `{"prefix":${toJson({ ...PREFIXES, store: base })}`;
    let tell = lose;
    for (const section of [...NODE_KINDS, ...RELATION_KINDS]) {
      let before = `,\n"${section}":{\n`;
      for (const [name, record] of recordsOf(section, request, tell)) {
        yield `${before}${toJson(name)}:${toJson(record)}`;
        before = ",\n";
      }
      if (before === ",\n") yield "\n}";
      tell = () => {};
    }
    yield "\n}\n";
  };
}

const RELATION_KINDS = Object.keys(RELATION_ENDS) as RelationKind[];

type Section = (typeof NODE_KINDS)[number] | RelationKind;

/** Gives the records of a section with their names; relations need one and are numbered. */
function* recordsOf(
  section: Section,
  request: ExportRequest,
  lose: (what: string) => void,
): Generator<[name: string, record: object]> {
  let count = 0;
  for (const { nodes, relations } of provParts(request, lose)) {
    for (const { kind, name, attributes } of nodes) {
      if (kind === section) yield [name, valuesOf(attributes)];
    }
    for (const relation of relations) {
      if (relation.kind === section) yield [`_:${section}-${++count}`, relationOf(relation)];
    }
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
