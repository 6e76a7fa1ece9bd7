import type { Agent } from "./agent.js";
import type { Claim } from "./claim.js";
import type { Document } from "./document.js";
import type { EntryKind, EntryValues } from "./entry.js";
import { MACHINE, UNKNOWN } from "./ids.js";
import { RELATIONS } from "./relations.js";

/** A way from an entry down to one of its values: keys and positions in lists. */
export type Path = readonly (string | number)[];

/** What may stand at a place where an id is written. */
export interface ReferenceField {
  /** The key as a person knows it, for messages. */
  readonly name: string;
  /** The kinds of entry that may stand there. */
  readonly kinds: readonly EntryKind[];
  /** The reserved word that may stand there too. */
  readonly word?: typeof UNKNOWN | typeof MACHINE;
  /** Whether what stands there speaks, which a forum cannot. */
  readonly speaks?: boolean;
}

/** One id that an entry refers to, and where. */
export interface Reference {
  readonly path: Path;
  readonly id: string;
  readonly field: ReferenceField;
}

const AGENT: readonly EntryKind[] = ["agent"];
const DOCUMENT: readonly EntryKind[] = ["document"];
const VOICE: readonly EntryKind[] = ["agent", "document"];
const CLAIM: readonly EntryKind[] = ["claim"];

const FIELDS = {
  speaker: { name: "speaker", kinds: VOICE, word: UNKNOWN, speaks: true },
  for: { name: "for", kinds: AGENT },
  about: { name: "about", kinds: AGENT },
  in: { name: "in", kinds: DOCUMENT },
  basedOn: { name: "based-on", kinds: ["claim", "document"] },
  via: { name: "via", kinds: VOICE, word: UNKNOWN },
  translator: { name: "translator", kinds: AGENT, word: MACHINE, speaks: true },
  partOf: { name: "part-of", kinds: AGENT },
  of: { name: "of", kinds: AGENT },
  by: { name: "by", kinds: AGENT, speaks: true },
  authors: { name: "authors", kinds: AGENT, speaks: true },
  cites: { name: "cites", kinds: DOCUMENT },
} satisfies Record<string, ReferenceField>;

const RELATION_FIELDS = RELATIONS.map((name) => ({ name, kinds: CLAIM }));

const BY_KEY: ReadonlyMap<string, ReferenceField> = new Map([
  ...Object.values(FIELDS).map((field): [string, ReferenceField] => [field.name, field]),
  ...RELATION_FIELDS.map((field): [string, ReferenceField] => [field.name, field]),
  ["relay", FIELDS.via],
]);

/** The names of all fields that hold references. */
export const REFERENCE_NAMES: readonly string[] = [
  ...Object.values(FIELDS).map(({ name }) => name),
  ...RELATIONS,
];

/** Gives what may stand at a path in an entry, where that is a reference to another entry. */
export function referenceAt(path: Path): ReferenceField | undefined {
  return BY_KEY.get(String(path.findLast((step) => typeof step === "string")));
}

/** Is told of each reference that an entry makes: an id, what may stand there, and where it stands. */
export type ReferenceVisitor = (id: string, field: ReferenceField, path: Path) => void;

/** Tells of every reference that an entry makes to another, in the order of the format's keys. */
export function eachReference<K extends EntryKind>(
  kind: K,
  value: EntryValues[K],
  visit: ReferenceVisitor,
): void {
  VISITS[kind](value as never, visit);
}

/** Gives every reference that an entry makes to another, in the order of the format's keys. */
export function referencesOf<K extends EntryKind>(kind: K, value: EntryValues[K]): Reference[] {
  const found: Reference[] = [];
  eachReference(kind, value, (id, field, path) => found.push({ path, id, field }));
  return found;
}

const VISITS = { agent: visitAgent, document: visitDocument, claim: visitClaim };

/** The places of the references that are no list's: made once, since every entry has some. */
const AT = {
  speaker: ["speaker"],
  for: ["for"],
  in: ["in"],
  by: ["by"],
  partOf: ["part-of"],
  gradeBy: ["grade", "by"],
} as const satisfies Record<string, Path>;

