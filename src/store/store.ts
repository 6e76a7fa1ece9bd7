import { compareDiagnostics, compareText, type Diagnostic } from "../model/diagnostic.js";
import { type EntryKind, KIND_WORDS } from "../model/entry.js";
import { nearest } from "../model/nearest.js";
import { eachReference } from "../model/references.js";
import type { Problem } from "./problem.js";
import type { DamagedEntry, FileReading } from "./reading.js";
import { rewrite } from "./scalar.js";
import { type Entry, locate, type SourceFile, toDiagnostic } from "./source.js";

/** Some words, of which no more is asked than whether one is among them. */
export type Words = Pick<ReadonlySet<string>, "has">;

/** What a file may hold that nobody can read. */
const ALL_WORDS: Words = { has: () => true };

/** The union of all files: what is sound, what was found wrong, and what can't be known for it. */
export interface Store {
  /** Every file that was read, by path. */
  readonly files: readonly SourceFile[];
  readonly agents: ReadonlyMap<string, Entry<"agent">>;
  readonly documents: ReadonlyMap<string, Entry<"document">>;
  readonly claims: ReadonlyMap<string, Entry<"claim">>;
  /** The entries that can't be used, by id. A reference to one is not dangling. */
  readonly damaged: ReadonlyMap<string, EntryKind>;
  /** Where they stand. */
  readonly damage: readonly DamageSpan[];
  /** Ids that torn and unread files may define: what they hold can't be told. */
  readonly doubtful: Words;
  /** Words that damaged entries, torn and unread files may hold, each of which may be a reference. */
  readonly mentioned: Words;
  /** What reading the files found: their syntax, the entries' shapes, ids defined twice. */
  readonly findings: readonly Diagnostic[];
  /** Whether every entry of every file could be used. */
  readonly complete: boolean;
  /**
   * Gives the sound entries that refer to an id, each once, in the order of {@link entriesOf}.
   *
   * @param by the names of the fields by which they refer; any where absent
   */
  readonly referrersOf: (id: string, by?: readonly string[]) => readonly Entry[];
}

/** Finds an entry by its id, whatever its kind. */
export function entryOf(store: Store, id: string): Entry | undefined {
  return store.claims.get(id) ?? store.agents.get(id) ?? store.documents.get(id);
}

/** Gives every sound entry, kind by kind. */
export function* entriesOf(store: Entries): Generator<Entry> {
  yield* store.agents.values();
  yield* store.documents.values();
  yield* store.claims.values();
}

