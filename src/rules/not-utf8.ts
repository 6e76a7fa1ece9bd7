import type { Rule } from "./rule.js";

/** In another encoding names and quotations change without a trace. */
export const notUtf8: Rule = {
  name: "not-utf8",
  tier: "syntax",
  severity: "error",
  summary: "a file whose bytes are not UTF-8 text",
  why: "In another encoding names and quotations change without a trace. YAML 1.2 and every tool around it read UTF-8.",
};
