/** The form of every id in a store: lower-case words and digits joined by single hyphens. */
export const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The reserved reference that stands for a speaker or a relay nobody has named. */
export const UNKNOWN = "unknown";

/** In a hop's `from`, the claim's speaker. */
export const SPEAKER = "speaker";

/** As a `translator`, a machine rather than an agent. */
export const MACHINE = "machine";

/** Tells whether a text has the form of an id. */
export function isId(text: string): boolean {
  return ID_PATTERN.test(text);
}

/**
 * Turns a text into the nearest well-formed id: accents dropped, other characters as hyphens.
 * Gives an empty text where nothing of it can stand in an id.
 */
export function toId(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
