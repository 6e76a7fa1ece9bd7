import { describeNode, wordingPlace } from "../provenance/drift.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Quotation marks promise the very words. */
export const quoteChanged: Rule = {
  name: "quote-changed",
  tier: "meaning",
  severity: "warning",
  summary: "a quotation whose words differ from those that the hop drew on",
  why: "Quotation marks promise the very words. Where they changed on the way, one of the two is no quotation, and the later one is what readers will repeat. An excerpt is no change, nor are marks for a cut ([…]).",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes may fall next year.
    speaker: jane-doe
    quote: We might cut taxes next year.
    relay:
      - via: the-gazette
        quote: We will cut taxes next year.
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes may fall next year.
    speaker: jane-doe
    quote: We might cut taxes next year.
    relay:
      - via: the-gazette
        quote: We might cut taxes […]
`,
  },
  check: findChanges,
};

function* findChanges({ traces, provenance }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    const { claim } = chain;
    for (const { hop, from, to, quote } of provenance.driftsOf(chain)) {
      if (!quote) continue;
      const marked = quote.map(({ kind, text }) =>
        kind === "same" ? text : kind === "added" ? `{+${text}+}` : `[-${text}-]`,
      );
      yield {
        at: claim,
        path: wordingPlace(to, "quote"),
        message: `\`${hop.name}\` quotes other words than ${describeNode(chain, from.node)}`,
        related: [
          { at: claim, path: wordingPlace(from, "quote"), message: "the words it drew on" },
        ],
        notes: [`changed: ${marked.join("")}`],
        help: "check both against their documents; if one is a paraphrase, put it in `says`",
      };
    }
  }
}
