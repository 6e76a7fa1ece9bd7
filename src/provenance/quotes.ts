import { diffWords } from "diff";

/** A piece of the difference between two wordings. */
export interface DiffPart {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** What stands in a quotation for words that were cut. */
const CUT = /\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,})\s*/u;

/**
 * Folds what does not change the words of a quotation: Unicode's composition (NFC), white space,
 * the shape of quotation marks, dashes and ellipses.
 */
export function normalizeQuote(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛′‹›]/g, "'")
    .replace(/[‐‑‒–—―−]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}

/** Gives the pieces of a quotation between its cut marks, normalized. */
export function piecesOf(quote: string): string[] {
  return normalizeQuote(quote)
    .split(CUT)
    .map((piece) => piece.replace(/^["']|["']$/g, "").trim())
    .filter((piece) => piece !== "");
}

/**
 * Tells whether one quotation is an excerpt of another: all its pieces stand in it, in order, whole
 * words. Case counts only within words that are not the first of a piece.
 */
export function isExcerpt(quote: string, of: string): boolean {
  const whole = fold(of);
  let from = 0;
  for (const piece of piecesOf(quote)) {
    const at = findWords(whole, fold(piece), from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return true;
}

/** Case and the punctuation around a quotation depend on where it stands in a sentence. */
function fold(text: string): string {
  return normalizeQuote(text)
    .toLowerCase()
    .replace(/^[\s"'.,;:!?-]+|[\s"'.,;:!?-]+$/g, "");
}

function findWords(whole: string, piece: string, from: number): number {
  const isWord = (character: string | undefined) =>
    character !== undefined && /[\p{Letter}\p{Mark}\p{Number}]/u.test(character);
  for (let at = whole.indexOf(piece, from); at !== -1; at = whole.indexOf(piece, at + 1)) {
    const startsInside = isWord(whole[at - 1]) && isWord(piece[0]);
    const endsInside = isWord(whole[at + piece.length]) && isWord(piece.at(-1));
    if (!startsInside && !endsInside) return at;
  }
  return -1;
}

/** Gives what changed, word by word, from one wording to another. */
export function wordDiff(from: string, to: string): DiffPart[] {
  return diffWords(wordsOf(from), wordsOf(to), { ignoreCase: true }).map(
    ({ added, removed, value }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    }),
  );
}

/** A quotation without its own marks, the marks of cuts, and the stop at its end. */
function wordsOf(quote: string): string {
  return piecesOf(quote)
    .join(" … ")
    .replace(/[.!?]+$/, "");
}
