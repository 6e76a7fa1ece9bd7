import { REFERENCE_NAMES } from "../model/references.js";
import type { Change, FormerEntry } from "../rules/affected.js";
import type { CheckOptions, EntryFinding } from "../rules/engine.js";
import { indexOf, type StoreIndex } from "../rules/store-index.js";
import { Twins, twinKey } from "../rules/twins.js";
import { CATALOG_KINDS, type Catalog, MARK } from "../store/catalog.js";
import type { CatalogedStore } from "../store/cataloged.js";
import { cacheKey, type StoreRecord } from "../store/opened.js";
import type { Saved } from "../store/packed.js";
import { type SnapshotState, snapshotPath, snapshotState } from "../store/snapshots.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import type { OpenedStore } from "./open.js";

/** What the cache knows of an earlier check of a store. */
export interface KnownCheck {
  /** What has changed since; absent where nothing is known of a check that this one would repeat. */
  readonly change?: Change;
  /** What is looked up beside the store. */
  readonly index: StoreIndex;
  /** Saves what is found now. @param isWhole whether everything was checked anew */
  readonly save: (found: readonly EntryFinding[], isWhole: boolean) => void;
}

/** A snapshot that was read for the check, by the file of its document, and how it is known again. */
type SnapshotRecord = readonly [file: string, path: string, state: SnapshotState];

/**
 * Gives what the cache knows of a check by all rules; `undefined` where the store is not cached.
 *
 * @param options tell the day and the levels; what was found under others is not known
 */
export function recallCheck(opened: OpenedStore, options: CheckOptions): KnownCheck | undefined {
  const { record, cache, store, paths, base, root, config } = opened;
  if (!cache || record?.store !== store) return undefined;
  const key = `${cacheKey(paths, { base, root, exclude: config.exclude ?? [] })} checked`;
  const how = JSON.stringify([options.today, options.levels ?? {}]);
  const saved = record.known && cache.load(key);
  const reason = saved && whyUseless(saved, record, how);
  if (reason !== undefined) cache.tell(`all is checked: ${reason}`);
  const known = reason === undefined ? saved : undefined;
  // Before any is read: one that changes while it is read is then not what is known of it.
  const snapshots = snapshotsFor(opened, cache.settled(), known);
  return {
    ...(known ? { change: changeSince(known, record) } : {}),
    index:
      known && "entriesIn" in store
        ? indexFrom(store as CatalogedStore, known, record)
        : indexOf(store),
    save(found, isWhole) {
      const seal = record.save();
      if (seal === undefined) return;
      cache.save(key, {
        arrays: { twins: twinsOf(store, record, known) },
        texts: {
          seal,
          how,
          found: JSON.stringify(found),
          snapshots: JSON.stringify(snapshots),
          confidential: JSON.stringify(confidentialIn(store, isWhole ? undefined : known)),
        },
      });
    },
  };
}

/** Tells why what was found before is of no use now; `undefined` where it is. */
function whyUseless({ texts }: Saved, { known }: StoreRecord, how: string) {
  if (texts["seal"] !== known?.seal) return "the store was read since";
  if (texts["how"] !== how) return "it was another day, or other rules";
  if (!areSame(snapshotsIn({ texts }))) return "a snapshot has changed";
  return undefined;
}

function changeSince({ texts }: Saved, { known, changed }: StoreRecord): Change {
  const { catalog } = known!;
  return {
    files: changed,
    before: [...changed].flatMap((path) => formerEntries(path, catalog)),
    // Of a store that is not sound nothing is saved.
    read: { files: [], findings: [], damaged: new Map() },
    found: JSON.parse(texts["found"]!) as EntryFinding[],
  };
}

function formerEntries(path: string, catalog: Catalog): FormerEntry[] {
  const { paths, firsts, kinds, ids, starts, refStarts, refIds, refNames, names } = catalog;
  const file = paths.indexOf(path);
  if (file === -1) return [];
  const entries: FormerEntry[] = [];
  for (let entry = firsts[file]!; entry < firsts[file + 1]!; entry++) {
    const references: { id: string; name: string }[] = [];
    for (let at = refStarts[entry]!; at < refStarts[entry + 1]!; at++) {
      references.push({ id: names.text(refIds[at]!), name: REFERENCE_NAMES[refNames[at]!]! });
    }
    const [kind, id] = [CATALOG_KINDS[kinds[entry]!]!, names.text(ids[entry]!)];
    entries.push({ kind, id, path, start: starts[entry]!, references });
  }
  return entries;
}

