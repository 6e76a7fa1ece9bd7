import { compareText } from "../model/diagnostic.js";
import type { Cache } from "./cache.js";
import {
  type Catalog,
  type CatalogFile,
  entriesById,
  MARK,
  makeCatalog,
  type Referrers,
  referrersBy,
  referrersIn,
} from "./catalog.js";
import { type CatalogedStore, ChangedMeanwhile, catalogedStore } from "./cataloged.js";
import { type Folders, type FoundFile, findFiles, type ReadOptions, readFiles } from "./folders.js";
import { Names } from "./names.js";
import type { Saved } from "./packed.js";
import { PLAIN } from "./plain-file.js";
import type { FileReading } from "./reading.js";
import { areSame, countUnsettled, isSame, readAs, statesOf } from "./states.js";
import { type Store, uniteStore } from "./store.js";
import { hasSuppressions } from "./suppress.js";
import { decodeText } from "./text.js";

/** A store that was read from folders, and what the cache knew of it. */
export interface OpenedFolders {
  readonly store: Store;
  /** Whether there was any file to read. */
  readonly isEmpty: boolean;
  /** Absent where the store is not cached. */
  readonly record?: StoreRecord;
}

/** What the cache knew of a sound store, and what it is to know. */
export interface StoreRecord {
  /** The store that it tells of; another one, as it would be after a change, is not cached. */
  readonly store: Store;
  readonly catalog: Catalog;
  /** What was known, with its seal; absent where nothing was. */
  readonly known?: { readonly catalog: Catalog; readonly seal: string };
  /** The files that were changed, added or taken away since, by path. */
  readonly changed: ReadonlySet<string>;
  /** Saves what is known now, once; gives its seal, or `undefined` where it can't be saved. */
  readonly save: () => string | undefined;
}

/** How many of a store's files may have changed for the rest to be looked up rather than read: one in so many. */
const FEW = 8;

/**
 * Opens a store in some folders. Files that have not changed since the cache was written are not read
 * until something of them is asked for.
 *
 * @param cache absent where everything is to be read
 * @param key names the store in the cache
 */
export async function openFolders(
  paths: readonly string[],
  options: ReadOptions,
  cache?: Cache,
  key = "",
): Promise<OpenedFolders> {
  const settled = cache?.settled() ?? 0;
  const found = await findFiles(paths, options);
  const isEmpty = found.length === 0;
  const isFaulty = found.some(({ fault }) => fault !== undefined);
  if (isFaulty) cache?.tell("not used, as part of the store can't be read");
  if (!cache || isFaulty) {
    return { store: uniteStore(await readFiles(found, options)), isEmpty };
  }
  const saved = cache.load(key);
  const known = saved && knownIn(saved);
  const files = inOrder(found);
  const states = statesOf(
    files.map(({ path }) => path),
    settled,
  );
  const save = (catalog: Catalog, referrers = referrersIn(catalog)) => {
    if (isFew(countUnsettled(states), files)) {
      return cache.save(key, contentOf(catalog, states, referrers));
    }
    cache.tell("nothing is saved, as files that changed just now can't be known again");
    return undefined;
  };
  if (known) {
    const opened = await openKnown(files, states, known, options, cache);
    if (opened) {
      const { store, changed } = opened;
      const { catalog } = store;
      const seal = changed.size === 0 ? () => known.seal : once(() => save(catalog));
      return { store, isEmpty, record: { store, catalog, known, changed, save: seal } };
    }
  }
  const readings = await readFiles(files, options);
  const united = uniteStore(readings);
  if (!united.complete) cache.tell("nothing is saved of a store with errors");
  if (!united.complete || isEmpty) return { store: united, isEmpty };
  const catalog = makeCatalog(readings.map(asCatalogFile));
  const referrers = referrersIn(catalog);
  const store = { ...united, referrersOf: referrersAmong(readings, catalog, referrers) };
  const changed = new Set(catalog.paths);
  const seal = once(() => save(catalog, referrers));
  // The next command may be one that shows a single claim, and would read all of this again.
  seal();
  return { store, isEmpty, record: { store, catalog, changed, save: seal } };
}

function isFew(changed: number, files: readonly FoundFile[]): boolean {
  return changed <= files.length / FEW;
}

