import { describeNode, wordingPlace } from "../provenance/drift.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Nobody gets surer by repeating. */
export const certaintyRises: Rule = {
  name: "certainty-rises",
  tier: "meaning",
  severity: "warning",
  summary: "a hop that makes the assertion sound surer than what it drew on",
  why: '"May" becomes "will" on the way: nobody gets surer by repeating. Factuality is graded as in FactBank (possible, probable, certain), and it can only fall along a chain.',
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes may fall next year.
    speaker: jane-doe
    certainty: possible
    relay:
      - via: the-gazette
        says: Taxes will fall next year.
        certainty: certain
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes may fall next year.
    speaker: jane-doe
    certainty: possible
    relay:
      - via: the-gazette
        says: Taxes might fall next year.
        certainty: possible
`,
  },
  check: findRises,
};

function* findRises({ traces, provenance }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    const { claim } = chain;
    for (const { hop, from, to, certainty } of provenance.driftsOf(chain)) {
      if (!certainty) continue;
      yield {
        at: claim,
        path: wordingPlace(to, "certainty"),
        message: `\`${hop.name}\` makes ${certainty.now} what is ${certainty.before} to ${describeNode(chain, from.node)}`,
        related: [
          { at: claim, path: wordingPlace(from, "certainty"), message: `${certainty.before} here` },
        ],
      };
    }
  }
}
