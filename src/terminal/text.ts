/** C0, DEL, C1, line separators, and what embeds, overrides or isolates a text's direction. */
const UNSAFE = /[\x00-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** A lone half of a surrogate pair, which is no character. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Makes a text from the store safe to print on one line of a terminal: control characters, escape
 * sequences and direction overrides are shown as `\x1b` or `\u202e`, never sent.
 */
export function safe(text: string): string {
  return text.replace(UNSAFE, escapeCharacter).replace(LONE_SURROGATE, escapeCharacter);
}

/**
 * Makes a text safe to stand in a page: what {@link safe} shows is shown, but for line breaks and tabs,
 * which a page lays out itself. Of control characters a browser drops some unseen, and none can stand
 * in HTML.
 */
export function visible(text: string): string {
  const shown = (character: string) =>
    character === "\n" || character === "\t" ? character : escapeCharacter(character);
  return text.replace(UNSAFE, shown).replace(LONE_SURROGATE, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const known = NAMED[character];
  if (known !== undefined) return known;
  const code = character.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, "0")}`
    : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Makes a text safe and folds its line breaks into spaces: for a text of several lines in one cell. */
export function oneLine(text: string): string {
  return safe(text.replace(/[\t\n\r]+/g, " ").trim());
}

/** Anything but letters, signs and marks of which each takes one column. */
const NOT_SINGLE =
  /[^\x20-\x7E\xA0-\xAC\xAE-\u02FF\u0370-\u0482\u048A-\u052F\u2010-\u2027\u2030-\u205E\u20A0-\u20BF\u2190-\u2199\u2200-\u22FF\u2500-\u257F\u25A0-\u25FC\u2713\u2717]/;

let exactWidth: ((text: string) => number) | undefined;
let isGuessed = false;

/**
 * Gives the columns that a text takes in a terminal. Outside of {@link laidOut}, where nothing stands in
 * columns, what is neither Latin, Greek nor Cyrillic may count by its characters.
 */
export function width(text: string): number {
  if (!NOT_SINGLE.test(text)) return text.length;
  if (exactWidth) return exactWidth(text);
  isGuessed = true;
  return [...text].length;
}

/**
 * Gives the pieces of what is laid out in columns, with each width exact. The library for that takes as
 * long to load as all else that a command needs: it is loaded when a text asks for it, and the pieces
 * are made again.
 */
export async function laidOut(print: () => Iterable<string>): Promise<readonly string[]> {
  isGuessed = false;
  const pieces = [...print()];
  if (!isGuessed) return pieces;
  await loadWidths();
  return [...print()];
}

/** Makes {@link width} exact for every script. */
export async function loadWidths(): Promise<void> {
  exactWidth ??= (await import("string-width")).default;
}

/** Fills a text with spaces up to a width in columns. */
export function pad(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

let segmenter: Intl.Segmenter | undefined;

/** Splits a text into what a reader takes for characters; the splitter is made when it is needed. */
function graphemes(text: string): string[] {
  if (!NOT_SINGLE.test(text)) return [...text];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Cuts a text to a width in columns, with `…` where something is cut; never inside a character. */
export function truncate(text: string, columns: number, ellipsis = "…"): string {
  if (width(text) <= columns) return text;
  const room = columns - width(ellipsis);
  if (room < 0) return "";
  let kept = "";
  let used = 0;
  for (const segment of graphemes(text)) {
    used += width(segment);
    if (used > room) break;
    kept += segment;
  }
  return kept.trimEnd() + ellipsis;
}

/** Keeps the end of a text, a width in columns, with `…` ahead of it; never cuts inside a character. */
export function keepEnd(text: string, columns: number, ellipsis = "…"): string {
  if (width(text) <= columns) return text;
  let kept = "";
  let used = width(ellipsis);
  for (const segment of graphemes(text).reverse()) {
    used += width(segment);
    if (used > columns) break;
    kept = segment + kept;
  }
  return ellipsis + kept;
}

/** Breaks a text into lines of at most a width in columns, between words. */
export function wrap(text: string, columns: number): string[] {
  if (columns === Number.POSITIVE_INFINITY) return [text];
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  for (const word of text.split(" ")) {
    const room = width(word);
    if (line.length > 0 && used + 1 + room > columns) {
      lines.push(line.join(" "));
      line = [];
      used = 0;
    }
    used += room + (line.length > 0 ? 1 : 0);
    line.push(word);
  }
  return [...lines, line.join(" ")];
}

/** Gives `1 claim`, `2 claims`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
