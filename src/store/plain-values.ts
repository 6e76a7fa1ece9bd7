import { NODE, type Tape } from "./tape.js";

/** Says that a value is not read here, but by the library. */
export const DOUBT = Symbol("doubt");

/** What a scalar stands for, or that the library must tell. */
export type PlainScalar = string | number | boolean | null | typeof DOUBT;

/** Gives what a scalar on a tape stands for under the core schema of YAML 1.2. */
export function scalarAt(text: string, tape: Tape, node: number): PlainScalar {
  const source = text.slice(tape.start(node), tape.end(node));
  switch (tape.kind(node)) {
    case NODE.plain:
      return resolvePlain(source);
    case NODE.plainLines:
      return source.replace(/ *\r?\n */g, " ");
    case NODE.single:
      return source.slice(1, -1).replaceAll("''", "'");
    case NODE.double:
      return unescaped(source);
    case NODE.block:
      return blockText(source);
    default:
      return tape.kind(node) === NODE.nothing ? null : DOUBT;
  }
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...["", "~", "null", "Null", "NULL"].map((word): [string, null] => [word, null]),
  ...["true", "True", "TRUE"].map((word): [string, boolean] => [word, true]),
  ...["false", "False", "FALSE"].map((word): [string, boolean] => [word, false]),
]);

/** The numbers that are read here: whole and decimal ones without an exponent, of few digits. */
const NUMBER = /^[-+]?(?:\d{1,15}|\d{0,15}\.\d{1,15})$/;

/** All that the core schema takes for a number. */
const ANY_NUMBER =
  /^(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[\dA-Fa-f]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** What numbers, truth values and nothing start with. */
const STARTS_NO_TEXT = new Set([..."0123456789+-.~nNtTfF"].map((mark) => mark.charCodeAt(0)));

/** Gives what a text without quotes, on one line, stands for. */
export function resolvePlain(source: string): PlainScalar {
  if (!STARTS_NO_TEXT.has(source.charCodeAt(0))) return source;
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (NUMBER.test(source)) return Number(source);
  return ANY_NUMBER.test(source) ? DOUBT : source;
}

/** The escapes that JSON shares with YAML. */
const SHARED_ESCAPES = /^(?:[^\\]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*$/;

function unescaped(source: string): PlainScalar {
  if (!source.includes("\\")) return source.slice(1, -1);
  return SHARED_ESCAPES.test(source) ? (JSON.parse(source) as string) : DOUBT;
}

/** Gives the text behind `|` or `>`: lines kept, or folded with empty ones as breaks. */
function blockText(source: string): string {
  const [header, ...lines] = source.split(/\r?\n/);
  const indent = / *(?=[^ ])/.exec(lines.find((line) => line.trim() !== "")!)![0].length;
  const content = lines.slice(0, -1).map((line) => line.slice(indent));
  const end = header!.endsWith("-") ? "" : "\n";
  return (header!.startsWith(">") ? folded(content) : content.join("\n")) + end;
}

function folded(lines: readonly string[]): string {
  let text = "";
  let breaks = 0;
  for (const [index, line] of lines.entries()) {
    if (line === "") breaks++;
    else {
      const isFirst = index === breaks;
      text += (isFirst || breaks > 0 ? "\n".repeat(breaks) : " ") + line;
      breaks = 0;
    }
  }
  return text;
}
