/** A number that a text states. */
export interface StatedNumber {
  readonly value: number;
  /** `%`, a currency or a measure in one spelling; absent where none is stated. */
  readonly unit?: string;
  /** As it is written, without the unit. */
  readonly text: string;
}

const SMALL = words(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  (index) => index,
);
const TENS = words(
  "twenty thirty forty fifty sixty seventy eighty ninety",
  (index) => 20 + 10 * index,
);
const SCALES: ReadonlyMap<string, number> = new Map([
  ["dozen", 12],
  ["hundred", 1e2],
  ["thousand", 1e3],
  ["million", 1e6],
  ["billion", 1e9],
  ["trillion", 1e12],
]);

/** The spellings of units, each with the one that stands for all. */
const UNITS = new Map(
  [
    "% percent pct ٪",
    "$ dollar dollars usd",
    "€ euro euros eur",
    "£ pound pounds gbp sterling",
    "¥ yen jpy",
    "second seconds sec",
    "minute minutes min",
    "hour hours hr hrs",
    "day days",
    "week weeks",
    "month months",
    "year years",
    "m metre metres meter meters",
    "km kilometre kilometres kilometer kilometers",
    "mile miles",
    "kg kilogram kilograms kilo kilos",
    "tonne tonnes ton tons",
  ].flatMap((line) => {
    const [first, ...rest] = line.split(" ");
    return [first!, ...rest].map((spelling) => [spelling, first!] as const);
  }),
);

/** Languages that write 1.000,5 for a thousand and a half (CLDR: decimal comma). */
const DECIMAL_COMMA =
  /^(?:de|fr|es|it|pt|nl|ru|uk|pl|cs|da|nb|nn|no|sv|fi|tr|el|ro|hu|bg|id|vi)\b/i;

