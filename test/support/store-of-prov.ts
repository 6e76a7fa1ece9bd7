import { RELATIONS } from "../../src/model/relations.js";
import type { ProvJson, ProvRecord } from "./prov-constraints.js";

/** The values of a store's entries, by id. */
export interface StoreValues {
  readonly agents: Readonly<Record<string, object>>;
  readonly documents: Readonly<Record<string, object>>;
  readonly claims: Readonly<Record<string, object>>;
}

/** The keys that hold a list, however few stand in it. */
const LISTS = [
  ...["aliases", "part-of", "same-as", "authors", "cites", "based-on", "about", "tags", "from"],
  ...RELATIONS,
];

/** Reads a store's values back out of an export to PROV-JSON: what is lost there is missing here. */
export function storeOfProv(document: ProvJson): StoreValues {
  const agents: Record<string, object> = {};
  const documents: Record<string, object> = {};
  const claims: Record<string, object> = {};
  for (const [name, record] of Object.entries({ ...document["agent"], ...document["entity"] })) {
    const id = name.replace("store:", "");
    const label = record["prov:label"];
    const value = entryValue(record);
    const isType = (type: string) => JSON.stringify(record["prov:type"] ?? "").includes(type);
    if (id.includes("/")) continue;
    if (isType("claims:Claim")) {
      claims[id] = { text: label, speaker: "unknown", ...value, ...relayOf(document, name) };
    } else if (isType("claims:Document")) {
      documents[id] = { ...(label === id ? {} : { title: label }), ...value };
    } else {
      const isNamed = label !== (value as ProvRecord)["described-as"];
      agents[id] = { ...(isNamed ? { name: label } : {}), ...value };
    }
  }
  return { agents, documents, claims };
}

function relayOf(document: ProvJson, claim: string): object {
  const hops: object[] = [];
  for (let record: ProvRecord | undefined; ; ) {
    record = document["entity"]?.[`${claim}/hop-${hops.length + 1}`];
    if (!record) return hops.length === 0 ? {} : { relay: hops };
    const says = record["prov:label"];
    hops.push({ via: "unknown", ...entryValue(record), ...(says === undefined ? {} : { says }) });
  }
}

function entryValue(record: ProvRecord): object {
  const entries = Object.entries(record).flatMap(([property, value]) => {
    const [prefix, key] = property.split(":") as [string, string];
    if (prefix !== "claims" && prefix !== "cito") return [];
    const items = (Array.isArray(value) ? value : [value]).map(itemOf);
    return [[key, LISTS.includes(key) ? items : items[0]]];
  });
  return Object.fromEntries(entries);
}

function itemOf(value: string | { readonly $: string; readonly type?: string }): unknown {
  if (typeof value === "string") return value;
  if (value.type === "rdf:JSON") return JSON.parse(value.$);
  if (value.type === "xsd:boolean") return value.$ === "true";
  return value.$.replace(/^store:|^http:\/\/www\.wikidata\.org\/entity\//, "");
}