/** An index that reads only what is asked for. What it knows of agents holds while none has changed. */
function indexFrom(store: CatalogedStore, known: Saved, record: StoreRecord): StoreIndex {
  const { marks, paths, ids, names } = store.catalog;
  const twins = twinsOf(store, record, known);
  return {
    entriesIn: store.entriesIn,
    twinsOf(claim) {
      const key = hash(twinKey(claim.value));
      const alike: [string, Entry<"claim">][] = [];
      for (let entry = twins.indexOf(key); entry !== -1; entry = twins.indexOf(key, entry + 1)) {
        const other = store.claims.get(names.text(ids[entry]!));
        if (other) alike.push([other.id, other]);
      }
      return new Twins({ claims: new Map(alike) }).of(claim);
    },
    silencing: () => paths.filter((_, file) => (marks[file]! & MARK.silences) !== 0),
    confidential: () => confidentialIn(store, known).flatMap((id) => store.agents.get(id) ?? []),
  };
}

function confidentialIn({ agents }: Store, known: Saved | undefined): string[] {
  if (known) return JSON.parse(known.texts["confidential"]!) as string[];
  return [...agents.values()].filter(({ value }) => value.confidential).map(({ id }) => id);
}

/** Gives, for each entry of the catalog, a hash of what twins have in common; 0 for what is no claim. */
function twinsOf(store: Store, record: StoreRecord, known: Saved | undefined): Int32Array {
  const { catalog } = record;
  const twins = new Int32Array(catalog.kinds.length);
  if (known) {
    copyTwins(twins, store as CatalogedStore, record, known);
    return twins;
  }
  // A store gives its claims in the order of the catalog.
  let entry = 0;
  for (const claim of store.claims.values()) {
    while (CATALOG_KINDS[catalog.kinds[entry]!] !== "claim") entry++;
    twins[entry++] = hash(twinKey(claim.value));
  }
  return twins;
}

/** Takes from what was known all but what stands in files that have changed. */
function copyTwins(
  twins: Int32Array,
  store: CatalogedStore,
  { catalog, changed, known: before }: StoreRecord,
  known: Saved,
): void {
  const { paths, firsts } = catalog;
  const { firsts: olds, paths: oldPaths } = before!.catalog;
  const files = new Map(oldPaths.map((path, file) => [path, file]));
  for (const [file, path] of paths.entries()) {
    const old = changed.has(path) ? undefined : files.get(path);
    if (old !== undefined) {
      const array = known.arrays["twins"] as Int32Array;
      twins.set(array.subarray(olds[old]!, olds[old + 1]!), firsts[file]!);
      continue;
    }
    for (const [index, entry] of store.entriesIn(path).entries()) {
      if (entry.kind === "claim") twins[firsts[file]! + index] = hash(twinKey(entry.value));
    }
  }
}

/** A hash that is never 0, after FNV-1a. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum | 1;
}

function snapshotsIn({ texts }: Pick<Saved, "texts">): SnapshotRecord[] {
  return JSON.parse(texts["snapshots"]!) as SnapshotRecord[];
}

/** Gives the snapshots of a store; those of files that have not changed are looked up. */
function snapshotsFor(
  { store, base, record }: OpenedStore,
  settled: number,
  known: Saved | undefined,
): SnapshotRecord[] {
  const { changed } = record!;
  const kept = known ? snapshotsIn(known).filter(([file]) => !changed.has(file)) : [];
  const documents = known
    ? [...changed].flatMap((path) => (store as CatalogedStore).entriesIn(path))
    : [...store.documents.values()];
  const added = documents.flatMap((entry): SnapshotRecord[] => {
    if (entry.kind !== "document" || entry.value.file === undefined) return [];
    const path = snapshotPath(entry, entry.value.file, base);
    return [[entry.file.path, path, snapshotState(path, settled)]];
  });
  return [...kept, ...added];
}

function areSame(snapshots: readonly SnapshotRecord[]): boolean {
  return snapshots.every(
    ([, path, state]) =>
      state !== null && JSON.stringify(snapshotState(path)) === JSON.stringify(state),
  );
}
