import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from "node:path";
import { type EntryKind, SECTIONS } from "../model/entry.js";
import { UNKNOWN } from "../model/ids.js";
import { displayPath, isFolder } from "../store/disk.js";
import { isExcluded } from "../store/exclude.js";
import type { NewEntry } from "../store/insert.js";
import { entriesOf, type Store } from "../store/store.js";
import { UsageError } from "./io.js";
import type { OpenedStore } from "./open.js";

/**
 * Chooses the file for each of some new entries, as paths told from the repository's root. Claims go where
 * the claims of the same document are, else where the document is; agents where most agents are, documents
 * where most documents are; and all of them into the store's only file, where it has but one.
 *
 * @param named the file that was asked for, a full path
 * @throws UsageError where that can't be a file of the store
 */
export function placesFor(
  entries: readonly NewEntry[],
  opened: OpenedStore,
  named: string | undefined,
): ReadonlyMap<NewEntry, string> {
  const { store } = opened;
  if (named !== undefined) {
    const shown = storeFile(named, opened);
    return new Map(entries.map((entry) => [entry, shown]));
  }
  const places = new Map<NewEntry, string>();
  const only = store.files.length === 1 ? store.files[0]!.path : undefined;
  const claims = entries.filter(({ section }) => section === "claims");
  const home = claims[0] && (placeOfClaim(claims[0], opened) ?? only);
  for (const entry of entries) {
    const kind = SECTIONS[entry.section];
    const place =
      kind === "claim" ? (placeOfClaim(entry, opened) ?? home) : (mostUsed(store, kind) ?? home);
    places.set(entry, place ?? only ?? newFile(nameFor(entry, entries), opened));
  }
  return places;
}

/** The documents that a claim names, the primary record first, then those nearest to us. */
function documentsOf({ data }: NewEntry): string[] {
  const relay = Array.isArray(data["relay"]) ? data["relay"] : [];
  const hops = relay.toReversed().flatMap((hop: unknown) => {
    if (typeof hop === "string") return [hop];
    const { in: record, via } = hop as { readonly in?: string; readonly via?: string };
    return [record, via];
  });
  return [data["in"], ...hops, data["speaker"]].filter((id) => typeof id === "string");
}

function placeOfClaim(entry: NewEntry, { store }: OpenedStore): string | undefined {
  const documents = documentsOf(entry).filter((id) => store.documents.has(id));
  for (const id of documents) {
    const claims = store.referrersOf(id).filter(({ kind }) => kind === "claim");
    const place = most(claims.map(({ file }) => file.path));
    if (place !== undefined) return place;
  }
  const [first] = documents;
  return first === undefined ? undefined : store.documents.get(first)!.file.path;
}

function mostUsed(store: Store, kind: EntryKind): string | undefined {
  const own = [...entriesOf(store)].filter((entry) => entry.kind === kind);
  return most(own.map(({ file }) => file.path));
}

/** Gives the word that stands most often in a list; of several, the first. */
function most(words: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Names a new file: as the document or the speaker that a claim has, or as the section. */
function nameFor(entry: NewEntry, entries: readonly NewEntry[]): string {
  if (entry.section !== "claims") return entry.section;
  const ids = documentsOf(entry);
  const isDocument = (id: string) =>
    entries.some((other) => other.section === "documents" && other.id === id);
  const speaker = entry.data["speaker"];
  const fallback = typeof speaker === "string" && speaker !== UNKNOWN ? speaker : entry.section;
  return ids.find(isDocument) ?? fallback;
}

function newFile(name: string, opened: OpenedStore): string {
  const folder = opened.paths.find((path) => isFolder(path));
  if (folder === undefined) throw new UsageError("--file must say into which file");
  return storeFile(join(folder, `${name}.yaml`), opened);
}

/** Tells a file's path, where it is or can be a file of the store. */
function storeFile(path: string, { paths, base, root, config, store }: OpenedStore): string {
  const shown = displayPath(path, base);
  if (store.files.some((file) => file.path === shown)) return shown;
  const refuse = (reason: string) =>
    new UsageError(`\`${shown}\` is no file of the store: ${reason}`);
  const folder = paths.find((each) => isFolder(each) && isInside(path, each));
  if (folder === undefined) throw refuse("it is outside of the store's folders");
  if (!/^\.ya?ml$/i.test(extname(path))) throw refuse("its name doesn't end in .yaml");
  const steps = relative(folder, path).split(/[/\\]/);
  if (steps.some((step) => step.startsWith(".") || step === "node_modules")) {
    throw refuse("hidden files and folders are left out");
  }
  if (isExcluded(displayPath(path, root), config.exclude ?? [])) {
    throw refuse("the configuration excludes it");
  }
  if (lstatSync(path, { throwIfNoEntry: false })) throw refuse("it can't be read as one");
  refuseLinks(folder, dirname(path), refuse);
  return shown;
}

function isInside(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return steps !== "" && !steps.startsWith("..") && !isAbsolute(steps);
}

/** A link among the folders could lead out of the store. */
function refuseLinks(folder: string, from: string, refuse: (reason: string) => UsageError): void {
  for (let at = from; isInside(at, folder); at = dirname(at)) {
    if (!lstatSync(at, { throwIfNoEntry: false })) continue;
    const isItself = realpathSync(at) === resolve(realpathSync(dirname(at)), basename(at));
    if (!isItself) throw refuse(`\`${basename(at)}\` is a symbolic link`);
  }
}
