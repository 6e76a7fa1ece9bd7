import { compareText } from "../model/diagnostic.js";
import { eachReference } from "../model/references.js";
import { indexOf, type StoreIndex } from "../rules/store-index.js";
import { Twins, twinKey } from "../rules/twins.js";
import type { Entry } from "../store/source.js";
import { entriesOf, refersBy, type Store } from "../store/store.js";

/** A store with what is looked up in it otherwise than by id. */
export interface IndexedStore {
  /** The store; it looks up what refers to an id in the lists. */
  readonly store: Store;
  readonly index: StoreIndex;
  readonly lists: StoreLists;
}

/** Lists of a store's entries. */
interface StoreLists {
  /** By the path of the file. */
  readonly byFile: Lists;
  /** By the ids that they refer to. */
  readonly byReference: Lists;
  /** The claims, by what twins have in common beside their text. */
  readonly byTwinKey: Lists;
}

/**
 * Indexes a store. Of an earlier one the lists are taken over but for what has changed since: to go
 * through all entries takes longer than to check those few that an edit affects.
 */
export function indexAfter(before: IndexedStore | undefined, next: Store): IndexedStore {
  const change = before ? changeOf(before.store, next) : { gone: [], added: [...entriesOf(next)] };
  const lists: StoreLists = {
    byFile: (before?.lists.byFile ?? new Lists(pathOf)).after(change),
    byReference: (before?.lists.byReference ?? new Lists(referencesIn)).after(change),
    byTwinKey: (before?.lists.byTwinKey ?? new Lists(twinKeyOf)).after(change),
  };
  const store: Store = {
    ...next,
    referrersOf(id, by) {
      const all = lists.byReference.get(id);
      return by ? all.filter((entry) => refersBy(entry, id, by)) : all;
    },
  };
  const index: StoreIndex = {
    ...indexOf(store),
    entriesIn: (path) => lists.byFile.get(path),
    twinsOf: (claim) => twinsIn(lists.byTwinKey.get(twinKey(claim.value))).of(claim),
  };
  return { store, index, lists };
}

const TWINS = new WeakMap<readonly Entry[], Twins>();

/** Gives the twins among some claims. A list that is taken over is not gone through again. */
function twinsIn(list: readonly Entry[]): Twins {
  const known = TWINS.get(list);
  if (known) return known;
  const claims = new Map((list as readonly Entry<"claim">[]).map((claim) => [claim.id, claim]));
  const twins = new Twins({ claims });
  TWINS.set(list, twins);
  return twins;
}

/** Entries that are there no more, and those that were not there. */
interface EntryChange {
  readonly gone: readonly Entry[];
  readonly added: readonly Entry[];
}

/** An entry of a file that was not read again is the same object. */
function changeOf(before: Store, now: Store): EntryChange {
  const gone: Entry[] = [];
  const added: Entry[] = [];
  for (const kind of ["agents", "documents", "claims"] as const) {
    for (const [id, entry] of before[kind]) if (now[kind].get(id) !== entry) gone.push(entry);
    for (const [id, entry] of now[kind]) if (before[kind].get(id) !== entry) added.push(entry);
  }
  return { gone, added };
}

const NO_ENTRIES: readonly Entry[] = [];

/** Lists of entries by keys that they have, each in the order of the store. They never change. */
class Lists {
  readonly #keysOf: (entry: Entry) => readonly string[];
  readonly #lists: ReadonlyMap<string, readonly Entry[]>;

  constructor(
    keysOf: (entry: Entry) => readonly string[],
    lists: ReadonlyMap<string, Entry[]> = new Map(),
  ) {
    this.#keysOf = keysOf;
    this.#lists = lists;
  }

  get(key: string): readonly Entry[] {
    return this.#lists.get(key) ?? NO_ENTRIES;
  }

  /** Gives the lists after a change; those that it doesn't touch are the same. */
  after({ gone, added }: EntryChange): Lists {
    const without = this.#group(gone);
    const more = this.#group(added);
    const lists = new Map(this.#lists) as Map<string, Entry[]>;
    for (const key of new Set([...without.keys(), ...more.keys()])) {
      const dropped = new Set(without.get(key));
      const kept = this.get(key).filter((entry) => !dropped.has(entry));
      const list = [...kept, ...(more.get(key) ?? [])];
      if (list.length === 0) lists.delete(key);
      else lists.set(key, kept.length === 0 ? list : list.sort(compareEntries));
    }
    return new Lists(this.#keysOf, lists);
  }

  #group(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
    const byKey = new Map<string, Entry[]>();
    for (const entry of entries) {
      for (const key of this.#keysOf(entry)) {
        const known = byKey.get(key);
        if (!known) byKey.set(key, [entry]);
        else if (known.at(-1) !== entry) known.push(entry);
      }
    }
    return byKey;
  }
}

function pathOf({ file }: Entry): string[] {
  return [file.path];
}

function referencesIn({ kind, value }: Entry): string[] {
  const ids: string[] = [];
  eachReference(kind, value as never, (id) => ids.push(id));
  return ids;
}

function twinKeyOf(entry: Entry): string[] {
  return entry.kind === "claim" ? [twinKey(entry.value)] : [];
}

const ORDER = { agent: 0, document: 1, claim: 2 } as const;

/** The order in which a store holds its entries. */
function compareEntries(a: Entry, b: Entry): number {
  return (
    ORDER[a.kind] - ORDER[b.kind] || compareText(a.file.path, b.file.path) || a.start - b.start
  );
}
