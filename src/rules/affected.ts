import { compareText, type Diagnostic } from "../model/diagnostic.js";
import { eachReference } from "../model/references.js";
import type { Entry } from "../store/source.js";
import { entryOf, keysIn, type Store, wordsIn } from "../store/store.js";
import { danglingReference } from "./dangling-reference.js";
import { type CheckOptions, checkEntries, type EntryFinding } from "./engine.js";
import type { Scope } from "./scope.js";
import { indexOf, type StoreIndex } from "./store-index.js";

/** Files of a store that changed, and what was known of the store before. */
export interface Change {
  /**
   * The files that were changed, added or taken away, by path. The file of a document whose snapshot
   * changed is one of them.
   */
  readonly files: ReadonlySet<string>;
  /** The entries of the store that they held. */
  readonly before: readonly FormerEntry[];
  /** What reading the store had given. */
  readonly read: Pick<Store, "files" | "findings" | "damaged">;
  /** What was found at the entries of the store, on the same day with the same options. */
  readonly found: readonly EntryFinding[];
}

/** What must be known of an entry as it was before a change. */
export interface FormerEntry {
  readonly kind: Entry["kind"];
  readonly id: string;
  /** The path of its file. */
  readonly path: string;
  /** The offset of its key in the file's text. */
  readonly start: number;
  /** What it referred to: the ids, and the names of the fields. */
  readonly references: readonly { readonly id: string; readonly name: string }[];
}

/** Gives what must be known of an entry once it is another. */
export function formerOf({ kind, id, value, file, start }: Entry): FormerEntry {
  const references: { id: string; name: string }[] = [];
  eachReference(kind, value as never, (to, { name }) => references.push({ id: to, name }));
  return { kind, id, path: file.path, start, references };
}

/**
 * Gives what a check finds at all entries of a store, from what was found before a change: only what
 * the change can affect is checked.
 *
 * @param store the store after the change
 */
export function recheck(store: Store, change: Change, options: CheckOptions): EntryFinding[] {
  const index = options.index ?? indexOf(store);
  const scope = affectedBy(change, store, index);
  if (!scope) return checkEntries(store, store, { ...options, index });
  return [...keptOf(change, scope), ...checkEntries(store, scope, { ...options, index })];
}

/** Gives what of the earlier findings a change leaves as it is. @param scope what it can affect */
export function keptOf({ found, files }: Change, scope: Scope): EntryFinding[] {
  const ids = new Set<string>();
  for (const kind of ["agents", "documents", "claims"] as const) {
    for (const { id } of scope[kind].values()) ids.add(id);
  }
  const told = new Set(scope.files.map(({ path }) => path));
  return found.filter(
    ({ file, entry }) =>
      !files.has(file) && (entry === undefined ? !told.has(file) : !ids.has(entry)),
  );
}

/**
 * Tells what a change can affect: whatever is found at all other entries is what was found before.
 *
 * A finding at an entry hangs on the entry; on what it refers to, straight; on what it rests on and
 * what took that back, at any distance; on who refers to it and confirms it; and on who says the same.
 * Each of these is followed backward from what changed. Places in a changed file may have moved,
 * whatever stands there. Where such a file can't be read, any word of it may be an id. On agents nearly
 * everything depends, so any change of one affects all.
 *
 * @param store the store after the change
 * @returns `undefined` where everything may be affected
 */
export function affectedBy(change: Change, store: Store, index: StoreIndex): Scope | undefined {
  const { files, before } = change;
  const entries = [...files].flatMap((path) => index.entriesIn(path));
  const after = entries.map(formerOf);
  const changed = [...before, ...after];
  if (changed.some(({ kind }) => kind === "agent")) return undefined;
  const faults = [...change.read.findings, ...store.findings].filter((each) => isIn(each, files));
  if (faults.some(({ rule }) => STORE_WIDE.has(rule))) return undefined;
  const reach = new Reach(store);
  if (faults.length > 0) reach.addDoubtful(change);
  for (const entry of changed) reach.addChanged(entry);
  reach.addFormerlyUsed(before, after);
  for (const entry of entries) {
    if (entry.kind === "claim") for (const { id } of index.twinsOf(entry)) reach.add(id);
  }
  // What a comment silences is not among the findings by which the rest is told.
  for (const path of index.silencing()) {
    for (const { id } of index.entriesIn(path)) reach.add(id);
  }
  const isReordered = faults.length > 0 || orderOf(before) !== orderOf(after);
  for (const { entry, finding } of change.found) {
    if (entry === undefined) continue;
    // It names the nearest of all ids, the first of several.
    const isGuess = isReordered && finding.rule === danglingReference.name;
    if (isGuess || isIn(finding, files)) reach.add(entry);
  }
  const told = new Set([...files, ...index.silencing()]);
  return { ...reach.entries(), files: store.files.filter(({ path }) => told.has(path)) };
}

