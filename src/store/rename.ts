import { compareText, type Diagnostic, type Edit } from "../model/diagnostic.js";
import { KIND_WORDS } from "../model/entry.js";
import { isId, MACHINE, SPEAKER, UNKNOWN } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import { type Path, referencesOf } from "../model/references.js";
import { hopsOf } from "../model/relations.js";
import { applyEdits, type RawText, toBytes } from "./edit.js";
import { readStoreFile } from "./read.js";
import type { FileReading } from "./reading.js";
import { type Entry, locate, rewriteAt } from "./source.js";
import { entriesOf, entryOf, type Store, uniteStore } from "./store.js";

/** A place where an entry's id is written. */
export interface Use {
  /** The entry that it is written in. */
  readonly entry: Entry;
  /** From the entry down; empty for the entry's own key. */
  readonly path: Path;
}

/**
 * Gives every place where an entry's id is written: its own key first, then what refers to it, and the
 * names in a hop's `from` that mean a hop which has its name from its `via`.
 */
export function usesOf(store: Store, id: string): Use[] {
  const own = entryOf(store, id);
  const uses: Use[] = own ? [{ entry: own, path: [] }] : [];
  for (const entry of store.referrersOf(id)) {
    for (const reference of referencesOf(entry.kind, entry.value as never)) {
      if (reference.id === id) uses.push({ entry, path: reference.path });
    }
    if (entry.kind === "claim") uses.push(...namesIn(entry, id).map((path) => ({ entry, path })));
  }
  return uses;
}

/** Gives the places of a name in the `from` of a claim's hops, where it means a hop by its `via`. */
function namesIn({ value }: Entry<"claim">, id: string): Path[] {
  const hops = hopsOf(value);
  const named = hops.find((hop) => (hop.id ?? hop.via) === id);
  // `speaker` always means the claim's speaker, even where an agent is called so.
  if (named === undefined || named.id !== undefined || id === SPEAKER) return [];
  return hops.flatMap(({ from }, index): Path[] => {
    const path = ["relay", index, "from"];
    if (typeof from === "string") return from === id ? [path] : [];
    return (from ?? []).flatMap((name, at) => (name === id ? [[...path, at]] : []));
  });
}

/** What renaming an entry would change, or why it can't be renamed, in words for a person. */
export type RenamePlan =
  | { readonly uses: readonly Use[]; readonly edits: readonly Edit[] }
  | { readonly refusal: string };

/**
 * Works out the edits that give an entry another id, wherever it is written, and nothing else. Quotes
 * and comments stay as they are.
 *
 * @param id the entry's id, in full
 */
export function planRename(store: Store, id: string, to: string): RenamePlan {
  const refusal = unreadable(store) ?? unnamed(store, id) ?? unusable(store, id, to);
  if (refusal !== undefined) return { refusal };
  const uses = usesOf(store, id);
  const edits: Edit[] = [];
  for (const { entry, path } of uses) {
    const clash = path[0] === "relay" ? takenName(entry as Entry<"claim">, to) : undefined;
    if (clash !== undefined) return { refusal: clash };
    const edit = rewriteAt(entry, path, path.length === 0 ? "key" : "value", to);
    if (!edit) {
      return { refusal: `\`${id}\` is written over several lines at ${placeOf(entry, path)}` };
    }
    edits.push(edit);
  }
  return { uses, edits };
}

/** The most files that a refusal lists. */
const MOST_LISTED = 10;

/** What can't be read may hold references that would be missed. */
function unreadable({ complete, findings }: Store): string | undefined {
  if (complete) return undefined;
  const places = new Map(findings.map(({ location: { file, line } }) => [file, line]));
  const listed = [...places].slice(0, MOST_LISTED).map(([file, line]) => `  ${file}:${line}`);
  if (places.size > MOST_LISTED) listed.push(`  … and ${places.size - MOST_LISTED} more`);
  return (
    `part of the store can't be read, and may hold references:\n${listed.join("\n")}\n` +
    "  = help: `claims validate` says what is wrong there"
  );
}

function unnamed(store: Store, id: string): string | undefined {
  if (entryOf(store, id)) return undefined;
  const near = nearest(id, ids(store));
  const help = near === undefined ? "an id is given in full" : `did you mean \`${near}\`?`;
  return `nothing in the store has the id \`${id}\`\n  = help: ${help}`;
}

