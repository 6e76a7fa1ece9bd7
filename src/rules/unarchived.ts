import type { Finding, Rule, RuleContext } from "./rule.js";

/** Pages change and go. */
export const unarchived: Rule = {
  name: "unarchived",
  tier: "meaning",
  severity: "info",
  summary: "a document with an address and no copy: neither `archive` nor `file`",
  why: "Pages change and go, and the evidence with them: more than a third of the pages of 2013 were gone in 2023 (Pew Research Center, 2024). A copy, taken while the page is there, keeps what the claim rests on.",
  examples: {
    bad: `documents:
  the-story:
    title: Taxes to fall
    url: https://example.org/taxes
`,
    good: `documents:
  the-story:
    title: Taxes to fall
    url: https://example.org/taxes
    archive: https://archive.example.org/taxes
`,
  },
  check: findUnarchived,
};

function* findUnarchived({ scope }: RuleContext): Generator<Finding> {
  for (const document of scope.documents) {
    const { url, archive, file } = document.value;
    if (url === undefined || archive !== undefined || file !== undefined) continue;
    yield {
      at: document,
      path: ["url"],
      message: `no copy of \`${document.id}\` is kept`,
      help: `put the address of an archived copy in \`archive\`, or take one into the store: \`claims snapshot ${document.id} FILE\``,
    };
  }
}
