import { describe, expect, it } from "vitest";
import { STATUSES } from "../../src/provenance/measures.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { andList, countOf, STATUS_WORDS, worthOf } from "../../src/site/words.js";
import { storeOf } from "../support/store.js";

const WORLD = `
agents:
  osei: { name: Minister Osei, kind: person }
  wire: { name: Wire One, kind: outlet }
  daily: { name: The Daily, kind: outlet, part-of: group }
  evening: { name: The Evening, kind: outlet, part-of: group }
  group: { name: News Group, kind: organization }
  herald: { name: The Herald, kind: outlet }
claims:
  c:
    text: The bridge closes.
    speaker: osei
`;

/** What a claim with such a relay is worth, a line a measure. */
function worth(relay: string, more = ""): string[] {
  const store = storeOf(`${WORLD}${relay === "" ? "" : `    relay: ${relay}\n`}${more}`);
  const provenance = new Provenance(store);
  const traced = provenance.trace(store.claims.get("c")!);
  return worthOf(traced, provenance).map(
    ({ term, value, meaning }) => `${term} ${value}: ${meaning}`,
  );
}

describe("what a chain is worth, in words", () => {
  it("of a claim that nobody passed on", () => {
    expect(worth("")).toEqual([
      "hands 0: Nobody has passed it on: it is as the speaker gave it.",
      "reports 0: Nobody reports it.",
    ]);
  });

  it("of one report", () => {
    expect(worth("[daily]")).toEqual([
      "hands 1: One hand stands between the speaker and us.",
      "reports 1: One report carries it to us.",
      "independent 1: There is a single report, and nothing to hold against it.",
    ]);
  });

  it("of a strand, in which each hand could change it", () => {
    expect(worth("[wire, daily]").at(-1)).toBe(
      "bottlenecks Wire One: The one report has it through Wire One: were it wrong there, it would be wrong everywhere.",
    );
  });

  it("of reports that are one, since all have it from one", () => {
    expect(
      worth(
        "[wire, {via: daily, from: wire}, {via: evening, from: wire}, {via: herald, from: wire}]",
      ),
    ).toEqual([
      "hands 2: On its longest way it went through two hands, each of which could change it.",
      "reports 3: Three reports carry it to us.",
      "independent 1: Three reports carry it; all three have it from Wire One, and so they count as one.",
      "bottlenecks Wire One: Every report has it through Wire One: were it wrong there, it would be wrong everywhere.",
    ]);
  });

  it("of two reports that have it from one", () => {
    expect(worth("[wire, {via: daily, from: wire}, {via: herald, from: wire}]")[2]).toBe(
      "independent 1: Two reports carry it; both have it from Wire One, and so they count as one.",
    );
  });

  it("of reports that each heard the speaker", () => {
    expect(worth("[{via: daily, from: speaker}, {via: herald, from: speaker}]")[2]).toBe(
      "independent 2: Two ways lead from the speaker to us that share nobody.",
    );
  });

  it("of reports that may be one, since one house owns them", () => {
    expect(worth("[{via: daily, from: speaker}, {via: evening, from: speaker}]")[2]).toBe(
      "independent 1 to 2: At most two ways lead from the speaker to us that share nobody; perhaps no more than one.",
    );
  });

  it("of a claim that rests on another's", () => {
    const ground = "    based-on: [d]\n  d: { text: It has cracks., speaker: group }\n";
    expect(worth("[daily]", ground).at(-1)).toBe(
      "origins News Group: Followed back through all that it rests on, it goes back to News Group.",
    );
  });

  it("of a claim that rests on itself", () => {
    const circle =
      "    based-on: [d]\n  d: { text: It has cracks., speaker: group, based-on: [c] }\n";
    expect(worth("[daily]", circle).at(-1)).toBe(
      "origins none: Followed back through all that it rests on, it leads to nobody.",
    );
  });
});

it("has plain words for each status", () => {
  for (const status of STATUSES) {
    expect(STATUS_WORDS[status].long).toMatch(/^[A-Z].*\.$/);
    expect(STATUS_WORDS[status].short).not.toContain(status);
  }
});

it("counts and lists as a sentence does", () => {
  expect(countOf(1, "claim")).toBe("1 claim");
  expect(countOf(12_345, "claim")).toBe("12,345 claims");
  expect(andList([])).toBe("");
  expect(andList(["a"])).toBe("a");
  expect(andList(["a", "b"])).toBe("a and b");
  expect(andList(["a", "b", "c"])).toBe("a, b and c");
});
