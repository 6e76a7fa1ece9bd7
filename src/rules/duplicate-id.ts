import type { ChainHop } from "../provenance/chain.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A reference must lead to one thing. */
export const duplicateId: Rule = {
  name: "duplicate-id",
  tier: "meaning",
  severity: "error",
  summary: "one id defined twice, or two hops of one claim with one name",
  why: "A reference must lead to one thing. Of two entries with one id only the first counts, so the other is as good as deleted.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  jane-doe:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
  },
  check: findRepeatedHops,
};

/** Entries with one id are found where the files are united; this finds hops with one name. */
function* findRepeatedHops({ traces }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    const { claim, hops } = chain;
    if (!mayRepeat(hops)) continue;
    const first = new Map<string, number>();
    for (const { index, name, hop } of hops) {
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, index);
        continue;
      }
      yield {
        at: claim,
        path: ["relay", index, hop.id === undefined ? "via" : "id"],
        message: `two hops of \`${claim.id}\` are called \`${name}\``,
        related: [{ at: claim, path: ["relay", earlier, "via"], message: "the first one" }],
        help: "give one of them an `id`, so that `from` can tell them apart",
      };
    }
  }
}

/** Tells whether a name may stand twice. Of the few hops that most relays have, each is held against each. */
function mayRepeat(hops: readonly ChainHop[]): boolean {
  if (hops.length > 8) return true;
  return hops.some(({ name, index }) => hops.findIndex((other) => other.name === name) < index);
}
