import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NameMaker, type Names } from "../../src/store/names.js";

const IDS = fc.oneof(
  fc.stringMatching(/^[a-z0-9]{1,3}(-[a-z0-9]{1,3}){0,2}$/),
  fc.integer({ min: 0, max: 5000 }).map((number) => `claim-${number}`),
);

/** Numbers ids in one go, or after others. */
function numbered(ids: readonly string[], known?: Names): Names {
  const maker = new NameMaker(known);
  for (const id of ids) maker.numberOf(id);
  return maker.names();
}

function expectAll(names: Names, ids: Iterable<string>): void {
  const numbers = new Map<string, number>();
  for (const id of ids) if (!numbers.has(id)) numbers.set(id, numbers.size);
  expect(names.size).toBe(numbers.size);
  for (const [id, number] of numbers) {
    expect(names.numberOf(id)).toBe(number);
    expect(names.text(number)).toBe(id);
  }
}

describe("names", () => {
  it("number ids as a map would, in the order in which they come", () => {
    fc.assert(
      fc.property(fc.array(IDS, { maxLength: 60 }), (ids) => expectAll(numbered(ids), ids)),
    );
  });

  it("keep the numbers of those that are known", () => {
    fc.assert(
      fc.property(fc.array(IDS), fc.array(IDS), (first, then) => {
        expectAll(numbered(then, numbered(first)), [...first, ...then]);
      }),
    );
  });

  it("are not numbered anew where none is added", () => {
    const names = numbered(["jane", "john"]);
    expect(numbered(["john"], names)).toBe(names);
  });

  it("hold thousands", () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `claim-${index * 7}`);
    expectAll(numbered(ids), ids);
  });

  it("know nothing else, whatever is asked for", () => {
    const names = numbered(["jane", "jane-doe", "ja"]);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), IDS), (text) => {
        fc.pre(!["jane", "jane-doe", "ja"].includes(text));
        expect(names.numberOf(text)).toBe(-1);
      }),
    );
    for (const text of ["", "jan", "jane-", "jane\u0100", "\u016aane", "claim-0"]) {
      expect(names.numberOf(text)).toBe(-1);
    }
    expect(numbered([]).numberOf("jane")).toBe(-1);
  });
});
