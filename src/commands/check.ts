import type { Diagnostic } from "../model/diagnostic.js";
import type { Interval } from "../model/edtf.js";
import { affectedBy, keptOf } from "../rules/affected.js";
import { type CheckOptions, checkEntries, type EntryFinding, reportOf } from "../rules/engine.js";
import type { Scope } from "../rules/scope.js";
import { areLasting, loadSnapshots, type Snapshots } from "../store/snapshots.js";
import type { OpenedStore } from "./open.js";
import { type KnownCheck, recallCheck } from "./recall.js";

/** How findings are made: the flags, understood. */
export interface Checking {
  readonly today: Interval;
  readonly select: readonly string[] | undefined;
  readonly ignore: readonly string[];
  /** The snapshots of all documents, where they are read already. */
  readonly snapshots?: Snapshots;
}

/**
 * Checks an opened store against all rules. What was found at entries that nothing has touched since is
 * taken from the cache, where the store was opened with one.
 */
export async function check(opened: OpenedStore, checking: Checking): Promise<Diagnostic[]> {
  const { store, config } = opened;
  const { today, select, ignore, snapshots } = checking;
  const options: CheckOptions = {
    today,
    ignore,
    ...(select ? { select } : {}),
    ...(snapshots ? { snapshots } : {}),
    ...(config.rules ? { levels: config.rules } : {}),
  };
  // What only some rules find is soon found, and seldom asked for twice.
  const isWhole = select === undefined && ignore.length === 0;
  const known = isWhole ? recallCheck(opened, options) : undefined;
  const found = await (known ? findAnew(opened, known, options) : findAll(opened, options));
  return reportOf(store, found, options);
}

async function findAll(opened: OpenedStore, options: CheckOptions): Promise<EntryFinding[]> {
  const { store } = opened;
  const { snapshots = await snapshotsOf(opened) } = options;
  return checkEntries(store, store, { ...options, snapshots });
}

async function findAnew(
  opened: OpenedStore,
  { change, index, save }: KnownCheck,
  options: CheckOptions,
): Promise<EntryFinding[]> {
  const { store } = opened;
  if (change?.files.size === 0) return [...change.found];
  const scope = change && affectedBy(change, store, index);
  const { snapshots = await snapshotsOf(opened, scope) } = options;
  const found = scope
    ? [...keptOf(change, scope), ...checkEntries(store, scope, { ...options, snapshots, index })]
    : checkEntries(store, store, { ...options, snapshots });
  if (areLasting(snapshots)) save(found, !scope);
  return found;
}

/** Reads the snapshots of an opened store: of all its documents, or of those that a scope needs. */
export function snapshotsOf({ store, base, root, paths }: OpenedStore, scope?: Scope) {
  const roots = paths.length > 0 ? [root, ...paths] : [];
  return loadSnapshots(store, { base, roots, ...(scope ? { scope } : {}) });
}
