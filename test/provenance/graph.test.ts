import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Components, circles, type Graph, shortestCircle } from "../../src/provenance/graph.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** Makes a graph from its edges: for each node, where they lead. */
function graphOf(...edges: readonly (readonly number[])[]): Graph {
  return { size: edges.length, successors: (node) => edges[node]! };
}

/** Numbers the components of a graph in the order in which they are concluded. */
function numbered({ size, successors }: Graph): number[] {
  let count = 0;
  const components = new Components<number, number>(successors, () => count++);
  return Array.from({ length: size }, (_, node) => components.of(node));
}

//  0 → 1 ⇄ 2 → 3 ⟲   4
const EXAMPLE = graphOf([1], [2], [1, 3], [3], []);

describe("Components", () => {
  it("puts nodes together that lead to each other, whatever they lead to has a lesser number", () => {
    expect(numbered(EXAMPLE)).toEqual([2, 1, 1, 0, 3]);
  });

  it("goes from a node to what it leads to, and nowhere else, and only once", () => {
    const asked: number[] = [];
    const successors = (node: number) => {
      asked.push(node);
      return EXAMPLE.successors(node);
    };
    const sizes = new Components<number, number>(successors, ({ members }) => members.length);
    expect(sizes.of(2)).toBe(2);
    expect(sizes.of(1)).toBe(2);
    expect(asked).toEqual([2, 1, 3]);
    expect(sizes.of(0)).toBe(1);
    expect(asked).toEqual([2, 1, 3, 0]);
  });

  it("works out what holds for a component from those that it leads to", () => {
    const reach = new Components<number, number>(EXAMPLE.successors, ({ members, of }) => {
      const below = members.flatMap((node) =>
        EXAMPLE.successors(node).map((next) => of(next) ?? 0),
      );
      return members.length + Math.max(0, ...below);
    });
    expect([0, 1, 2, 3, 4].map((node) => reach.of(node))).toEqual([4, 3, 3, 1, 1]);
  });

  it("follows a chain of a hundred thousand nodes", () => {
    const size = 100_000;
    const chain = { size, successors: (node: number) => (node + 1 < size ? [node + 1] : []) };
    expect(numbered(chain)[0]).toBe(size - 1);
    const ring = { size, successors: (node: number) => [(node + 1) % size] };
    expect(new Set(numbered(ring))).toEqual(new Set([0]));
    expect(shortestCircle(ring.successors, 0)).toHaveLength(size);
  });
});

describe("circles", () => {
  it("gives every set of nodes that lead in a circle, a node that leads to itself among them", () => {
    expect(circles(EXAMPLE)).toEqual([[1, 2], [3]]);
  });

  it("gives each in rising order, the one with the least node first", () => {
    expect(circles(graphOf([3], [2], [1], [0]))).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });
});

describe("shortestCircle", () => {
  it("gives the way back to a node, the node at its start alone", () => {
    expect(shortestCircle(EXAMPLE.successors, 1)).toEqual([1, 2]);
    expect(shortestCircle(EXAMPLE.successors, 3)).toEqual([3]);
  });

  it("takes the shorter of two", () => {
    expect(shortestCircle(graphOf([1, 3], [2], [0], [0]).successors, 0)).toEqual([0, 3]);
  });

  it("is empty where no way leads back", () => {
    expect(shortestCircle(EXAMPLE.successors, 0)).toEqual([]);
  });
});

describe("any graph", () => {
  const graphs = fc.integer({ min: 0, max: 8 }).chain((size) =>
    fc.array(fc.uniqueArray(fc.nat(Math.max(0, size - 1)), { maxLength: 3 }), {
      minLength: size,
      maxLength: size,
    }),
  );

  /** The length of the shortest way of at least one edge between any two nodes (Floyd & Warshall). */
  function distances(edges: readonly (readonly number[])[]): number[][] {
    const nodes = [...edges.keys()];
    const far = nodes.map((from) => nodes.map((to) => (edges[from]!.includes(to) ? 1 : Infinity)));
    for (const over of nodes) {
      for (const from of nodes) {
        for (const to of nodes) {
          far[from]![to] = Math.min(far[from]![to]!, far[from]![over]! + far[over]![to]!);
        }
      }
    }
    return far;
  }

  it("falls into components and circles as reachability says", () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const far = distances(edges);
        const leads = (from: number, to: number) => far[from]![to] !== Infinity;
        const component = numbered(graphOf(...edges));
        for (const a of edges.keys()) {
          for (const b of edges.keys()) {
            const together = a === b || (leads(a, b) && leads(b, a));
            expect(component[a] === component[b]).toBe(together);
            if (leads(a, b) && !together) expect(component[a]).toBeGreaterThan(component[b]!);
          }
        }
        const onCircle = [...edges.keys()].filter((node) => leads(node, node));
        const found = circles(graphOf(...edges));
        expect(found.flat().sort()).toEqual(onCircle);
        for (const circle of found) {
          expect(new Set(circle.map((node) => component[node])).size).toBe(1);
          expect(circle).toEqual([...circle].sort());
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("has shortest circles that are circles, and shortest", () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const far = distances(edges);
        for (const node of edges.keys()) {
          const way = shortestCircle(graphOf(...edges).successors, node);
          expect(way.length).toBe(far[node]![node] === Infinity ? 0 : far[node]![node]);
          for (const [index, from] of way.entries()) {
            expect(edges[from]).toContain(way[(index + 1) % way.length]);
          }
          if (way.length > 0) expect(way[0]).toBe(node);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
