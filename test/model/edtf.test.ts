import edtf from "edtf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBefore, normalizeDate, parseEdtf } from "../../src/model/edtf.js";

/** A date's first and last instant as ISO texts. */
function ends(text: string): [string, string] | undefined {
  const interval = parseEdtf(text);
  return interval && [new Date(interval.min).toISOString(), new Date(interval.max).toISOString()];
}

const earlier = (a: string, b: string) => isBefore(parseEdtf(a)!, parseEdtf(b)!);

describe("a date is the interval of all that it can stand for", () => {
  it.each([
    ["2023", "2023-01-01T00:00:00.000Z", "2023-12-31T23:59:59.999Z"],
    ["2023-10", "2023-10-01T00:00:00.000Z", "2023-10-31T23:59:59.999Z"],
    ["2023-12", "2023-12-01T00:00:00.000Z", "2023-12-31T23:59:59.999Z"],
    ["2023-02", "2023-02-01T00:00:00.000Z", "2023-02-28T23:59:59.999Z"],
    ["2024-02", "2024-02-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z"],
    ["2023-10-26", "2023-10-26T00:00:00.000Z", "2023-10-26T23:59:59.999Z"],
    ["0000", "0000-01-01T00:00:00.000Z", "0000-12-31T23:59:59.999Z"],
    ["0099", "0099-01-01T00:00:00.000Z", "0099-12-31T23:59:59.999Z"],
    ["9999", "9999-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"],
  ])("%s", (text, min, max) => {
    expect(ends(text)).toEqual([min, max]);
  });

  it.each([
    ["2023~", "2022-01-01T00:00:00.000Z", "2024-12-31T23:59:59.999Z"],
    ["2023?", "2022-01-01T00:00:00.000Z", "2024-12-31T23:59:59.999Z"],
    ["2023-01~", "2022-12-01T00:00:00.000Z", "2023-02-28T23:59:59.999Z"],
    ["2023-03-01~", "2023-02-28T00:00:00.000Z", "2023-03-02T23:59:59.999Z"],
    ["2024-02-29?", "2024-02-28T00:00:00.000Z", "2024-03-01T23:59:59.999Z"],
    ["0000~", "-000001-01-01T00:00:00.000Z", "0001-12-31T23:59:59.999Z"],
  ])("%s reaches one unit of its precision to either side", (text, min, max) => {
    expect(ends(text)).toEqual([min, max]);
  });

  it.each([
    ["2023/2024", "2023-01-01T00:00:00.000Z", "2024-12-31T23:59:59.999Z"],
    ["2023-10-26/2023-10-28", "2023-10-26T00:00:00.000Z", "2023-10-28T23:59:59.999Z"],
    ["2023-10/2023-11-02", "2023-10-01T00:00:00.000Z", "2023-11-02T23:59:59.999Z"],
    ["2023/2023", "2023-01-01T00:00:00.000Z", "2023-12-31T23:59:59.999Z"],
    ["2023~/2024", "2022-01-01T00:00:00.000Z", "2024-12-31T23:59:59.999Z"],
  ])("%s is from the start of the one to the end of the other", (text, min, max) => {
    expect(ends(text)).toEqual([min, max]);
  });
});

describe("an instant is a second long", () => {
  it.each([
    ["2023-10-26T14:30:00Z", "2023-10-26T14:30:00.000Z"],
    ["2023-10-26T14:30:00", "2023-10-26T14:30:00.000Z"],
    ["2023-10-26T14:30:00+03:30", "2023-10-26T11:00:00.000Z"],
    ["2023-10-26T14:30:00+0330", "2023-10-26T11:00:00.000Z"],
    ["2023-10-26T14:30:00+03", "2023-10-26T11:30:00.000Z"],
    ["2023-10-26T14:30:00-05:00", "2023-10-26T19:30:00.000Z"],
    ["2023-10-26T00:00:00+14:00", "2023-10-25T10:00:00.000Z"],
    ["2023-10-26T24:00:00Z", "2023-10-27T00:00:00.000Z"],
    ["2023-12-31T24:00:00Z", "2024-01-01T00:00:00.000Z"],
  ])("%s", (text, min) => {
    expect(ends(text)).toEqual([min, min.replace(".000Z", ".999Z")]);
  });

  it("knows whether it names its offset", () => {
    expect(parseEdtf("2023-10-26T14:30:00Z")?.zoned).toBe(true);
    expect(parseEdtf("2023-10-26T14:30:00+03:00")?.zoned).toBe(true);
    expect(parseEdtf("2023-10-26T14:30:00")?.zoned).toBe(false);
    expect(parseEdtf("2023-10-26")?.zoned).toBe(false);
  });
});

