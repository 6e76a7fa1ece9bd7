import type { Rule } from "./rule.js";

/** A comment that silences nothing hides the next finding in its place. */
export const unusedIgnore: Rule = {
  name: "unused-ignore",
  tier: "meaning",
  severity: "warning",
  summary: "a `# claims-ignore` comment that silences nothing, or gives no reason",
  why: "A comment that silences nothing is a trap: the fault it was written for is gone, and it will hide the next one in the same place. One without a reason can't be reviewed.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  # claims-ignore: untraced -- nobody has found the speaker
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
    good: `agents:
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  # claims-ignore: untraced -- nobody has found the speaker
  tax-cut:
    text: Taxes will fall next year.
    speaker: unknown
    relay: [the-gazette]
`,
  },
};
