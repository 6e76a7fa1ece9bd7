import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { type Gate, Network } from "../../src/provenance/flow.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** Two layers of nodes: some are first on a way, some last, and edges lead from the ones to the others. */
function twoLayers(first: number, last: number, edges: readonly (readonly [number, number])[]) {
  const network = new Network();
  const gates = (count: number) => Array.from({ length: count }, () => network.add(false));
  const [left, right] = [gates(first), gates(last)];
  for (const gate of left) network.connect(network.source, gate.entry);
  for (const gate of right) network.connect(gate.exit, network.sink);
  for (const [from, to] of edges) network.connect(left[from]!.exit, right[to]!.entry);
  return network;
}

describe("a network", () => {
  it("has no way where nothing leads from the source to the sink", () => {
    const network = new Network();
    const lonely = network.add(false);
    network.connect(network.source, lonely.entry);
    expect(network.countWays()).toBe(0);
  });

  // source ─ a ─┬─ b ─ sink
  //             └─ c ─ sink
  it("has one way through a node that all ways share", () => {
    expect(
      twoLayers(1, 2, [
        [0, 0],
        [0, 1],
      ]).countWays(),
    ).toBe(1);
  });

  // source ─┬─ a ─┐
  //         └─ b ─┴─ forum ─┬─ c ─ sink
  //                         └─ d ─ sink
  it("lets any number of ways through a shared node", () => {
    const network = new Network();
    const forum = network.add(true);
    const link = (from: number, { entry }: Gate, to: number, exit: number) => {
      network.connect(from, entry);
      network.connect(exit, to);
    };
    for (let count = 0; count < 2; count++) {
      const before = network.add(false);
      const after = network.add(false);
      link(network.source, before, forum.entry, before.exit);
      link(forum.exit, after, network.sink, after.exit);
    }
    expect(network.countWays()).toBe(2);
  });

  // a leads to c alone, b to c and d: a way taken first through b and c must give c up again.
  it("turns a way aside where another needs its node", () => {
    expect(
      twoLayers(2, 2, [
        [1, 0],
        [1, 1],
        [0, 0],
      ]).countWays(),
    ).toBe(2);
  });

  it("counts ten thousand ways, and a way of ten thousand nodes", () => {
    const size = 10_000;
    const wide = twoLayers(
      size,
      size,
      Array.from({ length: size }, (_, index) => [index, index]),
    );
    expect(wide.countWays()).toBe(size);
    const long = new Network();
    let from = long.source;
    for (let count = 0; count < size; count++) {
      const { entry, exit } = long.add(false);
      long.connect(from, entry);
      from = exit;
    }
    long.connect(from, long.sink);
    expect(long.countWays()).toBe(1);
  });

  it("matches as many as trying all pairs does", () => {
    const sides = fc.integer({ min: 1, max: 5 });
    const edges = fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(4)), {
      maxLength: 12,
      selector: String,
    });
    const most = (pairs: readonly (readonly [number, number])[]): number =>
      Math.max(
        0,
        ...pairs.map(
          ([a, b], index) =>
            1 + most(pairs.slice(index + 1).filter(([c, d]) => a !== c && b !== d)),
        ),
      );
    fc.assert(
      fc.property(sides, sides, edges, (first, last, all) => {
        const inside = all.filter(([a, b]) => a < first && b < last);
        expect(twoLayers(first, last, inside).countWays()).toBe(most(inside));
      }),
      { numRuns: 1000 },
    );
  });
});
