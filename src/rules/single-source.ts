import { nameOfId } from "../provenance/ways.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Five that have it from one are one. */
export const singleSource: Rule = {
  name: "single-source",
  tier: "meaning",
  severity: "info",
  summary: "two or more reports whose ways all pass through one agent",
  why: "Five outlets that have it from one agency are one report. If the one erred, all of them did, and their number proves nothing.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-agency: { name: The Agency, kind: outlet }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - the-agency
      - { via: the-gazette, from: the-agency }
      - { via: the-herald, from: the-agency }
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
      - { via: the-gazette, from: speaker }
      - { via: the-herald, from: speaker }
`,
  },
  check: findSingleSources,
};

function* findSingleSources({ traces, store }: RuleContext): Generator<Finding> {
  for (const { chain, reports, bottlenecks } of traces) {
    const { claim } = chain;
    const [first] = bottlenecks;
    if (reports < 2 || first === undefined) continue;
    const names = bottlenecks.map((id) => nameOfId(store, id)).join(" and ");
    const hop = chain.hops.find(({ voice }) => voice === first)!;
    yield {
      at: claim,
      path: hop.path,
      message: `all ${reports} reports of \`${claim.id}\` have it through ${names}`,
      label: "everything passes here",
    };
  }
}
