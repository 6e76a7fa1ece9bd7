import { isBefore, parseEdtf } from "../model/edtf.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Nobody corrects what has not been said yet. */
export const staleRelation: Rule = {
  name: "stale-relation",
  tier: "meaning",
  severity: "error",
  summary: "a claim that corrects, retracts or updates a later one",
  why: "Nobody corrects what has not been said yet. The relation stands at the wrong claim or a date is wrong; either way readers take the outdated one for the last word.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut: { text: Taxes will fall., speaker: jane-doe, date: 2024-05-01 }
  no-tax-cut:
    text: Taxes will not fall.
    speaker: jane-doe
    date: 2024-03-06
    corrects: [tax-cut]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut: { text: Taxes will fall., speaker: jane-doe, date: 2024-03-06 }
  no-tax-cut:
    text: Taxes will not fall.
    speaker: jane-doe
    date: 2024-05-01
    corrects: [tax-cut]
`,
  },
  check: findStale,
};

function* findStale({ scope, store }: RuleContext): Generator<Finding> {
  for (const claim of scope.claims) {
    const { corrects, retracts, updates } = claim.value;
    if (!corrects && !retracts && !updates) continue;
    for (const relation of ["corrects", "retracts", "updates"] as const) {
      const ids = claim.value[relation];
      if (!ids) continue;
      for (const [index, id] of ids.entries()) {
        const later = store.claims.get(id);
        const [own, other] = [claim.value.date, later?.value.date];
        if (!later || own === undefined || other === undefined) continue;
        if (!isBefore(parseEdtf(own)!, parseEdtf(other)!)) continue;
        yield {
          at: claim,
          path: [relation, index],
          message: `\`${claim.id}\` (${own}) ${relation} a claim that is later (${other})`,
          related: [
            { at: later, path: ["date"], message: "made then" },
            { at: claim, path: ["date"], message: "and this then" },
          ],
          help: "turn the relation round, or correct the date",
        };
      }
    }
  }
}