const TOKEN =
  /\p{Nd}+(?:[.,'’٬٫\u00A0\u202F]\p{Nd}+)*|[\p{Letter}\p{Mark}]+|[%٪$€£¥]|[^\s\p{Letter}]/gu;

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the numbers of a text: in digits of any script, with separators as its language writes them,
 * and in English words. `5,000`, `5000` and `five thousand` are one number; a lone `one` is none,
 * since it is mostly a pronoun. Percent, currencies and common measures are kept as units.
 *
 * @param lang the text's language (BCP 47), which decides what `1.000` means; English where absent
 */
export function numbersIn(text: string, lang = "en"): StatedNumber[] {
  const tokens = [...text.matchAll(TOKEN)].map(
    (match): Token => ({
      text: match[0].toLowerCase(),
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
  const english = /^en\b/i.test(lang);
  const found: StatedNumber[] = [];
  for (let at = 0; at < tokens.length; ) {
    const read = readDigits(tokens, at, lang) ?? (english ? readWords(tokens, at) : undefined);
    if (!read) {
      at++;
      continue;
    }
    const unit = unitAround(tokens, at, read.next);
    found.push({
      value: read.value,
      ...(unit === undefined ? {} : { unit }),
      text: text.slice(tokens[at]!.start, tokens[read.next - 1]!.end),
    });
    at = read.next;
  }
  return found;
}

/** Tells whether two numbers say the same. A measure that only one of them states is no difference. */
export function sameNumber(a: StatedNumber, b: StatedNumber): boolean {
  if (a.value !== b.value) return false;
  if (a.unit === b.unit) return true;
  return a.unit !== "%" && b.unit !== "%" && (a.unit === undefined || b.unit === undefined);
}

interface Read {
  readonly value: number;
  /** The first token that is no part of the number. */
  readonly next: number;
}

function readDigits(tokens: readonly Token[], at: number, lang: string): Read | undefined {
  const value = parseDigits(tokens[at]!.text, lang);
  if (value === undefined) return undefined;
  return scaled(tokens, { value, next: at + 1 });
}

/** Takes the scales after a number along: `1.5 million`. */
function scaled(tokens: readonly Token[], read: Read): Read {
  const scale = SCALES.get(tokens[read.next]?.text ?? "");
  return scale === undefined
    ? read
    : scaled(tokens, { value: read.value * scale, next: read.next + 1 });
}

function parseDigits(written: string, lang: string): number | undefined {
  const digits = written
    .replace(/\p{Nd}/gu, digitValue)
    .replace("٫", ".")
    .replaceAll("٬", ",");
  if (!/^\d/.test(digits)) return undefined;
  const grouped = digits.replace(/[\u00A0\u202F'’]/g, "");
  const comma = DECIMAL_COMMA.test(lang);
  const [group, point] = comma ? ["\\.", ","] : [",", "."];
  const inGroups = new RegExp(`^\\d{1,3}(?:${group}\\d{3})+(?:\\${point}\\d+)?$`);
  if (inGroups.test(grouped)) {
    return Number(grouped.replace(new RegExp(group, "g"), "").replace(",", "."));
  }
  if (/^\d+(?:[.,]\d+)?$/.test(grouped)) return Number(grouped.replace(",", "."));
  if (/^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$/.test(grouped)) {
    return Number(grouped.replace(/[.,]/g, ""));
  }
  return Number.parseFloat(grouped);
}

/** Every decimal digit of Unicode stands in a run of ten, the zero first. */
function digitValue(digit: string): string {
  let zero = digit.codePointAt(0)!;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0)! - zero < 9) zero--;
  return String(digit.codePointAt(0)! - zero);
}

function readWords(tokens: readonly Token[], start: number): Read | undefined {
  let total = 0;
  let current: number | undefined;
  let at = start;
  let parts = 0;
  for (; at < tokens.length; at++) {
    const word = tokens[at]!.text;
    const scale = SCALES.get(word);
    const isArticle = isScaledByArticle(tokens, at);
    if (SMALL.has(word) || TENS.has(word)) {
      const value = SMALL.get(word) ?? TENS.get(word)!;
      // "nineteen eighty" is a year or two numbers, not their sum: only tens take ones after them.
      if (current !== undefined && !joins(current, value)) break;
      current = (current ?? 0) + value;
    } else if (isArticle && current === undefined) {
      current = 1;
    } else if (word === "half" && current === undefined && isScaledByArticle(tokens, at + 1)) {
      current = 0.5;
      at++;
    } else if (scale !== undefined && current !== undefined) {
      if (scale >= 1000) {
        total += current * scale;
        current = undefined;
      } else {
        current *= scale;
      }
    } else if (isHalf(tokens, at) && current !== undefined) {
      current += 0.5;
      at += 2;
    } else if ((word === "and" || word === "-") && continues(tokens, at, current ?? total)) {
      continue;
    } else {
      break;
    }
    parts++;
  }
  const lone = parts === 1 && ["one", "a", "an"].includes(tokens[start]!.text);
  if (parts === 0 || lone) return undefined;
  while (["and", "-"].includes(tokens[at - 1]!.text)) at--;
  return { value: total + (current ?? 0), next: at };
}

function joins(current: number, value: number): boolean {
  const tens = current % 100;
  if (tens === 0) return current >= 100;
  return tens >= 20 && tens % 10 === 0 && value < 10 && value > 0;
}

/** `a million`, and the like. */
function isScaledByArticle(tokens: readonly Token[], at: number): boolean {
  const isArticle = ["a", "an"].includes(tokens[at]?.text ?? "");
  return isArticle && SCALES.has(tokens[at + 1]?.text ?? "");
}

function isHalf(tokens: readonly Token[], at: number): boolean {
  return ["and", "a", "half"].every((word, offset) => tokens[at + offset]?.text === word);
}

function continues(tokens: readonly Token[], at: number, current: number): boolean {
  const next = tokens[at + 1]?.text ?? "";
  if (tokens[at]!.text === "-") return current > 0 && (SMALL.has(next) || SCALES.has(next));
  return current >= 100 && (SMALL.has(next) || TENS.has(next));
}

function unitAround(tokens: readonly Token[], at: number, next: number): string | undefined {
  const after = tokens[next]?.text ?? "";
  if (after === "per" && tokens[next + 1]?.text === "cent") return "%";
  const before = tokens[at - 1]?.text ?? "";
  return UNITS.get(after) ?? (/^[$€£¥]$/.test(before) ? before : undefined);
}

function words(list: string, numberAt: (index: number) => number): ReadonlyMap<string, number> {
  return new Map(list.split(" ").map((word, index) => [word, numberAt(index)]));
}
