import type { Support } from "../provenance/supports.js";
import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A claim that is its own evidence looks confirmed and is not. */
export const circularSourcing: Rule = {
  name: "circular-sourcing",
  tier: "meaning",
  severity: "error",
  summary: "a claim that rests on itself, through other claims and documents",
  why: 'A claim that is its own evidence looks confirmed and is not. It happens across documents, where no single page shows it: an encyclopedia repeats a rumour, a newspaper repeats the encyclopedia, and the encyclopedia cites the newspaper ("citogenesis").',
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: John Roe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [surplus]
  surplus:
    text: The budget will have a surplus, since taxes are about to fall.
    speaker: john-roe
    based-on: [tax-cut]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: John Roe, kind: person }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [surplus]
  surplus:
    text: The budget will have a surplus.
    speaker: john-roe
`,
  },
  check: findLoops,
};

function* findLoops({ scope, provenance }: RuleContext): Generator<Finding> {
  // A loop is told where its first tie is written, and is never without one of these.
  const basing = scope.claims.filter(({ value }) => value["based-on"]);
  const citing = scope.documents.filter(({ value }) => value.cites);
  for (const entry of [...basing, ...citing]) {
    for (const loop of provenance.foundations.loopsAt(entry.id)) yield told(entry, loop);
  }
}

function told(at: Entry, [first, ...rest]: readonly Support[]): Finding {
  const { from, path } = first!;
  return {
    at,
    path,
    message: `${from.kind === "claim" ? "the claim" : "the document"} \`${from.id}\` rests on itself`,
    label: step(first!),
    related: rest.map((support) => ({
      at: support.at,
      path: support.path,
      message: step(support),
    })),
    notes: [`loop: ${[first!, ...rest].map(({ from: { id } }) => id).join(" › ")} › ${from.id}`],
    help: "one of these ties is a mistake, or the claim has no source: take out the one that isn't so",
  };
}

function step({ from, to, how }: Support): string {
  const [subject, object] = [from, to].map((entry) =>
    entry.kind === "claim" ? `\`${entry.id}\`` : nameOf(entry),
  );
  return `${subject} ${how} ${object}`;
}
