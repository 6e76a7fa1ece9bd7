import { describeNode, wordsPlace } from "../provenance/drift.js";
import type { StatedNumber } from "../provenance/numbers.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Figures are what readers remember and what relays get wrong. */
export const numberDrift: Rule = {
  name: "number-drift",
  tier: "meaning",
  severity: "warning",
  summary: "a number that a hop states and what it drew on does not",
  why: "Figures are what readers remember and what relays get wrong: a zero is lost, a share becomes a count, an estimate of one party is joined with that of another. 5,000, 5000 and five thousand are one number; a number left out is no drift.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall by 50 million.
    speaker: jane-doe
    relay:
      - via: the-gazette
        says: Taxes will be cut by 500 million.
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall by 50 million.
    speaker: jane-doe
    relay:
      - via: the-gazette
        says: Taxes will be cut by fifty million.
`,
  },
  check: findDrift,
};

function* findDrift({ traces, provenance }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    const { claim } = chain;
    for (const { hop, from, to, numbers } of provenance.driftsOf(chain)) {
      if (!numbers) continue;
      const source = describeNode(chain, from.node);
      const before = numbers.before.length > 0 ? `${list(numbers.before)}` : "no such number";
      yield {
        at: claim,
        path: wordsPlace(to),
        message: `\`${hop.name}\` says ${list(numbers.now)} where ${source} has ${before}`,
        related: [{ at: claim, path: wordsPlace(from), message: "what it drew on" }],
        help: "check the figure against both documents",
      };
    }
  }
}

function list(numbers: readonly StatedNumber[]): string {
  return numbers
    .map(({ text, unit }) => (unit === undefined ? text : `${text} ${unit}`))
    .join(", ");
}
