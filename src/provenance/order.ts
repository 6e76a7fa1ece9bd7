import { compareText } from "../model/diagnostic.js";
import type { Entry } from "../store/source.js";

/** Compares two entries of one kind by where they stand in the store: by file, then by place. */
export function compareEntries(a: Entry, b: Entry): number {
  return compareText(a.file.path, b.file.path) || a.start - b.start;
}

/** Compares two claims or documents: the claims first, each kind in the order of the store. */
export function compareSources(
  a: Entry<"claim"> | Entry<"document">,
  b: Entry<"claim"> | Entry<"document">,
): number {
  if (a.kind !== b.kind) return a.kind === "claim" ? -1 : 1;
  return compareEntries(a, b);
}
