import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { Problem, Span } from "./problem.js";

/** The deepest that a store file's lists and mappings may nest; the format itself needs seven. */
export const MAX_DEPTH = 32;

/** A parsed node; absent where a key has no value. */
export type YamlNode = Node | null | undefined;

/** A key of a mapping with its value. */
export interface YamlPair {
  /** The key as text; empty where it is none. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
  /** From the key's start to the value's end. */
  readonly span: Span;
}

/** Says that lists or mappings nest too deep at a place. */
export function tooDeep(span: Span): Problem {
  return {
    rule: "nested-too-deep",
    message: `nested more than ${MAX_DEPTH} levels deep`,
    help: "an entry is a mapping of texts and short lists",
    ...span,
  };
}

/** Gives the source span of a node, without the white space and comments after it. */
export function spanOf(node: YamlNode, fallback: Span): Span {
  const range = node?.range;
  return range ? { start: range[0], end: range[1] } : fallback;
}

/** Gives a mapping's pairs in the order of the file. */
export function pairsOf(map: YAMLMap): YamlPair[] {
  return (map.items as Pair<YamlNode, YamlNode>[]).map(({ key, value }) => {
    const keySpan = spanOf(key, { start: map.range![0], end: map.range![0] });
    const valueSpan = spanOf(value, keySpan);
    const name = isScalar(key) ? (key.source ?? String(key.value ?? "")) : "";
    return {
      key: name,
      keySpan,
      value,
      span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) },
    };
  });
}

/** What {@link toData} needs beside the node. */
export interface Reader {
  /** The text that the node was parsed from. */
  readonly text: string;
  /** Called with each problem found. */
  readonly report: (problem: Problem) => void;
}

/**
 * Turns a node into plain data: texts, numbers, booleans, nulls, lists, and objects without a
 * prototype, so that a key called `__proto__` is a key like any other. What the format keeps out of
 * YAML (tags, anchors, aliases, merge keys, keys that are no text, a key twice) is reported.
 */
export function toData(node: YamlNode, reader: Reader, depth = 0): unknown {
  if (!node) return null;
  const span = spanOf(node, { start: 0, end: 0 });
  if (isAlias(node)) {
    reader.report(feature("an alias", `write out what \`*${node.source}\` stands for`, span));
    return null;
  }
  if (node.tag !== undefined) {
    reader.report(feature("a tag", "delete it", tagAhead(span.start, reader.text)));
  }
  if (node.anchor !== undefined) {
    const mark = `&${node.anchor}`;
    const at = startOf(mark, span.start, reader.text);
    reader.report(feature("an anchor", `delete \`${mark}\``, { start: at, end: at + mark.length }));
  }
  if (isScalar(node)) return typeof node.value === "bigint" ? Number(node.value) : node.value;
  if (depth >= MAX_DEPTH) {
    reader.report(tooDeep({ start: span.start, end: span.start + 1 }));
    return null;
  }
  if (isSeq(node)) return node.items.map((item) => toData(item as YamlNode, reader, depth + 1));
  return isMap(node) ? mapToData(node, reader, depth) : null;
}

function mapToData(map: YAMLMap, reader: Reader, depth: number): Record<string, unknown> {
  const data = Object.create(null) as Record<string, unknown>;
  const first = new Map<string, Span>();
  for (const pair of pairsOf(map)) {
    const earlier = first.get(pair.key);
    if (checkKey(pair, earlier, reader.report)) {
      first.set(pair.key, pair.keySpan);
      data[pair.key] = toData(pair.value, reader, depth + 1);
    }
  }
  return data;
}

/**
 * Reports a key that can't stand: a merge key, one that is no text, one that stands already.
 *
 * @param earlier where the same key stands in the same mapping already
 * @returns whether the key can be used
 */
export function checkKey(
  pair: YamlPair,
  earlier: Span | undefined,
  report: (problem: Problem) => void,
): boolean {
  if (pair.key === "<<") {
    report(feature("a merge key", "write out the keys that it brings in", pair.keySpan));
  } else if (pair.key === "__proto__") {
    report(feature("the key `__proto__`", "delete it", pair.keySpan));
  } else if (pair.key === "") {
    report(feature("a key that is no text", "write the key as a plain word", pair.keySpan));
  } else if (earlier) {
    report({
      rule: "duplicate-key",
      message: `the key \`${pair.key}\` stands twice`,
      help: "keep one of the two",
      ...pair.keySpan,
      related: [{ message: "it stands here already", ...earlier }],
    });
  } else {
    return true;
  }
  return false;
}

/** Says that a part of YAML can't stand in a store file. */
export function feature(what: string, help: string, span: Span): Problem {
  return { rule: "yaml-feature", message: `${what} can't stand in a store file`, help, ...span };
}

/** Finds the tag ahead of a node, such as `!!str`. */
function tagAhead(before: number, text: string): Span {
  let start = startOf("!", before, text);
  while (start > 0 && /[^\s[{,]/.test(text[start - 1]!)) start--;
  let end = start + 1;
  while (end < text.length && /[^\s,\]}]/.test(text[end]!)) end++;
  return { start, end };
}

/** Finds where a property ahead of a node begins: the library keeps its text, not its place. */
function startOf(mark: string, before: number, text: string): number {
  const at = text.lastIndexOf(mark, before);
  return at === -1 ? before : at;
}
