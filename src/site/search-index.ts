import { compareText } from "../model/diagnostic.js";
import { slipsBetween } from "../model/nearest.js";
import { isSpaceless, tokensOf } from "./tokens.js";

/** The texts of a claim that it can be found by, each with what it weighs against the others. */
const FIELDS = [
  ["text", 2],
  ["names", 2],
  ["more", 1],
] as const;

/** What one claim can be found by, each field as its tokens. */
export type Findable = Readonly<Record<(typeof FIELDS)[number][0], readonly string[]>>;

/**
 * An inverted index as it is kept in a file and asked: nothing must be built from it, since building takes
 * seconds for a hundred thousand claims, and a browser waits for it with each page.
 */
export interface PackedIndex {
  /** How many claims there are. */
  readonly size: number;
  /** The words, sorted, with spaces between them. */
  readonly words: string;
  /**
   * For each word and each field how many claims have it there, and of each of these claims by how much its
   * number is higher than the last.
   */
  readonly rows: readonly number[];
}

/** Makes an index of claims, which are told apart by their numbers from 0 on. */
export function packIndex(claims: Iterable<Findable>): PackedIndex {
  const rowsOf = new Map<string, number[][]>();
  let size = 0;
  for (const claim of claims) {
    for (const [at, [field]] of FIELDS.entries()) {
      for (const word of claim[field]) {
        const known = rowsOf.get(word) ?? FIELDS.map(() => []);
        rowsOf.set(word, known);
        known[at]!.push(size);
      }
    }
    size++;
  }
  const words = [...rowsOf.keys()].sort(compareText);
  const rows: number[] = [];
  for (const word of words) for (const numbers of rowsOf.get(word)!) packRows(numbers, rows);
  return { size, words: words.join(" "), rows };
}

function packRows(numbers: readonly number[], to: number[]): void {
  to.push(numbers.length);
  let last = 0;
  for (const number of numbers) {
    to.push(number - last);
    last = number;
  }
}

/** What a search found. */
export interface Hits {
  /** The numbers of the claims, the best match first, equals in the order of the store. */
  readonly rows: readonly number[];
  /** Whether no claim has the words themselves, and these have words that come near. */
  readonly near: boolean;
}

/** A word of the index that answers one that is looked for, and how well, from 0 to 1. */
interface Answer {
  readonly word: number;
  readonly fit: number;
}

/** An index that can be asked. */
export class SearchIndex {
  readonly #size: number;
  readonly #words: readonly string[];
  readonly #rows: readonly number[];
  /** Where each word begins in the rows. */
  readonly #starts: Uint32Array;

  constructor({ size, words, rows }: PackedIndex) {
    this.#size = size;
    this.#words = words === "" ? [] : words.split(" ");
    this.#rows = rows;
    this.#starts = new Uint32Array(this.#words.length);
    for (let word = 0, at = 0; word < this.#starts.length; word++) {
      this.#starts[word] = at;
      for (let field = 0; field < FIELDS.length; field++) at += 1 + rows[at]!;
    }
  }

  /**
   * Finds the claims that have each of some words, or words that begin so; where there are none, those that
   * have words with a letter or two amiss. A claim is the better a match the nearer its words come, the more
   * they weigh where they stand, and the fewer claims have them with the words before.
   *
   * @returns `undefined` where there is nothing to look for
   */
  search(text: string): Hits | undefined {
    const wanted = wordsOf(text);
    if (wanted.length === 0) return undefined;
    const rows = this.#ranked(wanted.map((word, at) => this.#beginning(word, at, wanted)));
    if (rows.length > 0) return { rows, near: false };
    const near = this.#ranked(wanted.map((word) => this.#near(word)));
    return { rows: near, near: near.length > 0 };
  }

  /** A word in the middle of a text is done with; the last may be going on, and so may any but a short one. */
  #beginning(wanted: string, at: number, all: readonly string[]): Answer[] {
    const mayGoOn = at === all.length - 1 || wanted.length > 2 || isSpaceless(wanted);
    const answers: Answer[] = [];
    for (let word = this.#firstFrom(wanted); word < this.#words.length; word++) {
      const found = this.#words[word]!;
      if (!found.startsWith(wanted) || (!mayGoOn && found !== wanted)) break;
      answers.push({ word, fit: fitOf(wanted, found) });
    }
    return answers;
  }

  #near(wanted: string): Answer[] {
    const most = slipsIn(wanted);
    const answers = this.#beginning(wanted, 0, [wanted]);
    if (most === 0) return answers;
    for (const [word, found] of this.#words.entries()) {
      if (found.length < wanted.length - most) continue;
      const start = found.length > wanted.length + most ? found.slice(0, wanted.length) : found;
      if (slipsBetween(wanted, start) <= most) {
        answers.push({ word, fit: fitOf(wanted, found) / 2 });
      }
    }
    return answers;
  }

  /** Finds the first word that is no less than this one, by halves. */
  #firstFrom(wanted: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#words[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Gives the claims that have an answer to each word, the best first. */
  #ranked(answers: readonly (readonly Answer[])[]): number[] {
    const totals = new Float64Array(this.#size);
    let rows: number[] = [];
    for (const [at, each] of answers.entries()) {
      const fits = this.#fits(each);
      const fitting = at === 0 ? [...fits.keys()] : rows;
      rows = fitting.filter((row) => fits[row]! > 0);
      const rarity = Math.log(1 + this.#size / Math.max(1, rows.length));
      for (const row of rows) totals[row]! += fits[row]! * rarity;
    }
    return rows.sort((a, b) => totals[b]! - totals[a]! || a - b);
  }

  /** Gives for each claim how well the best of some words fits it. */
  #fits(answers: readonly Answer[]): Float64Array {
    const fits = new Float64Array(this.#size);
    for (const { word, fit } of answers) {
      let at = this.#starts[word]!;
      for (const [, weight] of FIELDS) {
        const end = at + 1 + this.#rows[at]!;
        for (let row = 0; ++at < end; ) {
          row += this.#rows[at]!;
          if (fits[row]! < fit * weight) fits[row] = fit * weight;
        }
      }
    }
    return fits;
  }
}

/** A word itself fits best; one that begins so the better, the less there is beyond. */
function fitOf(wanted: string, found: string): number {
  return wanted === found ? 1 : (0.7 * wanted.length) / Math.max(wanted.length, found.length);
}

/** As many words as anybody types: the address can hold a book. */
const MOST_WORDS = 24;

/** Gives the words to look for. A letter that is the last so far begins half of all words and tells nothing yet. */
function wordsOf(text: string): string[] {
  const words = tokensOf(text).slice(0, MOST_WORDS);
  const last = words.at(-1) ?? "";
  return /^\p{L}$/u.test(last) && !isSpaceless(last) ? words.slice(0, -1) : words;
}

/** Gives how many letters of a word may be amiss: of a short one, and of a number, none. */
function slipsIn(word: string): number {
  if (isSpaceless(word) || /\p{N}/u.test(word) || word.length < 5 || word.length > 40) return 0;
  return word.length < 9 ? 1 : 2;
}
