import anyAscii from "any-ascii";
import { toId, UNKNOWN } from "../model/ids.js";

/** The most words and letters of a proposed id: what a person still reads at a glance. */
const MOST_WORDS = 6;
const MOST_LETTERS = 40;

/** English words that say little; where a text has none but these they are kept. */
const STOP_WORDS = new Set(
  (
    "a an and are as at be been being but by for from had has have he her his i in into is it its " +
    "my of on or our she so than that the their them then there these they this those to was we " +
    "were which who will with would you your"
  ).split(" "),
);

/**
 * Proposes an id for a text: its first telling words, in Latin letters whatever its script, with a
 * number behind them where the id is taken.
 *
 * @param isTaken tells whether the store has an id already, sound or not
 * @param fallback what to call it where nothing of the text can stand in an id
 */
export function proposeId(
  text: string,
  isTaken: (id: string) => boolean,
  fallback: string,
): string {
  const words = toId(anyAscii(text).replace(/['’`]s?\b/gi, "")).split("-");
  const telling = words.filter((word) => !STOP_WORDS.has(word));
  const base = joined(telling.length > 0 ? telling : words) || fallback;
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (id !== UNKNOWN && !isTaken(id)) return id;
  }
}

function joined(words: readonly string[]): string {
  let id = words[0]!.slice(0, MOST_LETTERS);
  for (const word of words.slice(1, MOST_WORDS)) {
    if (id.length + 1 + word.length > MOST_LETTERS) break;
    id += `-${word}`;
  }
  return id;
}
