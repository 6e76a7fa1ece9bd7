import type { Rule } from "./rule.js";

/** Ids stand in file names, links and on command lines. */
export const invalidId: Rule = {
  name: "invalid-id",
  tier: "shape",
  severity: "error",
  summary: "an id that is not lower-case words joined by hyphens, or is reserved",
  why: "Ids stand in file names, links and on command lines. One plain form means that no two ids differ only in case or in how they are typed.",
  examples: {
    bad: `agents:
  Jane_Doe:
    name: Jane Doe
    kind: person
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
`,
  },
};
