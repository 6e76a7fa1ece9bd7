import type { Finding, Rule, RuleContext } from "./rule.js";

/** One assertion recorded twice counts twice. */
export const possibleDuplicate: Rule = {
  name: "possible-duplicate",
  tier: "meaning",
  severity: "info",
  summary: "two claims with the same speaker, day and text",
  why: "One assertion recorded twice counts twice, and its chains look like independent reports. Two people who read the same article often record it under two ids.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-10-26
  taxes-to-fall:
    text: taxes will fall next year
    speaker: jane-doe
    date: 2023-10-26
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-10-26
`,
  },
  check: findDuplicates,
};

function* findDuplicates({ scope, index }: RuleContext): Generator<Finding> {
  for (const claim of scope.claims) {
    const [earlier] = index.twinsOf(claim);
    if (!earlier || earlier.id === claim.id) continue;
    yield {
      at: claim,
      message: `\`${claim.id}\` may be the same claim as \`${earlier.id}\``,
      related: [
        {
          at: earlier,
          message:
            claim.value.date === undefined
              ? "same speaker and text, no date"
              : "same speaker, day and text",
        },
      ],
      help: "keep one, and put the other's relay into it as a branch",
    };
  }
}
