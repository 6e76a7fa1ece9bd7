const SMALL = words(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  (index) => index,
);
const TENS = words(
  "twenty thirty forty fifty sixty seventy eighty ninety",
  (index) => 20 + 10 * index,
);
const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    (index) => index + 1,
  ),
  ...words(
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
    (index) => 20 + 10 * index,
  ),
]);
/** The English scales. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ["dozen", 12],
  ["hundred", 1e2],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
]);

/** A piece of a text: a number, a word or a mark. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A number that was read, and the token after it. */
export interface Read {
  readonly value: number;
  /** The first token that is no part of the number. */
  readonly next: number;
}

/** Reads groups with falling scales: `two million three hundred thousand and five`. */
export function readWords(tokens: readonly Token[], start: number): Read | undefined {
  let read = readScaled(tokens, start);
  // "nineteen eighty" and "one thousand and two thousand" are two numbers, not their sum.
  for (let last = read; last !== undefined && last.scale > 1; ) {
    const next = readScaled(tokens, afterJoint(tokens, last.next, "and"));
    if (!next || next.value >= last.scale) break;
    last = next;
    read = { ...next, value: read!.value + next.value };
  }
  const isLone = read?.next === start + 1;
  return isLone && tokens[start]!.text === "one" ? undefined : read;
}

interface ReadScaled extends Read {
  /** What was multiplied with last; 1 where nothing can follow. */
  readonly scale: number;
}

/** Reads a number below a thousand, and the scales after it. */
function readScaled(tokens: readonly Token[], start: number): ReadScaled | undefined {
  const group = readGroup(tokens, start);
  if (!group) return undefined;
  let { value, next } = group;
  let scale = 1;
  if (!group.isOrdinal) {
    for (let at = next; ; next = at) {
      at = afterJoint(tokens, at);
      const factor = SCALES.get(tokens[at]?.text ?? "") ?? 0;
      if (factor < 1000) break;
      scale *= factor;
      at++;
    }
  }
  value *= scale;
  if (scale > 1 && isHalf(tokens, next))
    return { value: value + scale / 2, next: next + 3, scale: 1 };
  return { value, next, scale };
}

/** Reads a number below a thousand: `a`, `half a`, `two and a half`, `three hundred and twenty-one`. */
function readGroup(tokens: readonly Token[], start: number): Below | undefined {
  const word = tokens[start]?.text;
  const article = word === "half" ? start + 1 : start;
  const below = isScaledByArticle(tokens, article)
    ? { value: word === "half" ? 0.5 : 1, next: article + 1, isOrdinal: false }
    : readBelowHundred(tokens, start);
  if (!below || below.isOrdinal) return below;
  if (isHalf(tokens, below.next)) {
    return { value: below.value + 0.5, next: below.next + 3, isOrdinal: false };
  }
  const at = afterJoint(tokens, below.next);
  const scale = SCALES.get(tokens[at]?.text ?? "") ?? 1000;
  if (scale >= 1000) return below;
  const group = { value: below.value * scale, next: at + 1, isOrdinal: false };
  const rest = scale === 100 && readBelowHundred(tokens, afterJoint(tokens, at + 1, "and"));
  // "One hundred and two hundred" are two numbers.
  if (!rest || tokens[rest.next]?.text === "hundred") return group;
  return { ...rest, value: group.value + rest.value };
}

interface Below extends Read {
  /** Whether it ends in an ordinal, which nothing can follow. */
  readonly isOrdinal: boolean;
}

/** Reads `seven`, `eleventh`, `twenty`, `twenty-one` or `twenty-first`. */
function readBelowHundred(tokens: readonly Token[], at: number): Below | undefined {
  const word = tokens[at]?.text ?? "";
  const ordinal = ORDINALS.get(word);
  // "A tenth", and so on, may be a part; "second", a measure.
  if (ordinal !== undefined && ordinal > 10)
    return { value: ordinal, next: at + 1, isOrdinal: true };
  const tens = TENS.get(word);
  if (tens === undefined) {
    const value = SMALL.get(word);
    return value === undefined ? undefined : { value, next: at + 1, isOrdinal: false };
  }
  const next = afterJoint(tokens, at + 1);
  const ones = tokens[next]?.text ?? "";
  const isOrdinal = ORDINALS.has(ones);
  const value = SMALL.get(ones) ?? ORDINALS.get(ones) ?? 0;
  if (value < 1 || value > 9) return { value: tens, next: at + 1, isOrdinal: false };
  return { value: tens + value, next: next + 1, isOrdinal };
}

/** Gives the place after a hyphen, or after a word that joins; the place itself where there is none. */
function afterJoint(tokens: readonly Token[], at: number, word = "-"): number {
  const text = tokens[at]?.text;
  return text === "-" || text === word ? at + 1 : at;
}

/** `a million`, and the like. */
function isScaledByArticle(tokens: readonly Token[], at: number): boolean {
  const isArticle = ["a", "an"].includes(tokens[at]?.text ?? "");
  return isArticle && SCALES.has(tokens[at + 1]?.text ?? "");
}

function isHalf(tokens: readonly Token[], at: number): boolean {
  return ["and", "a", "half"].every((word, offset) => tokens[at + offset]?.text === word);
}

function words(list: string, numberAt: (index: number) => number): ReadonlyMap<string, number> {
  return new Map(list.split(" ").map((word, index) => [word, numberAt(index)]));
}
