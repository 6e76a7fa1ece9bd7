import { isMap, isScalar, type YAMLMap } from "yaml";
import { SECTIONS, type Section } from "../model/entry.js";
import { composeBlock, composeFlow, type Form } from "./compose.js";
import { applyEdits, type TextEdit } from "./edit.js";
import {
  formOf,
  hasBlankLines,
  indentOf,
  isBlock,
  isLooseElsewhere,
  lineEndIn,
  nextLine,
  stepIn,
  stepOf,
} from "./form.js";
import { parseYaml } from "./parse.js";
import type { Span } from "./problem.js";
import { pairsOf, toData, type YamlNode, type YamlPair } from "./yaml.js";

/** An entry that is to be put into a file. */
export interface NewEntry {
  readonly section: Section;
  readonly id: string;
  /** Its value as plain data. */
  readonly data: Readonly<Record<string, unknown>>;
  /**
   * The value as a person wrote it: block YAML, its lines from the first column on, without line ends.
   * Used where the file's form lets it.
   */
  readonly written?: readonly string[];
  /** Comments that are to stand ahead of it, each with its `#`. */
  readonly comments?: readonly string[];
}

/** A file's text with an entry put into it. */
export interface Insertion {
  readonly text: string;
  /** How many lines of the file stand ahead of the new ones. */
  readonly after: number;
  /** What was put in, line by line, as it stands there. */
  readonly lines: readonly string[];
}

/**
 * Puts an entry at the end of its section, which is made where it is missing. The entry takes the file's
 * form: its indentation, its lists, its braces, its line ends, its blank lines. Everything else stays as
 * it is, to the last white space and comment; a comment behind the last entry stays behind the new one,
 * unless it is indented as a part of the last one.
 *
 * @param text the file's text, without a byte order mark
 * @returns `undefined` where the file is no sound YAML, has the id already, or has a form that doesn't let
 *   it be done so that the result reads as meant: every result was read again and compared
 */
export function insertEntry(text: string, entry: NewEntry): Insertion | undefined {
  for (const edit of candidates(text, entry)) {
    const after = applyEdits(text, [edit]).text;
    if (!readsAsMeant(text, after, entry)) continue;
    const body = edit.replacement.replace(/^(?:[ \t]*\r?\n)+/, "").trimEnd();
    const before = text.slice(0, edit.start);
    const ahead = before.split("\n").length - (before === "" || before.endsWith("\n") ? 1 : 0);
    return { text: after, after: ahead, lines: body.split(/\r?\n/) };
  }
  return undefined;
}

/** Gives the edits that may do, the best first. */
function* candidates(text: string, entry: NewEntry): Generator<TextEdit> {
  const { roots, problems } = parseYaml(text);
  const [root] = roots;
  if (problems.length > 0 || roots.length > 1) return;
  if (isNothing(root)) yield* newSection(undefined, text, entry);
  else if (isMap(root)) yield* intoRoot(root, text, entry);
}

function* intoRoot(root: YAMLMap, text: string, entry: NewEntry): Generator<TextEdit> {
  const section = pairsOf(root).find(({ key }) => key === entry.section);
  if (!section) {
    if (root.flow) yield intoBraces(root, text, entry.section, { [entry.id]: entry.data });
    else yield* newSection(root, text, entry);
  } else if (isMap(section.value) && section.value.items.length > 0) {
    if (section.value.flow) yield intoBraces(section.value, text, entry.id, entry.data);
    else yield* behindLast(root, section.value, text, entry);
  } else if (root.flow) {
    const replacement = composeFlow({ [entry.id]: entry.data }, isQuoted(section, text));
    yield { ...valueSpan(section, text), replacement };
  } else {
    yield* intoEmpty(root, section, text, entry);
  }
}

/** Puts a section at the end of the file's content, or of the file where it has none. */
function* newSection(
  root: YAMLMap | undefined,
  text: string,
  entry: NewEntry,
): Generator<TextEdit> {
  const sections = root ? pairsOf(root) : [];
  const last = sections.at(-1);
  const end = lineEndIn(text);
  const outer = last ? indentOf(last, text) : "";
  if (outer === undefined) return;
  const isLoose = sections.length < 2 || hasBlankLines(sections, text);
  for (const at of last ? endsOf(last, outer.length, text) : [text.length]) {
    for (const lines of entryLines(entry, formOf(root, text))) {
      const indented = lines.map((line) => inLine(outer + stepOf(root, text), line));
      const head = `${outer}${entry.section}:`;
      if (isLoose && text.trim() !== "") yield linesAt(at, ["", head, ...indented], end, text);
      yield linesAt(at, [head, ...indented], end, text);
    }
  }
}

/** Puts the first entry into a section that has none. */
function* intoEmpty(
  root: YAMLMap,
  section: YamlPair,
  text: string,
  entry: NewEntry,
): Generator<TextEdit> {
  const outer = indentOf(section, text);
  if (outer === undefined) return;
  const end = lineEndIn(text);
  for (const lines of entryLines(entry, formOf(root, text))) {
    const indented = lines.map((line) => inLine(outer + stepOf(root, text), line));
    const span = valueSpan(section, text);
    const next = nextLine(span.end, text);
    // What says that there is nothing, `{}` or `null`, goes; a comment behind it stays.
    const rest = text.slice(span.end, next).trimEnd();
    const isLast = next === text.length && !text.endsWith("\n");
    const body = indented.join(end) + (isLast ? "" : end);
    let start = span.start;
    while (start > section.keySpan.end && /\s/.test(text[start - 1]!)) start--;
    yield { start, end: next, replacement: rest + end + body };
  }
}

