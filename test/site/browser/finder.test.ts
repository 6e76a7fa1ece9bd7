import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Finder } from "../../../src/site/browser/finder.js";
import { claimData } from "../../../src/site/claim-data.js";
import { CHOICES, type Query, readQuery } from "../../../src/site/query.js";
import { deskOf } from "../../support/site.js";

const DATA = claimData(
  deskOf(`
agents:
  ann: { name: Ann, kind: person }
  bob: { name: Bob, kind: person }
  gazette: { name: The Gazette, kind: outlet }
  herald: { name: The Herald, kind: outlet }
  un: { name: UN, kind: forum }
claims:
  c0: { text: One., speaker: ann, date: 2023-10, tags: [tax], relay: [un, gazette] }
  c1: { text: Two., speaker: ann, date: 2023-10-20, tags: [tax, vote], relay: [herald] }
  c2: { text: Three., speaker: bob, date: 2023, relay: [gazette] }
  c3: { text: Four., speaker: bob, relay: [un, herald, gazette] }
  c4: { text: Five., speaker: unknown, date: 2024~, tags: [vote] }
  c5: { text: Six., speaker: gazette, date: 2023-10-31T23:30:00-05:00 }
`),
);
const finder = new Finder(DATA);
const rowsOf = (address: string, ranked?: readonly number[]) =>
  finder.find(readQuery(new URLSearchParams(address)), ranked).rows;

describe("filters", () => {
  it.each([
    ["", [0, 1, 2, 3, 4, 5]],
    ["speaker=ann", [0, 1]],
    ["via=gazette", [0, 2, 3]],
    ["at=un", [0, 3]],
    ["via=un", [0, 3]],
    ["status=unattributed", [4]],
    ["status=own-voice", [5]],
    ["tag=vote", [1, 4]],
    ["speaker=ann&via=herald&tag=vote", [1]],
    ["speaker=bob&tag=tax", []],
  ])("pass by what they name: %s", (address, rows) => {
    expect(rowsOf(address)).toEqual(rows);
  });

  it.each([
    ["since=2023-10-21", [0, 2, 4, 5]],
    ["until=2023-09-30", [2, 4]],
    ["since=2023-10-20&until=2023-10-20", [0, 1, 2, 4]],
    ["since=2023-11-01&until=2023-11-01", [2, 4, 5]],
    ["since=2026", []],
  ])("pass what may have been said within some days: %s", (address, rows) => {
    expect(rowsOf(address)).toEqual(rows);
  });

  it("leave out what no claim has, and tell of it", () => {
    const query = { speaker: "nobody", status: "true", tag: "tax" };
    const { rows, unknown } = finder.find(query);
    expect({ rows, unknown }).toEqual({ rows: [0, 1], unknown: ["speaker", "status"] });
  });
});

describe("the order", () => {
  it.each([
    ["oldest", [2, 4, 0, 1, 5, 3]],
    ["newest", [4, 2, 5, 0, 1, 3]],
  ])("%s first leaves the undated for the end", (sort, rows) => {
    expect(rowsOf(`sort=${sort}`)).toEqual(rows);
  });

  it("is that of the best match where words were looked for, and passes only those", () => {
    expect(rowsOf("", [5, 1, 3])).toEqual([5, 1, 3]);
    expect(rowsOf("via=herald", [5, 1, 3])).toEqual([1, 3]);
    expect(rowsOf("sort=oldest", [5, 3, 1])).toEqual([1, 5, 3]);
  });
});

describe("the counts", () => {
  const countsOf = (query: Query) =>
    Object.fromEntries(
      Object.entries(finder.find(query).counts).map(([choice, all]) => [
        choice,
        all.map(({ label, count }) => `${label} ${count}`),
      ]),
    );

  it("tell how many claims there are with each value", () => {
    expect(countsOf({})).toEqual({
      speaker: ["Ann 2", "Bob 2", "someone unknown 1", "The Gazette 1"],
      via: ["The Gazette 3", "The Herald 2"],
      at: ["UN 2"],
      status: ["unattributed 1", "own-voice 1", "traced 4"],
      tag: ["tax 2", "vote 2"],
    });
  });

  it("tell of a filter's own values what another choice would find", () => {
    expect(countsOf({ speaker: "ann", tag: "vote" })).toEqual({
      speaker: ["Ann 1", "someone unknown 1"],
      via: ["The Herald 1"],
      at: [],
      status: ["traced 1"],
      tag: ["tax 2", "vote 1"],
    });
  });

  it("are what is found once they are chosen", () => {
    const query = fc.record(
      {
        speaker: fc.constantFrom("ann", "bob", "unknown"),
        via: fc.constantFrom("gazette", "herald", "un"),
        at: fc.constant("un"),
        status: fc.constantFrom("traced", "unattributed"),
        tag: fc.constantFrom("tax", "vote"),
        since: fc.constantFrom("2023-10-15", "2024-01-01"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(query, fc.constantFrom(...CHOICES), (asked, choice) => {
        for (const { value, count } of finder.find(asked).counts[choice]) {
          expect(finder.find({ ...asked, [choice]: value }).rows).toHaveLength(count);
        }
      }),
    );
  });
});

it("gives a claim back as the table shows it", () => {
  expect(finder.size).toBe(6);
  expect(finder.row(0)).toEqual({
    id: "c0",
    text: "One.",
    speaker: { id: "ann", name: "Ann", kind: "agent" },
    via: [
      { id: "un", name: "UN", kind: "forum" },
      { id: "gazette", name: "The Gazette", kind: "agent" },
    ],
    date: "2023-10",
    status: "traced",
  });
  expect(finder.row(3).date).toBeUndefined();
});