/** Where an entry stands that can't be used. */
export interface DamageSpan {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** Unites the readings of files into a store. Of two entries with one id the first counts. */
export function uniteStore(readings: readonly FileReading[]): Store {
  const sorted = [...readings].sort((a, b) => compareText(a.file.path, b.file.path));
  const maps = { agent: new Map(), document: new Map(), claim: new Map() };
  const damaged = new Map<string, EntryKind>();
  const doubtful = new Set<string>();
  const mentioned = new Set<string>();
  const findings: Diagnostic[] = [];
  const definitions = new Map<string, Entry | Damage>();
  for (const reading of sorted) {
    const { file } = reading;
    for (const entry of definitionsIn(reading)) {
      const first = definitions.get(entry.id);
      if (first) findings.push(duplicateId(entry, first));
      else definitions.set(entry.id, entry);
      if ("value" in entry && !first) maps[entry.kind].set(entry.id, entry);
      if ("value" in entry) continue;
      if (!first) damaged.set(entry.id, entry.kind);
      for (const word of wordsIn(file.text.slice(entry.start, entry.end))) mentioned.add(word);
    }
    if (!reading.torn) continue;
    for (const word of wordsIn(file.text)) mentioned.add(word);
    for (const key of keysIn(file.text)) doubtful.add(key);
  }
  for (const { file, problems } of sorted) {
    for (const problem of problems) {
      findings.push(toDiagnostic(file, withMeant(file, problem, definitions)));
    }
  }
  findings.sort(compareDiagnostics);
  const isUnread = sorted.some(({ unread }) => unread);
  const sound = { agents: maps.agent, documents: maps.document, claims: maps.claim };
  return {
    files: sorted.map(({ file }) => file),
    ...sound,
    damaged,
    damage: sorted.flatMap(({ file, damaged: spans }) =>
      spans.map(({ start, end }) => ({ file, start, end })),
    ),
    doubtful: isUnread ? ALL_WORDS : doubtful,
    mentioned: isUnread ? ALL_WORDS : mentioned,
    findings,
    complete: findings.length === 0,
    referrersOf: referrersIn(sound),
  };
}

/** The sound entries of a store, by kind and id. */
export type Entries = Pick<Store, "agents" | "documents" | "claims">;

/** Gives a store that holds other entries in the place of its own; the rest of it stays. */
export function withEntries(store: Store, entries: Entries): Store {
  const { agents, documents, claims } = entries;
  const { damaged, damage, doubtful, mentioned, findings, complete } = store;
  return {
    get files() {
      return store.files;
    },
    agents,
    documents,
    claims,
    damaged,
    damage,
    doubtful,
    mentioned,
    findings,
    complete,
    referrersOf: referrersIn(entries),
  };
}

/** An entry that refers to an id, and the names of the fields by which it does. */
interface Referrer {
  readonly entry: Entry;
  readonly by: readonly string[];
}

/** The index is made when something is first asked of it. */
function referrersIn(sound: Entries): Store["referrersOf"] {
  let referrers: ReadonlyMap<string, readonly Referrer[]> | undefined;
  return (id, by) => {
    referrers ??= indexReferrers(sound);
    const all = referrers.get(id) ?? [];
    const meant = by ? all.filter((each) => each.by.some((name) => by.includes(name))) : all;
    return meant.map(({ entry }) => entry);
  };
}

/** Tells whether an entry refers to an id by one of some fields. */
export function refersBy({ kind, value }: Entry, id: string, by: readonly string[]): boolean {
  let found = false;
  eachReference(kind, value as never, (to, { name }) => {
    found ||= to === id && by.includes(name);
  });
  return found;
}

function indexReferrers(sound: Entries): ReadonlyMap<string, readonly Referrer[]> {
  const referrers = new Map<string, Referrer[]>();
  for (const entry of entriesOf(sound)) {
    eachReference(entry.kind, entry.value as never, (id, { name }) => {
      const known = referrers.get(id);
      const last = known?.at(-1);
      if (!known) referrers.set(id, [{ entry, by: [name] }]);
      else if (last?.entry !== entry) known.push({ entry, by: [name] });
      else if (!last.by.includes(name)) known[known.length - 1] = { entry, by: [...last.by, name] };
    });
  }
  return referrers;
}

/** A word that may be an id. */
const WORD = /[a-z0-9]+(?:-[a-z0-9]+)*/g;

/** A word that a line of a torn file may define. */
const KEY = /^[ \t]*["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?[ \t]*:/gm;

type Damage = DamagedEntry & { readonly file: SourceFile };

function definitionsIn({ file, entries, damaged }: FileReading): readonly (Entry | Damage)[] {
  if (damaged.length === 0) return entries;
  const all = [...entries, ...damaged.map((entry) => ({ ...entry, file }))];
  return all.sort((a, b) => a.start - b.start);
}

/** Gives the words of a text that can't be read, each of which may be an id. */
export function* wordsIn(text: string): Generator<string> {
  for (const [word] of text.matchAll(WORD)) yield word;
}

/** Gives the words of a text that can't be read which it may define. */
export function* keysIn(text: string): Generator<string> {
  for (const match of text.matchAll(KEY)) yield match[1]!;
}

/** Finds the entry that is meant where a reference has not the form of an id. */
function withMeant(
  file: SourceFile,
  problem: Problem,
  definitions: ReadonlyMap<string, Entry | Damage>,
): Problem {
  const { meant, fix: _, ...unfixed } = problem;
  if (!meant) return problem;
  const { kinds, word } = meant.field;
  const kind = definitions.get(meant.id)?.kind;
  const isDefined = meant.id === word || (kind !== undefined && kinds.includes(kind));
  const id = isDefined ? meant.id : nearest(meant.id, idsOf(definitions, kinds));
  const source = file.text.slice(problem.start, problem.end);
  const replacement = id === undefined ? undefined : rewrite(source, id);
  if (replacement === undefined) return unfixed;
  return { ...unfixed, fix: { description: `write \`${id}\``, safe: isDefined, replacement } };
}

function* idsOf(
  definitions: ReadonlyMap<string, Entry | Damage>,
  kinds: readonly EntryKind[],
): Generator<string> {
  for (const { id, kind } of definitions.values()) if (kinds.includes(kind)) yield id;
}

function duplicateId(second: Entry | Damage, first: Entry | Damage): Diagnostic {
  const place = (entry: Entry | Damage) => locate(entry as Entry);
  return {
    rule: "duplicate-id",
    severity: "error",
    message: `the id \`${second.id}\` is defined twice`,
    location: place(second),
    label: `this ${second.kind} is left out`,
    related: [
      {
        message: `${KIND_WORDS[first.kind]} has the id already`,
        location: place(first),
      },
    ],
    help: "an id names one thing in the whole store, whatever its kind: rename one of the two",
    ...(second.kind === "claim" ? { claim: second.id } : {}),
  };
}
