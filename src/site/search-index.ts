import MiniSearch, {
  type AsPlainObject,
  type Options,
  type Query,
  type SearchOptions,
} from "minisearch";
import { isSpaceless, tokensOf, wordsOf } from "./tokens.js";

/** The texts that a claim can be found by. */
export interface Findable {
  readonly text: string;
  readonly names: string;
  readonly more: string;
}

/** Claims are told apart by their numbers in the order of the store. */
const OPTIONS: Options<Findable & { readonly id: number }> = {
  fields: ["text", "names", "more"],
  tokenize: tokensOf,
  processTerm: (token) => token,
  searchOptions: {
    boost: { text: 2, names: 2, more: 1 },
    weights: { prefix: 0.7, fuzzy: 0.35 },
    combineWith: "AND",
    tokenize: wordsOf,
  },
};

/** An index as it is kept in a file. */
export type PackedIndex = AsPlainObject;

/** Makes an index of claims, in the order of the store. */
export function packIndex(claims: Iterable<Findable>): PackedIndex {
  const index = new MiniSearch(OPTIONS);
  let id = 0;
  for (const claim of claims) index.add({ id: id++, ...claim });
  return index.toJSON();
}

/** What a search found. */
export interface Hits {
  /** The numbers of the claims, the best match first, equals in the order of the store. */
  readonly rows: readonly number[];
  /** Whether no claim has the words themselves, and these have words that come near. */
  readonly near: boolean;
}

/** An index that can be asked. */
export class SearchIndex {
  readonly #index: MiniSearch;

  private constructor(index: MiniSearch) {
    this.#index = index;
  }

  /** Opens an index in steps, between which a page can do other things: a large one takes seconds. */
  static async open(packed: PackedIndex): Promise<SearchIndex> {
    // Its `loadJSONAsync` takes text, and what a script of the site hands over has been parsed.
    return new SearchIndex(await MiniSearch.loadJSAsync(packed, OPTIONS));
  }

  /**
   * Finds the claims that have each of some words, or words that begin so; where there are none, those that
   * have words with a letter or two amiss.
   *
   * @returns `undefined` where there is nothing to look for
   */
  search(text: string): Hits | undefined {
    const words = wordsOf(text);
    if (words.length === 0) return undefined;
    const rows = this.#rows(text, { prefix: mayGoOn });
    if (rows.length > 0) return { rows, near: false };
    const near = this.#rows({ combineWith: "AND", queries: words.map(nearTo) });
    return { rows: near, near: near.length > 0 };
  }

  #rows(query: Query, options: SearchOptions = {}): number[] {
    const results = this.#index.search(query, options);
    return results.sort((a, b) => b.score - a.score || a.id - b.id).map(({ id }) => id);
  }
}

/** A word in the middle of a text is done with; the last may be going on, and so may any but a short one. */
function mayGoOn(word: string, at: number, all: readonly string[]): boolean {
  return at === all.length - 1 || word.length > 2 || isSpaceless(word);
}

/** A word with a letter or two amiss, or two that changed places, which the library takes for two slips. */
function nearTo(word: string): Query {
  const fuzzy = slipsIn(word);
  const swapped = Array.from({ length: fuzzy === 0 ? 0 : word.length - 1 }, (_, at) => {
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  });
  const queries = [{ queries: [word], fuzzy }, ...swapped];
  return { combineWith: "OR", prefix: true, tokenize: (token) => [token], queries };
}

/** Gives how many letters of a word may be amiss: of a short one, and of a number, none. */
function slipsIn(word: string): number {
  if (isSpaceless(word) || /\p{N}/u.test(word) || word.length < 5 || word.length > 40) return 0;
  return word.length < 9 ? 1 : 2;
}
