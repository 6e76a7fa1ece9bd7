import { wordingPlace } from "../provenance/drift.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A paraphrase that comes out as a quotation puts words in a mouth. */
export const quoteLaundering: Rule = {
  name: "quote-laundering",
  tier: "meaning",
  severity: "warning",
  summary: "a verbatim quotation at a hop that only paraphrases lead to",
  why: "Whoever had only a paraphrase can't quote. Words between quotation marks that no hop before had were made up, translated back, or taken from a source that the chain leaves out.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
claims:
  tax-cut:
    text: Taxes may fall next year.
    speaker: jane-doe
    relay:
      - via: the-gazette
        says: The minister hinted at lower taxes.
      - via: the-herald
        quote: We will cut taxes.
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
claims:
  tax-cut:
    text: Taxes may fall next year.
    speaker: jane-doe
    relay:
      - via: the-gazette
        quote: We might cut taxes.
      - via: the-herald
        quote: We might cut taxes.
`,
  },
  check: findLaundered,
};

function* findLaundered({ traces, provenance }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    const { claim } = chain;
    const told = new Set<number>();
    for (const { hop, from, to, laundered } of provenance.driftsOf(chain)) {
      if (!laundered || told.has(hop.index)) continue;
      told.add(hop.index);
      yield {
        at: claim,
        path: wordingPlace(to, "quote"),
        message: `\`${hop.name}\` quotes verbatim what reached it only in paraphrase`,
        related: [{ at: claim, path: wordingPlace(from, "says"), message: "the paraphrase" }],
        help: "find where the words come from and name it in `from`, or put them in `says`",
      };
    }
  }
}
