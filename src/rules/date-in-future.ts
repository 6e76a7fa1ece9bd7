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

/** The dates of what has happened. A role may end in the future; the end of a term is known. */
function datesOf(entry: Entry, isMeant: (date: string | undefined) => boolean): Dated[] {
  const found: Dated[] = [];
  const add = (date: string | undefined, ...path: Path) => {
    if (isMeant(date)) found.push({ path, date });
  };
  if (entry.kind === "agent") {
    add(entry.value.grade?.date, "grade", "date");
  } else if (entry.kind === "document") {
    const { date, retrieved, corrected, retracted } = entry.value;
    add(date, "date");
    add(retrieved, "retrieved");
    add(corrected?.date, "corrected", "date");
    add(retracted?.date, "retracted", "date");
  } else {
    const { date, relay, reviews, grade } = entry.value;
    add(date, "date");
    for (const [index, hop] of (relay ?? []).entries()) {
      if (typeof hop !== "string") add(hop.date, "relay", index, "date");
    }
    for (const [index, review] of (reviews ?? []).entries()) {
      add(review.date, "reviews", index, "date");
    }
    add(grade?.date, "grade", "date");
  }
  return found;
}
