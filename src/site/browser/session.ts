import type { ClaimData } from "../claim-data.js";
import { type Query, writeQuery } from "../query.js";
import { type Hits, type PackedIndex, SearchIndex } from "../search-index.js";
import { Finder, type Found } from "./finder.js";
import type { View } from "./found-claims.js";

/** How many claims are shown at first, and how many each time that more are asked for. */
const EACH = 100;

/** What a session of the search needs of the page. */
export interface Page {
  /** Loads what a script of `dataScript` holds; rejects where it can't be had. */
  readonly load: (name: "claims" | "words") => Promise<unknown>;
  /** Shows something. */
  readonly paint: (view: View) => void;
}

/**
 * One reader's search: takes queries as they are typed, loads what it needs when it first needs it, and shows
 * what was found for the last of them.
 */
export class Session {
  readonly #page: Page;
  #query: Query = {};
  #shown = EACH;
  #finder: Promise<Finder> | undefined;
  #index: Promise<SearchIndex> | undefined;
  /** What need not be waited for any more, whether it could be had or not. */
  readonly #settled = new Set<string>();
  /** What the filters could last be set to: they stay while words are waited for. */
  #known: Pick<View, "options"> = {};

  constructor(page: Page) {
    this.#page = page;
  }

  /** How many claims are shown at most. */
  get shown(): number {
    return this.#shown;
  }

  /** Loads all that searching needs, ahead of the first query, so that filters can offer something. */
  async warm(): Promise<void> {
    if (this.#finder !== undefined) return;
    await this.#answer(this.#query);
    await this.#openIndex().catch(() => {});
  }

  /** Shows what is found for a query. */
  async ask(query: Query, shown: number = EACH): Promise<void> {
    this.#query = query;
    this.#shown = shown;
    if (isIdle(query) && this.#finder === undefined) {
      this.#page.paint({ ...NOTHING, query, state: "idle" });
    } else await this.#answer(query);
  }

  /** Shows more of what was found. */
  async more(): Promise<void> {
    await this.ask(this.#query, this.#shown + EACH);
  }

  async #answer(query: Query): Promise<void> {
    const isReady = this.#settled.has("claims") && (!query.q || this.#settled.has("words"));
    if (!isReady && !isIdle(query)) {
      this.#page.paint({ ...NOTHING, ...this.#known, query, state: "loading" });
    }
    const loaded = await this.#loadFor(query).catch(() => undefined);
    if (query !== this.#query) return;
    if (!loaded) {
      this.#page.paint({ ...NOTHING, query, state: "failed" });
      return;
    }
    const { finder, index } = loaded;
    const hits = index?.search(query.q ?? "");
    this.#show(finder, finder.find(query, hits?.rows), hits);
  }

  async #loadFor(query: Query): Promise<{ finder: Finder; index: SearchIndex | undefined }> {
    this.#finder ??= this.#load("claims", (data) => new Finder(data as ClaimData));
    const finder = await this.#finder;
    return { finder, index: query.q ? await this.#openIndex() : undefined };
  }

  #openIndex(): Promise<SearchIndex> {
    this.#index ??= this.#load("words", (packed) => SearchIndex.open(packed as PackedIndex));
    return this.#index;
  }

  async #load<T>(name: "claims" | "words", make: (data: unknown) => T | Promise<T>): Promise<T> {
    try {
      return await make(await this.#page.load(name));
    } finally {
      this.#settled.add(name);
    }
  }

  #show(finder: Finder, found: Found, hits: Hits | undefined): void {
    const query = this.#query;
    this.#known = { options: found.counts };
    const isVague = query.q !== undefined && hits === undefined;
    // The first letter of a word must not set the whole list before the reader and take it away again.
    const idle = isIdle(isVague ? { ...query, q: undefined } : query);
    const rows = idle ? [] : found.rows.slice(0, this.#shown);
    this.#page.paint({
      query,
      state: idle ? "idle" : "found",
      ...this.#known,
      rows: rows.map((row) => finder.row(row)),
      found: idle ? 0 : found.rows.length,
      total: finder.size,
      isNear: hits?.near ?? false,
      isVague,
      unknown: found.unknown,
    });
  }
}

function isIdle(query: Query): boolean {
  return writeQuery(query) === "";
}

const NOTHING: Omit<View, "query" | "state"> = {
  rows: [],
  found: 0,
  total: 0,
  isNear: false,
  isVague: false,
  unknown: [],
};
