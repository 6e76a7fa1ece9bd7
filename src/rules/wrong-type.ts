import type { Rule } from "./rule.js";

/** YAML reads 1984 as a number and an empty value as nothing. */
export const wrongType: Rule = {
  name: "wrong-type",
  tier: "shape",
  severity: "error",
  summary: "a value of the wrong type, or none",
  why: "YAML reads 1984 as a number and an empty value as nothing. Every tool must read the store alike, so the type is said, not guessed.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: 1984
    speaker: jane-doe
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: "1984"
    speaker: jane-doe
`,
  },
};
