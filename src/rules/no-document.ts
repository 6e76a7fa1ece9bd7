import { UNKNOWN } from "../model/ids.js";
import type { Chain } from "../provenance/chain.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A claim that can be read nowhere can't be checked. */
export const noDocument: Rule = {
  name: "no-document",
  tier: "meaning",
  severity: "warning",
  summary: "a claim of which nobody says where it can be read: no document in its chain",
  why: "The names of those who passed it on say who is answerable; only a document lets a reader look it up. A claim without one rests on the recorder's word that it was ever made.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazette]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  the-story: { by: the-gazette, title: Taxes to fall }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-story]
`,
  },
  check: findUndocumented,
};

function* findUndocumented({ traces }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    if (namesDocument(chain)) continue;
    const { claim } = chain;
    yield {
      at: claim,
      message: `nothing says where \`${claim.id}\` can be read`,
      help: "name the document that records it in `in`, or the one that relays it in `relay`",
    };
  }
}

/** What the store doesn't know may be a document; that it doesn't is reported already. */
function namesDocument({ claim: { value }, speaker, hops }: Chain): boolean {
  if (value.in !== undefined) return true;
  if (value.speaker !== UNKNOWN && speaker?.kind !== "agent") return true;
  return hops.some(({ hop, document, gap }) => {
    return hop.in !== undefined || document !== undefined || gap === "missing";
  });
}
