import { isBefore, parseEdtf } from "../model/edtf.js";
import { nameOfId } from "../provenance/ways.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Someone who takes a thing back does so later. */
export const selfContradiction: Rule = {
  name: "self-contradiction",
  tier: "meaning",
  severity: "warning",
  summary: "one speaker's claims of which one disputes or retracts the other, in no order of time",
  why: "People change their mind, and then one claim is the later one. Without an order nobody can say what the speaker holds now; often one of the two has the wrong speaker.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
  no-tax-cut:
    text: Taxes will not fall next year.
    speaker: jane-doe
    disputes: [tax-cut]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2024-03-06
  no-tax-cut:
    text: Taxes will not fall next year.
    speaker: jane-doe
    date: 2024-05-01
    retracts: [tax-cut]
`,
  },
  check: findContradictions,
};

function* findContradictions({ scope, store }: RuleContext): Generator<Finding> {
  for (const claim of scope.claims) {
    const { speaker, disputes, retracts } = claim.value;
    if (speaker === "unknown" || (!disputes && !retracts)) continue;
    for (const relation of ["disputes", "retracts"] as const) {
      const ids = claim.value[relation];
      if (!ids) continue;
      for (const [index, id] of ids.entries()) {
        const other = store.claims.get(id);
        if (other?.value.speaker !== speaker || isOrdered(claim.value.date, other.value.date))
          continue;
        yield {
          at: claim,
          path: [relation, index],
          message: `${nameOfId(store, speaker)} ${relation} a claim of their own, and neither is surely the later one`,
          related: [{ at: other, message: "by the same speaker" }],
          help:
            claim.value.date !== undefined && other.value.date !== undefined
              ? `give both a finer date than ${claim.value.date} and ${other.value.date}`
              : "give both claims a date",
        };
      }
    }
  }
}

function isOrdered(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [one, other] = [parseEdtf(a)!, parseEdtf(b)!];
  return isBefore(one, other) || isBefore(other, one);
}
