import type { Rule } from "./rule.js";

/** A misspelt key that is ignored is data lost: the date, the speaker or the relay was recorded and nothing shows it. */
export const unknownKey: Rule = {
  name: "unknown-key",
  tier: "shape",
  severity: "error",
  summary: "a key that the format doesn't have",
  why: "A misspelt key that is ignored is data lost: the date, the speaker or the relay was recorded and nothing shows it.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speker: jane-doe
    speaker: jane-doe
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
