import { Lexer } from "yaml";
import type { Span } from "./problem.js";

/**
 * Gives the spans of a YAML text's comments in their order, without the white space after them. Only
 * true comments count, not what looks like one inside a text.
 */
export function commentsIn(text: string): Span[] {
  const found: Span[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    // The lexer marks documents and scalars with control characters that the text doesn't hold.
    if (!text.startsWith(token, offset)) continue;
    if (token.startsWith("#")) found.push({ start: offset, end: offset + token.trimEnd().length });
    offset += token.length;
  }
  return found;
}

/** Gives where the line of an offset starts. */
export function lineStart(at: number, text: string): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Tells whether the line above that of an offset is there and blank. */
export function isBelowBlank(at: number, text: string): boolean {
  const start = lineStart(at, text);
  return start > 0 && text.slice(lineStart(start - 1, text), start).trim() === "";
}
