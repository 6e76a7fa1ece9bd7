import type { Entry, SourceFile } from "../store/source.js";

/** Some things of which all can be gone through: an array, or a store's map. */
interface Values<T> {
  values(): Iterable<T>;
}

/** What is to be checked: entries of a store. A store itself is the scope of all that it holds. */
export interface Scope {
  readonly agents: Values<Entry<"agent">>;
  readonly documents: Values<Entry<"document">>;
  readonly claims: Values<Entry<"claim">>;
  /** The files of which comments are told that stand at no entry. */
  readonly files: readonly SourceFile[];
}

/** A part of a scope, as much as is checked at once. */
export interface Batch {
  readonly agents: readonly Entry<"agent">[];
  readonly documents: readonly Entry<"document">[];
  readonly claims: readonly Entry<"claim">[];
}

/** The most entries that are checked at once: what is computed of them is dropped before the next. */
const BATCH_SIZE = 1000;

/** Gives all of a scope in parts, so that what is known of each claim need not be kept for all. */
export function* batchesOf({ agents, documents, claims }: Scope): Generator<Batch> {
  for (const part of partsOf(agents)) yield { agents: part, documents: [], claims: [] };
  for (const part of partsOf(documents)) yield { agents: [], documents: part, claims: [] };
  for (const part of partsOf(claims)) yield { agents: [], documents: [], claims: part };
}

function* partsOf<T>(all: Values<T>): Generator<T[]> {
  let part: T[] = [];
  for (const each of all.values()) {
    part.push(each);
    if (part.length < BATCH_SIZE) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

/** Gives every entry of a part, kind by kind. */
export function* entriesIn({ agents, documents, claims }: Batch): Generator<Entry> {
  yield* agents;
  yield* documents;
  yield* claims;
}
