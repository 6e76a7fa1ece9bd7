import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { statsOf } from "../../src/provenance/stats.js";
import { layOut } from "../../src/site/layout.js";
import { tanglesOf } from "../../src/site/layout-tangles.js";
import { type Network, networkOf, type Tie } from "../../src/site/network.js";
import { STORES, write } from "../support/random-store.js";
import { storeOf } from "../support/store.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: John Roe, kind: person }
  the-wire: { name: The Wire, kind: outlet }
  the-gazette: { name: The Gazette, kind: outlet }
  parliament: { name: Parliament, kind: forum }
documents:
  gazette-article: { title: Taxes to fall, by: the-gazette }
  leaflet: { title: A leaflet }
claims:
  tax-cut: { text: Taxes will fall., speaker: jane-doe, relay: [parliament, the-wire, gazette-article] }
  surplus: { text: There is a surplus., speaker: jane-doe, relay: [the-wire, leaflet] }
  rumour: { text: She resigns., speaker: unknown, relay: [the-gazette, nobody-here] }
  unheard: { text: Nobody listens., speaker: john-roe }
`;

/** Gives ties as `from > to claims`. */
const tiesOf = ({ voices, ties }: Network) =>
  ties.map(([from, to, claims]) => `${voices[from]!.id} > ${voices[to]!.id} ${claims}`);

describe("the network of who has it from whom", () => {
  const network = networkOf(storeOf(STORE));

  it("ties voices: places are passed through, a document stands for its publisher or for itself", () => {
    expect(tiesOf(network)).toEqual([
      "jane-doe > the-wire 2",
      "the-gazette > nobody-here 1",
      "the-wire > leaflet 1",
      "the-wire > the-gazette 1",
      "unknown > the-gazette 1",
    ]);
  });

  it("tells of each voice what it is and what it does, the busiest first", () => {
    const told = network.voices.map(({ id, kind, said, passed, claims }) => {
      return `${id} ${kind} said ${said} passed ${passed} claims ${claims}`;
    });
    expect(told).toEqual([
      "jane-doe agent said 2 passed 0 claims 2",
      "the-gazette outlet said 0 passed 2 claims 2",
      "the-wire outlet said 0 passed 2 claims 2",
      "leaflet document said 0 passed 1 claims 1",
      "nobody-here missing said 0 passed 1 claims 1",
      "unknown unknown said 1 passed 0 claims 1",
    ]);
  });

  it("gives each voice its page, and none to whoever has none", () => {
    expect(network.voices.map(({ page }) => page)).toEqual([
      "agents/jane-doe.html",
      "agents/the-gazette.html",
      "agents/the-wire.html",
      "documents/leaflet.html",
      undefined,
      undefined,
    ]);
  });

  it("counts the speakers whom nobody has passed on", () => {
    expect(network.unheard).toBe(1);
  });

  it("counts on any store what the statistics count", () => {
    fc.assert(
      fc.property(STORES, (files) => {
        const store = storeOf(write(files));
        const provenance = new Provenance(store);
        const traces = [...store.claims.values()].map((claim) => provenance.trace(claim));
        const { relays } = statsOf(traces, provenance);
        const any = networkOf(store);
        expect(tiesOf(any)).toEqual(relays.map(({ key, count }) => `${key} ${count}`));
        for (const { said, passed, claims } of any.voices) {
          expect(claims).toBeLessThanOrEqual(said + passed);
          expect(claims).toBeGreaterThanOrEqual(Math.max(1, said, passed));
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** Networks of any shape: circles, voices tied to themselves, parts that nothing ties. */
const NETWORKS = fc.integer({ min: 1, max: 20 }).chain((size) => {
  const voice = fc.nat({ max: size - 1 });
  const tie = fc.tuple(voice, voice, fc.integer({ min: 1, max: 50 }));
  const key = ([from, to]: Tie) => `${from} ${to}`;
  return fc.uniqueArray(tie, { minLength: 1, maxLength: 70, selector: key }).map((ties) =>
    networkWith(
      size,
      ties.toSorted((a, b) => b[2] - a[2]),
    ),
  );
});

function networkWith(size: number, ties: readonly Tie[]): Network {
  const voices = Array.from({ length: size }, (_, index) => {
    return { id: `v-${index}`, name: "", kind: "agent", said: 1, passed: 0, claims: 1 } as const;
  });
  return { voices, ties, unheard: 0 };
}

describe("the layout of a network", () => {
  it("is the same each time, and gives everybody a place of their own", () => {
    fc.assert(
      fc.property(NETWORKS, (network) => {
        const points = layOut(network);
        expect(points).toHaveLength(network.voices.length);
        expect(points.flat().every(Number.isInteger)).toBe(true);
        expect(layOut(network)).toEqual(points);
        for (const [index, [x, y]] of points.entries()) {
          for (const [ox, oy] of points.slice(0, index)) {
            expect(Math.hypot(x - ox, y - oy)).toBeGreaterThan(80);
          }
        }
      }),
      { numRuns: 4 },
    );
  }, 20_000);

  it("puts whoever says to the left of whoever passes on", () => {
    const [speaker, outlet] = layOut(networkWith(2, [[0, 1, 1]]));
    expect(speaker![0]).toBeLessThan(outlet![0]);
  });

  it("takes fewer steps for many, and still ends", () => {
    const size = 1500;
    const ties = Array.from({ length: size }, (_, index): Tie => [index, (7 * index) % size, 1]);
    expect(new Set(layOut(networkWith(size, ties)).map(String)).size).toBe(size);
  }, 20_000);

  it("has no place for nobody", () => {
    expect(layOut(networkWith(0, []))).toEqual([]);
  });

  it("counts lines that cross or run against the others, and worse, those through somebody or a name", () => {
    const square = [
      [0, 0],
      [200, 0],
      [0, 200],
      [200, 200],
    ] as const;
    const beside = [[0, 1, 1] as const, [2, 3, 1] as const];
    const across = [[0, 3, 1] as const, [1, 2, 1] as const];
    expect(tanglesOf(square, beside, 20)).toBe(0);
    expect(tanglesOf(square, across, 20), "one crossing, one to the left").toBe(2);
    const through = [...square, [100, 0] as const];
    expect(tanglesOf(through, beside, 20)).toBe(4);
    const backward = [[1, 0, 1] as const];
    expect(tanglesOf(square, backward, 20)).toBe(1);
    const upward = [[2, 0, 1] as const];
    expect(tanglesOf(square, upward, 20)).toBe(1);
    const named = [...square, [100, -28] as const];
    expect(tanglesOf(named, beside, 20)).toBe(4);
  });
});
