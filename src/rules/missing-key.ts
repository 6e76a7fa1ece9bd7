import type { Rule } from "./rule.js";

/** A claim without a text says nothing, and one without a speaker hides the one thing the store is for. */
export const missingKey: Rule = {
  name: "missing-key",
  tier: "shape",
  severity: "error",
  summary: "a required key that is not there",
  why: "A claim without a text says nothing, and one without a speaker hides the one thing the store is for. Where nobody is named, say so with unknown.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
  },
};
