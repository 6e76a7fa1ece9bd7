import type { Config } from "../model/config.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { checkStore } from "../rules/engine.js";
import { quotationsOf } from "../store/quotations.js";
import { loadSnapshots, type Snapshots } from "../store/snapshots.js";
import type { Store } from "../store/store.js";
import type { CheckRequest } from "./workspace.js";

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

/** Checks a store as `claims validate` does, again and again. */
export class Checker {
  readonly #settings: CheckSettings;
  #snapshots: { readonly key: string; readonly read: Snapshots } | undefined;

  constructor(settings: CheckSettings) {
    this.#settings = settings;
  }

  /**
   * Gives the findings of a store. What an edit can't affect need not be looked at: `request.before` and
   * `request.changed` tell what is known already.
   */
  async check(request: CheckRequest): Promise<readonly Diagnostic[]> {
    const { config, today } = this.#settings;
    return checkStore(request.store, {
      today: parseEdtf(today()) as Interval,
      snapshots: await this.#snapshotsOf(request.store),
      ...(config.rules ? { levels: config.rules } : {}),
    });
  }

  /** Snapshots are read anew only where others are wanted: no key stroke changes what is in them. */
  async #snapshotsOf(store: Store): Promise<Snapshots> {
    const key = wantedSnapshots(store);
    if (key === "") return new Map();
    if (this.#snapshots?.key !== key) {
      const { base, roots } = this.#settings;
      this.#snapshots = { key, read: await loadSnapshots(store, { base, roots }) };
    }
    return this.#snapshots.read;
  }
}

/** Names what {@link loadSnapshots} reads of a store; empty where that is nothing. */
function wantedSnapshots(store: Store): string {
  const wanted = [...store.documents.values()].filter(({ value }) => value.file !== undefined);
  if (wanted.length === 0) return "";
  const quoted = new Set<string>();
  for (const claim of store.claims.values()) {
    for (const { document } of quotationsOf(claim, store)) if (document) quoted.add(document.id);
  }
  return JSON.stringify(
    wanted.map(({ id, file, value }) => [id, file.path, value.file, value.sha256, quoted.has(id)]),
  );
}