/** The catalog has what the store would have to work out. */
function referrersAmong(
  readings: readonly FileReading[],
  catalog: Catalog,
  referrers: Referrers,
): Store["referrersOf"] {
  const all = readings.flatMap(({ entries }) => entries);
  return referrersBy(
    catalog,
    () => referrers,
    (number) => all[number]!,
  );
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Sorts files into the order of a store, in which those of one folder are found. */
function inOrder(found: readonly FoundFile[]): readonly FoundFile[] {
  for (let at = 1; at < found.length; at++) {
    if (compareText(found[at - 1]!.shown, found[at]!.shown) > 0) {
      return found.toSorted((a, b) => compareText(a.shown, b.shown));
    }
  }
  return found;
}

function asCatalogFile(reading: FileReading): CatalogFile {
  const { file } = reading;
  const marks =
    (file.syntax === PLAIN ? 0 : MARK.byLibrary) | (hasSuppressions(file.text) ? MARK.silences : 0);
  return { path: file.path, from: reading, marks };
}

interface Known {
  readonly catalog: Catalog;
  readonly referrers: Referrers;
  readonly states: Float64Array;
  readonly seal: string;
}

/** Opens a store of which few files have changed, all of them sound; `undefined` where it is no such. */
async function openKnown(
  files: readonly FoundFile[],
  states: Float64Array,
  known: Known,
  options: ReadOptions,
  cache: Cache,
): Promise<{ store: CatalogedStore; changed: ReadonlySet<string> } | undefined> {
  if (isUnchanged(files, states, known)) {
    const store = await openCataloged(known.catalog, files, states, [], known.referrers);
    return { store, changed: new Set() };
  }
  const numbers = new Map(known.catalog.paths.map((path, number) => [path, number]));
  const sources = files.map(({ shown }, index) => {
    const number = numbers.get(shown);
    numbers.delete(shown);
    return number !== undefined && isSame(states, index, known.states, number) ? number : undefined;
  });
  const anew = files.filter((_, index) => sources[index] === undefined);
  // What is left is gone.
  const changed = new Set([...numbers.keys(), ...anew.map(({ shown }) => shown)]);
  if (!isFew(changed.size, files)) {
    cache.tell(`all is read: of ${files.length} files ${changed.size} have changed`);
    return undefined;
  }
  const fresh = await readFiles(anew, options);
  if (fresh.some(({ problems }) => problems.length > 0)) {
    cache.tell("all is read: a file that has changed has errors");
    return undefined;
  }
  let catalog = known.catalog;
  let referrers: Referrers | undefined = known.referrers;
  if (changed.size > 0) {
    const byPath = new Map(fresh.map((reading) => [reading.file.path, reading]));
    catalog = makeCatalog(
      files.map(({ shown }, index): CatalogFile => {
        const from = sources[index];
        return from === undefined ? asCatalogFile(byPath.get(shown)!) : { path: shown, from };
      }),
      known.catalog,
    );
    referrers = undefined;
  }
  if (changed.size > 0 && !entriesById(catalog)) {
    cache.tell("all is read: an id is defined twice");
    return undefined;
  }
  const store = await openCataloged(catalog, files, states, fresh, referrers);
  return { store, changed };
}

function isUnchanged(files: readonly FoundFile[], states: Float64Array, known: Known): boolean {
  const { paths } = known.catalog;
  return (
    paths.length === files.length &&
    files.every(({ shown }, file) => shown === paths[file]) &&
    areSame(states, known.states)
  );
}

async function openCataloged(
  catalog: Catalog,
  files: readonly FoundFile[],
  states: Float64Array,
  fresh: readonly FileReading[],
  referrers: Referrers | undefined,
): Promise<CatalogedStore> {
  const byPath = new Map(fresh.map((reading) => [reading.file.path, reading]));
  const readings = new Map<number, FileReading>();
  if (fresh.length > 0) {
    for (const [number, { shown }] of files.entries()) {
      const reading = byPath.get(shown);
      if (reading) readings.set(number, reading);
    }
  }
  const needsLibrary = catalog.marks.some((marks) => (marks & MARK.byLibrary) !== 0);
  const library = needsLibrary ? await import("./read.js") : undefined;
  return catalogedStore(catalog, {
    textOf: (file) => textOf(files[file]!, states, file),
    readings,
    ...(referrers ? { referrers } : {}),
    ...(library
      ? { readByLibrary: (path, text) => library.readByLibrary(path, { text, problems: [] }) }
      : {}),
  });
}

function textOf({ path, shown }: FoundFile, states: Float64Array, file: number): string {
  const bytes = readAs(path, states, file);
  if (!bytes) throw new ChangedMeanwhile(shown);
  return decodeText(bytes).text;
}

function contentOf(
  catalog: Catalog,
  states: Float64Array,
  { starts, entries }: Referrers,
): Omit<Saved, "seal"> {
  const { names, paths, ...arrays } = catalog;
  return {
    arrays: {
      ...arrays,
      states,
      nameBytes: names.bytes,
      nameStarts: names.starts,
      nameTable: names.table,
      referrerStarts: starts,
      referrerEntries: entries,
    },
    texts: { paths: paths.join("\0") },
  };
}

function knownIn({ arrays, texts, seal }: Saved): Known {
  const array = <T>(name: string) => arrays[name] as T;
  const catalog: Catalog = {
    paths: texts["paths"] === "" ? [] : texts["paths"]!.split("\0"),
    marks: array("marks"),
    firsts: array("firsts"),
    kinds: array("kinds"),
    ids: array("ids"),
    starts: array("starts"),
    refStarts: array("refStarts"),
    refIds: array("refIds"),
    refNames: array("refNames"),
    names: new Names(array("nameBytes"), array("nameStarts"), array("nameTable")),
  };
  const referrers = {
    starts: array<Int32Array>("referrerStarts"),
    entries: array<Int32Array>("referrerEntries"),
  };
  return { catalog, referrers, states: array("states"), seal };
}

/** Gives what names a store in the cache: where it is, and what is left out of it. */
export function cacheKey(paths: readonly string[], { base, root, exclude }: Folders): string {
  return JSON.stringify([paths, base, root, exclude]);
}
