import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { numbersIn, type StatedNumber, sameNumber } from "../../src/provenance/numbers.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** Gives the numbers of a text, each with its unit. */
function read(text: string, lang?: string): (number | string)[] {
  return numbersIn(text, lang).map(({ value, unit }) =>
    unit === undefined ? value : `${value} ${unit}`,
  );
}

describe("digits", () => {
  it.each([
    ["5000", [5000]],
    ["5,000", [5000]],
    ["5,000,000.25", [5_000_000.25]],
    ["0.5", [0.5]],
    ["1.2345", [1.2345]],
    ["1,00,000", [100_000]],
    ["12,34,56,789", [123_456_789]],
    ["5'000 or 5’000", [5000, 5000]],
    ["5\u00A0000, 5\u202F000 or 5\u2009000", [5000, 5000, 5000]],
    ["12 500", [12, 500]],
    ["1.000.000", [1_000_000]],
    ["1,5", [1.5]],
    ["It was 7.", [7]],
    ["7, 8 and 9", [7, 8, 9]],
    ["007", [7]],
    ["no digits here", []],
  ])("in English, %j is %j", (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });

  it.each([
    ["de", "5.000", [5000]],
    ["de", "1.234,5", [1234.5]],
    ["de-AT", "0,5", [0.5]],
    ["de", "5,000.5", [5000.5]],
    ["fr", "12\u202F500,5", [12_500.5]],
    ["fr", "12 500 personnes", [12_500]],
    ["sv", "1 000 000", [1_000_000]],
    ["ru", "7 000 человек", [7000]],
    ["fr", "le 3 mars 2023", [3, 2023]],
    ["fr", "de 12 5000", [12, 5000]],
    ["en", "1.000", [1]],
    ["fa", "۶٬۰۰۰ نفر", [6000]],
    ["ar", "٦٬٠٠٠٫٥", [6000.5]],
    ["hi", "१,००,०००", [100_000]],
    ["ja", "５０人", [50]],
    ["th", "๔๒", [42]],
  ])("in %s, %j is %j", (lang, text, numbers) => {
    expect(read(text, lang)).toEqual(numbers);
  });

  it.each([
    ["de", "5 Millionen Euro", ["5000000 €"]],
    ["de-CH", "1,5 Mrd", [1_500_000_000]],
    ["de", "2 Billionen", [2_000_000_000_000]],
    ["fr", "3 milliards", [3_000_000_000]],
    ["es", "20 mil", [20_000]],
    ["es", "20 mil millones", [20_000_000_000]],
    ["ru", "7 тысяч", [7000]],
    ["fa", "۶ هزار نفر", [6000]],
    ["ar", "٥ ملايين", [5_000_000]],
    ["sv", "5 million", [5_000_000]],
  ])("take along the scales of %s: %j is %j", (lang, text, numbers) => {
    expect(read(text, lang)).toEqual(numbers);
  });

  it("are read in every script that has them, also where two sets of ten follow each other", () => {
    for (const zero of [0x30, 0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7f6, 0x1e950]) {
      const written = [4, 0, 9].map((digit) => String.fromCodePoint(zero + digit)).join("");
      expect(read(written)).toEqual([409]);
    }
  });

  it.each([
    ["1.5 million", [1_500_000]],
    ["5 hundred thousand", [500_000]],
    ["2 dozen", [24]],
    ["½", [0.5]],
    ["2½ million", [2_500_000]],
    ["5k", [5000]],
    ["£3bn", ["3000000000 £"]],
    ["$5m", ["5000000 $"]],
    ["5m", ["5 m"]],
    ["5 m", ["5 m"]],
  ])("with a scale, %j is %j", (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });
});

describe("English words", () => {
  it.each([
    ["seven", [7]],
    ["Seven thousand", [7000]],
    ["twenty-one", [21]],
    ["twenty one", [21]],
    ["one hundred and one", [101]],
    ["one hundred one", [101]],
    ["two thousand and five", [2005]],
    ["three hundred and twenty-one thousand six hundred and fifty-four", [321_654]],
    ["twelve hundred", [1200]],
    ["five hundred million", [500_000_000]],
    ["a thousand million", [1_000_000_000]],
    ["a million", [1_000_000]],
    ["half a million", [500_000]],
    ["two and a half million", [2_500_000]],
    ["a million and a half", [1_500_000]],
    ["one and a half", [1.5]],
    ["a dozen", [12]],
    ["half a dozen", [6]],
    ["three dozen", [36]],
    ["a hundred", [100]],
    ["zero", [0]],
  ])("%j is %j", (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });

  it.each([
    ["one", []],
    ["No one knows which one.", []],
    ["one-fifth", []],
    ["a man and half an hour", []],
    ["thousands of people, hundreds of them ill", []],
    ["someone", []],
    ["often", []],
    ["and", []],
  ])("%j is no number", (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });

  it.each([
    ["between one hundred and two hundred", [100, 200]],
    ["between two thousand and three thousand", [2000, 3000]],
    ["two thousand three million", [2000, 3_000_000]],
    ["nineteen eighty-four", [19, 84]],
    ["ten and twenty", [10, 20]],
    ["five, six", [5, 6]],
    ["one or two", [2]],
    ["seven thousand and people fled", [7000]],
  ])("that don't make up one number stay apart: %j is %j", (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });

  it("are read in English only", () => {
    expect(read("seven", "en-GB")).toEqual([7]);
    expect(read("elf six", "de")).toEqual([]);
  });

  it("are kept as they are written, without their unit", () => {
    const [number] = numbersIn("About Fifty-Five  Thousand dollars were lost.");
    expect(number).toEqual({ value: 55_000, unit: "$", text: "Fifty-Five  Thousand" });
  });
});

