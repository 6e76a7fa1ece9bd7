import type { Rule } from "./rule.js";

/** What can't be parsed can't be checked. */
export const yamlSyntax: Rule = {
  name: "yaml-syntax",
  tier: "syntax",
  severity: "error",
  summary: "a file that is not YAML",
  why: "What can't be parsed can't be checked. The entries around the break are still read; what it swallowed is lost until it is mended.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: He said: taxes will fall.
    speaker: jane-doe
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: "He said: taxes will fall."
    speaker: jane-doe
`,
  },
};