describe("what is no such date", () => {
  it.each([
    ["a month that isn't", "2023-13"],
    ["month 0", "2023-00"],
    ["a day that isn't", "2023-04-31"],
    ["day 0", "2023-10-00"],
    ["29 February of a common year", "2023-02-29"],
    ["29 February of a century", "1900-02-29"],
    ["a qualified day that isn't", "2023-02-30~"],
    ["hour 25", "2023-10-26T25:00:00Z"],
    ["a second after hour 24", "2023-10-26T24:00:01Z"],
    ["minute 60", "2023-10-26T14:60:00Z"],
    ["a leap second", "2016-12-31T23:59:60Z"],
    ["an offset wider than any clock's", "2023-10-26T14:30:00+14:30"],
    ["an offset of 15 hours", "2023-10-26T14:30:00+15:00"],
    ["a time without seconds", "2023-10-26T14:30Z"],
    ["a fraction of a second", "2023-10-26T14:30:00.5Z"],
    ["a qualified instant", "2023-10-26T14:30:00Z~"],
    ["a space for the T", "2023-10-26 14:30:00"],
    ["both qualifiers in one", "2023%"],
    ["a qualifier ahead", "~2023"],
    ["a qualified year in a date", "2023~-10"],
    ["an unspecified digit", "202X"],
    ["a season", "2023-21"],
    ["a long year", "Y12023"],
    ["a negative year", "-0001"],
    ["an open interval", "2023/.."],
    ["an interval of unknown start", "/2023"],
    ["an interval of three", "2022/2023/2024"],
    ["an interval back to front", "2024/2023"],
    ["an interval of instants", "2023-10-26T14:30:00Z/2023-10-27T14:30:00Z"],
    ["a year of three digits", "123"],
    ["a date in another order", "26.10.2023"],
    ["a word", "Thursday"],
    ["digits of another script", "２０２３"],
    ["white space around", " 2023"],
    ["a line end", "2023\n"],
    ["nothing", ""],
  ])("%s: %s", (_, text) => {
    expect(parseEdtf(text)).toBeUndefined();
  });
});

