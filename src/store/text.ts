/** A problem in a file's bytes or characters, at offsets into its text. */
export interface TextProblem {
  readonly rule: "not-utf8" | "control-character";
  readonly message: string;
  readonly help: string;
  readonly start: number;
  readonly end: number;
}

/** A file's bytes as text, and what was wrong with them. */
export interface DecodedText {
  /** The text, with U+FFFD for each character that can't stand, so that offsets hold. */
  readonly text: string;
  readonly problems: readonly TextProblem[];
}

/** What YAML 1.2.2 (production 1, c-printable) keeps out of a file: C0 but tab and line ends, DEL, C1. */
const UNPRINTABLE = /[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\x80-\x84\x86-\x9F]/g;

const REPLACEMENT = "\uFFFD";

/** One for all files of a store, since it takes as long to make as to use. */
const STRICT = new TextDecoder("utf-8", { fatal: true });

/** A file with more control characters than this is no text with slips in it, but no text. */
const MOST_UNPRINTABLE = 100;

/**
 * Reads bytes as UTF-8. Never throws: what is no UTF-8 or no printable character is reported and
 * replaced, so that the sound entries around it can still be read. A byte order mark is dropped.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : undefined;
  const bigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (wide || bigEndian) {
    const problem = notUtf8("the file is UTF-16, not UTF-8", 0, 0);
    return { text: "", problems: [problem] };
  }
  let text: string;
  const problems: TextProblem[] = [];
  try {
    text = STRICT.decode(bytes);
  } catch {
    text = new TextDecoder().decode(bytes);
    const at = firstBadOffset(bytes, text);
    problems.push(
      notUtf8("the file is not UTF-8: a byte here belongs to no character", at, at + 1),
    );
  }
  if (text.includes("\0") && text.split("\0").length > text.length / 4 + 1) {
    return { text: "", problems: [notUtf8("the file is UTF-16 or no text at all", 0, 0)] };
  }
  const printable = text.replace(UNPRINTABLE, (character, offset: number) => {
    problems.push({
      rule: "control-character",
      message: `the control character ${codePointName(character)} can't stand in YAML`,
      help: "delete it",
      start: offset,
      end: offset + 1,
    });
    return REPLACEMENT;
  });
  if (problems.length > MOST_UNPRINTABLE) {
    return { text: "", problems: [notUtf8("the file is not text", 0, 0)] };
  }
  return { text: printable, problems };
}

/** Names a character by its code point, such as `U+202E`. */
export function codePointName(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

function notUtf8(message: string, start: number, end: number): TextProblem {
  return { rule: "not-utf8", message, help: "save the file as UTF-8", start, end };
}

/** The offset of the first U+FFFD that the bytes don't spell out: `text` is their lossy reading. */
function firstBadOffset(bytes: Uint8Array, text: string): number {
  const encoder = new TextEncoder();
  let byte = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let offset = 0;
  for (const character of text) {
    const genuine = bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd;
    if (character === REPLACEMENT && !genuine) return offset;
    byte += encoder.encode(character).length;
    offset += character.length;
  }
  return 0;
}

/** Finds the line and column of an offset, and the text of a line. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  /** Gives the line and column, both from 1, of an offset from 0. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1 };
  }

  /** Gives the text of a line, counted from 1, without its line end; empty where there is none. */
  line(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return "";
    const next = this.#starts[line];
    const end = next === undefined ? this.#text.length : next - 1;
    return this.#text.slice(start, end).replace(/\r$/, "");
  }
}
