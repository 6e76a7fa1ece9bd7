import { describe, expect, it } from "vitest";
import {
  firstWay,
  MOST_CHAINS,
  nameOf,
  nameOfHop,
  nameOfId,
  waysOf,
  wayTo,
} from "../../src/provenance/ways.js";
import { entryOf } from "../../src/store/store.js";
import { storeOf, traceOf } from "../support/store.js";

/** Gives the chain of a claim whose hops are called by one letter each. */
function chainOf(...hops: string[]) {
  const relay = hops.map((hop) => `      - ${hop}\n`).join("");
  const claim = `claims:\n  said:\n    text: It is so.\n    speaker: jane-doe\n`;
  return traceOf(storeOf(claim + (relay && `    relay:\n${relay}`)), "said").chain;
}

/** Tells each way of a chain by the names of its hops. */
function ways(...hops: string[]): string[] {
  const chain = chainOf(...hops);
  return waysOf(chain).ways.map((way) => way.map((hop) => chain.hops[hop]!.name).join(""));
}

describe("a claim's chains", () => {
  it("are one empty way where there is no relay", () => {
    expect(waysOf(chainOf())).toEqual({ ways: [[]], more: false });
  });

  it("are one where nothing branches", () => {
    expect(ways("a", "b", "c")).toEqual(["abc"]);
  });

  // ─┬─ a ─┬─ c ─ d
  //  └─ b ─┘   └─ e
  it("are every way from the speaker to an end, in the order of the file", () => {
    const hops = ["a", "{ via: b, from: speaker }", "{ via: c, from: [a, b] }", "d"];
    expect(ways(...hops, "{ via: e, from: c }")).toEqual(["acd", "ace", "bcd", "bce"]);
  });

  it("end before a loop closes", () => {
    expect(ways("{ via: a, from: [speaker, c] }", "b", "c")).toEqual(["abc"]);
    expect(ways("{ via: a, from: [speaker, a] }", "b")).toEqual(["ab"]);
  });

  it("leave out what no way leads to", () => {
    expect(ways("a", "{ via: b, from: nothing }", "c")).toEqual(["a"]);
  });

  it("are so many at most, however often they branch and merge", () => {
    const hops = Array.from({ length: 60 }, (_, index) => [
      `{ via: a${index}, from: ${index === 0 ? "speaker" : `c${index - 1}`} }`,
      `{ via: b${index}, from: ${index === 0 ? "speaker" : `c${index - 1}`} }`,
      `{ via: c${index}, from: [a${index}, b${index}] }`,
    ]);
    const { ways: told, more } = waysOf(chainOf(...hops.flat()));
    expect(told).toHaveLength(MOST_CHAINS);
    expect(more).toBe(true);
    expect(new Set(told.map(String)).size).toBe(MOST_CHAINS);
  });

  it("are all told where they are just as many", () => {
    const hops = Array.from({ length: MOST_CHAINS }, (_, i) => `{ via: a${i}, from: speaker }`);
    expect(waysOf(chainOf(...hops)).more).toBe(false);
    expect(waysOf(chainOf(...hops, "{ via: one-more, from: speaker }")).more).toBe(true);
  });
});

describe("the first chain", () => {
  it("is the first of all", () => {
    const names = (...hops: string[]) => firstWay(chainOf(...hops)).map(({ name }) => name);
    expect(names()).toEqual([]);
    expect(names("a", "b", "{ via: c, from: a }")).toEqual(["a", "b"]);
    expect(names("{ via: a, from: [speaker, b] }", "b")).toEqual(["a", "b"]);
  });
});

describe("the way to a hop", () => {
  const way = (to: number, ...hops: string[]) => {
    const chain = chainOf(...hops);
    return wayTo(chain, chain.hops[to]!).map(({ name }) => name);
  };

  it("is a shortest one from the speaker, the hop included", () => {
    expect(way(2, "a", "b", "c")).toEqual(["a", "b", "c"]);
    expect(way(3, "a", "b", "{ via: c, from: speaker }", "{ via: d, from: [b, c] }")).toEqual([
      "c",
      "d",
    ]);
  });

  it("is the hop alone where none leads there", () => {
    expect(way(1, "a", "{ via: b, from: nothing }")).toEqual(["b"]);
    expect(way(0, "{ via: a, from: b }", "{ via: b, from: a }")).toEqual(["a"]);
  });
});

describe("names", () => {
  const store = storeOf({
    "claims/a.yaml": `agents:
  jane-doe: { name: Jane Doe, kind: person }
  an-aide: { kind: anonymous, described-as: an aide, reason: fear }
  somebody: { kind: anonymous }
documents:
  article: { title: Taxes to fall }
  leaflet: {}
claims:
  said: { text: It is so., speaker: jane-doe, relay: [article, unknown, nothing, broken] }
`,
    "claims/b.yaml": "agents:\n  broken: { name: Broken, kind: newspaper }\n",
  });

  it.each([
    ["jane-doe", "Jane Doe"],
    ["an-aide", "an aide"],
    ["somebody", "somebody"],
    ["article", "Taxes to fall"],
    ["leaflet", "leaflet"],
    ["said", "said"],
  ])("of %s: %s", (id, name) => {
    expect(nameOf(entryOf(store, id)!)).toBe(name);
    expect(nameOfId(store, id)).toBe(name);
  });

  it("of what isn't there: its id", () => {
    expect(nameOfId(store, "nothing")).toBe("nothing");
  });

  it("of hops, with a word where one is a gap", () => {
    const { hops } = traceOf(store, "said").chain;
    expect(hops.map((hop) => nameOfHop(store, hop))).toEqual([
      "Taxes to fall",
      "unknown",
      "nothing (missing)",
      "broken (unreadable)",
    ]);
  });
});
