import { isMap, isScalar, type YAMLMap } from "yaml";
import type { Diagnostic } from "../model/diagnostic.js";
import { type EntryKind, SECTIONS, type Section } from "../model/entry.js";
import type { NewEntry } from "./insert.js";
import { parseYaml } from "./parse.js";
import type { Problem } from "./problem.js";
import { LIBRARY, readStoreFile } from "./read.js";
import { checkShape } from "./shape.js";
import { SourceFile, toDiagnostic } from "./source.js";
import { uniteStore } from "./store.js";
import { decodeText } from "./text.js";
import { pairsOf, spanOf, toData, type YamlPair } from "./yaml.js";

/** An entry that was typed, which may have no id yet. */
export type TypedEntry = Omit<NewEntry, "id"> & { readonly id: string | undefined };

/** What was typed: entries, or what is wrong with them. */
export interface TypedText {
  readonly file: SourceFile;
  readonly entries: readonly TypedEntry[];
  readonly findings: readonly Diagnostic[];
}

/**
 * Reads entries from a text in YAML or JSON: the keys of one entry; `id:` and its keys below it; or a part
 * of a store file, with `agents:`, `documents:`, `claims:`. Each is checked as in a file of the store.
 *
 * @param path what to call the text in findings
 * @param kind what an entry is where the text doesn't say so
 */
export function readTyped(path: string, bytes: Uint8Array, kind: EntryKind): TypedText {
  const { text, problems: textProblems } = decodeText(bytes);
  const file = new SourceFile(path, text, LIBRARY);
  const parsed = parseYaml(text);
  const [root] = parsed.roots;
  const pairs = isMap(root) ? pairsOf(root) : [];
  const isPart = pairs.some(({ key }) => Object.hasOwn(SECTIONS, key));
  if (!isMap(root) || isPart || textProblems.length + parsed.problems.length > 0) {
    const { findings } = uniteStore([readStoreFile(path, bytes)]);
    return { file, findings, entries: findings.length > 0 ? [] : entriesIn(pairs, text) };
  }
  const section = sectionOf(kind);
  const isNamed = pairs.length > 0 && pairs.every(({ value }) => isMap(value));
  if (isNamed) {
    const problems = pairs.flatMap((pair) => problemsOf(kind, pair, text));
    const entries = pairs.map((pair) => entryAt(section, pair, text));
    return withProblems(file, problems, entries);
  }
  const whole: YamlPair = {
    key: "",
    keySpan: headOf(pairs),
    value: root,
    span: spanOf(root, NONE),
  };
  const lines = root.flow ? undefined : linesOf(root, 0, text);
  const entry = {
    section,
    id: undefined,
    data: dataOf(root, text),
    ...(lines ? { written: lines } : {}),
  };
  const problems = problemsOf(kind, whole, text).map((problem) => ({
    ...problem,
    // An entry without an id is not called by one.
    message: problem.message.replace(/^(\w+) ``/, "the $1"),
  }));
  return withProblems(file, problems, [entry]);
}

const NONE = { start: 0, end: 0 };

/** A key that is missing is missing from the entry: its first key stands for it. */
function headOf(pairs: readonly YamlPair[]) {
  return pairs[0]?.keySpan ?? NONE;
}

function withProblems(
  file: SourceFile,
  problems: readonly Problem[],
  entries: readonly TypedEntry[],
): TypedText {
  const findings = problems.map((problem) => toDiagnostic(file, problem));
  return { file, findings, entries: findings.length > 0 ? [] : entries };
}

function sectionOf(kind: EntryKind): Section {
  return Object.entries(SECTIONS).find(([, each]) => each === kind)![0] as Section;
}

function entriesIn(sections: readonly YamlPair[], text: string): TypedEntry[] {
  return sections.flatMap(({ key, value }) =>
    isMap(value) ? pairsOf(value).map((pair) => entryAt(key as Section, pair, text)) : [],
  );
}

function entryAt(section: Section, { key, keySpan, value }: YamlPair, text: string): TypedEntry {
  const map = value as YAMLMap;
  const lines = map.flow ? undefined : linesOf(map, keySpan.end + 1, text);
  const comments = commentsAt(keySpan.start, text);
  return {
    section,
    id: key,
    data: dataOf(map, text),
    ...(lines ? { written: lines } : {}),
    ...(comments.length > 0 ? { comments } : {}),
  };
}

/** Gives the comments on the lines right above a key, and behind it. */
function commentsAt(start: number, text: string): string[] {
  const ahead = text
    .slice(0, text.lastIndexOf("\n", start - 1) + 1)
    .split(/\r?\n/)
    .slice(0, -1);
  const first = ahead.findLastIndex((line) => !/^\s*#/.test(line)) + 1;
  const behind = /^[^\n:]*:[ \t]+(#[^\n]*)/.exec(text.slice(start))?.[1];
  return [...ahead.slice(first), ...(behind ? [behind] : [])].map((line) => line.trim());
}

function problemsOf(kind: EntryKind, pair: YamlPair, text: string): Problem[] {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const data = toData(pair.value, { text, report });
  if (problems.length > 0) return problems;
  const shape = checkShape(kind, data, pair, text);
  return "problems" in shape ? [...shape.problems] : [];
}

function dataOf(map: YAMLMap, text: string): Record<string, unknown> {
  return toData(map, { text, report: () => {} }) as Record<string, unknown>;
}

/**
 * Gives the lines of a block mapping, comments included, moved to the first column.
 *
 * @param from where what belongs to it starts: behind its key, or at the start of the text
 * @returns `undefined` where a line stands further to the left than its first key
 */
function linesOf(map: YAMLMap, from: number, text: string): string[] | undefined {
  const [first] = pairsOf(map);
  const start = first!.keySpan.start;
  const column = start - (text.lastIndexOf("\n", start - 1) + 1);
  const newline = text.indexOf("\n", from);
  const head = from === 0 ? 0 : newline + 1;
  if (head > start || isMarked(map, text)) return undefined;
  const end = text.indexOf("\n", endOf(map, text));
  const body = text.slice(head, end === -1 ? text.length : end);
  const lines = body.split(/\r?\n/).map((line) => line.replace(/\r$/, ""));
  while (lines[0]?.trim() === "" || lines[0]?.startsWith("---")) lines.shift();
  if (lines.some((line) => line.trim() !== "" && !/^ *$/.test(line.slice(0, column))))
    return undefined;
  return lines.map((line) => line.slice(column).trimEnd());
}

/** The end of the last value's content; a text that ends with blank lines ends with its last word. */
function endOf(map: YAMLMap, text: string): number {
  const { end } = spanOf(map, NONE);
  return text.slice(0, end).trimEnd().length;
}

/** Blank ends of lines belong to a text in a block; what has such is written anew. */
function isMarked(map: YAMLMap, text: string): boolean {
  const { start, end } = spanOf(map, NONE);
  const source = text.slice(start, end);
  return (
    /[|>][-+]?\d|[ \t]\r?\n/.test(source) || pairsOf(map).some(({ value }) => isKept(value, text))
  );
}

function isKept(value: YamlPair["value"], text: string): boolean {
  return isScalar(value) && /^[|>]\S*\+/.test(text.slice(value.range![0], value.range![0] + 4));
}
