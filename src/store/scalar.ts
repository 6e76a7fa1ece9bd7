import { resolvePlain } from "./plain-values.js";

/**
 * Writes another text in the place of a scalar, in the same quotes; a plain one stays plain where it
 * then still reads as the text.
 *
 * @param source the scalar as it is written, quotes included
 * @returns `undefined` where it is no scalar on one line
 */
export function rewrite(source: string, text: string): string | undefined {
  if (!/^[^\r\n&*!|>[{][^\r\n]*$/.test(source)) return undefined;
  if (source.startsWith("'")) return `'${text.replaceAll("'", "''")}'`;
  if (source.startsWith('"')) return inQuotes(text);
  return isPlain(text) ? text : inQuotes(text);
}

/** Writes a text as a scalar in double quotes. */
export function inQuotes(text: string): string {
  // A JSON string is one in YAML too (YAML 1.2.2, section 1.2).
  return JSON.stringify(text);
}

/** What needs no quotes anywhere, unless it reads as a number or the like. */
const PLAIN = /^[a-z0-9](?:[\w.~?+/-]|:(?=\w))*$/i;

function isPlain(text: string): boolean {
  return PLAIN.test(text) && resolvePlain(text) === text;
}
