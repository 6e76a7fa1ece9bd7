import type { Rule } from "./rule.js";

/** Order in time is evidence: a relay before the utterance is a fault. */
export const invalidDate: Rule = {
  name: "invalid-date",
  tier: "shape",
  severity: "error",
  summary: "a date that is not EDTF or that no calendar has",
  why: "Order in time is evidence: a relay before the utterance is a fault. That takes dates that can be compared (ISO 8601-2, Extended Date/Time Format).",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-02-30
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-02-28
`,
  },
};
