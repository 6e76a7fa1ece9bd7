import { fold } from "../views/rows.js";

/** Scripts that put no space between words. */
const SPACELESS = "Han Hira Kana Bopo Yiii Thai Laoo Khmr Mymr Tale Talu Lana Java Bali"
  .split(" ")
  .map((script) => `\\p{scx=${script}}`)
  .join("");

const WORD = /[\p{L}\p{N}]+/gu;
const RUN = new RegExp(`[${SPACELESS}]+|[^${SPACELESS}]+`, "gu");
const STARTS_SPACELESS = new RegExp(`^[${SPACELESS}]`, "u");

/** What only shapes a word. The joiner that Persian sets between the parts of a word stays, as their end. */
const SHAPING = /(?!\u200c)\p{Cf}|\u0640/gu;

/**
 * Gives what a text can be found by, each once: its words without case and accents. Of a run of letters in
 * a script without spaces it gives every two that stand together, and the last one: so any part of a run
 * is found by what this gives for the part, where each piece is taken for a beginning.
 */
export function tokensOf(text: string): string[] {
  const tokens = new Set<string>();
  for (const [word] of fold(text).replace(SHAPING, "").matchAll(WORD)) {
    for (const [run] of word.matchAll(RUN)) {
      if (!isSpaceless(run)) tokens.add(run);
      else for (const piece of piecesOf([...run])) tokens.add(piece);
    }
  }
  return [...tokens];
}

/** As many words as anybody types: the address can hold a book. */
const MOST_WORDS = 24;

/**
 * Gives the words to look for in what is typed. A letter that is the last so far begins half of all words and tells
 * nothing yet.
 */
export function wordsOf(text: string): string[] {
  const words = tokensOf(text).slice(0, MOST_WORDS);
  const last = words.at(-1) ?? "";
  return /^\p{L}$/u.test(last) && !isSpaceless(last) ? words.slice(0, -1) : words;
}

/** Tells whether a token is of a script without spaces, in which a single letter can be a word. */
export function isSpaceless(token: string): boolean {
  return STARTS_SPACELESS.test(token);
}

function piecesOf(letters: readonly string[]): string[] {
  return letters.map((letter, index) => letter + (letters[index + 1] ?? ""));
}