/** Tells whether a finding points into one of some files. */
function isIn({ location, related, fix }: Diagnostic, files: ReadonlySet<string>): boolean {
  return (
    files.has(location.file) ||
    related.some((each) => files.has(each.location.file)) ||
    (fix?.edits.some((edit) => files.has(edit.location.file)) ?? false)
  );
}

/** Of what is defined twice another definition may count; and what can't be read at all may hold anything. */
const STORE_WIDE: ReadonlySet<string> = new Set([
  "duplicate-id",
  "file-too-large",
  "not-utf8",
  "unreadable-file",
]);

function orderOf(entries: readonly FormerEntry[]): string {
  return entries
    .toSorted((a, b) => compareText(a.path, b.path) || a.start - b.start)
    .map(({ kind, id, path }) => `${kind} ${id} ${path}`)
    .join("\n");
}

/** The places of references by which what an entry leads to changes what is found from the other end. */
const BACKWARD: ReadonlySet<string> = new Set(["via", "in", "corrects", "retracts"]);

/** Gathers what changed entries reach. */
class Reach {
  readonly #store: Store;
  readonly #reached = new Set<string>();
  /** What rests on anything else now, or on what else fell, as does all that rests on it. */
  readonly #shaken = new Set<string>();

  constructor(store: Store) {
    this.#store = store;
  }

  add(id: string): void {
    this.#reached.add(id);
  }

  /** Adds an entry as it was or as it is, what refers to it and what it refers to. */
  addChanged(entry: FormerEntry): void {
    this.#addId(entry.id);
    for (const { id, name } of entry.references) {
      if (this.#store.agents.has(id)) continue;
      this.add(id);
      if (BACKWARD.has(name)) this.#shaken.add(id);
    }
  }

  /** Adds the agents that something refers to no more, or only now. */
  addFormerlyUsed(before: readonly FormerEntry[], after: readonly FormerEntry[]): void {
    const [then, now] = [this.#agentsIn(before), this.#agentsIn(after)];
    for (const id of then) if (!now.has(id)) this.add(id);
    for (const id of now) if (!then.has(id)) this.add(id);
  }

  /** Adds what hangs on words that stand, or stood, where a changed file can't be read. */
  addDoubtful({ files, read }: Change): void {
    const { damaged } = this.#store;
    const texts = [...read.files, ...this.#store.files].filter(({ path }) => files.has(path));
    const ids = [...read.damaged.keys(), ...damaged.keys()];
    const defined = new Set(ids.filter((id) => read.damaged.get(id) !== damaged.get(id)));
    for (const { text } of texts) {
      for (const word of wordsIn(text)) this.add(word);
      for (const key of keysIn(text)) defined.add(key);
    }
    for (const id of defined) this.#addId(id);
  }

  /** Adds what an id stands for, now or before, and what refers to it. */
  #addId(id: string): void {
    this.add(id);
    this.#shaken.add(id);
    for (const referrer of this.#store.referrersOf(id)) this.add(referrer.id);
  }

  #agentsIn(entries: readonly FormerEntry[]): ReadonlySet<string> {
    const ids = entries.flatMap(({ references }) => references.map(({ id }) => id));
    return new Set(ids.filter((id) => this.#store.agents.has(id)));
  }

  /** Gives all that was reached, with all that rests on what was shaken. */
  entries(): Omit<Scope, "files"> {
    // What is added while the set is gone through is gone through too.
    for (const id of this.#shaken) this.#shakeAbove(id);
    const agents: Entry<"agent">[] = [];
    const documents: Entry<"document">[] = [];
    const claims: Entry<"claim">[] = [];
    for (const id of new Set([...this.#reached, ...this.#shaken])) {
      const entry = entryOf(this.#store, id);
      if (entry?.kind === "agent") agents.push(entry);
      else if (entry?.kind === "document") documents.push(entry);
      else if (entry) claims.push(entry);
    }
    return { agents, documents, claims };
  }

  #shakeAbove(id: string): void {
    for (const entry of this.#store.referrersOf(id)) {
      if (restsOn(entry, id)) this.#shaken.add(entry.id);
    }
    const claim = this.#store.claims.get(id);
    if (!claim) return;
    for (const confirmed of claim.value.confirms ?? []) this.add(confirmed);
    eachReference("claim", claim.value, (document, _, [key]) => {
      if (key === "relay" && this.#store.documents.has(document)) this.#shaken.add(document);
    });
  }
}

/** Tells whether an entry stands and falls with an id, or would if its speaker were an outlet. */
function restsOn({ kind, value }: Entry, id: string): boolean {
  if (kind === "agent") return false;
  if (kind === "document") return value.cites?.includes(id) ?? false;
  return (value["based-on"]?.includes(id) ?? false) || value.speaker === id || value.in === id;
}
