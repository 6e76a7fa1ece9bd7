import { hasText, textsIn } from "../model/texts.js";
import { codePointName } from "../store/text.js";
import type { Finding, Rule, RuleContext } from "./rule.js";
import { entriesIn } from "./scope.js";

/**
 * C0 but tab and line feed, DEL, C1, the line and paragraph separators, and the characters that
 * embed, override or isolate a direction. Left-to-right and right-to-left marks are not among them:
 * they are invisible but reorder nothing on their own, and honest mixed text needs them.
 */
const HIDDEN = /[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Such characters make a text look other than it is: they can hide words from a reviewer, reorder a quotation on the screen or drive the terminal (Unicode Technical Report 36; CVE-2021-42574, Trojan Source). */
export const controlCharacter: Rule = {
  name: "control-character",
  tier: "syntax",
  severity: "error",
  summary: "a control character, a terminal escape or an invisible change of text direction",
  why: "Such characters make a text look other than it is: they can hide words from a reviewer, reorder a quotation on the screen or drive the terminal (Unicode Technical Report 36; CVE-2021-42574, Trojan Source).",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
    note: "\\e[31mred"
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
    note: red
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
  },
  check: findHidden,
};

function* findHidden({ scope }: RuleContext): Generator<Finding> {
  for (const entry of entriesIn(scope)) {
    if (!hasText(entry.value, (text) => HIDDEN.test(text))) continue;
    for (const { path, text } of textsIn(entry.value)) {
      const found = HIDDEN.exec(text);
      if (!found) continue;
      yield {
        at: entry,
        path,
        message: `the text holds the hidden character ${codePointName(found[0])}`,
        help: "delete it; it is shown escaped wherever the text is printed",
      };
    }
  }
}
