import { isMap, type YAMLMap } from "yaml";
import { Agent } from "../model/agent.js";
import { Claim } from "../model/claim.js";
import { Document } from "../model/document.js";
import type { Section } from "../model/entry.js";
import { applyEdits, type TextEdit } from "./edit.js";
import { parseYaml } from "./parse.js";
import { inQuotes, rewrite } from "./scalar.js";
import { pairsOf, spanOf, toData, type YamlPair } from "./yaml.js";

/** Which entry to change. */
export interface EntryAddress {
  readonly section: Section;
  readonly id: string;
}

/**
 * Sets keys of an entry to texts, in the text of its file. A key that is there keeps its place and its
 * quotes; a new one is put where the format's order has it, indented and ended as its neighbours are.
 * Everything else stays as it is, to the last white space and comment.
 *
 * @param text the file's text, without a byte order mark
 * @returns `undefined` where the file has no such entry or is no sound YAML, or where its form doesn't let
 *   it be done so that the result reads as meant: every result was read again and compared
 */
export function spliceEntry(
  text: string,
  address: EntryAddress,
  values: Readonly<Record<string, string>>,
): string | undefined {
  const map = findEntry(text, address);
  if (!map) return undefined;
  const edits = map.flow
    ? flowEdits(map, values, text, address)
    : blockEdits(map, values, text, address);
  if (!edits) return undefined;
  const spliced = applyEdits(text, edits).text;
  return readsAsMeant(text, spliced, address, values) ? spliced : undefined;
}

function findEntry(text: string, { section, id }: EntryAddress): YAMLMap | undefined {
  const { roots, problems } = parseYaml(text);
  const [root] = roots;
  if (problems.length > 0 || roots.length !== 1 || !isMap(root)) return undefined;
  for (const { key, value } of pairsOf(root)) {
    if (key !== section || !isMap(value)) continue;
    const entry = pairsOf(value).find((pair) => pair.key === id);
    if (entry) return isMap(entry.value) ? entry.value : undefined;
  }
  return undefined;
}

const ORDER: Readonly<Record<Section, readonly string[]>> = {
  agents: Object.keys(Agent.shape),
  documents: Object.keys(Document.shape),
  claims: Object.keys(Claim.shape),
};

/** New keys that go to one place: behind a pair, or ahead of all. */
interface Insertion {
  readonly behind: YamlPair | undefined;
  readonly values: [key: string, value: string][];
}

/** Sorts out which keys are there, to be written over, and where the others belong. */
function plan(
  map: YAMLMap,
  values: Readonly<Record<string, string>>,
  text: string,
  { section }: EntryAddress,
): { edits: TextEdit[]; insertions: Insertion[] } {
  const rankOf = (key: string) => ORDER[section].indexOf(key);
  const pairs = pairsOf(map);
  const edits: TextEdit[] = [];
  const insertions: Insertion[] = [];
  const wanted = Object.entries(values).sort(([a], [b]) => rankOf(a) - rankOf(b));
  for (const [key, value] of wanted) {
    const known = pairs.find((pair) => pair.key === key);
    if (known) {
      edits.push(overwrite(known, value, text));
      continue;
    }
    let behind: YamlPair | undefined;
    for (const pair of pairs) {
      const isAhead = rankOf(pair.key) < rankOf(key);
      if (isAhead && (!behind || rankOf(pair.key) > rankOf(behind.key))) behind = pair;
    }
    const same = insertions.find((insertion) => insertion.behind === behind);
    if (same) same.values.push([key, value]);
    else insertions.push({ behind, values: [[key, value]] });
  }
  return { edits, insertions };
}

function overwrite({ value: node, keySpan }: YamlPair, value: string, text: string): TextEdit {
  const span = spanOf(node, keySpan);
  const source = text.slice(span.start, span.end);
  const lineEnd = /\r?\n$/.exec(source)?.[0] ?? "";
  return { ...span, replacement: rewrite(source, value) ?? plainOrQuoted(value) + lineEnd };
}

function plainOrQuoted(value: string): string {
  return rewrite("plain", value)!;
}

function flowEdits(...[map, values, text, address]: Parameters<typeof plan>): TextEdit[] {
  const { edits, insertions } = plan(map, values, text, address);
  const [first] = pairsOf(map);
  for (const { behind, values: added } of insertions) {
    const near = behind ?? first;
    const isJson = near !== undefined && text[near.keySpan.start] === '"';
    const written = added
      .map(([key, value]) =>
        isJson ? `${inQuotes(key)}: ${inQuotes(value)}` : `${key}: ${plainOrQuoted(value)}`,
      )
      .join(", ");
    if (behind) edits.push(insert(behind.span.end, `, ${written}`));
    else if (first) edits.push(insert(first.keySpan.start, `${written}, `));
    else edits.push(insert(map.range![0] + 1, ` ${written} `));
  }
  return edits;
}

function blockEdits(
  ...[map, values, text, address]: Parameters<typeof plan>
): TextEdit[] | undefined {
  const { edits, insertions } = plan(map, values, text, address);
  const [first] = pairsOf(map);
  for (const { behind, values: added } of insertions) {
    const near = (behind ?? first)!;
    const start = lineStart(near.keySpan.start, text);
    const indent = text.slice(start, near.keySpan.start);
    // What starts with a `?` is a key written in a way that nobody writes, and can't be followed here.
    if (!/^ +$/.test(indent)) return undefined;
    const end = lineEndOf(near, text);
    const lines = added.map(([key, value]) => `${indent}${key}: ${plainOrQuoted(value)}`);
    if (!behind) edits.push(insert(start, lines.map((line) => line + end).join("")));
    else edits.push(insertLines(behind, lines, end, text));
  }
  return edits;
}

function insertLines(
  { span }: YamlPair,
  lines: readonly string[],
  end: string,
  text: string,
): TextEdit {
  const newline = text[span.end - 1] === "\n" ? span.end - 1 : text.indexOf("\n", span.end);
  if (newline === -1) return insert(text.length, lines.map((line) => end + line).join(""));
  return insert(newline + 1, lines.map((line) => line + end).join(""));
}

function insert(at: number, replacement: string): TextEdit {
  return { start: at, end: at, replacement };
}

function lineStart(at: number, text: string): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** The line end that stands behind a key, or ahead of it where the file ends with it. */
function lineEndOf({ keySpan }: YamlPair, text: string): string {
  const behind = text.indexOf("\n", keySpan.end);
  const at = behind === -1 ? text.lastIndexOf("\n", keySpan.start) : behind;
  return text[at - 1] === "\r" ? "\r\n" : "\n";
}

/** Reads both texts, and tells whether they differ in the keys that were set and in nothing else. */
function readsAsMeant(
  before: string,
  after: string,
  address: EntryAddress,
  values: Readonly<Record<string, string>>,
): boolean {
  const read = parseYaml(after);
  if (read.problems.length > 0) return false;
  const [was, is] = [dataOf(before), dataOf(after)];
  const [old, entry] = [was, is].map((data) => data[address.section]?.[address.id]);
  if (!old || !entry) return false;
  for (const [key, value] of Object.entries(values)) {
    if (entry[key] !== value) return false;
    delete old[key];
    delete entry[key];
  }
  return JSON.stringify(was) === JSON.stringify(is);
}

type Data = Record<string, Record<string, Record<string, unknown>>>;

function dataOf(text: string): Data {
  return toData(parseYaml(text).roots[0], { text, report: () => {} }) as Data;
}
