import { inQuotes } from "./scalar.js";

/** How a text is written: on its key's line, or in a block whose header stands there. */
export interface TextForm {
  readonly head: string;
  /** The lines of the block, without their indentation. */
  readonly lines: readonly string[];
}

/** Where a text is to stand. */
export interface TextPlace {
  /** How many columns are left on the line for it. */
  readonly room: number;
  /** How many columns a line of a block has. */
  readonly width: number;
  /** Whether a date may stand without quotes. */
  readonly isDate: boolean;
}

/**
 * Writes a text so that every reader of YAML 1.1 or 1.2 reads it: plain where that is so, in double quotes
 * elsewhere, in a block where it is long or has several lines.
 */
export function writeText(text: string, { room, width, isDate }: TextPlace): TextForm {
  const inline = { head: inlineText(text, { isDate }), lines: [] };
  if (!text.includes("\n")) {
    if (lengthOf(inline.head) <= room || !isFoldable(text)) return inline;
    const lines = fold(text, width);
    return lines.length > 1 ? { head: ">-", lines } : inline;
  }
  const body = text.replace(/\n$/, "");
  // What ends in blank lines would take in those that stand between it and what comes next.
  if (body === "" || body.endsWith("\n") || UNSAFE.test(body) || BLANK_LINE.test(body))
    return inline;
  const chomp = body === text ? "-" : "";
  const lines = body.split("\n");
  const isWide = lines.some((line) => lengthOf(line) > width);
  if (isWide && !body.startsWith("\n") && lines.every((line) => line === "" || isFoldable(line))) {
    return { head: `>${chomp}`, lines: foldAll(lines, width) };
  }
  const first = lines.find((line) => line !== "")!;
  if (first.startsWith("\t")) return inline;
  // A block's indentation is that of its first line, unless it is named.
  return { head: `|${first.startsWith(" ") ? "2" : ""}${chomp}`, lines };
}

/** Writes a text on one line: plain, or in double quotes. */
export function inlineText(text: string, where: { isDate?: boolean; flow?: boolean } = {}): string {
  const isPlain = where.flow ? isPlainInBrackets(text) : isPlainText(text);
  if (isPlain && (!DATE.test(text) || where.isDate === true)) return text;
  return inQuotes(text).replace(UNPRINTABLE, escaped);
}

/** Gives a text's length in characters. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** What JSON lets stand and YAML, or one of its versions, does not, or takes for the end of a line. */
const UNPRINTABLE = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** What stands in double quotes wherever it is, but for tabs and line ends. */
const UNSAFE = /[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]|\p{Surrogate}/u;

/** A line of white space alone. */
const BLANK_LINE = /^[ \t]+$/m;

/** What YAML reads as a mark at the beginning of a text, in the middle or at the end. */
const MARKS =
  /^[\s,[\]{}#&*!|>'"%@`]|^[-?:](?:[\s,[\]{}]|$)|^(?:---|\.\.\.)|:(?:\s|$)|\s#|\s$|[\t\n]/;

function isPlainText(text: string): boolean {
  return text !== "" && !MARKS.test(text) && !UNSAFE.test(text) && !OTHER_TYPES.test(text);
}

function isPlainInBrackets(text: string): boolean {
  return isPlainText(text) && !/[,[\]{}]|^[?:]/.test(text);
}

/** What the core schema of YAML 1.2.2 (section 10.3.2) or the types of YAML 1.1 (yaml.org/type) read as no text. */
const OTHER_TYPES = new RegExp(
  `^(?:${[
    "~|null|<<|=",
    "y|n|yes|no|true|false|on|off",
    "[-+]?[0-9][0-9_]*",
    "[-+]?0b[01_]+|[-+]?0o[0-7_]+|[-+]?0x[0-9a-f_]+",
    "[-+]?(?:[0-9][0-9_]*)?\\.?[0-9_]*(?:\\.[0-9_]*)*(?:e[-+]?[0-9]+)?",
    "[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\\.[0-9_]*)?",
    "[-+]?\\.inf|\\.nan",
  ].join("|")})$`,
  "i",
);

/** What YAML 1.1 reads as a date, which the format has as a text (yaml.org/type/timestamp). */
const DATE =
  /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?$/;

/** Tells whether a line can be broken between words, and read again to the letter. */
function isFoldable(line: string): boolean {
  return !UNSAFE.test(line) && !line.includes("\t") && !/^\s|\s$/.test(line);
}

/** Breaks a line between words that one space divides. */
function fold(line: string, width: number): string[] {
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of line.split(/(?<! ) (?! )/)) {
    if (current === undefined) current = word;
    else if (lengthOf(current) + 1 + lengthOf(word) <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current!];
}

/** Folds several lines: where a line ends in the text, one stays empty. */
function foldAll(lines: readonly string[], width: number): string[] {
  return lines.flatMap((line, index) => {
    if (line === "") return [""];
    const folded = fold(line, width);
    return index === 0 ? folded : ["", ...folded];
  });
}
