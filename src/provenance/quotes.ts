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
 * words. Case counts for nothing, nor does the punctuation around a piece.
 */
export function isExcerpt(quote: string, of: string): boolean {
  const whole = fold(of);
  let from = 0;
  for (const piece of piecesOf(quote).map(fold)) {
    const at = findWords(whole, piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return true;
}

/** Case and the punctuation around a quotation depend on where it stands in a sentence. */
function fold(text: string): string {
  const folded = normalizeQuote(text).toLowerCase();
  const isOuter = (character: string | undefined) =>
    character !== undefined && " \"'.,;:!?-".includes(character);
  let start = 0;
  let end = folded.length;
  while (start < end && isOuter(folded[start])) start++;
  while (start < end && isOuter(folded[end - 1])) end--;
  return folded.slice(start, end);
}

/** Tells whether a character is within a word; in scripts without spaces between words, each may begin one. */
function isInWord(character: string): boolean {
  return /(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])[\p{Letter}\p{Mark}\p{Number}]/u.test(
    character,
  );
}

/** Finds a piece that doesn't begin or end within a word. */
function findWords(whole: string, piece: string, from: number): number {
  for (let at = whole.indexOf(piece, from); at !== -1; ) {
    if (!isInside(whole, at) && !isInside(whole, at + piece.length)) return at;
    let next = at + 1;
    while (isInside(whole, next)) next++;
    at = whole.indexOf(piece, next);
  }
  return -1;
}

/** Tells whether a place of a text stands between two characters of one word. */
function isInside(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at).match(/.$/su)?.[0] ?? "";
  const after = at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : "";
  return isInWord(before) && isInWord(after);
}

/** The most changed words that are told apart; beyond, all of one wording went for the other. */
const MOST_CHANGES = 1000;

/** Gives what changed, word by word, from one wording to another. */
export function wordDiff(from: string, to: string): DiffPart[] {
  const [before, now] = [wordsOf(from), wordsOf(to)];
  const changes = diffWords(before, now, { ignoreCase: true, maxEditLength: MOST_CHANGES });
  if (!changes) {
    return [
      { kind: "removed", text: before },
      { kind: "added", text: now },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}

/** A quotation without its own marks, the marks of cuts, and the stop at its end. */
function wordsOf(quote: string): string {
  const words = piecesOf(quote).join(" … ");
  let end = words.length;
  while (end > 0 && ".!?".includes(words[end - 1]!)) end--;
  return words.slice(0, end);
}
