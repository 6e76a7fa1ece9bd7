import type { Rule } from "./rule.js";

/** A file that is passed over in silence looks like a store without it: claims vanish and nobody is told. */
export const unreadableFile: Rule = {
  name: "unreadable-file",
  tier: "syntax",
  severity: "error",
  summary: "a file or folder that can't be read, or a symbolic link",
  why: "A file that is passed over in silence looks like a store without it: claims vanish and nobody is told. Links are refused because they can lead out of the store.",
};
