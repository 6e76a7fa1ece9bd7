import { nameOf } from "../provenance/ways.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** An entry that nothing refers to is a leftover or a reference that was forgotten. */
export const unused: Rule = {
  name: "unused",
  tier: "meaning",
  severity: "info",
  summary: "an agent or document that nothing refers to",
  why: "It is a leftover, or the claim that should name it names another. Either way a reader who meets it looks for a chain that isn't there.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: John Roe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
  },
  check: findUnused,
};

function* findUnused({ scope, store }: RuleContext): Generator<Finding> {
  for (const entry of [...scope.agents, ...scope.documents]) {
    // What can't be read may refer to it: only what is surely unused is reported.
    if (store.mentioned.has(entry.id)) continue;
    if (store.referrersOf(entry.id).some(({ id }) => id !== entry.id)) continue;
    yield {
      at: entry,
      message: `nothing refers to the ${entry.kind} \`${entry.id}\` (${nameOf(entry)})`,
    };
  }
}