function visitAgent(agent: Agent, visit: ReferenceVisitor): void {
  if (agent.roles) {
    for (const [role, { of }] of Object.entries(agent.roles)) {
      if (of !== undefined) visit(of, FIELDS.of, ["roles", role, "of"]);
    }
  }
  const owners = agent["part-of"];
  if (typeof owners === "string") visit(owners, FIELDS.partOf, AT.partOf);
  else visitList(FIELDS.partOf, "part-of", owners, visit);
  if (agent.grade?.by !== undefined) visit(agent.grade.by, FIELDS.by, AT.gradeBy);
}

function visitDocument(document: Document, visit: ReferenceVisitor): void {
  if (document.by !== undefined) visit(document.by, FIELDS.by, AT.by);
  visitList(FIELDS.authors, "authors", document.authors, visit);
  visitList(FIELDS.cites, "cites", document.cites, visit);
}

function visitClaim(claim: Claim, visit: ReferenceVisitor): void {
  if (claim.speaker !== UNKNOWN) visit(claim.speaker, FIELDS.speaker, AT.speaker);
  if (claim.for !== undefined) visit(claim.for, FIELDS.for, AT.for);
  if (claim.in !== undefined) visit(claim.in, FIELDS.in, AT.in);
  visitList(FIELDS.basedOn, "based-on", claim["based-on"], visit);
  if (claim.relay) visitRelay(claim.relay, visit);
  for (const relation of RELATION_FIELDS)
    visitList(relation, relation.name, claim[relation.name], visit);
  visitList(FIELDS.about, "about", claim.about, visit);
  if (claim.reviews) {
    for (const [index, { by }] of claim.reviews.entries()) {
      if (by !== undefined) visit(by, FIELDS.by, ["reviews", index, "by"]);
    }
  }
  if (claim.grade?.by !== undefined) visit(claim.grade.by, FIELDS.by, AT.gradeBy);
}

/** The places in the first of a list, made once too. */
const FIRST = 16;

function placesIn(key: string, ...inner: readonly string[]): readonly Path[] {
  return Array.from({ length: FIRST }, (_, index): Path => [key, index, ...inner]);
}

const IN_RELAY = {
  bare: placesIn("relay"),
  via: placesIn("relay", "via"),
  in: placesIn("relay", "in"),
  translator: placesIn("relay", "translator"),
};

/** Gives the place of a hop's reference; of a bare hop, the hop's own. */
export function placeInRelay(index: number, key: keyof typeof IN_RELAY): Path {
  return IN_RELAY[key][index] ?? (key === "bare" ? ["relay", index] : ["relay", index, key]);
}

const IN_LISTS: ReadonlyMap<string, readonly Path[]> = new Map(
  ["about", "authors", "based-on", "cites", "part-of", ...RELATIONS].map((key) => [
    key,
    placesIn(key),
  ]),
);

function visitRelay(relay: NonNullable<Claim["relay"]>, visit: ReferenceVisitor): void {
  // Counted, since every reference of a store passes here: `entries` would make a pair of each.
  for (let index = 0; index < relay.length; index++) {
    const hop = relay[index]!;
    if (typeof hop === "string") {
      if (hop !== UNKNOWN) visit(hop, FIELDS.via, placeInRelay(index, "bare"));
      continue;
    }
    if (hop.via !== UNKNOWN) visit(hop.via, FIELDS.via, placeInRelay(index, "via"));
    if (hop.in !== undefined) visit(hop.in, FIELDS.in, placeInRelay(index, "in"));
    if (hop.translator !== undefined && hop.translator !== MACHINE) {
      visit(hop.translator, FIELDS.translator, placeInRelay(index, "translator"));
    }
  }
}

function visitList(
  field: ReferenceField,
  key: string,
  ids: readonly string[] | undefined,
  visit: ReferenceVisitor,
): void {
  if (!ids) return;
  const places = IN_LISTS.get(key);
  for (let index = 0; index < ids.length; index++) {
    visit(ids[index]!, field, places?.[index] ?? [key, index]);
  }
}