describe("ordinals and dates", () => {
  it.each([
    ["the 21st of March", [21]],
    ["the twenty-first", [21]],
    ["the hundred and first", []],
    ["a hundred and twenty-first", [121]],
    ["the nineteenth century", [19]],
    ["first, second, third", []],
    ["a tenth of them", []],
    ["in 2023", [2023]],
    ["26 October 2023", [26, 2023]],
    ["2023-10-26", [2023, 26]],
    ["at 14:30", [14, 30]],
    ["2019-2021", [2019, 2021]],
  ])("%j is %j", (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });

  it("are one date, whichever way they are written", () => {
    expect(read("on 2023-10-06")).toEqual(read("on October 6, 2023").toReversed());
  });
});

describe("units", () => {
  it.each([
    ["5%", ["5 %"]],
    ["5 %", ["5 %"]],
    ["5 percent", ["5 %"]],
    ["five per cent", ["5 %"]],
    ["٥٪", ["5 %"]],
    ["$5", ["5 $"]],
    ["5 dollars", ["5 $"]],
    ["USD", []],
    ["€5,000", ["5000 €"]],
    ["five million euros", ["5000000 €"]],
    ["£5", ["5 £"]],
    ["5 pounds", ["5 £"]],
    ["¥5", ["5 ¥"]],
    ["5 km", ["5 km"]],
    ["five kilometres", ["5 km"]],
    ["5 tons", ["5 tonne"]],
    ["ten minutes", ["10 minute"]],
    ["a dozen years", ["12 year"]],
    ["5 people", [5]],
    ["5 per person", [5]],
  ])("%j is %j", (text, numbers) => {
    expect(read(text)).toEqual(numbers);
  });
});

describe("two numbers are the same", () => {
  const number = (value: number, unit?: string): StatedNumber => ({
    value,
    text: String(value),
    ...(unit === undefined ? {} : { unit }),
  });

  it.each([
    [true, "the value alone", number(5), number(5)],
    [false, "another value", number(5), number(6)],
    [true, "value and unit", number(5, "$"), number(5, "$")],
    [false, "another unit", number(5, "$"), number(5, "€")],
    [true, "a unit that only one states", number(5, "km"), number(5)],
    [false, "a percentage and a count", number(5, "%"), number(5)],
    [false, "a percentage and a measure", number(5, "%"), number(5, "km")],
  ])("%s: %s", (same, _, a, b) => {
    expect(sameNumber(a, b)).toBe(same);
    expect(sameNumber(b, a)).toBe(same);
  });
});

const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Writes a whole number below a milliard in English. */
function spell(number: number): string {
  if (number < 20) return ONES[number]!;
  if (number < 100) {
    const ones = number % 10;
    return TENS[Math.floor(number / 10) - 2]! + (ones === 0 ? "" : `-${ONES[ones]}`);
  }
  for (const [scale, word] of [
    [1_000_000, "million"],
    [1000, "thousand"],
    [100, "hundred"],
  ] as const) {
    if (number < scale) continue;
    const rest = number % scale;
    const joint = rest === 0 ? "" : rest < 100 ? " and " : " ";
    return `${spell(Math.floor(number / scale))} ${word}${joint}${rest === 0 ? "" : spell(rest)}`;
  }
  throw new Error("not reached");
}

describe("any number", () => {
  const numbers = fc.oneof(fc.nat(999), fc.nat(999_999), fc.nat(999_999_999));

  it("is the same in digits, with separators and in words", () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(read(String(number))).toEqual([number]);
        for (const locale of ["en", "en-IN", "de", "fr", "ru", "fa"]) {
          expect(read(number.toLocaleString(locale), locale)).toEqual([number]);
        }
        // A lone "one" is mostly a pronoun.
        if (number !== 1) expect(read(spell(number))).toEqual([number]);
      }),
      { numRuns: 2000 },
    );
  });

  it("is found amid other words, where its text is cut out of them", () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const written = number === 1 ? "1" : spell(number);
        const [found] = numbersIn(`They say that ${written} people came.`);
        expect(found).toEqual({ value: number, text: written });
      }),
    );
  });
});

describe("any text", () => {
  it("is read without an error, and numbers stand in it as they are written", () => {
    const words = fc.constantFrom(
      ..."one two twenty hundred million half a and - 5 5,000 ½ $ % k first".split(" "),
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."0123456789.,'٫٬ -%$٣९") }),
      fc.array(words).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom("en", "de", "fa", "", "x-nonsense"), (text, lang) => {
        for (const number of numbersIn(text, lang)) {
          expect(number.value).toBeGreaterThanOrEqual(0);
          expect(text).toContain(number.text);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    "1",
    "1,",
    "1,000 ",
    "one ",
    "one hundred and ",
    "million ",
    "a ",
    "and a half ",
    "- ",
    "½",
    "x",
  ])("is read in a time that grows with its length: %j over and over", (piece) => {
    const text = piece.repeat(200_000);
    const started = performance.now();
    numbersIn(text);
    numbersIn(`5 ${text}`);
    numbersIn(text, "de");
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
