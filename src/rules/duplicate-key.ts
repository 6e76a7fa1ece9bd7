import type { Rule } from "./rule.js";

/** YAML forbids it, and readers disagree on which of the two counts: half of what was written is dropped without a word. */
export const duplicateKey: Rule = {
  name: "duplicate-key",
  tier: "shape",
  severity: "error",
  summary: "a key that stands twice in one mapping",
  why: "YAML forbids it, and readers disagree on which of the two counts: half of what was written is dropped without a word.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-10-26
    date: 2023-10-27
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-10-26
`,
  },
};
