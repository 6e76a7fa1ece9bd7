import { EDGE, keyOfToken, patternFor, type Token } from "./quote-tokens.js";
import type { DiffPart } from "./quotes.js";

/** The least part of a piece, by the weight of its words, that makes a passage worth showing. */
const LIKENESS = 0.4;

/** Where each token of a text starts and ends. */
export interface Located {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Gives the tokens of a text, and where each kind stands. */
export function locateTokens(text: string, isTypeset: boolean): Located {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: token, index } of text.matchAll(patternFor(text, isTypeset))) {
    starts.push(index);
    ends.push(index + token.length);
  }
  return { text, starts, ends };
}

interface Window {
  readonly start: number;
  readonly end: number;
}

/** Finds the run of as many tokens as a piece has that shares the most with it. */
export function bestWindow(piece: readonly Token[], located: Located): Window | undefined {
  const { text, starts, ends } = located;
  const wanted = new Map<string, number>();
  for (const { key } of piece) wanted.set(key, (wanted.get(key) ?? 0) + 1);
  const tokens = starts.map((start, index) => {
    const key = keyOfToken(text.slice(start, ends[index]!));
    return wanted.has(key) ? key : undefined;
  });
  const counts = new Map<string, number>();
  for (const key of tokens) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const weightOf = (key: string) => Math.log(1 + tokens.length / ((counts.get(key) ?? 0) + 1));
  const weights = new Map([...wanted.keys()].map((key) => [key, weightOf(key)]));
  const held = new Map<string, number>();
  let score = 0;
  let best = 0;
  let bestStart = 0;
  for (let index = 0; index < tokens.length; index++) {
    const entering = tokens[index];
    if (entering !== undefined) {
      const count = held.get(entering) ?? 0;
      if (count < wanted.get(entering)!) score += weights.get(entering)!;
      held.set(entering, count + 1);
    }
    const leaving = index < piece.length ? undefined : tokens[index - piece.length];
    if (leaving !== undefined) {
      const count = held.get(leaving)!;
      if (count <= wanted.get(leaving)!) score -= weights.get(leaving)!;
      held.set(leaving, count - 1);
    }
    // A sum of fractions drifts: what is better by less than this is no better.
    if (score > best + 1e-6) {
      best = score;
      bestStart = Math.max(0, index - piece.length + 1);
    }
  }
  let whole = 0;
  for (const [key, count] of wanted) whole += count * weights.get(key)!;
  if (best === 0 || best < LIKENESS * whole) return undefined;
  return { start: bestStart, end: Math.min(tokens.length, bestStart + piece.length) };
}

/** Aligns a piece with the part of a passage that needs the fewest words changed. */
export function align(passage: readonly Token[], piece: readonly Token[]): DiffPart[] {
  const width = passage.length + 1;
  const cost = new Int32Array((piece.length + 1) * width);
  for (let row = 1; row <= piece.length; row++) {
    cost[row * width] = row * EDIT;
    for (let column = 1; column < width; column++) {
      const at = row * width + column;
      const changed = cost[at - width - 1]! + change(passage[column - 1]!, piece[row - 1]!);
      cost[at] = Math.min(changed, cost[at - width]! + EDIT, cost[at - 1]! + EDIT);
    }
  }
  const last = piece.length * width;
  let column = 0;
  for (let each = 1; each < width; each++) {
    if (cost[last + each]! <= cost[last + column]!) column = each;
  }
  const steps: { kind: DiffPart["kind"]; token: Token }[] = [];
  for (let row = piece.length; row > 0; ) {
    const at = row * width + column;
    const mine = piece[row - 1]!;
    const theirs = passage[column - 1];
    if (theirs && cost[at] === cost[at - width - 1]! + change(theirs, mine)) {
      if (theirs.key === mine.key) steps.push({ kind: "same", token: theirs });
      else steps.push({ kind: "added", token: mine }, { kind: "removed", token: theirs });
      row--;
      column--;
    } else if (cost[at] === cost[at - width]! + EDIT) {
      steps.push({ kind: "added", token: mine });
      row--;
    } else {
      steps.push({ kind: "removed", token: theirs! });
      column--;
    }
  }
  return gather(steps.reverse());
}

/** What a word costs that came or went; of two ways that cost the same, the one that keeps more words is better. */
const EDIT = 1000;

/** What it costs to put one token in another's place: a word in that of a comma is no mere change. */
function change(from: Token, to: Token): number {
  if (from.key === to.key) return -1;
  return EDGE.test(from.key) === EDGE.test(to.key) ? EDIT : 2 * EDIT;
}

/** Joins steps of one kind; of a run of changes, first what is gone, then what came. */
function gather(steps: readonly { kind: DiffPart["kind"]; token: Token }[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let gone = "";
  let came = "";
  let same = "";
  const close = (): void => {
    if (same !== "") parts.push({ kind: "same", text: same });
    if (gone !== "") parts.push({ kind: "removed", text: gone });
    if (came !== "") parts.push({ kind: "added", text: came });
    gone = "";
    came = "";
    same = "";
  };
  for (const { kind, token } of steps) {
    const text = `${token.isApart ? " " : ""}${token.text}`;
    if (kind === "same") {
      if (gone !== "" || came !== "") close();
      same += text;
      continue;
    }
    if (same !== "") close();
    if (kind === "removed") gone += text;
    else came += text;
  }
  close();
  return parts;
}
