import type { Rule } from "./rule.js";

/** The format needs seven levels. */
export const nestedTooDeep: Rule = {
  name: "nested-too-deep",
  tier: "syntax",
  severity: "error",
  summary: "lists or mappings nested more than 32 levels deep",
  why: "The format needs seven levels. Deeper nesting is a slip or an attempt to exhaust whatever reads the file.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    tags: [tax]
`,
  },
};
