import { isBefore, parseEdtf } from "../model/edtf.js";
import type { Path } from "../model/references.js";
import type { Entry } from "../store/source.js";
import { entriesOf } from "../store/store.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** What is dated tomorrow has not been said. */
export const dateInFuture: Rule = {
  name: "date-in-future",
  tier: "meaning",
  severity: "error",
  summary: "a date after today for something that is said to have happened",
  why: "What is dated tomorrow has not been said or published. The usual cause is a slip in the year, which puts the whole chain out of order.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2203-10-26
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
  check: findFuture,
};

function* findFuture({ store, today }: RuleContext): Generator<Finding> {
  for (const entry of entriesOf(store)) {
    for (const { path, date } of datesIn(entry)) {
      if (date === undefined || !isBefore(today, parseEdtf(date)!)) continue;
      yield { at: entry, path, message: `\`${date}\` lies in the future` };
    }
  }
}

/** The dates of what has happened. A role may end in the future; the end of a term is known. */
function* datesIn(entry: Entry): Generator<{ path: Path; date: string | undefined }> {
  if (entry.kind === "agent") {
    yield { path: ["grade", "date"], date: entry.value.grade?.date };
  } else if (entry.kind === "document") {
    const { date, retrieved, corrected, retracted } = entry.value;
    yield { path: ["date"], date };
    yield { path: ["retrieved"], date: retrieved };
    yield { path: ["corrected", "date"], date: corrected?.date };
    yield { path: ["retracted", "date"], date: retracted?.date };
  } else {
    const { date, relay, reviews, grade } = entry.value;
    yield { path: ["date"], date };
    for (const [index, hop] of (relay ?? []).entries()) {
      if (typeof hop !== "string") yield { path: ["relay", index, "date"], date: hop.date };
    }
    for (const [index, review] of (reviews ?? []).entries()) {
      yield { path: ["reviews", index, "date"], date: review.date };
    }
    yield { path: ["grade", "date"], date: grade?.date };
  }
}
