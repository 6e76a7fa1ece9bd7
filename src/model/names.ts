/** What can stand neither right before nor right after a name: the rest of a longer word. */
const EDGE = "[\\p{Letter}\\p{Mark}\\p{Number}]";

/**
 * Gives a pattern that finds a name in a text, in any case and only as whole words. Both are to be in
 * Unicode's normal form C: the name is brought into it here, the text by who searches.
 *
 * @param between the source of a pattern for what stands between the words of the name
 */
export function wholeWords(name: string, between = "\\s+"): RegExp {
  const words = name.normalize("NFC").trim().split(/\s+/).map(escapePattern);
  return new RegExp(`(?<!${EDGE})${words.join(between)}(?!${EDGE})`, "iu");
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
