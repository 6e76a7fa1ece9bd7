import type { Rule } from "./rule.js";

/** These parts of YAML make an entry depend on text elsewhere, and tools differ in how they read them. */
export const yamlFeature: Rule = {
  name: "yaml-feature",
  tier: "syntax",
  severity: "error",
  summary: "a tag, anchor, alias, merge key, directive or second document",
  why: "These parts of YAML make an entry depend on text elsewhere, and tools differ in how they read them. An entry of a store means what stands in it.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
    note: &note staff
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    note: *note
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
    note: staff
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    note: staff
`,
  },
};
