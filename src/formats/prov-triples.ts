import type { ProvNode, ProvPart, ProvRelation } from "./prov-document.js";
import type { Term } from "./terms.js";

/** A statement of RDF: a subject and a property, each named with a prefix, and a value. */
export type Triple = readonly [subject: string, property: string, value: Term];

/** What PROV-O calls the attributes of PROV-DM, where it calls them otherwise. */
const PROPERTIES: Readonly<Record<string, string>> = {
  "prov:type": "rdf:type",
  "prov:label": "rdfs:label",
  "prov:location": "prov:atLocation",
  "prov:startTime": "prov:startedAtTime",
  "prov:endTime": "prov:endedAtTime",
};

const CLASSES = { entity: "prov:Entity", activity: "prov:Activity", agent: "prov:Agent" };

/** What PROV-O calls a derivation of each type. */
const DERIVATIONS: Readonly<Record<string, string>> = {
  "prov:Quotation": "prov:wasQuotedFrom",
  "prov:Revision": "prov:wasRevisionOf",
  "prov:PrimarySource": "prov:hadPrimarySource",
};

/** Gives a part of a PROV document as statements in PROV-O, the PROV ontology (W3C 2013). */
export function* triplesOf({ nodes, relations }: ProvPart): Generator<Triple> {
  for (const node of nodes) yield* nodeTriples(node);
  for (const relation of relations) yield* relationTriples(relation);
}

/** Gives a node's class and attributes. */
export function* nodeTriples({ kind, name, attributes }: ProvNode): Generator<Triple> {
  yield [name, "rdf:type", { name: CLASSES[kind] }];
  for (const [key, value] of attributes) yield [name, PROPERTIES[key] ?? key, value];
}

function* relationTriples({ kind, from, to, attributes }: ProvRelation): Generator<Triple> {
  const extra = new Map(attributes);
  const time = extra.get("prov:time");
  if (time) yield [from, "prov:generatedAtTime", time];
  if (to === undefined) return;
  const type = extra.get("prov:type");
  const derivation = type && "name" in type ? DERIVATIONS[type.name] : undefined;
  yield [from, derivation ?? `prov:${kind}`, { name: to }];
  const role = extra.get("prov:role");
  if (role) {
    const as = `${from}/association`;
    yield [from, "prov:qualifiedAssociation", { name: as }];
    yield [as, "rdf:type", { name: "prov:Association" }];
    yield [as, "prov:agent", { name: to }];
    yield [as, "prov:hadRole", role];
    if ("name" in role) yield [role.name, "rdf:type", { name: "prov:Role" }];
  }
  const activity = extra.get("prov:activity");
  if (activity && "name" in activity) {
    const as = `${activity.name}/delegation`;
    yield [from, "prov:qualifiedDelegation", { name: as }];
    yield [as, "rdf:type", { name: "prov:Delegation" }];
    yield [as, "prov:agent", { name: to }];
    yield [as, "prov:hadActivity", activity];
  }
}
