import type { RuleLevel } from "../model/config.js";
import {
  compareDiagnostics,
  type Diagnostic,
  type Fix,
  type Severity,
} from "../model/diagnostic.js";
import type { Interval } from "../model/edtf.js";
import { Provenance, type Traced } from "../provenance/provenance.js";
import type { Snapshots } from "../store/snapshots.js";
import { locate, rewriteAt } from "../store/source.js";
import type { Store } from "../store/store.js";
import { RULES } from "./list.js";
import type { Finding, FoundFix, Place, Rule, RuleContext } from "./rule.js";
import { type Batch, batchesOf, entriesIn, type Scope } from "./scope.js";
import { indexOf, type StoreIndex } from "./store-index.js";
import { type Stray, straysIn } from "./strays.js";
import { Suppressions, withoutDeletion } from "./suppressions.js";
import { unusedIgnore } from "./unused-ignore.js";

/** How a store is checked. */
export interface CheckOptions {
  /** The day on which it is checked. */
  readonly today: Interval;
  /** Severities by rule, instead of the rules' own. */
  readonly levels?: Readonly<Record<string, RuleLevel>>;
  /** The only rules to report; all where absent. */
  readonly select?: readonly string[];
  /** Rules not to report. */
  readonly ignore?: readonly string[];
  /** What `loadSnapshots` read; without it nothing is found about snapshots. */
  readonly snapshots?: Snapshots;
  /** What is looked up beside the store's own maps; made of the store where absent. */
  readonly index?: StoreIndex;
}

/** What was found at an entry, as a caller can keep it until something changes that it hangs on. */
export interface EntryFinding {
  /** The file that it stands in, by path. */
  readonly file: string;
  /** The entry that it stands at, by id; absent for a comment that stands at none. */
  readonly entry?: string;
  /** Complete but for what hangs on all of the store, which {@link reportOf} sees to. */
  readonly finding: Diagnostic;
}

/**
 * Checks a store against all rules: what reading it found, and what it means. Gives the findings in
 * their total order.
 */
export function checkStore(store: Store, options: CheckOptions): Diagnostic[] {
  return reportOf(store, checkEntries(store, store, options), options);
}

/**
 * Checks some entries of a store against all rules. Gives what a check of the whole store finds at
 * them, in no order that counts.
 *
 * @param scope the entries; the store itself for all
 */
export function checkEntries(store: Store, scope: Scope, options: CheckOptions): EntryFinding[] {
  const { index = indexOf(store) } = options;
  const levels = levelsOf(options);
  const suppressions = new Suppressions(store, index);
  const provenance = new Provenance(store);
  const found: EntryFinding[] = [];
  for (const batch of batchesOf(scope)) {
    suppressions.add(entriesIn(batch));
    const context = contextOf(batch, provenance, index, options);
    for (const rule of RULES) {
      const level = levels.get(rule.name)!;
      if (!rule.check || level === "off") continue;
      for (const finding of rule.check(context)) {
        const { at } = finding;
        if (suppressions.silence(rule.name, at)) continue;
        const told = toDiagnostic(rule.name, level, finding);
        found.push({ file: at.file.path, entry: at.id, finding: told });
      }
    }
    provenance.forget();
  }
  const level = levels.get(unusedIgnore.name)!;
  if (level === "off") return found;
  const isOn = (name: string) => levels.get(name) !== "off";
  for (const { file, at, finding } of suppressions.unused(scope.files, isOn)) {
    const told = { ...finding, severity: level };
    found.push({ file: file.path, ...(at ? { entry: at.id } : {}), finding: told });
  }
  return found;
}

/**
 * Makes the report on a store of what was found at all its entries: with what reading it found, and in
 * the findings' total order.
 */
export function reportOf(
  store: Store,
  found: readonly EntryFinding[],
  options: CheckOptions,
): Diagnostic[] {
  const levels = levelsOf(options);
  const all: Diagnostic[] = [];
  for (const finding of store.findings) {
    const level = levels.get(finding.rule)!;
    if (level !== "off") all.push({ ...finding, severity: level });
  }
  for (const { finding } of found) all.push(finding);
  const isBroken = all.some(
    ({ rule, severity }) => severity === "error" && rule !== unusedIgnore.name,
  );
  const report = store.complete && !isBroken ? all : all.map(withoutDeletion);
  return report.sort(compareDiagnostics);
}

function contextOf(
  scope: Batch,
  provenance: Provenance,
  index: StoreIndex,
  { today, snapshots }: CheckOptions,
): RuleContext {
  const { store } = provenance;
  let traces: readonly Traced[] | undefined;
  let strays: readonly Stray[] | undefined;
  return {
    store,
    scope,
    provenance,
    index,
    today,
    ...(snapshots ? { snapshots } : {}),
    get traces() {
      traces ??= scope.claims.map((claim) => provenance.trace(claim));
      return traces;
    },
    get strays() {
      strays ??= straysIn(scope, store);
      return strays;
    },
  };
}

function levelsOf(options: CheckOptions): ReadonlyMap<string, RuleLevel> {
  return new Map(RULES.map((rule) => [rule.name, levelOf(rule, options)]));
}

function levelOf(rule: Rule, { levels = {}, select, ignore = [] }: CheckOptions): RuleLevel {
  if (ignore.includes(rule.name) || (select && !select.includes(rule.name))) return "off";
  return Object.hasOwn(levels, rule.name) ? levels[rule.name]! : rule.severity;
}

function toDiagnostic(rule: string, severity: Severity, finding: Finding): Diagnostic {
  const { at, message, label, related = [], notes, help } = finding;
  const fix = finding.fix && resolveFix(finding.fix);
  return {
    rule,
    severity,
    message,
    location: placeOf(finding),
    ...(label === undefined ? {} : { label }),
    related: related.map((place) => ({ message: place.message, location: placeOf(place) })),
    ...(at.kind === "claim" ? { claim: at.id } : {}),
    ...(notes === undefined ? {} : { notes }),
    ...(help === undefined ? {} : { help }),
    ...(fix ? { fix } : {}),
  };
}

/** Works out a fix's edits; a fix one of whose places can't be written in is none. */
function resolveFix({ description, safe, edits }: FoundFix): Fix | undefined {
  const resolved = edits.map(({ at, path = [], on = "value", replacement }) =>
    rewriteAt(at, path, on, replacement),
  );
  return resolved.every((edit) => edit !== undefined)
    ? { description, safe, edits: resolved }
    : undefined;
}

function placeOf({ at, path = [], on = "value" }: Place) {
  return locate(at, path, on);
}
