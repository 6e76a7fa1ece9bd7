import { describe, expect, it } from "vitest";
import { claimsThat } from "../../src/commands/list.js";
import { resolveEntry } from "../../src/commands/resolve.js";
import { type Interval, parseEdtf } from "../../src/model/edtf.js";
import { compareClaims } from "../../src/provenance/compare.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { checkEntries } from "../../src/rules/engine.js";
import { indexOf } from "../../src/rules/store-index.js";
import type { Entry } from "../../src/store/source.js";
import { entryOf, type Store } from "../../src/store/store.js";
import { PLAIN } from "../../src/terminal/style.js";
import { printEntries, SHOW_FORMATS } from "../../src/views/show.js";
import { printTraces, TRACE_FORMATS } from "../../src/views/trace.js";
import { requestOf, storeOf } from "../support/store.js";

/** A store of two stories that have nothing to do with each other. */
const STORE = `agents:
  jane: { name: Jane, kind: person }
  john: { name: John, kind: person }
  group: { name: The Group, kind: organization }
  paper: { name: The Paper, kind: outlet, part-of: group }
  herald: { name: The Herald, kind: outlet, part-of: group }
  away: { name: Away, kind: outlet }
documents:
  page: { title: Page, by: paper, cites: [report] }
  report: { title: Report, by: herald, retracted: { date: 2024 } }
  away-page: { title: Away page, by: away }
claims:
  first: { text: A., speaker: jane, relay: [page, { via: herald, from: speaker }], based-on: [second, page] }
  second: { text: B., speaker: page, relay: [report] }
  third: { text: C., speaker: john, based-on: [first], retracts: [second] }
  away-claim: { text: D., speaker: away, in: away-page, based-on: [away-base] }
  away-base: { text: E., speaker: away-page }
`;

/** What of a store was looked at, by id. */
interface Watched {
  readonly store: Store;
  readonly asked: ReadonlySet<string>;
}

/** Makes a store that tells what is looked up in it, and throws where all of something is gone through. */
function watched(): Watched {
  const store = storeOf(STORE);
  const asked = new Set<string>();
  const watch = <T extends Entry>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Proxy(map, {
      get(target, key) {
        if (key === "size") return target.size;
        if (key !== "get" && key !== "has")
          throw new Error(`a store's ${String(key)} was asked for`);
        return (id: string) => {
          if (target.has(id)) asked.add(id);
          return target[key](id);
        };
      },
    });
  return {
    asked,
    store: {
      ...store,
      agents: watch(store.agents),
      documents: watch(store.documents),
      claims: watch(store.claims),
    },
  };
}

const far = Number.POSITIVE_INFINITY;

describe("a claim is traced from what it leads to alone", () => {
  it("and so is everything that is told of it", () => {
    const { store, asked } = watched();
    const provenance = new Provenance(store);
    const claim = resolveEntry(store, "first", ["claim"]);
    const traced = provenance.trace(claim);
    expect(traced).toMatchObject({ status: "circular", origins: ["page", "herald"] });
    expect(traced.independent).toEqual({ min: 1, max: 2 });
    expect(provenance.fallsUnder(claim).map(([id]) => id)).toEqual(["second", "report"]);
    const loop = provenance.foundations.loopOf("first");
    expect(loop.map(({ from }) => from.id)).toEqual(["first", "page"]);
    expect([...asked].filter((id) => id.startsWith("away"))).toEqual([]);
  });

  it.each(TRACE_FORMATS)("and drawn as %s, up and down", (format) => {
    const { store, asked } = watched();
    const provenance = new Provenance(store);
    const claims = ["first", "second"].map((id) => provenance.trace(store.claims.get(id)!));
    const comparisons = [compareClaims(claims[0]!, claims[1]!, provenance)];
    const documents = [store.documents.get("report")!];
    for (const direction of ["up", "down"] as const) {
      const request = { direction, depth: far, drift: true, comparisons, documents };
      const all = [...printTraces(format, requestOf(claims, request), provenance, PLAIN)].join("");
      expect(all).toContain("first");
      expect(all).not.toContain("away");
    }
    expect([...asked].filter((id) => id.startsWith("away"))).toEqual([]);
  });

  it.each(SHOW_FORMATS)("and an entry is shown as %s", (format) => {
    const { store, asked } = watched();
    const entries = ["first", "page", "paper"].map((id) => entryOf(store, id)!);
    const all = [...printEntries(format, entries, new Provenance(store), PLAIN)].join("");
    expect(all).toContain("first");
    expect([...asked].filter((id) => id.startsWith("away"))).toEqual([]);
  });
});

describe("a part of a store", () => {
  it("is checked by what it leads to and what leads to it, with what is listed for it", () => {
    const { store, asked } = watched();
    const whole = storeOf(STORE);
    const scope = {
      agents: [whole.agents.get("jane")!],
      documents: [whole.documents.get("page")!],
      claims: [whole.claims.get("first")!, whole.claims.get("second")!],
      files: [],
    };
    const today = parseEdtf("2026-01-01") as Interval;
    const found = checkEntries(store, scope, { today, index: indexOf(whole) });
    expect(found.map(({ finding }) => finding.rule)).toContain("rests-on-retracted");
    expect([...asked].filter((id) => id.startsWith("away"))).toEqual([]);
  });
});

describe("a list", () => {
  it("that ends early looks at no claim past its end", () => {
    const store = storeOf(STORE);
    const seen: string[] = [];
    const claims = new Map(store.claims);
    claims.values = function* () {
      for (const claim of store.claims.values()) {
        seen.push(claim.id);
        yield claim;
      }
    } as typeof claims.values;
    const provenance = new Provenance({ ...store, claims });
    const ids = (...args: [Parameters<typeof claimsThat>[0], number?]) =>
      claimsThat(args[0], provenance, args[1]).map(({ chain }) => chain.claim.id);
    expect(ids({}, 2)).toEqual(["first", "second"]);
    expect(seen).toEqual(["first", "second"]);
    expect(ids({}, 0)).toEqual([]);
    expect(ids({ speaker: "john" }, 1)).toEqual(["third"]);
    expect(seen).toEqual(["first", "second", "first", "second", "third"]);
    expect(ids({})).toHaveLength(5);
  });
});
