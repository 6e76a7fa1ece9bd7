/**
 * Puts a text into a fenced block of Markdown. The fence is longer than any run of backticks in the
 * text, so that the text can't end it (CommonMark 0.31, section 4.5).
 */
export function fence(text: string, language = ""): string {
  const runs = text.match(/`+/g) ?? [];
  const marks = "`".repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${marks}${language}\n${text.trimEnd()}\n${marks}`;
}

/** Makes a clause a sentence: a capital at its start, a full stop at its end. */
export function sentence(clause: string): string {
  const text = clause.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
