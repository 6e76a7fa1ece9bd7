import { isCollection, isMap, isSeq, type YAMLMap } from "yaml";
import { type Form, USUAL_FORM } from "./compose.js";
import { pairsOf, type YamlPair } from "./yaml.js";

/** The white space ahead of a key; `undefined` where something else stands on its line. */
export function indentOf({ keySpan }: YamlPair, text: string): string | undefined {
  const ahead = text.slice(text.lastIndexOf("\n", keySpan.start - 1) + 1, keySpan.start);
  return /^ *$/.test(ahead) ? ahead : undefined;
}

/** Gives the offset at which the line below an offset starts, or the end of the text. */
export function nextLine(at: number, text: string): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? text.length : newline + 1;
}

/** The line end of the file: that of its first line. */
export function lineEndIn(text: string): string {
  const newline = text.indexOf("\n");
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}

/** Tells whether blank lines stand between most of some pairs. */
export function hasBlankLines(pairs: readonly YamlPair[], text: string): boolean {
  const gaps = pairs.slice(1).map(({ keySpan }, index) => {
    const before = text.slice(pairs[index]!.keySpan.end, keySpan.start);
    // Of a text that ends with blank lines the last ones count: the gap is at its end.
    return /\n[ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*$/.test(before.slice(-2000));
  });
  return gaps.filter(Boolean).length * 2 >= gaps.length && gaps.length > 0;
}

/** Tells what the other sections do; `undefined` where none has two entries of several lines. */
export function isLooseElsewhere(root: YAMLMap, text: string): boolean | undefined {
  for (const { value } of pairsOf(root)) {
    if (!isMap(value) || value.flow || value.items.length < 2) continue;
    const pairs = pairsOf(value);
    if (pairs.every(isBlock)) return hasBlankLines(pairs, text);
  }
  return undefined;
}

/** Tells whether a value stands on lines of its own. */
export function isBlock({ value }: YamlPair): boolean {
  return isCollection(value) && !value.flow;
}

/** The indentation of a section's entries, as the other sections have it. */
export function stepOf(root: YAMLMap | undefined, text: string): string {
  for (const section of root ? pairsOf(root) : []) {
    const { value } = section;
    if (!isMap(value) || value.flow) continue;
    const [outer, inner] = [section, pairsOf(value)[0]!].map((pair) => indentOf(pair, text));
    if (outer !== undefined && inner !== undefined) return inner.slice(outer.length);
  }
  return "  ";
}

/** Gives by how many spaces the keys of an entry are indented below its own. */
export function stepIn({ value }: YamlPair, indent: string, text: string): number {
  const [first] = isMap(value) ? pairsOf(value) : [];
  const inner = first && indentOf(first, text);
  return inner && inner.length > indent.length ? inner.length - indent.length : 2;
}

/** Reads a file's form off what it holds; the last of each kind counts. */
export function formOf(root: YAMLMap | undefined, text: string): Form {
  const inBrackets = new Map<string, boolean>();
  let { step, indentsLists } = USUAL_FORM;
  const look = (map: YAMLMap, depth: number): void => {
    for (const pair of pairsOf(map)) {
      const { key, value } = pair;
      const indent = indentOf(pair, text)?.length ?? 0;
      if (isMap(value)) {
        if (!value.flow && depth === 1) step = stepIn(pair, " ".repeat(indent), text);
        look(value, depth + 1);
      } else if (isSeq(value)) {
        inBrackets.set(key, value.flow === true);
        const start = value.range![0];
        if (!value.flow) indentsLists = start - (text.lastIndexOf("\n", start - 1) + 1) > indent;
      }
    }
  };
  if (root) look(root, 0);
  return {
    step,
    indentsLists,
    isInBrackets: (key) => inBrackets.get(key) ?? USUAL_FORM.isInBrackets(key),
  };
}
