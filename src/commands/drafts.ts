import { AGENT_KINDS } from "../model/agent.js";
import { DOCUMENT_KINDS } from "../model/document.js";
import { type EntryKind, KIND_WORDS, SECTIONS, type Section } from "../model/entry.js";
import { isId, UNKNOWN } from "../model/ids.js";
import type { NewEntry } from "../store/insert.js";
import { proposeId } from "../store/propose.js";
import { entryOf, type Store } from "../store/store.js";
import { fold } from "../views/rows.js";
import { UsageError } from "./io.js";
import { anyOf, matchesOf, nearestId, resolveEntry } from "./resolve.js";

/** What a new entry of a chain can be: the kinds of agents and of documents. */
export const NEW_KINDS = [...AGENT_KINDS, ...DOCUMENT_KINDS] as const;

/** The entries that are to be added to a store, made one after the other. */
export class Drafts {
  readonly store: Store;
  readonly #entries: NewEntry[] = [];

  constructor(store: Store) {
    this.store = store;
  }

  get entries(): readonly NewEntry[] {
    return this.#entries;
  }

  /** Tells whether an id is one that an entry has or may have, or that can stand for none. */
  isTaken(id: string): boolean {
    const { store } = this;
    // A file that can't be read at all may hold any id: that can't keep all of them from being used.
    const isDoubtful = !store.doubtful.has("") && store.doubtful.has(id);
    const isOurs = this.#entries.some((entry) => entry.id === id);
    return id === UNKNOWN || isOurs || isDoubtful || store.damaged.has(id) || !!entryOf(store, id);
  }

  /** Proposes an id that nothing has yet. */
  propose(text: string, kind: EntryKind): string {
    return proposeId(text, (id) => this.isTaken(id), kind);
  }

  /** Says why an id can't be an entry's; `undefined` where it can. */
  refuseId(id: string): string | undefined {
    if (!isId(id)) return "an id is lower-case words and digits joined by single hyphens";
    if (id === UNKNOWN) return `\`${UNKNOWN}\` is reserved`;
    return this.isTaken(id) ? `the store has \`${id}\` already` : undefined;
  }

  /** Adds an entry. @returns its id */
  add(entry: NewEntry): string {
    this.#entries.push(entry);
    return entry.id;
  }

  /**
   * Adds an agent or a document of which no more than a name and a kind is known.
   *
   * @param kind one of {@link NEW_KINDS}
   */
  create(name: string, kind: string, more: { id?: string; by?: string } = {}): string {
    const isAgent = (AGENT_KINDS as readonly string[]).includes(kind);
    const id = more.id ?? this.propose(name, isAgent ? "agent" : "document");
    if (!isAgent) {
      const data = { title: name, ...(more.by ? { by: more.by } : {}), kind };
      return this.add({ section: "documents", id, data });
    }
    const data = kind === "anonymous" ? { kind, "described-as": name } : { name, kind };
    return this.add({ section: "agents", id, data });
  }

  /**
   * Gives the ids that a word may mean: of what is added, or else of the store.
   *
   * @param kinds the kinds of entry that may be meant
   */
  find(word: string, kinds: readonly EntryKind[]): readonly string[] {
    const wanted = fold(word);
    const own = this.#entries.filter(({ section, id, data }) => {
      const names = [id, data["name"], data["title"], data["described-as"]];
      const isNamed = names.some((name) => typeof name === "string" && fold(name) === wanted);
      return kinds.includes(SECTIONS[section]) && isNamed;
    });
    if (own.length > 0) return own.map(({ id }) => id);
    const exact = entryOf(this.store, word);
    if (exact && kinds.includes(exact.kind)) return [word];
    return matchesOf(this.store, word, kinds).map(({ id }) => id);
  }

  /**
   * Gives the id that a word means.
   *
   * @throws UsageError where nothing or more than one thing is meant; it says how to make what is missing
   */
  resolve(word: string, kinds: readonly EntryKind[]): string {
    const found = this.find(word, kinds);
    if (found.length === 1) return found[0]!;
    const isElsewhere = entryOf(this.store, word) || this.store.damaged.has(word);
    if (found.length > 1 || isElsewhere || kinds.includes("claim")) {
      return resolveEntry(this.store, word, kinds).id;
    }
    const near = nearestId(this.store, word, kinds);
    const guess = near === undefined ? "" : `\n  = help: did you mean \`${near}\`?`;
    throw new UsageError(
      `no ${anyOf(kinds)} is called \`${word}\`${guess}\n` +
        `  = help: --new "${word}:KIND" makes it, of the kind ${anyOf(newKinds(kinds))}`,
    );
  }

  /** Gives what an id is called: by what is added, or by the store. */
  nameOf(id: string): string {
    const data = this.#entries.find((entry) => entry.id === id)?.data;
    const name = data?.["name"] ?? data?.["title"] ?? data?.["described-as"];
    if (typeof name === "string") return name;
    const entry = entryOf(this.store, id);
    if (entry?.kind === "agent") return entry.value.name ?? entry.value["described-as"] ?? id;
    return (entry?.kind === "document" ? entry.value.title : undefined) ?? id;
  }
}

/** Gives what a new entry can be, of the kinds of entry that are wanted. */
export function newKinds(kinds: readonly EntryKind[]): readonly string[] {
  return [
    ...(kinds.includes("agent") ? AGENT_KINDS : []),
    ...(kinds.includes("document") ? DOCUMENT_KINDS : []),
  ];
}

/** The section that holds entries of a kind. */
export function sectionOf(kind: EntryKind): Section {
  return Object.entries(SECTIONS).find(([, each]) => each === kind)![0] as Section;
}

/** Says what an entry is, and its id. */
export function titleOf({ section, id }: NewEntry): string {
  return `${KIND_WORDS[SECTIONS[section]].replace(/^an? /, "")} ${id}`;
}

/** The marks between the parts of a chain on one line. */
const ARROWS = /\s*(?:->|[>›→])\s*/;

/** Takes a chain on one line apart, at each `>`, `›` or `→`; empty parts are left out. */
export function partsOf(chain: string): string[] {
  return chain
    .split(ARROWS)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
