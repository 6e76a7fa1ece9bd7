import type { Agent } from "./agent.js";
import type { Claim } from "./claim.js";
import type { Document } from "./document.js";
import type { EntryKind, EntryValues } from "./entry.js";
import { MACHINE, UNKNOWN } from "./ids.js";
import { hopsOf, RELATIONS } from "./relations.js";

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

const BY_KEY: ReadonlyMap<string, ReferenceField> = new Map([
  ...Object.values(FIELDS).map((field): [string, ReferenceField] => [field.name, field]),
  ...RELATIONS.map((name): [string, ReferenceField] => [name, { name, kinds: CLAIM }]),
  ["relay", FIELDS.via],
]);

/** Gives what may stand at a path in an entry, where that is a reference to another entry. */
export function referenceAt(path: Path): ReferenceField | undefined {
  return BY_KEY.get(String(path.findLast((step) => typeof step === "string")));
}

/** Gives every reference that an entry makes to another, in the order of the format's keys. */
export function referencesOf<K extends EntryKind>(kind: K, value: EntryValues[K]): Reference[] {
  const found: Reference[] = [];
  const add = (field: ReferenceField, path: Path, id: string | undefined): void => {
    if (id !== undefined && id !== field.word) found.push({ path, id, field });
  };
  const addAll = (field: ReferenceField, key: string, ids: string | string[] | undefined): void => {
    if (typeof ids === "string") add(field, [key], ids);
    else for (const [index, id] of ids?.entries() ?? []) add(field, [key, index], id);
  };
  const collect = { agent: agentReferences, document: documentReferences, claim: claimReferences };
  collect[kind](value as never, add, addAll);
  return found;
}

type Add = (field: ReferenceField, path: Path, id: string | undefined) => void;
type AddAll = (field: ReferenceField, key: string, ids: string | string[] | undefined) => void;

function agentReferences(agent: Agent, add: Add, addAll: AddAll): void {
  for (const [role, { of }] of Object.entries(agent.roles ?? {})) {
    add(FIELDS.of, ["roles", role, "of"], of);
  }
  addAll(FIELDS.partOf, "part-of", agent["part-of"]);
  add(FIELDS.by, ["grade", "by"], agent.grade?.by);
}

function documentReferences(document: Document, add: Add, addAll: AddAll): void {
  add(FIELDS.by, ["by"], document.by);
  addAll(FIELDS.authors, "authors", document.authors);
  addAll(FIELDS.cites, "cites", document.cites);
}

function claimReferences(claim: Claim, add: Add, addAll: AddAll): void {
  add(FIELDS.speaker, ["speaker"], claim.speaker);
  add(FIELDS.for, ["for"], claim.for);
  add(FIELDS.in, ["in"], claim.in);
  addAll(FIELDS.basedOn, "based-on", claim["based-on"]);
  hopsOf(claim).forEach((hop, index) => {
    const bare = typeof claim.relay?.[index] === "string";
    const at = ["relay", index] as const;
    add(FIELDS.via, bare ? at : [...at, "via"], hop.via);
    add(FIELDS.in, [...at, "in"], hop.in);
    add(FIELDS.translator, [...at, "translator"], hop.translator);
  });
  for (const relation of RELATIONS) {
    addAll({ name: relation, kinds: CLAIM }, relation, claim[relation]);
  }
  addAll(FIELDS.about, "about", claim.about);
  claim.reviews?.forEach((review, index) => {
    add(FIELDS.by, ["reviews", index, "by"], review.by);
  });
  add(FIELDS.by, ["grade", "by"], claim.grade?.by);
}
