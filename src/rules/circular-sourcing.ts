import type { Support } from "../provenance/rests.js";
import { nameOf } from "../provenance/ways.js";
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

function* findLoops({ provenance }: RuleContext): Generator<Finding> {
  for (const [first, ...rest] of provenance.foundations.loops()) {
    const { from, at, path } = first!;
    yield {
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
}

function step({ from, to, how }: Support): string {
  const [subject, object] = [from, to].map((entry) =>
    entry.kind === "claim" ? `\`${entry.id}\`` : nameOf(entry),
  );
  return `${subject} ${how} ${object}`;
}
