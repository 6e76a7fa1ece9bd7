import type { Fall } from "../provenance/falls.js";
import type { Support } from "../provenance/supports.js";
import type { Entry } from "../store/source.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** What a retracted source carried falls with it. */
export const restsOnRetracted: Rule = {
  name: "rests-on-retracted",
  tier: "meaning",
  severity: "warning",
  summary: "a claim that rests, at any distance, on something that was retracted or corrected",
  why: "Retracted work goes on being cited for years, mostly by authors who never saw the retraction. What a source carried falls with it, however many steps away, unless it stands on something else too.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
documents:
  budget-study:
    title: The budget study
    retracted: { date: 2024-04-01, because: the figures were made up }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [budget-study]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
documents:
  budget-study: { title: The budget study }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [budget-study]
`,
  },
  check: findFallen,
};

function* findFallen({ scope, provenance }: RuleContext): Generator<Finding> {
  for (const claim of scope.claims) {
    for (const way of provenance.waysToFallen(claim)) {
      yield fallen(claim, way, provenance.fallOf(way.at(-1)!.to.id)!);
    }
  }
}

function fallen(claim: Entry<"claim">, way: readonly Support[], { word, at, path }: Fall): Finding {
  const [first, ...rest] = way;
  const end = way.at(-1)!.to;
  return {
    at: claim,
    path: first!.path,
    message: `\`${claim.id}\` rests on the ${end.kind} \`${end.id}\`, which was ${word}`,
    related: [
      ...rest.map((support) => ({
        at: support.at,
        path: support.path,
        message: `\`${support.from.id}\` ${support.how} \`${support.to.id}\``,
      })),
      { at, path, on: "key", message: `${word} here` },
    ],
    notes: [`path: ${[claim.id, ...way.map(({ to }) => to.id)].join(" › ")}`],
    help: "see whether the claim stands without it, and say so in a note or a new claim",
  };
}
