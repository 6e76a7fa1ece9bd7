import type { Rule } from "./rule.js";

/** A file that no editor opens and no reviewer reads can hold anything. */
export const fileTooLarge: Rule = {
  name: "file-too-large",
  tier: "syntax",
  severity: "error",
  summary: "a store file of more than 16 MiB",
  why: "A file that no editor opens and no reviewer reads can hold anything. Any layout of files is the same store, so a large one can always be split.",
};
