import { shortestCircle } from "../provenance/graph.js";
import { nameOfHop } from "../provenance/ways.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Hops that draw on each other have no source. */
export const relayCycle: Rule = {
  name: "relay-cycle",
  tier: "meaning",
  severity: "error",
  summary: "hops of one claim that draw on each other in a loop, or on themselves",
  why: "When A has it from B and B from A, neither is a source. Circular reporting makes one unsupported statement look like several reports.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - via: the-gazette
        from: [speaker, the-herald]
      - via: the-herald
        from: the-gazette
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - the-gazette
      - the-herald
`,
  },
  check: findCycles,
};

function* findCycles({ traces, store }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    const { claim } = chain;
    const heardBy = (node: number) => chain.drawnOnBy[node + 1]!;
    for (const loop of chain.loops) {
      const way = shortestCircle(heardBy, loop[0]!).map((node) => chain.hops[node]!);
      const names = [...way, way[0]!].map((hop) => nameOfHop(store, hop));
      const [first, ...rest] = way;
      yield {
        at: claim,
        path: ["relay", first!.index, "from"],
        message:
          rest.length === 0
            ? `the hop \`${first!.name}\` draws on itself`
            : `${way.length} hops of \`${claim.id}\` draw on each other in a loop`,
        related: rest.map(({ index, name, from }) => ({
          at: claim,
          path: ["relay", index, "from"],
          message: `\`${name}\` draws on \`${chain.hops[from.find((source) => source >= 0)!]!.name}\``,
        })),
        notes: [`loop: ${names.join(" › ")}`],
        help: "say in `from` whom each had it from first",
      };
    }
  }
}
