import type { Entry } from "../store/source.js";
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

function* findDuplicates({ store }: RuleContext): Generator<Finding> {
  const first = new Map<string, Entry<"claim">>();
  for (const claim of store.claims.values()) {
    const { speaker, date = "" } = claim.value;
    const key = JSON.stringify([speaker, date.slice(0, 10), normalize(claim.value.text)]);
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, claim);
      continue;
    }
    yield {
      at: claim,
      message: `\`${claim.id}\` may be the same claim as \`${earlier.id}\``,
      related: [
        {
          at: earlier,
          message: date === "" ? "same speaker and text, no date" : "same speaker, day and text",
        },
      ],
      help: "keep one, and put the other's relay into it as a branch",
    };
  }
}

/** Folds what doesn't change what is said: case, accents' encoding, punctuation, white space. */
function normalize(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, " ")
    .trim();
}
