import { isBefore, parseEdtf } from "../model/edtf.js";
import type { Path } from "../model/references.js";
import type { Entry } from "../store/source.js";
import type { Finding, Rule, RuleContext } from "./rule.js";
import { entriesIn } from "./scope.js";

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

function* findFuture({ scope, today }: RuleContext): Generator<Finding> {
  const isAhead = (date: string | undefined) =>
    date !== undefined && isBefore(today, parseEdtf(date)!);
  for (const entry of entriesIn(scope)) {
    for (const { path, date } of datesOf(entry, isAhead)) {
      yield { at: entry, path, message: `\`${date}\` lies in the future` };
    }
  }
}

interface Dated {
  readonly path: Path;
  readonly date: string | undefined;
}

const NO_DATES: readonly Dated[] = [];

/** The dates of what has happened. A role may end in the future; the end of a term is known. */
function datesOf(entry: Entry, isMeant: (date: string | undefined) => boolean): readonly Dated[] {
  if (entry.kind === "agent") {
    const date = entry.value.grade?.date;
    return isMeant(date) ? [{ path: ["grade", "date"], date }] : NO_DATES;
  }
  const { date } = entry.value;
  const found: Dated[] = isMeant(date) ? [{ path: ["date"], date }] : [];
  if (entry.kind === "document") {
    const { retrieved, corrected, retracted } = entry.value;
    found.push(
      { path: ["retrieved"], date: retrieved },
      { path: ["corrected", "date"], date: corrected?.date },
      { path: ["retracted", "date"], date: retracted?.date },
    );
    return found.filter((each) => isMeant(each.date));
  }
  const { relay = [], reviews = [], grade } = entry.value;
  for (const [index, hop] of relay.entries()) {
    if (typeof hop === "string" || !isMeant(hop.date)) continue;
    found.push({ path: ["relay", index, "date"], date: hop.date });
  }
  for (const [index, review] of reviews.entries()) {
    if (isMeant(review.date)) {
      found.push({ path: ["reviews", index, "date"], date: review.date });
    }
  }
  if (isMeant(grade?.date)) found.push({ path: ["grade", "date"], date: grade?.date });
  return found;
}