/** Puts an entry behind the last one of a block section. */
function* behindLast(
  root: YAMLMap,
  map: YAMLMap,
  text: string,
  entry: NewEntry,
): Generator<TextEdit> {
  const pairs = pairsOf(map);
  const last = pairs.at(-1)!;
  const indent = indentOf(last, text);
  if (indent === undefined) return;
  const end = lineEndIn(text);
  for (const at of endsOf(last, indent.length, text)) {
    for (const lines of entryLines(entry, formOf(root, text))) {
      const isLoose =
        pairs.length > 1
          ? hasBlankLines(pairs, text)
          : (isLooseElsewhere(root, text) ?? (lines.length > 1 && isBlock(last)));
      const indented = lines.map((line) => inLine(indent, line));
      if (isLoose) yield linesAt(at, ["", ...indented], end, text);
      // Where a blank line would become a part of the text above it.
      yield linesAt(at, indented, end, text);
    }
  }
}

/** Gives an entry's lines: as it was written, then in the file's own form. */
function* entryLines(entry: NewEntry, form: Form): Generator<readonly string[]> {
  const { id, data, written, comments = [] } = entry;
  if (written) {
    const margin = " ".repeat(form.step);
    yield [...comments, `${id}:`, ...written.map((line) => inLine(margin, line))];
  }
  yield [...comments, ...composeBlock(id, data, form)];
}

function inLine(indent: string, line: string): string {
  return line.trim() === "" ? "" : indent + line;
}

/** Puts lines at an offset that starts a line, or at the end of a text that ends without a line end. */
function linesAt(at: number, lines: readonly string[], end: string, text: string): TextEdit {
  const isOpen = at === text.length && text !== "" && !text.endsWith("\n");
  const replacement = isOpen
    ? lines.map((line) => end + line).join("")
    : lines.map((line) => line + end).join("");
  return { start: at, end: at, replacement };
}

/** Puts a pair behind the last one in braces, on a line of its own where that one has one. */
function intoBraces(map: YAMLMap, text: string, key: string, data: unknown): TextEdit {
  const last = pairsOf(map).at(-1);
  if (!last) {
    const at = map.range![0] + 1;
    return { start: at, end: at, replacement: composeFlow({ [key]: data }, false).slice(1, -1) };
  }
  const isJson = isQuoted(last, text);
  const at = last.span.end;
  const indent = indentOf(last, text);
  const pair = composeFlow({ [key]: data }, isJson).slice(2, -2);
  if (indent === undefined) return { start: at, end: at, replacement: `, ${pair}` };
  const end = lineEndIn(text);
  const isTall = isJson && text.slice(last.span.start, at).includes("\n");
  const tall = JSON.stringify(data, null, stepIn(last, indent, text)).split("\n");
  const lines = isTall ? [`${JSON.stringify(key)}: ${tall[0]}`, ...tall.slice(1)] : [pair];
  return {
    start: at,
    end: at,
    replacement: `,${lines.map((line) => end + indent + line).join("")}`,
  };
}

function isQuoted({ keySpan }: YamlPair, text: string): boolean {
  return text[keySpan.start] === '"';
}

function isNothing(node: YamlNode): boolean {
  return !node || (isScalar(node) && node.value === null);
}

/** Where the value of a pair stands; behind its colon where it has none. */
function valueSpan({ value, keySpan }: YamlPair, text: string): Span {
  const range = value?.range;
  if (range && range[1] > range[0]) return { start: range[0], end: range[1] };
  const colon = text.indexOf(":", keySpan.end) + 1;
  return { start: colon, end: colon };
}

/**
 * Gives the offsets at which a pair may be said to end: behind the line on which its content ends and
 * the comments below it that are indented deeper than its key; and where the parser has it end, for a
 * text whose blank lines are its own.
 */
function* endsOf({ span }: YamlPair, indent: number, text: string): Generator<number> {
  let content = span.end;
  while (content > span.start && /\s/.test(text[content - 1]!)) content--;
  let end = nextLine(content, text);
  for (let at = end; at < text.length; ) {
    const next = nextLine(at, text);
    const line = text.slice(at, next);
    const depth = /^ *(?=#)/.exec(line)?.[0].length;
    if (depth !== undefined && depth > indent) end = next;
    else if (line.trim() !== "") break;
    at = next;
  }
  yield end;
  if (span.end > end) yield span.end;
}

/** Reads both texts, and tells whether they differ in the new entry and in nothing else. */
function readsAsMeant(before: string, after: string, { section, id, data }: NewEntry): boolean {
  if (parseYaml(after).problems.length > 0) return false;
  const [was, is] = [dataOf(before), dataOf(after)];
  const entries = is[section];
  if (was[section]?.[id] !== undefined || entries?.[id] === undefined) return false;
  if (JSON.stringify(entries[id]) !== JSON.stringify(data)) return false;
  delete entries[id];
  return JSON.stringify(withoutEmpty(was)) === JSON.stringify(withoutEmpty(is));
}

type Data = Record<string, Record<string, unknown> | null>;

function dataOf(text: string): Data {
  return (toData(parseYaml(text).roots[0], { text, report: () => {} }) ?? {}) as Data;
}

/** A section without entries is as good as none. */
function withoutEmpty(data: Data): Data {
  const isEmpty = ([key, value]: [string, unknown]) =>
    Object.hasOwn(SECTIONS, key) && Object.keys(value ?? {}).length === 0;
  return Object.fromEntries(Object.entries(data).filter((pair) => !isEmpty(pair)));
}
