import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHOICES, ORDERS, type Query, readQuery, writeQuery } from "../../src/site/query.js";

const read = (address: string) => readQuery(new URLSearchParams(address));

const DAY = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const VALUE = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() !== "");

const QUERY: fc.Arbitrary<Query> = fc.record(
  {
    q: VALUE,
    ...(Object.fromEntries(CHOICES.map((choice) => [choice, VALUE])) as Record<
      (typeof CHOICES)[number],
      typeof VALUE
    >),
    since: DAY,
    until: DAY,
    sort: fc.constantFrom(...ORDERS),
  },
  { requiredKeys: [] },
);

describe("what is asked for", () => {
  it("stands in the address, and is read from it again", () => {
    fc.assert(
      fc.property(QUERY, (query) => {
        expect(read(writeQuery(query))).toEqual(query);
      }),
    );
  });

  it("reads as an address whatever stands there, which is then its own form", () => {
    const odd = fc.string({ unit: "binary", maxLength: 60 });
    const name = fc.constantFrom("q", ...CHOICES, "since", "until", "sort", "x", "__proto__");
    fc.assert(
      fc.property(fc.array(fc.tuple(name, odd)), (pairs) => {
        const query = readQuery({
          get: (key) => pairs.find(([each]) => each === key)?.[1] ?? null,
        });
        expect(read(writeQuery(query))).toEqual(query);
      }),
    );
  });

  it("is nothing where nothing is asked for", () => {
    expect(writeQuery({})).toBe("");
    expect(read("?q=&speaker=+&utm_source=letter&page=3&status")).toEqual({});
  });

  it("has the names of the flags of `claims list`", () => {
    const query = { q: "tax", speaker: "jane-doe", via: "the-gazette", status: "traced" };
    expect(writeQuery(query)).toBe("?q=tax&speaker=jane-doe&via=the-gazette&status=traced");
  });

  it.each([
    ["2024", "2024-01-01", "2024-12-31"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2024-02-03~", "2024-02-02", "2024-02-04"],
    ["2024-02-03T10:00:00Z", "2024-02-03", "2024-02-03"],
    ["2023/2024-05", "2023-01-01", "2024-05-31"],
  ])("takes %s for its first day or its last", (date, first, last) => {
    expect(read(`since=${date}&until=${date}`)).toEqual({ since: first, until: last });
  });

  it.each([
    "2024-02-30",
    "soon",
    "0000?",
    "9999~",
    "2024-1-1",
  ])("doesn't end on a day that is none: %s", (date) => {
    const { since, until } = read(`since=${date}&until=${date}`);
    for (const day of [since, until])
      if (day !== undefined) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(since === undefined || until === undefined).toBe(true);
  });

  it("knows no other order, and no half characters", () => {
    expect(read("sort=best&q=a%ED%A0%80b")).toEqual({ q: "a\ufffd\ufffd\ufffdb" });
    expect(readQuery({ get: (name) => (name === "q" ? "a\ud800b" : null) })).toEqual({
      q: "a\ufffdb",
    });
  });
});
