import type { RuleLevel } from "../model/config.js";
import {
  compareDiagnostics,
  type Diagnostic,
  type Fix,
  type Severity,
} from "../model/diagnostic.js";
import type { Interval } from "../model/edtf.js";
import { nearest } from "../model/nearest.js";
import { referencesOf } from "../model/references.js";
import { Provenance } from "../provenance/provenance.js";
import type { Span } from "../store/problem.js";
import type { Snapshots } from "../store/snapshots.js";
import { type Entry, locate, rewriteAt } from "../store/source.js";
import { type DamageSpan, entriesOf, entryOf, type Store } from "../store/store.js";
import { type Suppression, suppressionsIn, withoutName } from "../store/suppress.js";
import { RULE_NAMES, RULES } from "./list.js";
import type { Finding, FoundFix, Place, Rule } from "./rule.js";
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
}

/**
 * Checks a store against all rules: what reading it found, and what it means. Gives the findings in
 * their total order.
 */
export function checkStore(store: Store, options: CheckOptions): Diagnostic[] {
  const { today, snapshots } = options;
  const provenance = new Provenance(store);
  const context = { store, provenance, today, ...(snapshots ? { snapshots } : {}) };
  const levels = new Map(RULES.map((rule) => [rule.name, levelOf(rule, options)]));
  const suppressions = new Suppressions(store);
  const found: Diagnostic[] = [];
  for (const finding of store.findings) {
    const level = levels.get(finding.rule)!;
    if (level !== "off") found.push({ ...finding, severity: level });
  }
  for (const rule of RULES) {
    const level = levels.get(rule.name)!;
    if (!rule.check || level === "off") continue;
    for (const finding of rule.check(context)) {
      if (!suppressions.silence(rule.name, finding.at)) {
        found.push(toDiagnostic(rule.name, level, finding));
      }
    }
  }
  const level = levels.get(unusedIgnore.name)!;
  if (level !== "off") {
    const isOn = (name: string) => levels.get(name) !== "off";
    // While anything is broken, what a comment silences may be hidden by that: it is not deleted.
    const isSettled = store.complete && found.every(({ severity }) => severity !== "error");
    for (const finding of suppressions.unused(isOn, isSettled)) {
      found.push({ ...finding, severity: level });
    }
  }
  return found.sort(compareDiagnostics);
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

/** The `# claims-ignore` comments of a store, and what each has silenced. */
class Suppressions {
  readonly #byEntry = new Map<Entry, Suppression[]>();
  readonly #all: Suppression[] = [];
  readonly #used = new Set<string>();
  /** Those on entries that refer to what is not to be had: what they silence can't be told. */
  readonly #inDoubt = new Set<Suppression>();

  constructor(store: Store) {
    const entries = [...entriesOf(store), ...store.damage].sort((a, b) => a.start - b.start);
    for (const file of store.files) {
      const suppressions = suppressionsIn(file);
      if (suppressions.length === 0) continue;
      const own = entries.filter((entry) => entry.file === file);
      for (const suppression of suppressions) {
        const { start } = suppression.span;
        const inside = own.find((entry) => entry.start < start && start < entry.end);
        const target = inside ?? own.find((entry) => entry.start > start);
        // What it would silence in an entry that can't be read nobody knows.
        if (target && !isSound(target)) continue;
        this.#all.push(suppression);
        if (!target) continue;
        this.#add(target, suppression);
        const references = referencesOf(target.kind, target.value);
        if (references.some(({ id }) => !entryOf(store, id))) this.#inDoubt.add(suppression);
      }
    }
  }

  #add(entry: Entry, suppression: Suppression): void {
    const known = this.#byEntry.get(entry);
    if (known) known.push(suppression);
    else this.#byEntry.set(entry, [suppression]);
  }

  /** Tells whether a comment silences a rule on an entry. One without a reason silences nothing. */
  silence(rule: string, entry: Entry): boolean {
    let silenced = false;
    for (const suppression of this.#byEntry.get(entry) ?? []) {
      for (const name of suppression.rules) {
        if (name.name !== rule || suppression.reason === "") continue;
        this.#used.add(keyOf(suppression, name.start));
        silenced = true;
      }
    }
    return silenced;
  }

  #fix(suppression: Suppression, name: string, place: Span, isSettled: boolean): { fix?: Fix } {
    const { file } = suppression;
    if (RULE_NAMES.includes(name)) {
      if (!isSettled) return {};
      const edit = file.edit(withoutName(suppression, place), "");
      return { fix: { description: "delete what silences nothing", safe: true, edits: [edit] } };
    }
    const near = nearest(name, RULE_NAMES);
    if (near === undefined) return {};
    return {
      fix: { description: `write \`${near}\``, safe: false, edits: [file.edit(place, near)] },
    };
  }

  /**
   * Gives a finding for each name that silenced nothing, of the rules that were checked.
   *
   * @param isSettled whether nothing in the store is broken, so that the comment can go
   */
  unused(isOn: (rule: string) => boolean, isSettled: boolean): Omit<Diagnostic, "severity">[] {
    return this.#all.flatMap((suppression) => {
      const { file, rules, reason, span } = suppression;
      if (rules.length === 0) {
        return [
          {
            rule: unusedIgnore.name,
            message: "the comment names no rule, and so silences nothing",
            location: file.at(span),
            related: [],
            help: "write `# claims-ignore: RULE -- why`",
          },
        ];
      }
      if (reason === "" && rules.some(({ name }) => isOn(name))) {
        return [
          {
            rule: unusedIgnore.name,
            message: "the comment gives no reason, and so silences nothing",
            location: file.at(span),
            related: [],
            help: "add ` -- ` and why the finding is all right here",
          },
        ];
      }
      return rules
        .filter(({ name, start }) => isOn(name) && !this.#used.has(keyOf(suppression, start)))
        .filter(({ name }) => !this.#inDoubt.has(suppression) || !RULE_NAMES.includes(name))
        .map(({ name, ...place }) => ({
          rule: unusedIgnore.name,
          location: file.at(place),
          related: [],
          ...reasonUnused(name),
          ...this.#fix(suppression, name, place, isSettled),
        }));
    });
  }
}

function isSound(entry: Entry | DamageSpan): entry is Entry {
  return "value" in entry;
}

function keyOf({ file }: Suppression, start: number): string {
  return `${start} ${file.path}`;
}

function reasonUnused(name: string): { message: string; help: string } {
  const rule = RULES.find((each) => each.name === name);
  if (!rule) {
    const near = nearest(name, RULE_NAMES);
    return {
      message: `no rule is called \`${name}\``,
      help: near === undefined ? "`claims rules` lists them" : `did you mean \`${near}\`?`,
    };
  }
  if (!rule.check) {
    return {
      message: `\`${name}\` can't be silenced`,
      help: "mend the entry, or set the rule's level in the configuration",
    };
  }
  return { message: `the comment silences no \`${name}\``, help: "delete it" };
}
