import { referencesOf } from "../model/references.js";
import { nameOf } from "../provenance/ways.js";
import { entriesOf } from "../store/store.js";
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

function* findUnused({ store }: RuleContext): Generator<Finding> {
  const used = new Set<string>();
  for (const entry of entriesOf(store)) {
    for (const { id } of referencesOf(entry.kind, entry.value)) if (id !== entry.id) used.add(id);
  }
  for (const entry of [...store.agents.values(), ...store.documents.values()]) {
    // What can't be read may refer to it: only what is surely unused is reported.
    if (used.has(entry.id) || store.mentioned.has(entry.id)) continue;
    yield {
      at: entry,
      message: `nothing refers to the ${entry.kind} \`${entry.id}\` (${nameOf(entry)})`,
    };
  }
}
