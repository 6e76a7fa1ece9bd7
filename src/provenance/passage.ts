import { align, bestWindow, type Located, locateTokens } from "./nearest-passage.js";
import {
  ELLIPSIS,
  foldText,
  keyOf,
  keyOfToken,
  patternFor,
  piecesOf,
  type Token,
  textOf,
  tokenAt,
} from "./quote-tokens.js";
import type { DiffPart } from "./quotes.js";

/** How a quotation stands to the text of a document. */
export type QuoteMatch =
  | { readonly kind: "found" }
  /** All that it quotes is there, and in another order. */
  | { readonly kind: "order" }
  | {
      readonly kind: "absent";
      /** What isn't there: the quotation, or its first part between two cuts that isn't. */
      readonly part: string;
      /** How the nearest passage would have to change; absent where nothing is like it. */
      readonly nearest?: readonly DiffPart[];
    };

/** How a text is compared. */
export interface TextOptions {
  /**
   * Whether it was set in lines and pages, as a PDF is: words are broken at the ends of lines, letters
   * are joined (ﬁ), and the heads and feet of pages stand in the midst of sentences.
   */
  readonly isTypeset?: boolean;
}

/**
 * A document's text, prepared for looking up quotations.
 *
 * Both sides are read as words, numbers and the punctuation within sentences. What does not count:
 * white space, line ends, capitals, quotation marks, brackets, the length of dashes, soft hyphens
 * and other characters without width, Unicode's composition (NFC; NFKC where it is typeset), and the
 * punctuation at the two ends of a quotation. In a quotation `…`, `...`, `[…]` and any words in square
 * brackets stand for a cut; `[w]e` is read as `we`.
 */
export class Passages {
  readonly #text: string;
  readonly #isTypeset: boolean;
  /** All tokens with one space between and around, so that what is found is made of whole words. */
  readonly #tokens: string;
  #located: Located | undefined;

  constructor(text: string, { isTypeset = false }: TextOptions = {}) {
    this.#isTypeset = isTypeset;
    this.#text = foldText(text, isTypeset).replace(ELLIPSIS, " ");
    const tokens = this.#text.match(patternFor(this.#text, isTypeset)) ?? [];
    this.#tokens = ` ${tokens.map(keyOfToken).join(" ")} `;
  }

  /** Looks a quotation up. Takes time linear in the text. */
  match(quote: string): QuoteMatch {
    const pieces = piecesOf(quote, this.#isTypeset);
    let from = 0;
    let isInOrder = true;
    for (const piece of pieces) {
      const end = this.#find(piece, from);
      if (end !== undefined) {
        from = end;
        continue;
      }
      isInOrder = false;
      if (this.#find(piece, 0) !== undefined) continue;
      const nearest = this.#nearest(piece);
      return { kind: "absent", part: textOf(piece), ...(nearest ? { nearest } : {}) };
    }
    return { kind: isInOrder ? "found" : "order" };
  }

  /** Gives where the first occurrence from a place on ends. */
  #find(piece: readonly Token[], from: number): number | undefined {
    const wanted = keyOf(piece);
    const at = this.#tokens.indexOf(wanted, from);
    if (at !== -1) return at + wanted.length - 1;
    return this.#isTypeset ? this.#findOverPages(piece, from) : undefined;
  }

  /** Looks for a piece that begins at the foot of a page and goes on at the head of the next. */
  #findOverPages(piece: readonly Token[], from: number): number | undefined {
    const reach = keyOf(piece).length + PAGE_EDGES;
    const tokens = this.#tokens;
    for (let at = tokens.indexOf(PAGE, from); at !== -1; at = tokens.indexOf(PAGE, at + 1)) {
      const foot = tokens.slice(Math.max(from, at - reach), at + 1);
      const count = longestPrefix(piece, foot);
      if (count === 0) continue;
      const rest = keyOf(piece.slice(count));
      const found = tokens.slice(at, at + reach).indexOf(rest);
      if (found !== -1) return at + found + rest.length - 1;
    }
    return undefined;
  }

  /**
   * Finds the passage that is most like a piece, in two steps. A window as long as the piece slides
   * over the text and counts the words that it shares with the piece, rare words for more: linear in
   * the text. Then the piece is aligned with the best window and what stands around it (Sellers 1980,
   * edit distance with free ends), which settles where the passage starts, ends and differs.
   */
  #nearest(whole: readonly Token[]): DiffPart[] | undefined {
    const piece = whole.length > LONG_PIECE ? this.#aroundDifference(whole) : whole;
    this.#located ??= locateTokens(this.#text, this.#isTypeset);
    const window = bestWindow(piece, this.#located);
    if (!window) return undefined;
    const margin = Math.ceil(piece.length / 2) + 2;
    const passage: Token[] = [];
    const to = Math.min(this.#located.starts.length, window.end + margin);
    for (let index = Math.max(0, window.start - margin); index < to; index++) {
      const start = this.#located.starts[index]!;
      passage.push(tokenAt(start, this.#located.ends[index]!, this.#text));
    }
    return align(passage, piece);
  }

  #aroundDifference(piece: readonly Token[]): readonly Token[] {
    const agrees = longestPrefix(piece, this.#tokens);
    return piece.slice(Math.max(0, agrees - 20), agrees + 40);
  }
}

/** The most tokens for which a whole piece is aligned; of a longer one, what is about its first difference. */
const LONG_PIECE = 80;

/** The break between two pages, as a token. */
const PAGE = " \f ";

/** How many characters the foot of a page and the head of the next may take. */
const PAGE_EDGES = 400;

/** Writes a difference on one line: what only the document has as `[-…-]`, what only the quotation has as `{+…+}`. */
export function markDiff(parts: readonly DiffPart[]): string {
  return parts
    .map(({ kind, text }) => {
      if (kind === "same") return text;
      const lead = text.startsWith(" ") ? " " : "";
      const words = text.slice(lead.length).replace(/^-$/, "–");
      return kind === "added" ? `${lead}{+${words}+}` : `${lead}[-${words}-]`;
    })
    .join("")
    .replace(/-\] \{\+/g, "-]{+")
    .trim();
}

/** Gives how many tokens of a piece, from its first on, stand together somewhere in a text. */
function longestPrefix(piece: readonly Token[], tokens: string): number {
  let low = 0;
  let high = piece.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens.includes(keyOf(piece.slice(0, middle)))) low = middle;
    else high = middle - 1;
  }
  return low;
}