describe("isBefore speaks only when every reading is earlier", () => {
  it.each([
    ["2022", "2023", true],
    ["2023", "2022", false],
    ["2023", "2023", false],
    ["2023", "2023-10-26", false],
    ["2023-10-26", "2023", false],
    ["2023-10-25", "2023-10-26", true],
    ["2022", "2023-10-26", true],
    ["2022/2023", "2023", false],
  ])("%s before %s: %s", (a, b, expected) => {
    expect(earlier(a, b)).toBe(expected);
  });

  it.each([
    ["2023-10-25~", "2023-10-26", false],
    ["2023-10-24~", "2023-10-26", true],
    ["2023-10-24?", "2023-10-26?", false],
    ["2022~", "2023", false],
  ])("a qualified date gives way to a near miss: %s before %s: %s", (a, b, expected) => {
    expect(earlier(a, b)).toBe(expected);
  });

  it("a bare day may be a day of any place, 14 hours off an instant", () => {
    expect(earlier("2023-10-25", "2023-10-26T13:00:00Z")).toBe(false);
    expect(earlier("2023-10-25", "2023-10-26T14:00:00Z")).toBe(true);
    expect(earlier("2023-10-25T10:00:00Z", "2023-10-26")).toBe(false);
    expect(earlier("2023-10-25T09:59:58Z", "2023-10-26")).toBe(true);
  });

  it("two instants are compared in UTC, two wall clocks as they stand", () => {
    expect(earlier("2023-10-26T14:30:00+03:00", "2023-10-26T14:30:00Z")).toBe(true);
    expect(earlier("2023-10-26T14:30:00", "2023-10-26T14:30:01")).toBe(true);
    expect(earlier("2023-10-26T14:30:00Z", "2023-10-26T14:30:00Z")).toBe(false);
  });

  const date = fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`);

  it("never both ways round, and never of a date and itself", () => {
    fc.assert(
      fc.property(date, date, (a, b) => {
        expect(earlier(a, b) && earlier(b, a)).toBe(false);
        expect(earlier(a, a)).toBe(false);
      }),
    );
  });
});

/**
 * The `edtf` package is a complete implementation of ISO 8601-2. Where the two differ on purpose:
 * it carries 29 February of a common year on to 1 March, which we refuse; an instant of its has no
 * length, ours is a second long; it refuses an interval whose ends overlap, such as `2023/2023`, which
 * ISO allows; it takes times without seconds and levels 1 and 2, which the format leaves out; and it
 * gives a qualified date no wider bounds.
 */
describe("beside the edtf package", () => {
  function oracle(text: string): { min: number; max: number } | undefined {
    try {
      const { min, max } = edtf(text, { types: ["Date", "Interval"] });
      return { min, max };
    } catch {
      return undefined;
    }
  }

  const digits = (count: number) =>
    fc.integer({ min: 0, max: 10 ** count - 1 }).map((n) => String(n).padStart(count, "0"));
  const day = fc
    .tuple(digits(4), digits(2), fc.integer({ min: 0, max: 39 }))
    .map(([year, month, date]) => `${year}-${month}-${String(date).padStart(2, "0")}`);
  const likelyDay = fc
    .tuple(digits(4), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 27, max: 31 }))
    .map(([year, month, date]) => `${year}-${String(month).padStart(2, "0")}-${date}`);
  const level0 = fc.oneof(
    digits(4),
    fc.tuple(digits(4), digits(2)).map((parts) => parts.join("-")),
    day,
    likelyDay,
  );

  /** The year 0000 is a leap year (ISO 8601 counts by the Gregorian rule backward); the package's is not. */
  const isYearZero = (text: string) => text.startsWith("0000-02");

  /** Months 21 to 41 are seasons, which are of level 1 and 2. */
  const isSeason = (text: string) => /^\d{4}-(2[1-9]|3\d|4[01])/.test(text);
  const isRolledOver = (text: string) => /-02-29$/.test(text) && parseEdtf(text) === undefined;

  it("accepts the same dates and gives them the same bounds", () => {
    fc.assert(
      fc.property(level0, (text) => {
        fc.pre(!isSeason(text) && !isRolledOver(text) && !isYearZero(text));
        const ours = parseEdtf(text);
        expect(ours && { min: ours.min, max: ours.max }).toEqual(oracle(text));
      }),
      { numRuns: 500 },
    );
  });

  it("gives intervals whose ends don't overlap the same bounds", () => {
    fc.assert(
      fc.property(level0, level0, (from, to) => {
        const [a, b] = [parseEdtf(from), parseEdtf(to)];
        fc.pre(a !== undefined && b !== undefined && (a.max < b.min || a.min > b.max));
        fc.pre(!isYearZero(from) && !isYearZero(to));
        const ours = parseEdtf(`${from}/${to}`);
        expect(ours && { min: ours.min, max: ours.max }).toEqual(oracle(`${from}/${to}`));
      }),
    );
  });

  it("starts an instant at the same millisecond", () => {
    const time = fc
      .tuple(fc.nat(24), fc.nat(59), fc.nat(59))
      .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
    const zone = fc.constantFrom("Z", "+03:00", "-11:30", "+14:00", "+0545", "");
    fc.assert(
      fc.property(likelyDay, time, zone, (date, clock, offset) => {
        const text = `${date}T${clock}${offset}`;
        fc.pre(!isRolledOver(date) && !isYearZero(date));
        expect(parseEdtf(text)?.min).toEqual(oracle(text)?.min);
      }),
    );
  });

  it("differs where it rolls a day over", () => {
    expect(oracle("2023-02-29")).toBeDefined();
    expect(parseEdtf("2023-02-29")).toBeUndefined();
  });
});

describe("a date that is written otherwise", () => {
  it.each([
    ["2023-1-5", "2023-01-05"],
    ["2023-10-5~", "2023-10-05~"],
    ["2023/10/26", "2023-10-26"],
    ["2023.1.5", "2023-01-05"],
    ["26/10/2023", "2023-10-26"],
    ["10/26/2023", "2023-10-26"],
    ["26.10.2023", "2023-10-26"],
    ["5/5/2023", "2023-05-05"],
    [" 2023 ", "2023"],
    ["2023-10-26T14:30", "2023-10-26T14:30:00"],
    ["2023-10-26t9:30z", "2023-10-26T09:30:00Z"],
    ["2023-10-26 14:30:15.000+02:00", "2023-10-26T14:30:15+02:00"],
    ["2023-10-5/2023-10-26", "2023-10-05/2023-10-26"],
    ["2023-10-26 / 2023-10-28", "2023-10-26/2023-10-28"],
  ])("%s is %s where it can be read in one way only", (text, normal) => {
    expect(normalizeDate(text)).toBe(normal);
    expect(normalizeDate(normal)).toBeUndefined();
  });

  it.each([
    "5/6/2023",
    "05.06.2023",
    "2009/10",
    "2009-1",
    "23-10-26",
    "2023-10/26",
    "2023-02-30",
    "30/02/2023",
    "20231026",
    "2023-10-26T14:30:15.5Z",
    "2023-10-26T25:00Z",
    "2023-10-28/2023-10-5",
    "Thursday",
    "",
    "2023-10-26T14",
  ])("%s is left alone", (text) => {
    expect(normalizeDate(text)).toBeUndefined();
  });
});
