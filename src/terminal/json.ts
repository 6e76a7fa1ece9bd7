/** What `JSON.stringify` lets through and a terminal or an editor acts on: DEL, C1, directions. */
const UNSAFE = /[\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/**
 * Gives a value as JSON that holds no byte a terminal would obey. The escapes are JSON's own, so
 * nothing is lost.
 *
 * @param indent spaces a level; without, the JSON is one line
 */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
