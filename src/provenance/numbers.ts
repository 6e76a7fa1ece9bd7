import { type Read, readWords, SCALES, type Token } from "./number-words.js";
/** A number that a text states. */
export interface StatedNumber {
  readonly value: number;
  /** `%`, a currency or a measure in one spelling; absent where none is stated. */
  readonly unit?: string;
  /** As it is written, without the unit. */
  readonly text: string;
}

/** The scales that other languages write after digits: for thousand, million, milliard and billion. */
const FOREIGN_SCALES = new Map(
  [
    "de: tausend | million millionen mio | milliarde milliarden mrd | billion billionen",
    "fr: mille | million millions | milliard milliards | billion billions",
    "es: mil | millón millones | millardo millardos | billón billones",
    "it: mila | milione milioni | miliardo miliardi | bilione bilioni",
    "pt: mil | milhão milhões | bilhão bilhões | trilhão trilhões",
    "nl: duizend | miljoen | miljard | biljoen",
    "ru: тысяча тысячи тысяч | миллион миллиона миллионов | миллиард миллиарда миллиардов | триллион триллиона триллионов",
    "uk: тисяча тисячі тисяч | мільйон мільйона мільйонів | мільярд мільярда мільярдів | трильйон трильйона трильйонів",
    "tr: bin | milyon | milyar | trilyon",
    "fa: هزار | میلیون | میلیارد | تریلیون",
    "ar: ألف آلاف | مليون ملايين | مليار مليارات | تريليون",
  ].map((line) => {
    const [language, list] = line.split(": ");
    const scales = list!
      .split(" | ")
      .flatMap((spellings, index) =>
        spellings.split(" ").map((spelling) => [spelling, 1000 ** (index + 1)] as const),
      );
    return [language!, new Map(scales)];
  }),
);

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

/** The scales that are written after digits only: `3bn`. */
const SHORT_SCALES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["mn", 1e6],
  ["bn", 1e9],
  ["tn", 1e12],
]);

/** Languages that write 1.000,5 or 1 000,5 for a thousand and a half (CLDR: decimal comma). */
const DECIMAL_COMMA =
  /^(?:de|fr|es|it|pt|nl|ru|uk|pl|cs|da|nb|nn|no|sv|fi|tr|el|ro|hu|bg|id|vi)\b/i;

/** A date as a machine writes it; its month is a word elsewhere. */
const ISO_DATE = /\b(\d{4})-\d{2}-(\d{2})\b/g;

/** Gives the words, numbers and marks of a text, each a match. */
function tokensIn(text: string, lang: string): Iterable<RegExpExecArray> {
  // Patterns by classes of letters take long to make: not before they are asked for.
  const token =
    /\p{Nd}+(?:[.,'’٬٫\u00A0\u2009\u202F]\p{Nd}+)*|[\p{Letter}\p{Mark}]+|[%٪$€£¥]|[^\s\p{Letter}]/gu;
  if (!DECIMAL_COMMA.test(lang)) return text.matchAll(token);
  const spaced = String.raw`\p{Nd}{1,3}(?: \p{Nd}{3})+(?!\p{Nd})(?:,\p{Nd}+)?`;
  return text.matchAll(new RegExp(`${spaced}|${token.source}`, "gu"));
}

/**
 * Finds the numbers of a text: in digits of any script, with separators as its language writes them,
 * and in English words. `5,000`, `5000` and `five thousand` are one number; a lone `one` is none,
 * since it is mostly a pronoun. Ordinals count where they can't be fractions: `21st`, `twenty-first`.
 * Percent, currencies and common measures are kept as units. An ISO date is its year and its day.
 *
 * @param lang the text's language (BCP 47), which decides what `1.000` means; English where absent
 */
export function numbersIn(text: string, lang = "en"): StatedNumber[] {
  const prose = text.replace(ISO_DATE, "$1    $2");
  const tokens = Array.from(
    tokensIn(prose, lang),
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

function readDigits(tokens: readonly Token[], at: number, lang: string): Read | undefined {
  const whole = parseDigits(tokens[at]!.text, lang);
  const value = whole ?? fractionOf(tokens[at]!.text);
  if (value === undefined) return undefined;
  const half = whole === undefined ? undefined : fractionOf(tokens[at + 1]?.text ?? "");
  return half === undefined
    ? scaled(tokens, value, at + 1, lang)
    : scaled(tokens, value + half, at + 2, lang);
}

/** Takes the scales after a number along: `1.5 million`, `$5m`. */
function scaled(tokens: readonly Token[], value: number, next: number, lang: string): Read {
  const scales = FOREIGN_SCALES.get(lang.split("-")[0]!.toLowerCase()) ?? SCALES;
  const word = tokens[next]?.text ?? "";
  const isMoney = /^[$€£¥]$/.test(tokens[next - 2]?.text ?? "");
  const short = isMoney && word === "m" ? 1e6 : SHORT_SCALES.get(word);
  if (short !== undefined && tokens[next]!.start === tokens[next - 1]!.end) {
    return { value: value * short, next: next + 1 };
  }
  let product = value;
  let at = next;
  for (let scale = scales.get(word); scale !== undefined; ) {
    product *= scale;
    scale = scales.get(tokens[++at]?.text ?? "");
  }
  return { value: product, next: at };
}

/** Gives what a vulgar fraction stands for: `½`. */
function fractionOf(text: string): number | undefined {
  const [, above, below] = /^(\d+)\u2044(\d+)$/.exec(text.normalize("NFKD")) ?? [];
  return above === undefined ? undefined : Number(above) / Number(below);
}

function parseDigits(written: string, lang: string): number | undefined {
  if (!/^\p{Nd}/u.test(written)) return undefined;
  const digits = written
    .replace(/\p{Nd}/gu, digitValue)
    .replace("٫", ".")
    .replaceAll("٬", ",")
    .replace(/[ \u00A0\u2009\u202F'’]/g, "");
  const isComma = DECIMAL_COMMA.test(lang);
  const [group, point] = isComma ? [".", ","] : [",", "."];
  if (isGrouped(digits, group, point)) {
    return Number(digits.replaceAll(group, "").replace(",", "."));
  }
  if (/^\d+(?:[.,]\d+)?$/.test(digits)) return Number(digits.replace(",", "."));
  // Groups as another language writes them.
  if (isGrouped(digits, point, group))
    return Number(digits.replaceAll(point, "").replace(",", "."));
  return Number.parseFloat(digits);
}

/** Groups of three, or of two ahead of the last, as in India. */
function isGrouped(digits: string, group: string, point: string): boolean {
  return new RegExp(`^\\d{1,3}(?:\\${group}\\d{2,3})*\\${group}\\d{3}(?:\\${point}\\d+)?$`).test(
    digits,
  );
}

/** Unicode's decimal digits stand in runs of ten, the zero first; some runs follow each other. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

function unitAround(tokens: readonly Token[], at: number, next: number): string | undefined {
  const after = tokens[next]?.text ?? "";
  if (after === "per" && tokens[next + 1]?.text === "cent") return "%";
  const before = tokens[at - 1]?.text ?? "";
  return UNITS.get(after) ?? (/^[$€£¥]$/.test(before) ? before : undefined);
}
