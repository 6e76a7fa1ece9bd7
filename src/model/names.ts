/** What can stand neither right before nor right after a name: the rest of a longer word. */
const EDGE = "[\\p{Letter}\\p{Mark}\\p{Number}]";

/**
 * Tells whether a character is of a script that puts no space between words, so that a name has no edge.
 * A pattern by scripts takes long to make: not before it is asked for.
 */
function isUnspaced(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    character,
  );
}

/**
 * Gives a pattern that finds a name in a text, in any case and only as whole words. Both are to be in
 * Unicode's normal form C: the name is brought into it here, the text by who searches. In scripts
 * that put no space between words it is found anywhere.
 *
 * @param between the source of a pattern for what stands between the words of the name
 */
export function wholeWords(name: string, between = "\\s+"): RegExp {
  const trimmed = name.normalize("NFC").trim();
  const [first = "", last = ""] = [/^./u, /.$/u].map((end) => end.exec(trimmed)?.[0]);
  const ahead = isUnspaced(first) ? "" : `(?<!${EDGE})`;
  const behind = isUnspaced(last) ? "" : `(?!${EDGE})`;
  const words = trimmed.split(/\s+/).map(escapePattern);
  return new RegExp(`${ahead}${words.join(between)}${behind}`, "iu");
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
