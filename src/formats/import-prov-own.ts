import type { Section } from "../model/entry.js";
import { isId, UNKNOWN } from "../model/ids.js";
import { RELATIONS } from "../model/relations.js";
import {
  type Attributes,
  localName,
  type ProvDocument,
  type ProvItem,
  textOf,
  textsOf,
} from "./import-prov-document.js";
import type { Intake } from "./intake.js";
import { type Data, shortened } from "./sameness.js";
import { itemOrUrl } from "./values.js";

/** The vocabulary of our own exports, in which every key of the format has its name. */
const OURS = "urn:claims:term:";

/** Tells whether a PROV-JSON document is an export of ours, out of which the entries can be read as they were. */
export function isOwnProv({ prefix }: Attributes): boolean {
  return typeof prefix === "object" && prefix !== null && (prefix as Attributes)["claims"] === OURS;
}

/** Takes in the entries of a PROV-JSON document that is an export of ours. */
export function takeOwnProv(document: ProvDocument, intake: Intake): void {
  const relays = relaysIn(document);
  for (const item of [...document.agents.values(), ...document.entities.values()]) {
    const id = item.name.slice(item.name.indexOf(":") + 1);
    const section = isId(id) ? sectionOf(item, document) : undefined;
    if (!section) continue;
    const label = textOf(item.attributes, "prov:label");
    const data = valuesOf(item.attributes);
    const relay = relays.get(item.name);
    // A document without a title is labelled with its id.
    const isUnnamed = label === undefined || (section === "documents" && label === id);
    const named = isUnnamed ? data : { ...nameOf(section, data, label), ...data };
    const whole =
      section === "claims"
        ? { speaker: UNKNOWN, ...named, ...(relay ? { relay: relay.map(shortened) } : {}) }
        : named;
    intake.entry(section, id, whole, item.line);
  }
}

function sectionOf({ name, attributes }: ProvItem, { agents }: ProvDocument): Section | undefined {
  const types = textsOf(attributes, "prov:type");
  if (types.includes("claims:Claim")) return "claims";
  if (types.includes("claims:Document")) return "documents";
  // A forum is a place.
  return agents.has(name) || types.includes("prov:Location") ? "agents" : undefined;
}

/** The label of an anonymous source is its description, which stands there as well. */
function nameOf(section: Section, { kind }: Data, label: string): Data {
  if (section === "agents") return kind === "anonymous" ? {} : { name: label };
  return section === "documents" ? { title: label } : { text: label };
}

/** Gives the hops of each claim, which are called `store:ID/hop-1` and so on. */
function relaysIn({ entities }: ProvDocument): Map<string, Data[]> {
  const relays = new Map<string, Data[]>();
  for (const { name, attributes } of entities.values()) {
    const [, claim, number] = /^(.*)\/hop-(\d{1,6})$/.exec(name) ?? [];
    if (claim === undefined) continue;
    const says = textOf(attributes, "prov:label");
    const hop = { via: UNKNOWN, ...valuesOf(attributes), ...(says === undefined ? {} : { says }) };
    const relay = relays.get(claim) ?? [];
    relays.set(claim, relay);
    relay[Number(number) - 1] = hop;
  }
  for (const [claim, relay] of relays) relays.set(claim, relay.filter(Boolean));
  return relays;
}

const LISTS: readonly string[] = [
  "aliases",
  "same-as",
  "authors",
  "cites",
  "based-on",
  "about",
  "tags",
  ...RELATIONS,
];

/** Gives the keys of the format that a node has, with their values as in a store. */
function valuesOf(attributes: Attributes): Data {
  const data: Data = {};
  for (const [name, given] of Object.entries(attributes)) {
    const key = /^(?:claims|cito):(.+)$/.exec(name)?.[1];
    if (key === undefined) continue;
    const values = [given].flat().map(plainOf);
    data[key] = LISTS.includes(key) || values.length > 1 ? values : values[0];
  }
  return data;
}

function plainOf(given: unknown): unknown {
  if (typeof given !== "object" || given === null) return given;
  const { $: text, type } = given as Attributes;
  if (typeof text !== "string") return text;
  if (type === "prov:QUALIFIED_NAME") return localName(text);
  if (type === "xsd:boolean") return text === "true";
  if (type === "xsd:anyURI") return itemOrUrl(text);
  if (type !== "rdf:JSON") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
