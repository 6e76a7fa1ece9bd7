import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  visit,
} from "yaml";

/** Gives numbers from 0 up to 1, the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Pick = <T>(all: readonly T[]) => T;

/** How a text was changed, in a word. */
export interface Mutation {
  readonly how: string;
  readonly text: string;
}

/** What a value is turned into. */
const RETYPED = [
  0,
  7,
  -1.5,
  true,
  null,
  [],
  {},
  ["x"],
  { x: "y" },
  [[1]],
  "",
  " ",
  "Not An Id",
  "nobody-here",
];
const DATES = [
  "1066-10-14",
  "2025-12-31",
  "2031-01-01",
  "2023-02-30",
  "2023-13",
  "Thursday",
  "~",
  19840401,
];
const KEYS = [
  "speeker",
  "name",
  "text",
  "via",
  "kind",
  "unknown",
  "__proto__",
  "constructor",
  "Two Words",
  "date",
];

/** Changes a YAML text somewhere: one of its nodes, or one or two of its lines. */
export function mutate(text: string, pick: Pick, ids: readonly string[]): Mutation {
  if (pick([true, false, false])) return mutateLines(text, pick);
  const document = parseDocument(text);
  const [pairs, seqs] = nodesOf(document);
  const how = pick(["drop", "rename", "swap", "retype", "date", "refer"]);
  const pair = pick(pairs);
  const { parent } = pair;
  switch (how) {
    case "drop": {
      const seq = pick([undefined, ...seqs]);
      if (seq) seq.items.splice(Math.floor(seq.items.length * pick([0, 0.5, 0.99])), 1);
      else parent.items.splice(parent.items.indexOf(pair.pair), 1);
      break;
    }
    case "rename":
      pair.pair.key = document.createNode(pick([...KEYS, ...ids, `${keyOf(pair.pair)}s`]));
      break;
    case "swap": {
      const other = pick(pairs);
      if (isInside(pair.pair, other.pair) || isInside(other.pair, pair.pair)) break;
      [pair.pair.value, other.pair.value] = [other.pair.value, pair.pair.value];
      break;
    }
    case "retype":
      pair.pair.value = document.createNode(pick(RETYPED));
      break;
    case "date": {
      const dated = pairs.filter(({ pair }) => /^(date|from|until|retrieved)$/.test(keyOf(pair)));
      pick(dated.length > 0 ? dated : [pair]).pair.value = document.createNode(pick(DATES));
      break;
    }
    case "refer": {
      const id = pick([...ids, "nobody-here", "unknown", "machine"]);
      const seq = pick([undefined, ...seqs]);
      if (seq) seq.items[0] = document.createNode(id);
      else pair.pair.value = document.createNode(id);
    }
  }
  return { how, text: String(document) };
}

function mutateLines(text: string, pick: Pick): Mutation {
  const lines = text.split(/(?<=\n)/);
  const index = pick([...lines.keys()]);
  const how = pick(["drop line", "double line", "swap lines"]);
  if (how === "drop line") lines.splice(index, 1);
  else if (how === "double line") lines.splice(index, 0, lines[index]!);
  else {
    const other = pick([...lines.keys()]);
    [lines[index], lines[other]] = [lines[other]!, lines[index]!];
  }
  return { how, text: lines.join("") };
}

interface Placed {
  readonly pair: Pair;
  readonly parent: { items: Pair[] };
}

function nodesOf(document: Document): [Placed[], { items: unknown[] }[]] {
  const pairs: Placed[] = [];
  const seqs: { items: unknown[] }[] = [];
  visit(document, {
    Map: (_, map) => {
      for (const pair of map.items)
        pairs.push({ pair: pair as Pair, parent: map as { items: Pair[] } });
    },
    Seq: (_, seq) => void seqs.push(seq),
  });
  return [pairs, seqs.filter(({ items }) => items.length > 0)];
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

function isInside(inner: Pair, outer: Pair): boolean {
  if (inner === outer) return true;
  const { value } = outer;
  if (!isCollection(value)) return false;
  const within = (node: unknown): boolean => {
    if (isPair(node)) return isInside(inner, node);
    if (isMap(node) || isSeq(node)) return (node.items as unknown[]).some(within);
    return false;
  };
  return (value.items as unknown[]).some(within);
}
