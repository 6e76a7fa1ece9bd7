import { canonical } from "./canonical.js";
import { type Insertion, insertEntry, type NewEntry } from "./insert.js";

/**
 * Puts an entry into a file, as {@link insertEntry} does; a file that stands in the one form of `claims fmt`,
 * as an empty one does, stands in it afterwards, too.
 *
 * @param text the file's text, without a byte order mark
 * @returns `undefined` where it can't be done
 */
export function insertFormed(text: string, entry: NewEntry): Insertion | undefined {
  const insertion = insertEntry(text, entry);
  if (!insertion || formOf(text) !== text) return insertion;
  const formed = formOf(insertion.text);
  return formed === undefined ? insertion : { text: formed, ...newLines(text, formed) };
}

function formOf(text: string): string | undefined {
  const formed = canonical(text);
  return "text" in formed ? formed.text : undefined;
}

/** Finds the lines that one text has and another has not, which stand together; blank ones around them don't count. */
function newLines(before: string, after: string): Omit<Insertion, "text"> {
  const [old, all] = [before, after].map((text) => text.split(/\r?\n/)) as [string[], string[]];
  let start = 0;
  while (start < old.length && old[start] === all[start]) start++;
  let length = 0;
  while (length < old.length - start && old.at(-1 - length) === all.at(-1 - length)) length++;
  const isFull = (line: string) => line !== "";
  const lines = all.slice(start, all.length - length);
  return {
    after: all.slice(0, start).findLastIndex(isFull) + 1,
    lines: lines.slice(lines.findIndex(isFull), lines.findLastIndex(isFull) + 1),
  };
}
