import { wordingPlace } from "../provenance/drift.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A translation is somebody's reading. */
export const untranslatedQuote: Rule = {
  name: "untranslated-quote",
  tier: "meaning",
  severity: "warning",
  summary: "a quotation in another language than what it was drawn from, and no translator",
  why: "A translation is somebody's reading of the words, and errors of translation have moved markets and started wars. Say whose it is, or that a machine made it.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes may fall.
    speaker: jane-doe
    quote: Les impôts pourraient baisser.
    lang: fr
    relay:
      - via: the-gazette
        quote: Taxes could fall.
        lang: en
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes may fall.
    speaker: jane-doe
    quote: Les impôts pourraient baisser.
    lang: fr
    relay:
      - via: the-gazette
        quote: Taxes could fall.
        lang: en
        translator: machine
`,
  },
  check: findUntranslated,
};

function* findUntranslated({ traces, provenance }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    const { claim } = chain;
    for (const { hop, from, to, language } of provenance.driftsOf(chain)) {
      if (!language || language.translator !== undefined) continue;
      yield {
        at: claim,
        path: wordingPlace(to, "quote"),
        message: `\`${hop.name}\` quotes in ${language.now} what was said in ${language.before}, and names no translator`,
        related: [
          { at: claim, path: wordingPlace(from, "quote"), message: "the words it drew on" },
        ],
        help: "add `translator:` with an agent or `machine`",
      };
    }
  }
}