function* ids(store: Store): Generator<string> {
  for (const { id } of entriesOf(store)) yield id;
}

function unusable(store: Store, id: string, to: string): string | undefined {
  if (id === to) return `\`${id}\` is called that already`;
  if (!isId(to)) {
    return `\`${to}\` is no id\n  = help: an id is lower-case letters and digits, in words joined by hyphens`;
  }
  if ([UNKNOWN, SPEAKER, MACHINE].includes(to)) return `\`${to}\` is reserved`;
  const taken = entryOf(store, to);
  if (taken)
    return `\`${to}\` is the id of ${KIND_WORDS[taken.kind]} already, at ${placeOf(taken)}`;
  const [referrer] = store.referrersOf(to);
  if (!referrer) return undefined;
  const { path } = referencesOf(referrer.kind, referrer.value as never).find(
    (reference) => reference.id === to,
  )!;
  return `\`${to}\` is referred to already, at ${placeOf(referrer, path)}, and nothing has that id: the entry would take on what is meant for another`;
}

/** Says where a claim whose hops would get a new name uses that name for something else. */
function takenName(claim: Entry<"claim">, to: string): string | undefined {
  for (const [index, { id, from }] of hopsOf(claim.value).entries()) {
    const key = id === to ? "id" : [from].flat().includes(to) ? "from" : undefined;
    if (key === undefined) continue;
    const place = placeOf(claim, ["relay", index, key]);
    return `\`${to}\` is the name of a hop already, at ${place}\n  = help: give that hop another \`id\``;
  }
  return undefined;
}

function placeOf(entry: Entry, path: Path = []): string {
  const { file, line, column } = locate(entry, path);
  return `${file}:${line}:${column}`;
}

/** A store in memory after some edits. */
export interface EditedStore {
  readonly store: Store;
  /** The new texts of the files that were edited, by path. */
  readonly texts: ReadonlyMap<string, RawText>;
}

/**
 * Applies edits in memory, and reads the edited files again.
 *
 * @param readings those of all files of the store
 * @param textOf gives the text that a file's reading was made from
 */
export function editStore(
  readings: Iterable<FileReading>,
  edits: readonly Edit[],
  textOf: (file: string) => RawText,
): EditedStore {
  const texts = new Map<string, RawText>();
  const byFile = groupBy(edits, ({ location }) => location.file);
  const all = [...readings].map((reading) => {
    const { path } = reading.file;
    const own = byFile.get(path);
    if (!own) return reading;
    const raw = textOf(path);
    const edited = { ...raw, text: applyEdits(raw.text, own).text };
    texts.set(path, edited);
    return readStoreFile(path, toBytes(edited));
  });
  return { store: uniteStore(all), texts };
}

/** A renaming: from one id to another, at some places. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
  readonly uses: readonly Use[];
}

/** Tells whether two stores say the same, but for an entry that has another name in the second. */
export function saysTheSame(before: Store, after: Store, { from, to, uses }: Renaming): boolean {
  const changed = groupBy(uses, ({ entry }) => entry);
  const size = ({ agents, documents, claims }: Store) => agents.size + documents.size + claims.size;
  if (!after.complete || size(before) !== size(after)) return false;
  for (const entry of entriesOf(before)) {
    const now = entryOf(after, entry.id === from ? to : entry.id);
    const own = changed.get(entry);
    if (now?.kind !== entry.kind || now.file.path !== entry.file.path) return false;
    if (now.value === entry.value && !own) continue;
    const value = structuredClone(entry.value);
    for (const { path } of own ?? []) put(value, path, to);
    if (JSON.stringify(value) !== JSON.stringify(now.value)) return false;
  }
  return true;
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function put(value: object, path: Path, to: string): void {
  const last = path.at(-1);
  if (last === undefined) return;
  let target = value as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) target = target[step] as typeof target;
  target[last] = to;
}

/** Gives the findings of rules that find more in one store than in another. */
export function newFindings(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): Diagnostic[] {
  const countOf = (findings: readonly Diagnostic[], name: string) =>
    findings.filter(({ rule }) => rule === name).length;
  const rules = [...new Set(after.map(({ rule }) => rule))].sort(compareText);
  const more = rules.filter((rule) => countOf(after, rule) > countOf(before, rule));
  return after.filter(({ rule }) => more.includes(rule));
}
