import type { Lose } from "./columns.js";

/** Replaces what no text in UTF-8 can hold, lone halves of surrogate pairs, and counts the texts. */
export function wellFormed(text: string, lose: Lose): string {
  return replaced(text, /\p{Surrogate}/gu, "half of a character, as U+FFFD", lose);
}

/** The same without NUL, which no text of PostgreSQL can hold. */
export function withoutNul(text: string, lose: Lose): string {
  return replaced(wellFormed(text, lose), /\0/g, "a NUL character, as U+FFFD", lose);
}

/** The same without the characters that XML 1.0 forbids (production 2, Char). */
export function xmlText(text: string, lose: Lose): string {
  const forbidden = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g;
  const what = "a control character that XML forbids, as U+FFFD";
  return replaced(wellFormed(text, lose), forbidden, what, lose);
}

function replaced(text: string, pattern: RegExp, what: string, lose: Lose): string {
  const clean = text.replace(pattern, "\uFFFD");
  if (clean !== text) lose(what);
  return clean;
}
