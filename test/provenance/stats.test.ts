import { describe, expect, it } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { statsOf, type Tally } from "../../src/provenance/stats.js";
import { storeOf } from "../support/store.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-wire: { name: The Wire, kind: outlet }
  the-gazette: { name: The Gazette, kind: outlet }
  parliament: { name: Parliament, kind: forum }
documents:
  gazette-article: { title: Taxes to fall, by: the-gazette }
  hansard: { title: Record of the sitting }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: jane-doe
    date: 2024-03-01
    relay: [parliament, the-wire, gazette-article]
    tags: [taxes, budget]
  surplus:
    text: There is a surplus.
    speaker: jane-doe
    date: 2024~
    in: hansard
    relay: [the-wire, { via: the-gazette, from: the-wire }, { via: gazette-article, from: the-wire }]
    tags: [budget]
  rumour:
    text: The minister resigns.
    speaker: unknown
    date: 2023-12
    relay: [the-gazette]
  editorial:
    text: Taxes should fall.
    speaker: the-gazette
    tags: [taxes]
  leak:
    text: A list is ready.
    speaker: jane-doe
    relay: [unknown, the-wire]
`;

function count(store: string) {
  const provenance = new Provenance(storeOf(store));
  expect(provenance.store.findings).toEqual([]);
  return statsOf(
    [...provenance.store.claims.values()].map((claim) => provenance.trace(claim)),
    provenance,
  );
}

/** Gives rows as `name count`. */
const rows = (tallies: readonly Tally[]) => tallies.map((each) => `${each.name} ${each.count}`);

describe("statistics", () => {
  const stats = count(STORE);

  it("count the claims, and those with an original speaker who is named", () => {
    expect(stats.claims).toBe(5);
    expect(stats.named).toBe(3);
  });

  it("count every status, in its own order, also where no claim has it", () => {
    expect(rows(stats.statuses)).toEqual([
      "circular 0",
      "unattributed 1",
      "anonymous 0",
      "own-voice 1",
      "original 1",
      "broken 1",
      "traced 1",
    ]);
  });

  it("count speakers, most claims first", () => {
    expect(rows(stats.speakers)).toEqual(["Jane Doe 3", "The Gazette 1", "unknown 1"]);
  });

  it("count an outlet once a claim, whether it speaks, relays, or publishes what relays", () => {
    expect(rows(stats.outlets)).toEqual(["The Gazette 4", "The Wire 3"]);
  });

  it("count forums apart", () => {
    expect(rows(stats.forums)).toEqual(["Parliament 1"]);
  });

  it("count years in the order of time, and leave out what has no date", () => {
    expect(rows(stats.years)).toEqual(["2023 1", "2024 2"]);
  });

  it("count tags; of as many, in the order of the alphabet", () => {
    expect(rows(stats.tags)).toEqual(["budget 2", "taxes 2"]);
  });

  it("count the claims of which every report passes a voice", () => {
    expect(rows(stats.bottlenecks)).toEqual(["The Wire 2", "unknown 1"]);
  });

  it("count who has it from whom: forums passed through, a pair once a claim", () => {
    expect(rows(stats.relays)).toEqual([
      "Jane Doe › The Wire 2",
      "The Wire › The Gazette 2",
      "Jane Doe › unknown 1",
      "unknown › The Gazette 1",
      "unknown › The Wire 1",
    ]);
    expect(stats.relays[0]).toMatchObject({
      key: "jane-doe > the-wire",
      from: "jane-doe",
      to: "the-wire",
    });
  });

  it("give the claims that went through the most hands, and none that went through none", () => {
    expect(rows(stats.longest)).toEqual(["leak 2", "surplus 2", "tax-cut 2", "rumour 1"]);
  });

  it("keep the id beside the name", () => {
    expect(stats.speakers[0]).toEqual({ key: "jane-doe", name: "Jane Doe", count: 3 });
  });
});

it("a store without claims has nothing to count", () => {
  const stats = count("agents:\n  jane-doe: { name: Jane Doe, kind: person }\n");
  const { claims, named, statuses, ...tables } = stats;
  expect({ claims, named }).toEqual({ claims: 0, named: 0 });
  expect(statuses.every((each) => each.count === 0)).toBe(true);
  for (const table of Object.values(tables)) expect(table).toEqual([]);
});

it("hops that draw on each other in a circle are counted, and counting ends", () => {
  const stats = count(`agents:
  jane-doe: { name: Jane Doe, kind: person }
  parliament: { name: Parliament, kind: forum }
  the-gazette: { name: The Gazette, kind: outlet }
  the-wire: { name: The Wire, kind: outlet }
claims:
  loop:
    text: It is so.
    speaker: jane-doe
    relay:
      - { via: the-gazette, from: [speaker, the-wire] }
      - { via: parliament, from: [the-gazette, parliament] }
      - { via: the-wire, from: parliament }
`);
  expect(rows(stats.relays)).toEqual([
    "Jane Doe › The Gazette 1",
    "The Gazette › The Wire 1",
    "The Wire › The Gazette 1",
  ]);
});
