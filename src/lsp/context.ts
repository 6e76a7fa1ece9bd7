import { isMap, isScalar, isSeq } from "yaml";
import { SECTIONS, type Section } from "../model/entry.js";
import type { Path } from "../model/references.js";
import { parseYaml } from "../store/parse.js";
import type { Span } from "../store/problem.js";
import { pairsOf, toData, type YamlNode } from "../store/yaml.js";
import { wordSpan } from "./places.js";

/** What may be written at a place: a key of a mapping, or a value. */
export interface Context {
  readonly slot: "key" | "value";
  readonly section: Section;
  /** The id of the entry it is in. */
  readonly id: string;
  /** From the entry down: to the value, or to the mapping that the key is in. */
  readonly path: Path;
  /** The entry as it is written so far, the place itself left out. */
  readonly entry: unknown;
  /** What of a word stands there already. */
  readonly word: Span;
  /** Whether nothing stands ahead of it on its line: a value there may be the start of a mapping. */
  readonly isFirst: boolean;
}

/** Stands where something is to be written, and is found again in what was read. */
const MARK = "claims-cursor-0-mark";

/**
 * Finds out what may be written at an offset, also where the line there is only half written: the lines
 * of the entry are cut out by their indentation and read with a word put in at the place.
 *
 * @returns `"top"` where one of the file's three keys may stand; `undefined` where nothing is expected
 */
export function contextAt(text: string, offset: number): Context | "top" | undefined {
  const word = wordSpan(text, offset);
  const cut = cutOut(text, word);
  if (cut === undefined || cut === "top") return cut;
  const { section, before, after } = cut;
  // A key without its colon may be read as a part of the next line: it is tried with one.
  for (const mark of [MARK, `${MARK}:`]) {
    const written = `${before}${mark}${after}`;
    const [root] = parseYaml(written).roots;
    if (!isMap(root)) continue;
    const [top] = pairsOf(root);
    const found = top && find(top.value, []);
    const [id, ...path] = found?.path ?? [];
    if (!found || id === undefined) continue;
    const data = toData(top.value, { text: written, report: () => {} });
    const entry = withoutMark((data as Record<string, unknown>)[id]);
    const isFirst = /(^|\n)[ \t]*$/.test(before);
    return { slot: found.slot, section, id: String(id), path, entry, word, isFirst };
  }
  return undefined;
}

interface Cut {
  readonly section: Section;
  /** The section's key and the entry's lines, up to the place. */
  readonly before: string;
  /** The rest of the entry. */
  readonly after: string;
}

/** Cuts out the entry that a word stands in, so that what is broken elsewhere does no harm. */
function cutOut(text: string, word: Span): Cut | "top" | undefined {
  const lineStart = text.lastIndexOf("\n", word.start - 1) + 1;
  const above = text.slice(0, lineStart).split("\n").slice(0, -1);
  const [own = "", ...below] = text.slice(lineStart).split("\n");
  const column = word.start - lineStart;
  const indent = Math.min(column, indentOf(own));
  const head = /^(["']?)(agents|documents|claims)\1[ \t]*:/;
  const isHead = head.test(own.slice(0, column));
  const headAt = isHead ? above.length : above.findLastIndex((line) => /^[^\s#-]/.test(line));
  if (indent === 0 && !isHead) return column === 0 ? "top" : undefined;
  const section = head.exec([...above, own][headAt] ?? "")?.[2] as Section | undefined;
  if (section === undefined) return undefined;
  const rest = own.slice(column + word.end - word.start);
  if (isHead) return { section, before: own.slice(0, column), after: [rest, ...below].join("\n") };
  const lines = above.slice(headAt + 1);
  const isFlow = !/:\s*(#.*)?$/.test(above[headAt]!);
  const entryIndent = isFlow ? 0 : indentOf([...lines, own].find(isContent) ?? "");
  const isEntry = (line: string) => isContent(line) && indentOf(line) === entryIndent;
  const start = isFlow ? 0 : indent === entryIndent ? lines.length : lines.findLastIndex(isEntry);
  if (start === -1 || (!isFlow && indent < entryIndent)) return undefined;
  const end = below.findIndex((line) => isContent(line) && indentOf(line) <= entryIndent);
  const first = isFlow ? above[headAt]! : `${section}:`;
  return {
    section,
    before: [first, ...lines.slice(start), own.slice(0, column)].join("\n"),
    after: [rest, ...(end === -1 ? below : below.slice(0, end))].join("\n"),
  };
}

function indentOf(line: string): number {
  return /^ */.exec(line)![0].length;
}

function isContent(line: string): boolean {
  return /^\s*[^\s#]/.test(line);
}

/** Finds the mark in what was read, as a key or as a value. */
function find(node: YamlNode, path: Path): Pick<Context, "slot" | "path"> | undefined {
  if (isScalar(node)) return node.value === MARK ? { slot: "value", path } : undefined;
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const found = find(item as YamlNode, [...path, index]);
      if (found) return found;
    }
  }
  if (!isMap(node)) return undefined;
  for (const { key, value } of pairsOf(node)) {
    if (key === MARK) return { slot: "key", path };
    const found = find(value, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

function withoutMark(value: unknown): unknown {
  if (value === MARK) return null;
  if (Array.isArray(value)) return value.map(withoutMark);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== MARK);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutMark(inner)]));
}

/** Gives the keys of a file that may still be written. */
export function missingSections(text: string): Section[] {
  const sections = Object.keys(SECTIONS) as Section[];
  return sections.filter((section) => !new RegExp(`^(["']?)${section}\\1[ \\t]*:`, "m").test(text));
}
