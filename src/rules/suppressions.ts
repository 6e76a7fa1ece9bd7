import type { Diagnostic, Fix } from "../model/diagnostic.js";
import { nearest } from "../model/nearest.js";
import { referencesOf } from "../model/references.js";
import type { Span } from "../store/problem.js";
import type { Entry, SourceFile } from "../store/source.js";
import { type DamageSpan, entryOf, type Store } from "../store/store.js";
import { type Suppression, suppressionsIn, withoutName } from "../store/suppress.js";
import { RULE_NAMES, RULES } from "./list.js";
import type { StoreIndex } from "./store-index.js";
import { unusedIgnore } from "./unused-ignore.js";

/** A comment that silences nothing, the entry that it stands at, and what is to be said of it. */
export interface Unused {
  readonly file: SourceFile;
  readonly at: Entry | undefined;
  readonly finding: Omit<Diagnostic, "severity">;
}

/** The comments of one file. */
interface FileComments {
  /** By the id of the entry. */
  readonly byEntry: ReadonlyMap<string, readonly Suppression[]>;
  /** Those that stand at no entry. */
  readonly atNone: readonly Suppression[];
}

const NO_COMMENTS: FileComments = { byEntry: new Map(), atNone: [] };

/** The `# claims-ignore` comments at some entries of a store, and what each has silenced. */
export class Suppressions {
  readonly #store: Store;
  readonly #index: StoreIndex;
  readonly #files = new Map<string, FileComments>();
  readonly #entries: Entry[] = [];
  readonly #used = new Set<string>();

  constructor(store: Store, index: StoreIndex) {
    this.#store = store;
    this.#index = index;
  }

  /** Adds what stands at some entries. */
  add(entries: Iterable<Entry>): void {
    let path: string | undefined;
    let comments = NO_COMMENTS;
    for (const entry of entries) {
      if (entry.file.path !== path) comments = this.#in(entry.file);
      path = entry.file.path;
      if (comments !== NO_COMMENTS && comments.byEntry.has(entry.id)) this.#entries.push(entry);
    }
  }

  /** Tells whether a comment silences a rule on an entry. One without a reason silences nothing. */
  silence(rule: string, entry: Entry): boolean {
    let silenced = false;
    for (const suppression of this.#at(entry)) {
      for (const name of suppression.rules) {
        if (name.name !== rule || suppression.reason === "") continue;
        this.#used.add(keyOf(suppression, name.start));
        silenced = true;
      }
    }
    return silenced;
  }

  /**
   * Gives a finding for each name that silenced nothing, of the rules that were checked. The comment
   * can go, if nothing in the store is broken.
   *
   * @param files those of which comments are told that stand at no entry
   */
  *unused(files: readonly SourceFile[], isOn: (rule: string) => boolean): Generator<Unused> {
    for (const file of files) {
      for (const comment of this.#in(file).atNone) {
        for (const finding of this.#unusedIn(comment, undefined, isOn)) {
          yield { file, at: undefined, finding };
        }
      }
    }
    for (const at of this.#entries) {
      for (const comment of this.#at(at)) {
        for (const finding of this.#unusedIn(comment, at, isOn)) {
          yield { file: at.file, at, finding };
        }
      }
    }
  }

  #at({ id, file }: Entry): readonly Suppression[] {
    return this.#in(file).byEntry.get(id) ?? [];
  }

  #in(file: SourceFile): FileComments {
    const known = this.#files.get(file.path);
    if (known) return known;
    const suppressions = suppressionsIn(file);
    const comments =
      suppressions.length === 0 ? NO_COMMENTS : this.#attach(suppressions, file.path);
    this.#files.set(file.path, comments);
    return comments;
  }

  /** Finds the entry that each comment stands in, else the next one. */
  #attach(suppressions: readonly Suppression[], path: string): FileComments {
    const damage = this.#store.damage.filter(({ file }) => file.path === path);
    const own: (Entry | DamageSpan)[] = [...this.#index.entriesIn(path), ...damage];
    own.sort((a, b) => a.start - b.start);
    const byEntry = new Map<string, Suppression[]>();
    const atNone: Suppression[] = [];
    for (const suppression of suppressions) {
      const { start } = suppression.span;
      const inside = own.find((entry) => entry.start < start && start < entry.end);
      const target = inside ?? own.find((entry) => entry.start > start);
      if (!target) atNone.push(suppression);
      // What it would silence in an entry that can't be read nobody knows.
      if (!target || !isSound(target)) continue;
      const known = byEntry.get(target.id);
      if (known) known.push(suppression);
      else byEntry.set(target.id, [suppression]);
    }
    return { byEntry, atNone };
  }

  #unusedIn(
    suppression: Suppression,
    at: Entry | undefined,
    isOn: (rule: string) => boolean,
  ): Unused["finding"][] {
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
      .filter(({ name }) => !RULE_NAMES.includes(name) || !at || !this.#isInDoubt(at))
      .map(({ name, ...place }) => ({
        rule: unusedIgnore.name,
        location: file.at(place),
        related: [],
        ...reasonUnused(name),
        ...fixOf(suppression, name, place),
      }));
  }

  /** Of an entry that refers to what is not to be had, nobody can tell what a comment silences. */
  #isInDoubt({ kind, value }: Entry): boolean {
    return referencesOf(kind, value as never).some(({ id }) => !entryOf(this.#store, id));
  }
}

function isSound(entry: Entry | DamageSpan): entry is Entry {
  return "value" in entry;
}

function keyOf({ file }: Suppression, start: number): string {
  return `${start} ${file.path}`;
}

function fixOf(suppression: Suppression, name: string, place: Span): { fix?: Fix } {
  const { file } = suppression;
  if (RULE_NAMES.includes(name)) {
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
 * Takes the fix from a finding that would delete a comment. While anything is broken, what a comment
 * silences may be hidden by that: it is not deleted.
 */
export function withoutDeletion(finding: Diagnostic): Diagnostic {
  if (finding.rule !== unusedIgnore.name || !finding.fix?.safe) return finding;
  const { fix: _, ...rest } = finding;
  return rest;
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
