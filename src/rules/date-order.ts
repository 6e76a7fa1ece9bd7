import type { Document } from "../model/document.js";
import { isBefore, parseEdtf } from "../model/edtf.js";
import type { Chain, ChainHop } from "../provenance/chain.js";
import type { Entry } from "../store/source.js";
import type { Finding, Place, Rule, RuleContext } from "./rule.js";

/** Nobody relays what has not been said yet. */
export const dateOrder: Rule = {
  name: "date-order",
  tier: "meaning",
  severity: "error",
  summary:
    "a report before what it draws on, a copy before the original, a correction before the fault",
  why: "Nobody relays what has not been said yet. A chain that runs backwards in time has a wrong date or a wrong link, and the true source is somewhere else. Dates are compared as intervals (EDTF), and only an order that no reading allows is reported.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
documents:
  budget-story: { title: The budget, date: 2023-10-20 }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-10-26
    relay: [budget-story]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
documents:
  budget-story: { title: The budget, date: 2023-10-26 }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-10-26
    relay: [budget-story]
`,
  },
  check: findDisorder,
};

function* findDisorder({ scope, traces }: RuleContext): Generator<Finding> {
  for (const agent of scope.agents) yield* rolesOf(agent);
  for (const document of scope.documents) yield* datesOf(document);
  for (const { chain } of traces) {
    const { claim, record } = chain;
    for (const [hop, source] of disordersIn(chain)) yield disorder(chain, hop, source);
    if (record && runsBackwards(record.value.date, claim.value.date)) {
      yield {
        at: claim,
        path: ["in"],
        message: `the primary record (${record.value.date}) is older than the claim (${claim.value.date})`,
        related: [
          { at: record, path: ["date"], message: "recorded then" },
          { at: claim, path: ["date"], message: "said then" },
        ],
      };
    }
  }
}

function runsBackwards(later: string | undefined, earlier: string | undefined): boolean {
  if (later === undefined || earlier === undefined) return false;
  return isBefore(parseEdtf(later)!, parseEdtf(earlier)!);
}

/** When a hop happened: its own date, else its document's. */
function timeOf({ hop, document }: ChainHop): string | undefined {
  return hop.date ?? document?.value.date;
}

/** Where that is written. */
function timePlace(claim: Entry<"claim">, { hop, index, document }: ChainHop): Place {
  if (hop.date !== undefined || !document) return { at: claim, path: ["relay", index, "date"] };
  return { at: document, path: ["date"] };
}

/** Finds the hops that are older than what they draw on, each with where in the chain that is. */
function disordersIn({ claim, hops }: Chain): [hop: ChainHop, source: number][] {
  const found: [ChainHop, number][] = [];
  for (const hop of hops) {
    const own = timeOf(hop);
    if (own === undefined) continue;
    for (const source of hop.from) {
      const above = hops[source];
      const earlier = above ? timeOf(above) : claim.value.date;
      if (runsBackwards(own, earlier)) found.push([hop, source]);
    }
  }
  return found;
}

function disorder({ claim, hops }: Chain, hop: ChainHop, source: number): Finding {
  const above = hops[source];
  const what = above ? `\`${above.name}\`, which it draws on` : "the claim was made";
  const earlier = above ? timeOf(above) : claim.value.date;
  const origin = above ? timePlace(claim, above) : { at: claim, path: ["date"] };
  return {
    at: claim,
    path: hop.path,
    message: `\`${hop.name}\` relayed it (${timeOf(hop)}) before ${what} (${earlier})`,
    related: [
      { ...timePlace(claim, hop), message: "relayed then" },
      { ...origin, message: above ? "heard then" : "said then" },
    ],
    help: "correct the date, or say in `from` whom it really had it from",
  };
}

function* datesOf(document: Entry<"document">): Generator<Finding> {
  const { date, retrieved, corrected, retracted } = document.value as Document;
  const later = [
    { path: ["retrieved"], date: retrieved, what: "retrieved" },
    { path: ["corrected", "date"], date: corrected?.date, what: "corrected" },
    { path: ["retracted", "date"], date: retracted?.date, what: "retracted" },
  ];
  for (const { path, date: then, what } of later) {
    if (!runsBackwards(then, date)) continue;
    yield {
      at: document,
      path,
      message: `\`${document.id}\` was ${what} (${then}) before it was published (${date})`,
      related: [{ at: document, path: ["date"], message: "published then" }],
    };
  }
}

function* rolesOf(agent: Entry<"agent">): Generator<Finding> {
  for (const [name, { from, until }] of Object.entries(agent.value.roles ?? {})) {
    if (!runsBackwards(until, from)) continue;
    yield {
      at: agent,
      path: ["roles", name, "until"],
      message: `the role \`${name}\` ended before it began`,
      related: [{ at: agent, path: ["roles", name, "from"], message: "began then" }],
    };
  }
}
