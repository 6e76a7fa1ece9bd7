import { nameOfId } from "../provenance/ways.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** An outlet that says so itself is the only one who can be asked. */
export const ownVoice: Rule = {
  name: "own-voice",
  tier: "meaning",
  severity: "info",
  summary: "a claim that an outlet or a document makes itself, naming nobody",
  why: "What an outlet says in its own voice has no source behind it that a reader could weigh. It may be well known or seen by its reporter; it is worth knowing that nobody else is named.",
  examples: {
    bad: `agents:
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: the-gazette
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazette]
`,
  },
  check: findOwnVoice,
};

function* findOwnVoice({ traces, store }: RuleContext): Generator<Finding> {
  for (const { chain, status } of traces) {
    if (status !== "own-voice") continue;
    const { claim } = chain;
    yield {
      at: claim,
      path: ["speaker"],
      message: `\`${claim.id}\` has no named source: ${nameOfId(store, claim.value.speaker)} says so itself`,
    };
  }
}
