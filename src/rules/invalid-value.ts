import type { Rule } from "./rule.js";

/** Each key has one meaning for everyone who reads the store. */
export const invalidValue: Rule = {
  name: "invalid-value",
  tier: "shape",
  severity: "error",
  summary: "a value outside of those that the key can have",
  why: "Each key has one meaning for everyone who reads the store. A word of one's own belongs in tags or in a note.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: persona
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
`,
  },
};
