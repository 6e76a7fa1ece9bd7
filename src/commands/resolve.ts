import { nearest } from "../model/nearest.js";
import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { entriesOf, entryOf, type Store } from "../store/store.js";
import { fold } from "../views/rows.js";
import { UsageError } from "./io.js";

/** The most ids that a message about an ambiguous one lists. */
const MOST_LISTED = 10;

/**
 * Finds the entry that a person means: by its id, by its name or an alias in any case, or by the
 * beginning of its id.
 *
 * @param kinds the kinds of entry that may be meant
 * @throws UsageError where nothing or more than one thing is meant; it names the nearest or lists all
 */
export function resolveEntry<K extends Entry["kind"]>(
  store: Store,
  word: string,
  kinds: readonly K[],
): Extract<Entry, { kind: K }> {
  const exact = entryOf(store, word);
  const isMeant = (entry: Entry): entry is Extract<Entry, { kind: K }> =>
    (kinds as readonly string[]).includes(entry.kind);
  if (exact && isMeant(exact)) return exact;
  if (exact) {
    const wanted = anyOf(kinds.map(withArticle));
    throw new UsageError(`\`${word}\` is ${withArticle(exact.kind)}, and ${wanted} is wanted here`);
  }
  if (store.damaged.has(word)) {
    throw new UsageError(`\`${word}\` can't be read; \`claims validate\` says why`);
  }
  const matches = matchesOf(store, word, kinds);
  if (matches.length === 1) return matches[0]!;
  if (matches.length > 1) {
    const listed = matches.slice(0, MOST_LISTED).map(({ id }) => `  ${id}`);
    const more = matches.length - listed.length;
    if (more > 0) listed.push(`  … and ${more} more`);
    throw new UsageError(`\`${word}\` may be any of ${matches.length}:\n${listed.join("\n")}`);
  }
  const near = nearestId(store, word, kinds);
  const help =
    near === undefined ? "`claims list` shows what there is" : `did you mean \`${near}\`?`;
  throw new UsageError(`no ${anyOf(kinds)} is called \`${word}\`\n  = help: ${help}`);
}

/**
 * Gives the entries that a word may mean: those whose name or alias it is in any case, or else those whose
 * id begins with it.
 *
 * @param kinds the kinds of entry that may be meant
 */
export function matchesOf<K extends Entry["kind"]>(
  store: Store,
  word: string,
  kinds: readonly K[],
): Extract<Entry, { kind: K }>[] {
  const all = allOf(store, kinds);
  const wanted = fold(word);
  const named = all.filter((entry) => namesOf(entry).some((name) => fold(name) === wanted));
  return named.length > 0 ? named : all.filter(({ id }) => word !== "" && id.startsWith(word));
}

/** Gives the id that is nearest to a word, of the entries of some kinds; `undefined` where none is near. */
export function nearestId(
  store: Store,
  word: string,
  kinds: readonly Entry["kind"][],
): string | undefined {
  return nearest(
    word,
    allOf(store, kinds).map(({ id }) => id),
  );
}

function allOf<K extends Entry["kind"]>(
  store: Store,
  kinds: readonly K[],
): Extract<Entry, { kind: K }>[] {
  return [...entriesOf(store)].filter((entry): entry is Extract<Entry, { kind: K }> =>
    (kinds as readonly string[]).includes(entry.kind),
  );
}

function withArticle(kind: Entry["kind"]): string {
  return kind === "agent" ? "an agent" : `a ${kind}`;
}

/** Gives `claim, agent or document`. */
export function anyOf(words: readonly string[]): string {
  return words.join(", ").replace(/, (?=[^,]*$)/, " or ");
}

/** Gives the names by which an agent or a document is found, the one it is called first. */
export function namesOf(entry: Entry): string[] {
  if (entry.kind === "claim") return [];
  const aliases = entry.kind === "agent" ? (entry.value.aliases ?? []) : [];
  return [nameOf(entry), ...aliases];
}

/** The most words that a message lists. */
const MOST_WORDS = 20;

/** Gives a word if it is one of those allowed. @throws UsageError that names the nearest, or all */
export function oneOf<T extends string>(what: string, word: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(word)) return word as T;
  const near = nearest(word, allowed);
  const all =
    allowed.length > MOST_WORDS ? `\`claims ${what}s\` lists them` : `one of ${allowed.join(", ")}`;
  const help = near === undefined ? all : `did you mean \`${near}\`?`;
  throw new UsageError(`there is no ${what} \`${word}\`\n  = help: ${help}`);
}
