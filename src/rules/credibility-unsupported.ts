import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** "Confirmed by other sources" takes other sources. */
export const credibilityUnsupported: Rule = {
  name: "credibility-unsupported",
  tier: "meaning",
  severity: "error",
  summary: "credibility 1 (confirmed by other sources) with fewer than two independent origins",
  why: "In the Admiralty system (NATO STANAG 2511) a 1 says that other, independent sources confirm the report. Two reports that go back to one speaker, or to speakers of one house, confirm nothing.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    grade: { credibility: 1, by: jane-doe, date: 2024-03-06, because: it was in the speech }
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: John Roe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    grade: { credibility: 1, by: jane-doe, date: 2024-03-06, because: the treasury says so too }
  tax-cut-confirmed:
    text: Taxes will fall next year, as the minister said.
    speaker: john-roe
    confirms: [tax-cut]
`,
  },
  check: findUnsupported,
};

function* findUnsupported({ scope, store, provenance }: RuleContext): Generator<Finding> {
  const { ownerOf } = provenance;
  for (const claim of scope.claims) {
    if (claim.value.grade?.credibility !== 1) continue;
    const all = [claim, ...confirming(claim, store)];
    const named = all
      .flatMap((each) => provenance.trace(each).origins)
      .filter((id) => id !== "unknown");
    const origins = new Set(named.map(ownerOf));
    if (origins.size >= 2) continue;
    yield {
      at: claim,
      path: ["grade", "credibility"],
      message: `\`${claim.id}\` is graded as confirmed by other sources, and goes back to ${origins.size === 0 ? "none that is named" : "one alone"}`,
      label: "1: confirmed by other sources",
      help: "record the claims that confirm it (`confirms`), or grade it 2 or less",
    };
  }
}

function confirming({ id }: Entry<"claim">, store: Store): Entry<"claim">[] {
  return store.referrersOf(id, ["confirms"]).filter((entry) => entry.kind === "claim");
}
