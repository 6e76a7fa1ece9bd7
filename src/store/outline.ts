import { isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { attachComments } from "./attach.js";
import { isBelowBlank, lineStart } from "./comments.js";
import { parseYaml } from "./parse.js";
import type { Problem } from "./problem.js";
import { toData, type YamlNode } from "./yaml.js";

/** A comment of a file. */
export interface Comment {
  /** From its `#` on, without the white space after it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether the line above it is blank. */
  readonly blank: boolean;
}

/** A scalar. */
export interface Leaf {
  readonly type: "leaf";
  readonly value: unknown;
  /** As it is written; of a text, what it says. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/** A mapping or a list. */
export interface Branch {
  readonly type: "map" | "seq";
  /** Whether it is written in brackets. */
  readonly flow: boolean;
  /** The column of its first line, from 0; of no use in brackets. */
  readonly column: number;
  readonly items: Item[];
  /** The comments behind its last item. */
  readonly tail: Comment[];
  readonly start: number;
  readonly end: number;
}

/** A key with its value, or an item of a list, and the comments that belong to it. */
export interface Item {
  /** Absent in a list. */
  readonly key: Leaf | undefined;
  readonly value: Leaf | Branch;
  /** The comments on lines of their own ahead of it. */
  above: Comment[];
  /** The comments on its line. */
  beside: Comment[];
  /** Whether a blank line divides it from the comments above it. */
  blank: boolean;
  readonly start: number;
  readonly end: number;
  /** Where the store takes it to end: a missing value reaches up to the next thing that is there. */
  readonly reach: number;
}

/** A file as a tree, in which every comment has its place. */
export interface Outline {
  readonly text: string;
  readonly root: Branch;
}

/** An outline, or what keeps the file from being understood; neither where it holds nothing. */
export interface OutlineReading {
  readonly outline?: Outline;
  /** What the file says, as plain data. */
  readonly data?: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Reads a store file's text as a tree with comments.
 *
 * @param text without a byte order mark and carriage returns
 */
export function readOutline(text: string): OutlineReading {
  const { roots, problems } = parseYaml(text);
  const [root] = roots;
  const found = [...problems];
  if (found.length > 0) return { problems: found };
  const data = toData(root, { text, report: (problem) => found.push(problem) });
  if (found.length > 0 || !isMap(root)) return { data, problems: found };
  const outline = { text, root: branchOf(root, text) };
  attachComments(outline);
  return { outline, data, problems: [] };
}

function branchOf(node: YAMLMap | YAMLSeq, text: string): Branch {
  const [start, end] = node.range!;
  const items = isMap(node)
    ? (node.items as Pair<YamlNode, YamlNode>[]).map((pair) => pairOf(pair, text))
    : (node.items as YamlNode[]).map((item) => listItemOf(item, text));
  return {
    type: isMap(node) ? "map" : "seq",
    flow: node.flow === true,
    column: start - lineStart(start, text),
    items,
    tail: [],
    start,
    end,
  };
}

function pairOf({ key, value }: Pair<YamlNode, YamlNode>, text: string): Item {
  const name = leafOf(key as Scalar, 0, text);
  const content = contentAt(value, name.end, text);
  return itemOf(name, content, value?.range?.[1] ?? 0, text);
}

function listItemOf(node: YamlNode, text: string): Item {
  return itemOf(undefined, contentAt(node, node?.range?.[0] ?? 0, text), 0, text);
}

function itemOf(key: Leaf | undefined, value: Leaf | Branch, reach: number, text: string): Item {
  const { start } = key ?? value;
  const end = Math.max(key?.end ?? 0, value.end);
  const comments = { above: [], beside: [] };
  const blank = isBelowBlank(start, text);
  return { key, value, ...comments, blank, start, end, reach: Math.max(end, reach) };
}

function contentAt(node: YamlNode, fallback: number, text: string): Leaf | Branch {
  return isMap(node) || isSeq(node)
    ? branchOf(node, text)
    : leafOf(node as Scalar | null, fallback, text);
}

/** The library puts a missing value anywhere up to the next one: here it stands at its key. */
function leafOf(node: Scalar | null | undefined, fallback: number, text: string): Leaf {
  const [start, end] = node?.range ?? [fallback, fallback];
  const value = isScalar(node) ? node.value : null;
  if (start === end) {
    return { type: "leaf", value, source: "", start: fallback, end: fallback };
  }
  const source = typeof value === "string" ? value : text.slice(start, end);
  return { type: "leaf", value, source, start, end };
}
