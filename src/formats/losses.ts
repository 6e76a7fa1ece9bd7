import { type EntryKind, KIND_WORDS } from "../model/entry.js";

/** Counts as lost the keys of an entry, or of a part of one, that a format can't hold. */
export function loseKeys(
  value: object,
  held: readonly string[],
  what: EntryKind | "hop",
  lose: (what: string) => void,
): void {
  const of = what === "hop" ? "a hop" : KIND_WORDS[what];
  for (const [key, content] of Object.entries(value)) {
    if (content !== undefined && !held.includes(key)) lose(`\`${key}\` of ${of}`);
  }
}
