import { Agent } from "../model/agent.js";
import { Claim } from "../model/claim.js";
import { Document } from "../model/document.js";
import type { EntryKind } from "../model/entry.js";
import { UNKNOWN } from "../model/ids.js";
import { referenceAt } from "../model/references.js";
import { type AddFlags, FLAG_KEYS, type FlagKey, optionName } from "./add-keys.js";
import { type Drafts, NEW_KINDS, partsOf, sectionOf } from "./drafts.js";
import { UsageError } from "./io.js";
import { oneOf } from "./resolve.js";

/** What flags were given, by the names of {@link optionName}. */
export type Given = AddFlags & Readonly<Record<string, unknown>>;

const ORDER: Readonly<Record<EntryKind, readonly string[]>> = {
  agent: Object.keys(Agent.shape),
  document: Object.keys(Document.shape),
  claim: Object.keys(Claim.shape),
};

/** The keys that an entry can't do without, by kind; of several, one. */
const NEEDED: Readonly<Record<EntryKind, readonly (readonly string[])[]>> = {
  claim: [["text"], ["speaker", "via"]],
  agent: [["name", "described-as"], ["kind"]],
  document: [["title"]],
};

/** Tells whether any flag says something of the entry. */
export function saysSomething(kind: EntryKind, given: Given): boolean {
  const names = [...FLAG_KEYS[kind].map(optionName), "via", "new", "id"];
  return names.some((name) => given[name] !== undefined);
}

/** Gives the flags that are missing, in words; empty where nothing is. */
export function missingFlags(kind: EntryKind, given: Given): string[] {
  const hasValue = (key: string) => given[optionName({ key, value: "", says: "" })] !== undefined;
  return NEEDED[kind]
    .filter((keys) => !keys.some(hasValue))
    .map((keys) => keys.map((key) => `--${key}`).join(" or "));
}

/** Makes what `--new` asks for. @throws UsageError on what is no `NAME:KIND` */
export function makeNew(given: Given, drafts: Drafts): void {
  for (const word of given.new ?? []) {
    const colon = word.lastIndexOf(":");
    const name = word.slice(0, colon).trim();
    if (colon === -1 || name === "") {
      throw new UsageError(`\`${word}\` is no NAME:KIND\n  = help: such as "The Gazette:outlet"`);
    }
    drafts.create(name, oneOf("kind", word.slice(colon + 1).trim(), NEW_KINDS));
  }
}

/**
 * Makes an entry of flags.
 *
 * @throws UsageError where one is missing, or names what is not in the store
 */
export function entryFromFlags(kind: EntryKind, given: Given, drafts: Drafts): void {
  const missing = missingFlags(kind, given);
  if (missing.length > 0) {
    const command = kind === "claim" ? "add" : `add ${kind}`;
    throw new UsageError(
      `${missing.join(" and ")} must be given\n` +
        `  = help: \`claims ${command} --help\` shows all flags; \`claims ${command} -\` reads YAML or JSON`,
    );
  }
  makeNew(given, drafts);
  addEntry(kind, dataFrom(kind, given, drafts), given.id, drafts);
}

/** Adds an entry with its keys in the format's order, under an id that is given or proposed. */
export function addEntry(
  kind: EntryKind,
  data: Readonly<Record<string, unknown>>,
  id: string | undefined,
  drafts: Drafts,
): void {
  const refusal = id === undefined ? undefined : drafts.refuseId(id);
  if (refusal !== undefined) throw new UsageError(`\`${id}\` can't be the id: ${refusal}`);
  const ordered = ORDER[kind].flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]]]));
  drafts.add({
    section: sectionOf(kind),
    id: id ?? drafts.propose(headingOf(data), kind),
    data: Object.fromEntries(ordered),
  });
}

/** Gives the text of which an entry's id is made. */
export function headingOf(data: Readonly<Record<string, unknown>>): string {
  const heading = data["text"] ?? data["name"] ?? data["title"] ?? data["described-as"];
  return typeof heading === "string" ? heading : "";
}

/** Gives the keys and values that flags stand for, with ids for names. */
export function dataFrom(kind: EntryKind, given: Given, drafts: Drafts): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const flag of FLAG_KEYS[kind]) {
    const value = given[optionName(flag)] as string | readonly string[] | undefined;
    if (value === undefined) continue;
    data[flag.key] =
      typeof value === "string"
        ? valueFor(flag, value, drafts)
        : value.map((each) => valueFor(flag, each, drafts));
  }
  if (kind === "claim" && given.via !== undefined) readChain(given.via, data, drafts);
  return data;
}

function valueFor({ key }: FlagKey, text: string, drafts: Drafts): unknown {
  const field = referenceAt([key]);
  // YAML reads a bare year as a number, and that is how a person writes one.
  if (key === "date" && /^[1-9]\d{3}$/.test(text)) return Number(text);
  if (!field || text === field.word) return text;
  return drafts.resolve(text, field.kinds);
}

/** Without a speaker the chain's first part is the one; with the same one first it is said twice. */
function readChain(chain: string, data: Record<string, unknown>, drafts: Drafts): void {
  const ids = partsOf(chain).map((part) =>
    part === UNKNOWN ? part : drafts.resolve(part, ["agent", "document"]),
  );
  const { speaker } = data;
  const isRepeated = speaker !== UNKNOWN && speaker === ids[0];
  if (speaker === undefined || isRepeated) data["speaker"] = ids.shift();
  if (ids.length > 0) data["relay"] = ids;
}
