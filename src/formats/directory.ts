import type { EntryKind } from "../model/entry.js";
import { UNKNOWN } from "../model/ids.js";
import { entriesOf, entryOf, type Store } from "../store/store.js";

/** An agent or a document, of the store or of what is read, as far as finding it goes. */
export interface Listed {
  readonly id: string;
  readonly kind: EntryKind;
  /** Its value as plain data. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Finds agents and documents by what they are called, in one step whatever there are. */
export class Directory {
  readonly #store: Store;
  readonly #added = new Map<string, Listed>();
  readonly #byName = new Map<string, string[]>();
  readonly #byUrl = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
    for (const { id, kind, value } of entriesOf(store)) {
      if (kind !== "claim") this.#index({ id, kind, data: value as Listed["data"] });
    }
  }

  /** Gives what has an id. */
  get(id: string): Listed | undefined {
    const added = this.#added.get(id);
    if (added) return added;
    const entry = entryOf(this.#store, id);
    return entry && { id, kind: entry.kind, data: entry.value as Listed["data"] };
  }

  /** Tells whether something has an id or may have it, or it can be nothing's. */
  isTaken(id: string): boolean {
    const { damaged, doubtful } = this.#store;
    // A file that can't be read at all may hold any id: that can't keep all of them from being used.
    const isDoubtful = !doubtful.has("") && doubtful.has(id);
    return id === UNKNOWN || isDoubtful || damaged.has(id) || this.get(id) !== undefined;
  }

  /** Adds what was read. */
  add(entry: Listed): void {
    this.#added.set(entry.id, entry);
    if (entry.kind !== "claim") this.#index(entry);
  }

  /** Gives the ids of the agents and documents that have a name, a title or an alias, the first one first. */
  called(name: string): readonly string[] {
    return this.#byName.get(foldName(name)) ?? [];
  }

  /** Gives the document that was published at an address. */
  at(url: string): string | undefined {
    return this.#byUrl.get(foldUrl(url));
  }

  #index({ id, kind, data }: Listed): void {
    const { name, title, aliases, url } = data;
    const also: readonly unknown[] = Array.isArray(aliases) ? aliases : [];
    for (const word of [name, title, data["described-as"], ...also]) {
      if (typeof word === "string") this.#put(foldName(word), id);
    }
    const isNew = kind === "document" && typeof url === "string" && !this.at(url);
    if (isNew) this.#byUrl.set(foldUrl(url), id);
  }

  #put(name: string, id: string): void {
    const ids = this.#byName.get(name);
    if (!ids) this.#byName.set(name, [id]);
    else if (!ids.includes(id)) ids.push(id);
  }
}

/**
 * Folds case, white space and the accents of letters, in which one name is written in many ways. The vowel
 * signs of other scripts, which are marks too, tell names apart and stay.
 */
export function foldName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** Folds what doesn't tell two addresses apart: the scheme, `www.`, the fragment and a slash at the end. */
function foldUrl(url: string): string {
  return url
    .replace(/^https?:\/\/(?:www\.)?/i, "")
    .replace(/#.*$/, "")
    .replace(/\/$/, "");
}
