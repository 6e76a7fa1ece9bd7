import type { Config } from "../model/config.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { affectedBy, type Change, formerOf, keptOf } from "../rules/affected.js";
import { type CheckOptions, checkEntries, type EntryFinding, reportOf } from "../rules/engine.js";
import type { Store } from "../store/store.js";
import { type IndexedStore, indexAfter } from "./indexed.js";
import { SnapshotMemory } from "./snapshot-memory.js";

/** What a store is checked against. */
export interface CheckSettings {
  readonly config: Config;
  /** The folder that paths are told from. */
  readonly base: string;
  /** The folders that hold the store. */
  readonly roots: readonly string[];
  /** Gives the day, as `2023-10-26`: a server may run for weeks. */
  readonly today: () => string;
}

/** A store that was checked. */
interface Checked {
  readonly indexed: IndexedStore;
  readonly found: readonly EntryFinding[];
  readonly day: string;
}

/**
 * Checks a store as `claims validate` does, again and again as it changes: what is found at entries that
 * a change can't affect is kept.
 */
export class Checker {
  readonly #settings: CheckSettings;
  readonly #snapshots: SnapshotMemory;
  #last: Checked | undefined;
  #areSnapshotsOld = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(settings: CheckSettings) {
    this.#settings = settings;
    this.#snapshots = new SnapshotMemory(settings);
  }

  /** Has the next check look at the disk for snapshots that are not what they were. */
  lookAgain(): void {
    this.#areSnapshotsOld = true;
  }

  /** Gives the findings of a store. One check is done after the other: each starts from the last. */
  readonly check = (store: Store): Promise<Diagnostic[]> => {
    const findings = this.#running.then(() => this.#check(store));
    this.#running = findings.catch(() => {
      this.#last = undefined;
    });
    return findings;
  };

  async #check(store: Store): Promise<Diagnostic[]> {
    const { config, today } = this.#settings;
    const day = today();
    const last = this.#last?.day === day ? this.#last : undefined;
    const indexed = indexAfter(last?.indexed, store);
    const options: CheckOptions = {
      today: parseEdtf(day) as Interval,
      index: indexed.index,
      ...(config.rules ? { levels: config.rules } : {}),
    };
    const change = this.#changeSince(last, store);
    const found =
      change?.files.size === 0 ? change.found : await this.#find(indexed, change, options);
    this.#last = { indexed, found, day };
    return reportOf(indexed.store, found, options);
  }

  #changeSince(last: Checked | undefined, store: Store): Change | undefined {
    const files = new Set(this.#areSnapshotsOld ? this.#snapshots.forgetChanged() : []);
    this.#areSnapshotsOld = false;
    if (!last) return undefined;
    const { indexed, found } = last;
    for (const path of changedFiles(indexed.store, store)) files.add(path);
    const before = [...files].flatMap((path) => indexed.index.entriesIn(path)).map(formerOf);
    return { files, before, read: indexed.store, found };
  }

  async #find(
    { store, index }: IndexedStore,
    change: Change | undefined,
    options: CheckOptions,
  ): Promise<EntryFinding[]> {
    const scope = change && affectedBy(change, store, index);
    const snapshots = await this.#snapshots.load(store, scope ?? store);
    const fresh = checkEntries(store, scope ?? store, { ...options, snapshots });
    return scope ? [...keptOf(change, scope), ...fresh] : fresh;
  }
}

/** A file that was not read again is the same object. */
function* changedFiles(before: Store, now: Store): Generator<string> {
  const [then, since] = [new Set(before.files), new Set(now.files)];
  for (const file of before.files) if (!since.has(file)) yield file.path;
  for (const file of now.files) if (!then.has(file)) yield file.path;
}
